"""Columns of a list: which fields they read, and how a value is written on a page and in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.utils.functional import Promise
from django.utils.html import escape

from selaras.clock import WESTERN_INDONESIA

NOTHING = "–"

Label = str | Promise


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a column looks and what it may be used for."""

    link: bool = False  # leads to the row's page and stays in sight while scrolling sideways
    numeric: bool = False
    code: bool = False  # never broken over two lines: a number that is a name
    shown: bool = True  # unless somebody chose otherwise
    restricted: bool = False  # never in an export
    width: int = 16  # characters, in files


class Column:
    """One column. `fields`: ORM fields or annotations, read for every row; `show` makes one value of them.

    `show` gets as many arguments as there are fields and returns text, a number, a date or None; `cell` (of the same
    arguments) returns safe HTML for the page instead, where text does not do. `sort`: the fields ordered by;
    `nullable`: empty ones come last in both directions.
    """

    def __init__(
        self,
        key: str,
        label: Label,
        *fields: str,
        show: Callable[..., Any] | None = None,
        cell: Callable[..., str] | None = None,
        sort: tuple[str, ...] | None = None,
        nullable: bool = False,
        **look: Any,
    ) -> None:
        self.key = key
        self.label = label
        self.fields = fields
        self.show = show
        self.cell = cell
        self.sort = fields[:1] if sort is None else sort
        self.nullable = nullable
        self.look = Look(**look)

    def __repr__(self) -> str:
        return f"Column({self.key!r})"

    def value(self, given: tuple[Any, ...]) -> Any:
        """The value for a file: text, number, date or None."""
        return self.show(*given) if self.show else given[0]

    def html(self, given: tuple[Any, ...]) -> str:
        """The value for the page, escaped."""
        if self.cell:
            return self.cell(*given)
        value = self.show(*given) if self.show else given[0]
        return NOTHING if value is None or value == "" else escape(text(value))

    def order(self, descending: bool) -> list[OrderBy | str]:
        """What to order by. Plain names where nothing can be empty: an index serves those."""
        if not self.nullable:
            return [f"-{name}" if descending else name for name in self.sort]
        return [
            F(name).desc(nulls_last=True) if descending else F(name).asc(nulls_last=True)
            for name in self.sort
        ]


def text(value: Any) -> str:
    """A value as people read it: days as dd-mm-yyyy, moments in western Indonesia, nothing as nothing."""
    match value:
        case None:
            return ""
        case datetime():
            here = value.astimezone(WESTERN_INDONESIA) if value.tzinfo else value
            return here.strftime("%d-%m-%Y %H.%M")
        case date():
            return value.strftime("%d-%m-%Y")
    return str(value)
