"""One page of rows, quickly also far from the start."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.expressions import OrderBy

from selaras.web.lists.columns import Column

Row = tuple[Any, ...]


class Rows:
    """Ordered rows as tuples: the primary key, then the fields of the columns. Slices like a sequence.

    The keys of a page are found first and the columns' fields read for those alone, so that rows skipped cost
    nothing beyond their place in the order.
    """

    def __init__(
        self, found: QuerySet[Any], order: Sequence[OrderBy | str], columns: Sequence[Column]
    ) -> None:
        self.found = found
        self.order = order
        self.fields = ("pk", *dict.fromkeys(name for column in columns for name in column.fields))
        self.at = {name: place for place, name in enumerate(self.fields)}

    @cached_property
    def number(self) -> int:
        """How many rows there are."""
        return self.found.count()

    def __len__(self) -> int:
        return self.number

    def count(self) -> int:
        """How many rows there are: what a paginator asks."""
        return self.number

    def __getitem__(self, part: slice) -> list[Row]:
        start, stop = part.start or 0, part.stop
        backwards = start > self.number // 2  # the far half is nearer from its end
        ordered = self.found.order_by(*self.order)
        if backwards:
            ordered = ordered.reverse()
            start, stop = self.number - min(stop, self.number), self.number - start
        keys = list(ordered.values_list("pk", flat=True)[start:stop])
        rows = self.of(keys)
        return rows[::-1] if backwards else rows

    def of(self, keys: Sequence[Any]) -> list[Row]:
        """The rows of some keys, in their order. The scope is asked again: keys alone give nobody anything."""
        by_key = {row[0]: row for row in self.found.filter(pk__in=keys).values_list(*self.fields)}
        return [by_key[key] for key in keys if key in by_key]

    def every(self) -> Any:
        """All rows in order, as they come."""
        return self.found.order_by(*self.order).values_list(*self.fields).iterator(chunk_size=2000)

    def given(self, column: Column, row: Row) -> Row:
        """The fields of a column in a row."""
        return tuple(row[self.at[name]] for name in column.fields)


def page_of(rows: Rows, number: str, size: int) -> Page[Row]:
    """A page; beyond the last it is the last, and what is no number is the first."""
    paginator: Paginator[Row] = Paginator(rows, size)  # type: ignore[arg-type]
    return paginator.get_page(number)
