"""What is asked of a report: which unit, for what, as of when, in which language, on which paper."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from selaras.core.policy import Purpose
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.organisation.forms.fields import DayField, UnitField
from selaras.web.organisation.models import Unit
from selaras.web.people.telling import language

LANGUAGES = (("id", _("Bahasa Indonesia")), ("en", _("Inggris")))
PAPERS = (("a4", "A4"), ("f4", "F4"))
FORMS = (("pdf", "PDF"), ("xlsx", "Excel (XLSX)"))


class UnitReportForm(forms.Form):
    """The report of a unit."""

    unit = UnitField(label=_("Unit"))
    purpose = forms.ChoiceField(label=_("Untuk keperluan"))
    kind = forms.ChoiceField(label=_("Bentuk"), choices=FORMS)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["unit"]).units = units
        offer_purposes(self)


class PrintForm(forms.Form):
    """How profiles are to be printed."""

    purpose = forms.ChoiceField(label=_("Untuk keperluan"))
    on = DayField(label=_("Per tanggal"))
    language = forms.ChoiceField(label=_("Bahasa"), choices=LANGUAGES)
    paper = forms.ChoiceField(label=_("Kertas"), choices=PAPERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_purposes(self)


class BundleForm(PrintForm):
    """Profiles of everybody in a unit."""

    unit = UnitField(label=_("Unit"))
    field_order = ("unit", "purpose", "on", "language", "paper")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["unit"]).units = units


def offer_purposes(form: forms.Form) -> None:
    """The purposes in the language of the page."""
    form.fields["purpose"].choices = [(key, text[language()]) for key, text in PURPOSES.items()]  # type: ignore[attr-defined]


def started(purpose: str = Purpose.MAPPING) -> dict[str, Any]:
    """What a form shows first."""
    return {"purpose": purpose, "language": language(), "paper": "a4", "kind": "pdf"}
