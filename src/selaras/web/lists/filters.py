"""Filters of a list, their chips, and the search box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from selaras.web.accounts.scopes import Asker
from selaras.web.lists.columns import text

Search = Callable[[QuerySet[Any], str], QuerySet[Any]]
LONGEST = 100  # characters of a search that are looked at
MOST_WORDS = 6


class Filters(django_filters.FilterSet):  # type: ignore[misc]  # the package ships no types
    """A FilterSet that knows who asks: `self.asker`, for choices within a scope.

    `fixed`: filters that say which list this is, such as the run whose answers it shows. They are no chips and stay when
    the filters are cleared.
    """

    fixed: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, asker: Asker) -> None:
        self.asker = asker
        super().__init__(data, queryset)

    @cached_property
    def form(self) -> forms.Form:
        """The form, its fields made lean and none of them required."""
        form: forms.Form = super().form
        form.auto_id = "saring_%s"
        self.prepare(form)
        return form

    def prepare(self, form: forms.Form) -> None:
        """Give fields their choices, from what the asker may see. Overridden by lists that need it."""

    def in_force(self) -> list[tuple[str, Any]]:
        """Names and values of the filters that were given and understood."""
        given = getattr(self.form, "cleaned_data", {})
        return [(name, value) for name, value in given.items() if not _empty(value)]

    def told(self, name: str, value: Any) -> str:
        """A filter's value as a chip says it. Overridden where the value alone says nothing."""
        field = self.form.fields[name]
        choices = getattr(field, "choices", None)
        if choices is not None:
            names = {str(key): str(label) for key, label in choices}
            return names.get(str(value), str(value))
        if isinstance(value, slice):
            return " – ".join(text(end) or "…" for end in (value.start, value.stop))
        return text(getattr(value, "pk", value)) if not isinstance(value, str) else value


def _empty(value: Any) -> bool:
    return value in (None, "", []) or (
        isinstance(value, slice) and value.start is None and value.stop is None
    )


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    value: str
    without: str


def words(*fields: str, prefixes: tuple[str, ...] = ()) -> Search:
    """A search: each word must stand in any of `fields`; digits are sought at the start of `prefixes` as one number.

    `prefixes` hold digits only: then a range finds what begins so by an index, on every database and collation.
    """

    def search(rows: QuerySet[Any], sought: str) -> QuerySet[Any]:
        digits = sought.replace(" ", "")
        if prefixes and digits.isdecimal():
            begins = Q()
            for name in prefixes:
                begins |= Q(**{f"{name}__gte": digits, f"{name}__lte": digits + "9" * LONGEST})
            return rows.filter(begins)
        for word in sought.split()[:MOST_WORDS]:
            within = Q()
            for name in fields:
                within |= Q(**{f"{name}__icontains": word})
            rows = rows.filter(within)
        return rows

    return search


def cleaned(sought: str) -> str:
    """A search as it is looked for: no control characters, single spaces, not too long."""
    printable = "".join(char if char.isprintable() else " " for char in sought[: 2 * LONGEST])
    return " ".join(printable.split())[:LONGEST]


class LeanSelect(forms.Select):
    """A select written at once: Django renders a template for every option."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control as HTML."""
        chosen = "" if value is None else str(getattr(value, "pk", value))
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if str(key) == chosen else ""}>{escape(label)}</option>'
            for key, label in self.choices
        )
        given = "".join(
            f' {key}="{escape(each)}"' if each is not True else f" {key}"
            for key, each in self.build_attrs(self.attrs, attrs).items()
            if each is not False and each is not None
        )
        return mark_safe(f'<select name="{escape(name)}"{given}>{options}</select>')  # every part is escaped


class Choice(django_filters.ChoiceFilter):  # type: ignore[misc]
    """A choice of few, as a select. `apply` turns rows and value into rows; without it the field must equal it."""

    def __init__(
        self,
        label: Any,
        choices: Any = (),
        *,
        apply: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None,
        **kwargs: Any,
    ) -> None:
        self.apply = apply
        super().__init__(label=label, choices=choices, widget=LeanSelect, empty_label="—", **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """The rows that the value asks for."""
        if self.apply and value not in (None, ""):
            return self.apply(qs, value)
        plainly: QuerySet[Any] = super().filter(qs, value)
        return plainly
