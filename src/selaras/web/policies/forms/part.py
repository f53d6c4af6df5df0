"""The form of one value with its legal basis; what it is about is added by each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from selaras.web.policies.content import DAY
from selaras.web.policies.forms.fields import day_field, text_field


@dataclass(frozen=True, slots=True)
class Line:
    """Fields that stand together: a row of a table, or a box. `number` is its place in the form."""

    number: int
    title: Any
    fields: tuple[BoundField, ...]

    @property
    def wrong(self) -> bool:
        """Whether one of them is to be mended."""
        return any(field.errors for field in self.fields)


class PartForm(forms.Form):
    """One part of a content. `was` names the part as it stood when the form was shown."""

    template: ClassVar[str] = "policies/part/_plain.html"
    was = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def value(self, old: Any) -> Any:
        """What `actions.write` takes, from what was filled in. `old`: the part as it stands."""
        raise NotImplementedError

    def lines(self) -> Iterator[Line]:
        """The fields that stand together, for the template."""
        yield from ()

    def place(self, what: str) -> None:
        """Add what the reader of law says where no field is nearer."""
        self.add_error(None, what)


class CitedForm(PartForm):
    """A value with its legal basis and its first day; the trust mark is never written, it is confirmed."""

    own: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Mapping[str, Any] | None, old: Mapping[str, Any] | None, was: str) -> None:
        super().__init__(data)
        cited = old or {}
        self.add(cited.get("value"))
        self.fields |= basis_fields()
        basis = cited.get("basis") or {}
        self.initial.update(
            {
                "basis_id": basis.get("id"),
                "basis_en": basis.get("en"),
                "day": shown_day(cited.get(DAY)),
                "was": was,
            }
        )

    def add(self, value: Any) -> None:
        """Add the fields of the value, with what they hold now."""
        raise NotImplementedError

    def said(self) -> Any:
        """The value from what was filled in."""
        raise NotImplementedError

    def value(self, old: Mapping[str, Any]) -> dict[str, Any]:
        """The value with its basis; its unit stays."""
        return {**old, "value": self.said(), **basis_of(self.cleaned_data)}

    def plain(self) -> list[BoundField]:
        """The fields of the value that stand alone."""
        return [self[name] for name in self.fields if name not in (*BASIS, "was")]

    def based(self) -> list[BoundField]:
        """The fields of the legal basis."""
        return [self[name] for name in BASIS]


def shown_day(text: Any) -> Any:
    """A day of a content as its field shows it; what is no day, as it stands."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return text


BASIS = ("basis_id", "basis_en", "day")


def basis_fields(required: bool = True) -> dict[str, forms.Field]:
    """The fields of a legal basis."""
    return {
        "basis_id": text_field(_("Dasar hukum"), required=required),
        "basis_en": text_field(
            _("Dasar hukum dalam bahasa Inggris"), required=False, help_text=_("Kosong: sama dengan di atas.")
        ),
        "day": day_field(_("Dasar itu berlaku mulai"), required=required),
    }


def basis_of(said: Mapping[str, Any], end: str = "") -> dict[str, Any]:
    """A legal basis from what was filled in; `end` is that of the fields' names."""
    bahasa = said[f"basis_id{end}"].strip()
    return {
        "basis": {"id": bahasa, "en": (said.get(f"basis_en{end}") or "").strip() or bahasa},
        DAY: said[f"day{end}"].isoformat(),
    }
