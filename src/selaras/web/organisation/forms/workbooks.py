"""Forms about workbooks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.web.organisation.forms.fields import DayField, ReasonField
from selaras.web.organisation.models import Workbook


class UploadForm(forms.Form):
    """A filled workbook."""

    kind = forms.ChoiceField(label=_("Isi berkas"), choices=Workbook.Kind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Berkas"), help_text=_("Berkas Excel (.xlsx) dari templat di halaman ini.")
    )


class CommitForm(forms.Form):
    """From when and why what a workbook says holds. `mark`: the fingerprint of what was previewed."""

    since = DayField(label=_("Berlaku mulai"), initial=today)
    reason = ReasonField()
    document = forms.CharField(label=_("Nomor dokumen"), max_length=200, required=False)
    mark = forms.CharField(max_length=40, widget=forms.HiddenInput)
