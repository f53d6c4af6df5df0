"""Forms for a judgement and for what becomes of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.web.organisation.forms.fields import DayField
from selaras.web.organisation.models import Position

LONGEST = 500
ANY = "*"  # no position's code: the determination is for any


class ReasonField(forms.CharField):
    """Why, in a few lines."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Alasan"))
        super().__init__(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class DetermineForm(forms.Form):
    """A judgement on one row: finding, for which position, since when, why, on which document."""

    finding = forms.ChoiceField(
        label=_("Penetapan"),
        choices=[("1", _("memenuhi")), ("0", _("tidak memenuhi"))],
        widget=forms.RadioSelect,
    )
    position = forms.ChoiceField(label=_("Berlaku untuk"))
    since = DayField(label=_("Tanggal penetapan"))
    reason = ReasonField(help_text=_("Mengapa syarat ini terpenuhi atau tidak. Pegawai membacanya."))
    document_name = forms.CharField(
        label=_("Nomor atau nama dokumen"),
        max_length=200,
        help_text=_("misalnya nomor nota dinas atau ijazah"),
    )
    document = forms.FileField(
        label=_("Berkas dokumen"), required=False, help_text=_("PDF, JPG, atau PNG; dapat menyusul")
    )

    def __init__(self, *args: Any, positions: list[Position], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {each.code: f"{each.title}, {each.unit.name}" for each in positions}
        self.fields["position"].choices = [*offered.items(), (ANY, _("semua jabatan"))]  # type: ignore[attr-defined]


class RejectForm(forms.Form):
    """Why a determination is turned down."""

    prefix = "tolak"
    reason = ReasonField(help_text=_("Pembuat penetapan dan pegawai membacanya."))


class RevokeForm(forms.Form):
    """From which day a determination no longer counts, and why."""

    prefix = "cabut"
    on = DayField(label=_("Tidak berlaku mulai"))
    reason = ReasonField(help_text=_("Pegawai membacanya."))
