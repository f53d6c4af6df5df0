"""The made-up shape of the workforce (`data/sample.yaml`) as small frames to join with."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl

from selaras.files.layout import content
from selaras.law.lists import ranks

TYPES = {"structural": "struktural", "functional": "fungsional"}


def shape() -> dict[str, Any]:
    """The whole file."""
    found: dict[str, Any] = content("sample.yaml")
    return found


@cache
def units() -> pl.DataFrame:
    """Units with their kind: unit_at, unit, kind."""
    rows = [(name, kind) for kind, names in shape()["units"].items() for name in names]
    return pl.DataFrame(rows, schema=["unit", "kind"], orient="row").with_row_index("unit_at")


@cache
def places() -> pl.DataFrame:
    """Every title in every unit where it stands: place_at, title_at, title, group, unit, code, class, fields, …"""
    rows = []
    for at, title in enumerate(shape()["titles"]):
        for unit_at, unit, kind in units().iter_rows():
            if kind in title["in"]:
                rows.append(
                    {
                        "title_at": at,
                        "id": f"P{at + 1:02}-{unit_at + 1:02}",
                        "title": title["title"],
                        "group": title["group"],
                        "unit": unit,
                        "type": TYPES.get(title["group"], "pelaksana"),
                        "job_class": int(title["group"]) if title["group"].isdigit() else None,
                        "fields": "; ".join(title.get("fields", ())) or None,
                        "trainings": "; ".join(title.get("trainings", ())) or None,
                        "weight": title["weight"],
                    }
                )
    return pl.DataFrame(rows, schema_overrides={"job_class": pl.Int64}).with_row_index("place_at")


def places_of(group: str) -> tuple[list[int], list[int]]:
    """Positions in `places()` of one group, and their weights (a title's weight is shared by its units)."""
    found = places().filter(pl.col("group") == group)
    per_title = found.group_by("title_at").len().rename({"len": "units"})
    weighted = found.join(per_title, on="title_at", maintain_order="left")
    weights = (weighted["weight"] * 1000 // weighted["units"]).to_list()
    return weighted["place_at"].to_list(), weights


@cache
def education() -> pl.DataFrame:
    """Per level of education: youngest age at entry, order of the first and the highest rank, PPPK grade."""
    known = ranks()
    rows = [
        (level, row["age"], known[row["rank"]].order, known[row["highest"]].order, row["pppk"])
        for level, row in shape()["education"].items()
    ]
    return pl.DataFrame(rows, schema=["level", "entry_age", "first", "highest", "grade"], orient="row")


@cache
def rank_codes() -> list[str]:
    """Codes of the PNS ranks in their order."""
    return [
        rank.code for rank in sorted(ranks().values(), key=lambda rank: rank.order) if rank.scale == "pns"
    ]
