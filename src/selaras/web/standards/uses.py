"""The rubrics that the parts of a version ask: kept from its reading on, so that pairs can be suggested before it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from selaras.law.compare import rubric_of
from selaras.law.form.table import CompetencyEntry
from selaras.web.standards.models import Piece, Use, Version

AT_ONCE = 500  # rows to one INSERT
PER_PIECE = 1000  # numbers of order that a part has for its rows
KINDS = (Piece.Kind.CLASS, Piece.Kind.POSITION)


def keep_uses(version: Version, pieces: Iterable[Piece]) -> None:
    """Write the uses of some parts anew; those of the others stay."""
    rows = [piece for piece in pieces if piece.kind in KINDS]
    Use.objects.filter(version=version, part__in=[piece.key for piece in rows]).delete()
    Use.objects.bulk_create((use for piece in rows for use in _uses(version, piece)), batch_size=AT_ONCE)


def keep_all_uses(version: Version) -> None:
    """Write the uses of every part anew."""
    Use.objects.filter(version=version).delete()
    pieces = version.pieces.filter(kind__in=KINDS).defer("lines", "findings").order_by("order")
    found = (use for piece in pieces.iterator(chunk_size=100) for use in _uses(version, piece))
    Use.objects.bulk_create(found, batch_size=AT_ONCE)


def rubric_in(row: Mapping[str, Any]) -> str:
    """The id of the rubric that a stored row asks; nothing while it is not read wholly."""
    if row["level"] is None or not row["indicators"]:
        return ""
    return row["rubric"] or rubric_of(CompetencyEntry.model_validate(row)) or ""


def _uses(version: Version, piece: Piece) -> Iterator[Use]:
    for number, row in enumerate(piece.data.get("competencies", ())):
        rubric = rubric_in(row)
        if rubric:
            yield Use(
                version=version,
                order=piece.order * PER_PIECE + number,
                rubric=rubric,
                code=row["code"][:200],
                part=piece.key,
                title=piece.title,
            )
