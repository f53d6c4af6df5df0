"""What was known on a day, over columns: the counterpart of `core.facts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from selaras.core.batch.codes import REASON, dense
from selaras.core.batch.columns import SCHEMAS, Tables
from selaras.core.verdict import Reason


@dataclass(frozen=True)
class Part:
    """Some consecutive persons, numbered from 0, and their entries as they stand on the day `on`.

    `tables` holds every entry, `standing` those that hold; `entry` is the row in the whole table.
    """

    size: int
    on: int
    people: pl.DataFrame
    tables: dict[str, pl.DataFrame]
    standing: dict[str, pl.DataFrame]

    def stands(self, entries: pl.DataFrame) -> pl.DataFrame:
        """The entries that hold on the day."""
        return entries.filter((pl.col("start") <= self.on) & (pl.col("gone") > self.on))

    def later(self, entries: pl.DataFrame) -> pl.Series:
        """Why nothing stands, per person: something is known only from a later day, or there is nothing."""
        who = entries.filter(pl.col("start") > self.on)["person"].unique()
        known = dense(self.size, who, True, pl.Boolean, False)
        codes = (
            pl.when(known)
            .then(pl.lit(REASON[Reason.UNKNOWN_ON_DAY], pl.UInt8))
            .otherwise(pl.lit(REASON[Reason.NO_EVIDENCE], pl.UInt8))
        )
        return pl.select(codes).to_series()

    def whether(self, persons: pl.Series) -> pl.Series:
        """True for the persons named, who may be named more than once."""
        return dense(self.size, persons.unique(), True, pl.Boolean, False)

    def spread(self, persons: pl.Series, values: pl.Series) -> pl.Series:
        """One value per person named once; null for the others."""
        return dense(self.size, persons, values, type(values.dtype), None)


def part(tables: Tables, first: int, end: int, on: int, kinds: Iterable[str] = SCHEMAS) -> Part:
    """Persons `first` to `end` (exclusive) of a workforce on a day, with entries of these `kinds`."""
    every, stands = {}, {}
    for kind in kinds:
        table: pl.DataFrame = getattr(tables, kind)
        low = int(table["person"].search_sorted(first, "left"))
        high = int(table["person"].search_sorted(end, "left"))
        every[kind] = table.slice(low, high - low).with_columns(
            pl.col("person") - pl.lit(first, pl.UInt32),
            pl.int_range(low, high, dtype=pl.UInt32).alias("entry"),
        )
        stands[kind] = every[kind].filter((pl.col("start") <= on) & (pl.col("gone") > on))
    return Part(end - first, on, tables.people.slice(first, end - first), every, stands)


def lasts(entries: pl.DataFrame) -> pl.DataFrame:
    """The last entry of each person, of entries in the order of their table: their latest."""
    return entries.filter((pl.col("person") != pl.col("person").shift(-1)).fill_null(True))


def settled(here: Part, entries: pl.DataFrame, value: str) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Per person: `value` of the latest day, the last entry of that day, and whether that day contradicts itself.

    Entries of one day stand together, so they differ exactly when two neighbours do.
    """
    newest = lasts(entries)
    same_day = (pl.col("person") == pl.col("person").shift(1)) & (pl.col("since") == pl.col("since").shift(1))
    clashes = entries.filter(same_day & (pl.col(value) != pl.col(value).shift(1)))
    since = here.spread(newest["person"], newest["since"])
    on_last_day = clashes.filter(clashes["since"] == since.gather(clashes["person"]))
    return (
        here.spread(newest["person"], newest[value]),
        here.spread(newest["person"], newest["entry"]),
        here.whether(on_last_day["person"]),
    )
