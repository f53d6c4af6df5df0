"""The people of the sample: who they are, where they work, how their dates fit together."""

from __future__ import annotations

from datetime import date

import polars as pl

from selaras.files.sample.noise import Noise
from selaras.files.sample.shape import education, places_of, shape

DAYS = 12 * 28  # birthdays used per year: the 1st to the 28th of each month
STRIDE = (
    6_151  # coprime to DAYS × 33, so that consecutive people get scattered birthdays and never the same one
)


def people(first: int, count: int, seed: int, on: date) -> pl.DataFrame:
    """People number `first` to `first + count - 1`, one row each, with everything that other tables need."""
    index = pl.Series("index", range(first, first + count), dtype=pl.UInt64)
    groups = shape()["groups"]
    group = Noise(seed, index).choose("group", {name: row["share"] for name, row in groups.items()})
    parts = [_group(index.filter(group == name), name, seed, on) for name in groups if (group == name).any()]
    frame = pl.concat(parts).sort("index").join(education(), on="level", maintain_order="left")
    return _dates(frame, seed, on)


def _group(index: pl.Series, name: str, seed: int, on: date) -> pl.DataFrame:
    """The draws that depend on the group: place of work, education, employment."""
    noise, row = Noise(seed, index), shape()["groups"][name]
    at, weights = places_of(name)
    places = pl.Series(at, dtype=pl.UInt32)
    return pl.DataFrame(
        {
            "index": index,
            "group": pl.Series([name], dtype=pl.String).new_from_index(0, len(index)),
            "place_at": places.gather(noise.pick("place", weights)),
            "earlier_at": places.gather(noise.pick("earlier place", weights)),
            "level": noise.choose("education", row["education"]),
            "employment": noise.choose("employment", row["employment"]),
        }
    )


def _dates(frame: pl.DataFrame, seed: int, on: date) -> pl.DataFrame:
    noise, data = Noise(seed, frame["index"]), shape()
    ages, months = data["age"], data["months_to_pns"]
    slots = DAYS * ages["years"]
    slot = ((frame["index"] * STRIDE + (seed * 7_919) % slots) % slots).cast(pl.Int64)
    age, day = ages["youngest"] + slot // DAYS, slot % DAYS
    frame = frame.with_columns(
        born_year=on.year - age,
        born_month=day // 28 + 1,
        born_day=day % 28 + 1,
        age=age,
        serial=(frame["index"] // slots).cast(pl.Int64) + 1,
        female=noise.chance("sex", data["female_percent"]),
        first_name=pl.Series(data["first_names"]).gather(noise.below("first name", len(data["first_names"]))),
        last_name=pl.Series(data["last_names"]).gather(noise.below("last name", len(data["last_names"]))),
        late=noise.below("late entry", 1 << 20),
        month=noise.below("entry month", 12) + 1,
        waiting=noise.below("months to pns", months["most"] - months["least"] + 1) + months["least"],
        moved=noise.chance("moved", data["moved_percent"]),
        when_moved=noise.below("when moved", 1 << 20),
    )
    return _derived(frame, on)


def _derived(frame: pl.DataFrame, on: date) -> pl.DataFrame:
    """Entry, appointment and ranks, which follow from age and education; then the NIP, which tells them."""
    pppk = pl.col("employment") == "pppk"
    latest = pl.min_horizontal(pl.col("age") - 1, pl.when(pppk).then(50).otherwise(32))
    frame = frame.with_columns(
        # a contract of PPPK is young; a civil servant entered between the youngest age for the education and 32
        entry_year=pl.when(pppk)
        .then(on.year - 1 - pl.col("late") % 4)
        .otherwise(
            pl.col("born_year")
            + pl.col("entry_age")
            + pl.col("late") % (latest - pl.col("entry_age") + 1).clip(lower_bound=1)
        )
    )
    frame = frame.with_columns(
        entered_on=pl.date("entry_year", "month", 1), birth=pl.date("born_year", "born_month", "born_day")
    ).with_columns(pns_since=pl.col("entered_on").dt.offset_by(pl.format("{}mo", pl.col("waiting"))))
    frame = frame.with_columns(
        employment=pl.when((pl.col("employment") == "pns") & (pl.col("pns_since") > on))
        .then(pl.lit("cpns"))
        .otherwise("employment")
    )
    return frame.with_columns(
        nip=pl.concat_str(
            pl.col("birth").dt.strftime("%Y%m%d"),
            pl.col("entry_year").cast(pl.String),
            pl.when(pppk).then(pl.lit("21")).otherwise(pl.col("month").cast(pl.String).str.zfill(2)),
            pl.when("female").then(pl.lit("2")).otherwise(pl.lit("1")),
            pl.col("serial").cast(pl.String).str.zfill(3),
        ),
        name=pl.concat_str(pl.lit(shape()["name_prefix"]), "first_name", "last_name", separator=" "),
        steps=((on.year - pl.col("entry_year") - 1) // shape()["promotion_years"]).clip(lower_bound=0),
        # those who moved did so somewhere between entry and today; the others hold their first position
        since=pl.when("moved")
        .then(
            pl.col("entered_on").dt.offset_by(
                pl.format(
                    "{}d", 1 + pl.col("when_moved") % (pl.lit(on) - pl.col("entered_on")).dt.total_days()
                )
            )
        )
        .otherwise("entered_on"),
    )
