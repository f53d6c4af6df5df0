"""What people fill in while publishing a standard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.core.model import TOP_OF_SCALE, Importance
from selaras.files.annex.settings import row_labels
from selaras.web.standards.adding import missing_keys
from selaras.web.standards.models import Act, Piece, Version
from selaras.web.standards.present import KINDS
from selaras.web.standards.rows import Row


class UploadForm(forms.Form):
    """A document of standards."""

    file = forms.FileField(
        label=_("Berkas"),
        help_text=_(
            "Peraturan .docx, .pdf, .md, atau .txt; lampiran .xlsx; atau bentuk data .json. Tidak ada yang diterbitkan "
            "sebelum diperiksa dan disahkan."
        ),
        max_length=250,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.md,.txt,.xlsx,.json"}),
        error_messages={"required": _("Pilih dokumen yang akan dibaca.")},
    )


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class PublishForm(forms.Form):
    """The day of effect, and the acts that the version repeals."""

    effective_from = forms.DateField(
        label=_("Berlaku mulai"),
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(
            format="%d-%m-%Y", attrs={"placeholder": "dd-mm-yyyy", "inputmode": "numeric"}
        ),
        help_text=_(
            "Sejak hari ini penilaian memakai versi ini; untuk hari sebelumnya tetap versi yang dahulu."
        ),
    )
    repeals = forms.ModelMultipleChoiceField(
        label=_("Peraturan yang dicabut oleh peraturan ini"),
        queryset=Act.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, version: Version, asked: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        self.asked = asked or QueryDict()
        self.before = version.act.versions.published().order_by("-number").first() if version.act else None
        self.earliest = self._earliest(version)
        self.fields["effective_from"].initial = self._asked_day() or self._first_day(version)
        standing = Version.objects.filter(
            state=Version.State.PUBLISHED, endings__isnull=True, instansi=version.instansi
        )
        others = Act.objects.filter(pk__in=standing.values("act")).exclude(pk=version.act_id or 0)
        self.fields["repeals"].queryset = others  # type: ignore[attr-defined]
        self.fields["repeals"].initial = self.chosen_repeals = [
            act for act in others if str(act.pk) in self.asked.getlist("cabut")
        ]
        if not others:
            del self.fields["repeals"]

    @property
    def chosen_day(self) -> date | None:
        """The day that stands in the form before it is sent: asked for in the address, the act's own, or today."""
        day: date | None = self.fields["effective_from"].initial
        return day

    def _asked_day(self) -> date | None:
        try:
            day: date | None = self.fields["effective_from"].clean(self.asked.get("berlaku"))
        except ValidationError:
            return None
        return day if day and (self.earliest is None or day >= self.earliest) else None

    def _earliest(self, version: Version) -> date | None:
        """The act's own day, or the day after its predecessor began."""
        after = self.before.effective_from if self.before else None
        days = [version.effective_from, after + timedelta(days=1) if after else None]
        return max((day for day in days if day), default=None)

    def _first_day(self, version: Version) -> date | None:
        """The act's own day; where its predecessor holds from then already, the first day that is not past."""
        if self.before is None or self.earliest is None or self.earliest == version.effective_from:
            return version.effective_from
        return max(self.earliest, today())

    def clean_effective_from(self) -> date:
        """Refused here already, so that nobody counts who is affected from a day that cannot be."""
        day: date = self.cleaned_data["effective_from"]
        if self.earliest and day < self.earliest:
            first = f"{self.earliest:%d-%m-%Y}"
            if self.before and self.before.effective_from and day <= self.before.effective_from:
                began = f"{self.before.effective_from:%d-%m-%Y}"
                text = _("Versi %(n)s berlaku mulai %(began)s; pilih %(first)s atau sesudahnya.")
                raise ValidationError(text, params={"n": self.before.number, "began": began, "first": first})
            raise ValidationError(
                _("Peraturan ini baru berlaku mulai %(first)s; pilih hari itu atau sesudahnya."),
                params={"first": first},
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Nothing is repealed where nothing could be."""
        data = super().clean() or {}
        return {"repeals": [], **data}


class RepealForm(forms.Form):
    """From when on, and by what."""

    on = forms.DateField(
        label=_("Tidak berlaku mulai"),
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(
            format="%d-%m-%Y", attrs={"placeholder": "dd-mm-yyyy", "inputmode": "numeric"}
        ),
    )
    basis = forms.CharField(label=_("Peraturan yang mencabut"), max_length=300)
    reason = forms.CharField(
        label=_("Keterangan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class RowForm(forms.Form):
    """One row; its fields depend on what it is."""

    def __init__(self, fields: Mapping[str, forms.Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= fields
        self.fields["reason"] = forms.CharField(
            label=_("Alasan"),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Apa yang Anda lihat pada dokumen asli."),
        )


def form_for(row: Row, data: Mapping[str, Any] | None, shown: Mapping[str, Any]) -> RowForm:
    """The form of a row."""
    made = {
        "competency": _competency,
        "requirement": _requirement,
        "instrument": _instrument,
        "level": _level,
        "entry": _entry,
    }
    return RowForm(made.get(row.kind, _applies_to)(), data, initial=dict(shown))


def adding_form(piece: Piece, what: str, data: Mapping[str, Any] | None) -> RowForm:
    """The form of a row that the reader missed: `kompetensi`, `persyaratan` or `level`."""
    fields: dict[str, forms.Field] = {}
    if what == "kompetensi":
        fields = {"kind": forms.ChoiceField(label=_("Jenis kompetensi"), choices=list(KINDS.items()))}
        fields["number"] = forms.CharField(label=_("Nomor tercetak"), max_length=20, required=False)
        fields |= _competency()
        rows = [(str(i), row["name"]) for i, row in enumerate(piece.data["competencies"])]
        fields["after"] = forms.ChoiceField(
            label=_("Sesudah baris"), choices=[("", _("paling akhir")), *rows[::-1]], required=False
        )
    elif what == "persyaratan":
        keys = [(str(key), " – ".join(filter(None, row_labels(key)))) for key in missing_keys(piece.data)]
        fields = {"key": forms.ChoiceField(label=_("Persyaratan"), choices=keys)}
        fields |= {"number": forms.CharField(label=_("Nomor tercetak"), max_length=20, required=False)}
        fields |= _requirement()
    else:
        fields = _level()
    lines = [line[0] for line in piece.lines if line[0]]
    if lines and what != "level":
        fields["line"] = forms.IntegerField(
            label=_("Baris sumber"),
            min_value=min(lines),
            max_value=max(lines),
            help_text=_("Nomor baris pada sumber tempat baris ini tertulis."),
        )
    return RowForm(fields, data)


def _competency() -> dict[str, forms.Field]:
    return {
        "name": forms.CharField(label=_("Nama kompetensi"), max_length=300),
        "level": forms.IntegerField(label=_("Level"), min_value=1, max_value=TOP_OF_SCALE),
        "description": forms.CharField(
            label=_("Deskripsi"), required=False, widget=forms.Textarea(attrs={"rows": 4})
        ),
        "indicators": forms.CharField(
            label=_("Indikator perilaku"),
            help_text=_("Satu per baris: nomor, tanda |, lalu teksnya."),
            widget=forms.Textarea(attrs={"rows": 8}),
        ),
    }


def _level() -> dict[str, forms.Field]:
    fields = _competency()
    del fields["name"]
    fields["level"] = forms.IntegerField(label=_("Level"), min_value=0, max_value=TOP_OF_SCALE)
    fields["indicators"].required = False
    return fields


def _entry() -> dict[str, forms.Field]:
    return {
        "name": forms.CharField(label=_("Nama kompetensi"), max_length=300),
        "code": forms.CharField(
            label=_("Kode kompetensi"),
            max_length=200,
            help_text=_("Yang sama dengan kode pada standar berarti kompetensi yang sama."),
        ),
        "kind": forms.ChoiceField(label=_("Jenis kompetensi"), choices=list(KINDS.items())),
        "definition": forms.CharField(label=_("Definisi"), widget=forms.Textarea(attrs={"rows": 4})),
    }


def _requirement() -> dict[str, forms.Field]:
    marks = [("", _("tanpa tanda")), *((str(each), str(each)) for each in Importance)]
    return {
        "value": forms.CharField(label=_("Uraian"), required=False, widget=forms.Textarea(attrs={"rows": 3})),
        "importance": forms.ChoiceField(label=_("Tingkat penting"), choices=marks, required=False),
    }


def _instrument() -> dict[str, forms.Field]:
    return {
        "type": forms.CharField(label=_("Jenis peraturan"), max_length=200),
        "number": forms.CharField(label=_("Nomor"), max_length=100),
        "year": forms.IntegerField(label=_("Tahun"), min_value=1945, max_value=2200),
        "short": forms.CharField(label=_("Nama pendek"), max_length=200, required=False),
        "title": forms.CharField(label=_("Tentang"), widget=forms.Textarea(attrs={"rows": 3})),
        "region": forms.CharField(label=_("Daerah"), max_length=200, required=False),
        "in_force_from": forms.DateField(
            label=_("Mulai berlaku"), input_formats=["%d-%m-%Y", "%Y-%m-%d"], required=False
        ),
        "id": forms.RegexField(
            label=_("Kode peraturan"),
            regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
            max_length=200,
            help_text=_("Huruf kecil, angka, dan tanda hubung; menjadi alamat tetapnya."),
        ),
    }


def _applies_to() -> dict[str, forms.Field]:
    return {
        "title": forms.CharField(label=_("Nama jabatan"), max_length=300),
        "code": forms.CharField(label=_("Kode jabatan"), max_length=100, required=False),
        "unit": forms.CharField(label=_("Unit"), max_length=300, required=False),
        "urusan": forms.CharField(label=_("Urusan"), max_length=300, required=False),
        "job_class": forms.IntegerField(label=_("Kelas jabatan"), min_value=1, max_value=30, required=False),
    }
