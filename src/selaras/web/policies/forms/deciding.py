"""Forms about a version as a whole: when and why, confirming a mark, a document, a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from selaras.core.citation import Trust
from selaras.web.policies.checks import predecessor, too_early
from selaras.web.policies.forms.fields import day_field, text_field
from selaras.web.policies.models import Version
from selaras.web.ui.templatetags.ui import say

MARKS = {
    Trust.READ: _("Dibaca dalam peraturannya sendiri"),
    Trust.VERIFIED: _("Diverifikasi pada sumber publik instansi lain"),
    Trust.SECONDARY: _("Hanya dari sumber kedua"),
    Trust.UNVERIFIED: _("Belum diverifikasi"),
}
LARGEST = 200_000  # bytes of a policy in YAML; the embedded ones have 5,000


class AboutForm(forms.Form):
    """What a version is called, from when on it holds, by what and why."""

    title_id = forms.CharField(label=_("Judul"), max_length=200)
    title_en = forms.CharField(label=_("Judul dalam bahasa Inggris"), max_length=200, required=False)
    effective_from = day_field(
        _("Berlaku mulai"),
        _("Sejak hari ini penilaian memakai versi ini; untuk hari sebelumnya tetap versi yang dahulu."),
    )
    basis = forms.CharField(
        label=_("Dasar hukum versi ini"),
        max_length=300,
        help_text=_("Keputusan yang menetapkannya, misalnya Keputusan Wali Kota Nomor … Tahun …."),
    )
    reason = text_field(_("Alasan perubahan"))

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        if version.topic.is_policy:
            title = version.content.get("title") or {}
            self.initial.update({"title_id": title.get("id"), "title_en": title.get("en")})
        else:
            del self.fields["title_id"], self.fields["title_en"]
        self.initial.update(
            {
                "effective_from": version.effective_from,
                "basis": version.basis,
                "reason": version.reason,
            }
        )

    def clean_effective_from(self) -> date:
        """Not before the version that it follows: later forms could not be kept upon such a day."""
        day: date = self.cleaned_data["effective_from"]
        version = Version(instansi=self.version.instansi, subject=self.version.subject, effective_from=day)
        if early := too_early(version, predecessor(version)):
            raise ValidationError(f"{say(early.what)} {say(early.remedy)}")
        return day

    def title(self) -> dict[str, str] | None:
        """The title in both languages; None for a list."""
        bahasa = self.cleaned_data.get("title_id", "").strip()
        if not bahasa:
            return None
        return {"id": bahasa, "en": self.cleaned_data["title_en"].strip() or bahasa}


class ConfirmForm(forms.Form):
    """What a legal basis was checked against."""

    trust = forms.ChoiceField(
        label=_("Tanda kepercayaan"),
        choices=[(str(each), label) for each, label in MARKS.items()],
        widget=forms.RadioSelect,
    )
    citation = forms.CharField(
        label=_("Tempat yang dirujuk"),
        max_length=300,
        help_text=_("Pasal, ayat, atau halaman yang Anda baca, dan apa yang tertulis di sana."),
    )
    file = forms.FileField(
        label=_("Dokumen sumber"),
        required=False,
        max_length=250,
        help_text=_("PDF, DOCX, JPG, atau PNG. Perlu berkas atau alamat."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
    )
    address = forms.URLField(
        label=_("Alamat sumber"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Halaman resmi tempat dokumen itu dapat dibaca."),
    )

    def clean(self) -> dict[str, Any]:
        """A verified mark needs its document."""
        said = super().clean() or {}
        verified = said.get("trust") in (Trust.READ, Trust.VERIFIED)
        if verified and not said.get("file") and not said.get("address") and "file" not in self.errors:
            self.add_error("file", _("Unggah dokumennya, atau tulis alamat sumbernya."))
        return said


class DocumentForm(forms.Form):
    """A policy or list as YAML."""

    file = forms.FileField(
        label=_("Berkas YAML"),
        max_length=250,
        help_text=_("Berbentuk sama dengan yang diunduh di sini. Seluruh isi rancangan diganti."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={"required": _("Pilih berkas YAML.")},
    )

    def clean_file(self) -> Any:
        """Not larger than any policy is."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("Berkas ini terlalu besar untuk sebuah kebijakan."))
        return file


class ReasonForm(forms.Form):
    """A reason."""

    reason = text_field(_("Alasan"))
