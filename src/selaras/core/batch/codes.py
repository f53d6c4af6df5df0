"""Numbers that stand for days, words and values, with widths chosen on purpose.

A day is one 32-bit number that sorts as days do and from which whole months follow by a shift: see `day`.
Codes of closed lists (reasons, statuses, effects) are 8 bits wide; they have fewer than 256 members for ever,
because `_listed` refuses more. Everything that data can make numerous is 32 bits wide.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

import polars as pl

from selaras.core.model import Employment, RowKey
from selaras.core.policy import Effect
from selaras.core.verdict import Outcome, Reason, Status

NEVER = 2**31 - 1  # later than every day
GONE = 0  # earlier than every day

_MONTH_BITS = 5  # a month has fewer than 32 days

E = TypeVar("E", bound=StrEnum)
H = TypeVar("H", bound=Hashable)


def day(when: date | None) -> int:
    """A day as `(year * 12 + month) * 32 + day`; None is NEVER.

    Fits 22 bits up to the year 9999. The order of these numbers is the order of days, and
    `(day(end) - day(start)) >> 5` is the number of whole months between them, because a day of the month that
    has not been reached borrows exactly one month.
    """
    return NEVER if when is None else (when.year * 12 + when.month << _MONTH_BITS) + when.day


def whole_months(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Complete calendar months between two columns of days, as `facts.whole_months` counts them."""
    return (end - start).floordiv(1 << _MONTH_BITS)


def _listed(kind: type[E]) -> tuple[Mapping[E, int], pl.Enum]:
    members = list(kind)
    if len(members) > 255:
        raise OverflowError(f"{kind.__name__} has more members than an 8-bit code can name")
    return {member: code for code, member in enumerate(members)}, pl.Enum([str(m) for m in members])


REASON, REASONS = _listed(Reason)
STATUS, STATUSES = _listed(Status)
EFFECT, EFFECTS = _listed(Effect)
OUTCOME, OUTCOMES = _listed(Outcome)
EMPLOYMENT, EMPLOYMENTS = _listed(Employment)
ROW_KEY, ROW_KEYS = _listed(RowKey)


def lit(code: int) -> pl.Expr:
    """An 8-bit code as a constant column."""
    return pl.lit(code, pl.UInt8)


def reason(of: Reason) -> pl.Expr:
    """A reason as a constant column."""
    return lit(REASON[of])


def status(of: Status) -> pl.Expr:
    """A status as a constant column."""
    return lit(STATUS[of])


def fitting(largest: int) -> type[pl.UInt8] | type[pl.UInt32]:
    """The narrower of two widths that holds 0 to `largest`. Raises OverflowError past 32 bits."""
    if not 0 <= largest < 2**32:
        raise OverflowError(f"{largest} does not fit 32 bits")
    return pl.UInt8 if largest < 256 else pl.UInt32


class Numbering(Generic[H]):
    """Values numbered from 0 in the order they are first met."""

    def __init__(self, values: Iterable[H] = ()) -> None:
        self.numbers: dict[H, int] = {}
        for value in values:
            self.of(value)

    def of(self, value: H) -> int:
        """The number of a value, a new one if it is new."""
        return self.numbers.setdefault(value, len(self.numbers))

    @property
    def values(self) -> tuple[H, ...]:
        """Every value, by number."""
        return tuple(self.numbers)


def dense(
    size: int,
    index: pl.Series,
    values: pl.Series | bool,
    dtype: type[pl.DataType],
    default: int | bool | None,
) -> pl.Series:
    """A column of `size` that holds `values` at `index` and `default` elsewhere. Indices occur once."""
    column = pl.repeat(default, size, dtype=dtype, eager=True)
    return column.scatter(index, values) if len(index) else column


def distinct(
    left: pl.Series, right: pl.Series, rights: int, *, limit: int = 2**22
) -> tuple[pl.Series, list[tuple[int, int]]]:
    """Number the distinct pairs of codes that occur: (number per row, the pairs by number).

    `right` codes are below `rights`. Rows with a null have a null number. Few possible pairs are looked up in
    a dense table, many (above `limit`) by a join: what a pair means is then worked out once, not per row.
    """
    key = left.cast(pl.UInt64) * rights + right.cast(pl.UInt64)
    present = key.drop_nulls()
    if not len(present):
        return pl.repeat(None, len(key), dtype=pl.UInt32, eager=True), []
    size = int(present.max()) + 1  # type: ignore[arg-type]
    if size <= limit:
        found = pl.repeat(False, size, dtype=pl.Boolean, eager=True).scatter(present, True).arg_true()
        numbers = dense(size, found, pl.int_range(len(found), dtype=pl.UInt32, eager=True), pl.UInt32, None)
        number = numbers.gather(key.cast(pl.UInt32))
    else:
        found = present.unique().sort()
        table = pl.DataFrame({"key": found}).with_row_index("number")
        number = pl.DataFrame({"key": key}).join(table, on="key", how="left", maintain_order="left")["number"]
    return number, [divmod(pair, rights) for pair in found.to_list()]


def by_pair(
    left: pl.Series,
    right: pl.Series,
    rights: int,
    answer: Callable[[int, int], int | bool],
    dtype: type[pl.DataType],
) -> pl.Series:
    """`answer(left, right)` for every row, asked once per distinct pair; null where a code is null."""
    number, pairs = distinct(left, right, rights)
    if not pairs:
        return pl.repeat(None, len(left), dtype=dtype, eager=True)
    return pl.Series([answer(a, b) for a, b in pairs], dtype=dtype).gather(number)
