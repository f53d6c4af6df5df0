"""Asking for a run."""

from __future__ import annotations

from typing import cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from selaras.web.evaluations.questions import PURPOSES
from selaras.web.organisation.forms.fields import DayField, UnitField
from selaras.web.organisation.models import Unit
from selaras.web.people.telling import language


class RunForm(forms.Form):
    """Which unit, for what, as of when."""

    unit = UnitField(label=_("Unit"))
    purpose = forms.ChoiceField(label=_("Untuk keperluan"))
    on = DayField(label=_("Per tanggal"))

    def __init__(self, *args: object, units: QuerySet[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        cast("UnitField", self.fields["unit"]).units = units
        self.fields["purpose"].choices = [(key, text[language()]) for key, text in PURPOSES.items()]  # type: ignore[attr-defined]
