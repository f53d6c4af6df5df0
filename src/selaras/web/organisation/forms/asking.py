"""Asking what stood on a day, as it was known on another."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.web.organisation.forms.fields import DayField


class AskingForm(forms.Form):
    """Both days may stay blank: today, and what is known now."""

    per = DayField(label=_("Per tanggal"), required=False, initial=today)
    diketahui = DayField(
        label=_("Diketahui per"), required=False, help_text=_("Kosong: menurut catatan sekarang.")
    )
