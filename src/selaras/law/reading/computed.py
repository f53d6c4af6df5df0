"""Numbers that a word processor computes: kept with the indicators they stand before, and marked so."""

from __future__ import annotations

from typing import TypeVar

from selaras.errors import Place
from selaras.law.document import Document, Piece
from selaras.law.form.table import ClassStandard, DictionaryEntry, IndicatorEntry, PositionStandard
from selaras.law.reading.doubts import Doubts

_Standard = TypeVar("_Standard", ClassStandard, PositionStandard)


def note_computed(document: Document, doubts: Doubts) -> None:
    """One note for the whole document, at the first such line."""
    if document.computed:
        first = min(document.computed)
        place = Place(document.file, line=first, character=1)
        quote = document.text.split("\n")[first - 1]
        doubts.add("computed_numbers", Piece(quote, place), count=len(document.computed))


def marked(standards: tuple[_Standard, ...], computed: frozenset[int]) -> tuple[_Standard, ...]:
    """Standards with `computed` set on the indicators whose number is not in the text."""
    if not computed:
        return standards
    found = []
    for standard in standards:
        rows = tuple(
            row.model_copy(update={"indicators": _indicators(row.indicators, computed)})
            for row in standard.competencies
        )
        found.append(standard.model_copy(update={"competencies": rows}))
    return tuple(found)


def marked_entries(
    entries: tuple[DictionaryEntry, ...], computed: frozenset[int]
) -> tuple[DictionaryEntry, ...]:
    """The same for the levels of a dictionary."""
    if not computed:
        return entries
    return tuple(
        entry.model_copy(
            update={
                "levels": tuple(
                    level.model_copy(update={"indicators": _indicators(level.indicators, computed)})
                    for level in entry.levels
                )
            }
        )
        for entry in entries
    )


def _indicators(found: tuple[IndicatorEntry, ...], computed: frozenset[int]) -> tuple[IndicatorEntry, ...]:
    return tuple(
        each.model_copy(update={"computed": True}) if each.number and each.source.line in computed else each
        for each in found
    )
