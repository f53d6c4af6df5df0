"""What the forms of all kinds share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.scopes import Asker
from selaras.web.organisation.forms.fields import DayField
from selaras.web.people.models import Person

_LAST = ("reason", "document_name", "document")


def choose(form: forms.Form, name: str, choices: Any) -> None:
    """Give a field of choices its choices."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # fields are looked up by name


class EntryForm(forms.Form):
    """What every entry needs. `data()` is the entry's content, in the form of its kind's schema."""

    since = DayField(label=_("Sejak"))
    SINCE: Any = _("Sejak")

    reason = forms.CharField(label=_("Alasan"), max_length=500, required=False)
    document_name = forms.CharField(
        label=_("Nomor atau nama dokumen"), max_length=200, required=False, help_text=_("misalnya nomor SK")
    )
    document = forms.FileField(
        label=_("Berkas dokumen"), required=False, help_text=_("PDF, JPG, atau PNG; dapat menyusul")
    )

    def __init__(self, *args: Any, person: Person, asker: Asker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.asker = person, asker
        self.fields["since"].label = self.SINCE
        self.order_fields(["since", *[name for name in self.fields if name not in _LAST], *_LAST])
        self.prepare()

    def prepare(self) -> None:
        """Fill choices that depend on the person."""

    def data_of(self) -> dict[str, Any]:
        """The entry's content."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in {"since", *_LAST}}

    @staticmethod
    def initial_of(data: dict[str, Any]) -> dict[str, Any]:
        """The form's initial values from an entry's content."""
        return dict(data)
