"""All tables of the sample, with the headers of the workforce workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

import polars as pl

from selaras.core.model import Regulation
from selaras.files.layout import sheets
from selaras.files.sample.evidence import evidence_table
from selaras.files.sample.facts import (
    determinations_table,
    educations_table,
    history_table,
    persons_table,
    ranks_table,
    trainings_table,
)
from selaras.files.sample.people import people
from selaras.files.sample.shape import places, shape
from selaras.law.load import regulation as load

Coverage = Literal["sparse", "full"]
DEFAULT_STANDARD = "perwali-dumai-6-2023"
PIECE = 100_000  # people made at once: about 300 MB with full evidence


def sample_tables(
    size: int, seed: int, evidence: Coverage, on: date, regulation: Regulation | None = None, first: int = 0
) -> dict[str, pl.DataFrame]:
    """A synthetic workforce: sheet name (`Pegawai`, `Kompetensi`, …) → frame with that sheet's headers.

    The same size, seed, evidence and day always give the same rows. `first` starts at a later person, so that
    pieces put together equal the whole (sheet Posisi repeats in every piece). All facts are dated up to `on`.
    """
    law = regulation or load(DEFAULT_STANDARD)
    if size > PIECE:
        return _joined(list(sample_pieces(size, seed, evidence, on, law, first)))
    found = people(first, size, seed, on)
    tables = {
        "persons": persons_table(found),
        "educations": educations_table(found, seed),
        "ranks": ranks_table(found, on),
        "history": history_table(found),
        "trainings": trainings_table(found, seed, on),
        "evidence": evidence_table(found, seed, on, evidence, law),
        "determinations": _with_equivalence(determinations_table(found, seed, on), on, law, first),
        "positions": places().select("id", "title", "unit", "type", "job_class", "fields", "trainings"),
    }
    return {sheet.name: _laid(tables[key], key) for key, sheet in sheets().items()}


def sample_pieces(
    size: int, seed: int, evidence: Coverage, on: date, regulation: Regulation | None = None, first: int = 0
) -> Iterator[dict[str, pl.DataFrame]]:
    """The same workforce in pieces of bounded size."""
    for done in range(0, size, PIECE):
        yield sample_tables(min(PIECE, size - done), seed, evidence, on, regulation, first + done)


def _joined(pieces: list[dict[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    positions = sheets()["positions"].name
    whole = {name: pl.concat([piece[name] for piece in pieces], how="vertical_relaxed") for name in pieces[0]}
    return whole | {positions: pieces[0][positions]}


def _laid(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """All columns of the sheet, in its order, under its headers; what the sample does not fill is null."""
    columns = sheets()[key].columns
    missing = [
        pl.lit(None, pl.String).alias(column.key) for column in columns if column.key not in frame.columns
    ]
    return frame.with_columns(missing).select(pl.col(column.key).alias(column.header) for column in columns)


def _with_equivalence(table: pl.DataFrame, on: date, law: Regulation, first: int) -> pl.DataFrame:
    """One unconfirmed equivalence between two rubrics of one competency, where the regulation has such a pair."""
    pairs = [
        (a.applies_to.job_class, b.applies_to.job_class, one.name)
        for a in law.standards
        for b in law.standards
        for one in a.competencies
        for other in b.competencies
        if one.code == other.code and one.rubric != other.rubric
    ]
    if not pairs or first:
        return table
    measured, required, name = pairs[0]
    row = {
        "kind": "kesetaraan rubrik",
        "reason": "Contoh alasan: indikator kedua rubrik dibandingkan",
        "document": "CONTOH/KESETARAAN/BKPSDM",
        "since": on.replace(month=1, day=1),
        "by": shape()["officials"][0],
        "measured_standard": law.instrument.id,
        "measured_class": str(measured),
        "measured_competency": name,
        "required_standard": law.instrument.id,
        "required_class": str(required),
        "required_competency": name,
    }
    return pl.concat([pl.DataFrame([row]), table], how="diagonal")
