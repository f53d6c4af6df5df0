"""Where bands have a gap or overlap, and their picture. The engine's own check is `core.policy.BandSet`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from selaras.core.words import percent
from selaras.errors import Text

WIDTH, FULL, MARGIN = 600, 100, Fraction(15)


@dataclass(frozen=True, slots=True)
class Row:
    """A band as it is written: from `start` to `below`, in percent; None: no end."""

    code: str
    label: str
    start: Fraction
    below: Fraction | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: the number of the row, and the field where it is mended."""

    row: int
    field: str
    what: Text


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the picture, in its own units: a band, a gap or an overlap."""

    kind: str  # band, gap, overlap
    x: str
    width: str
    middle: str
    text: str
    shade: int


def faults(rows: Sequence[Row]) -> list[Fault]:
    """Everything that is wrong with bands in ascending order. Nothing exactly when the engine takes them."""
    found: list[Fault] = []
    edge: Fraction | None = Fraction(0)
    for at, row in enumerate(rows):
        if edge is None:
            before = rows[at - 1].code
            found.append(
                _fault(
                    at - 1,
                    "below",
                    f"Kategori {before} tidak punya batas atas, padahal {row.code} mulai dari {{0}}. Tulis {{0}}.",
                    f"{before} has no upper end, but {row.code} starts at {{0}}. Write {{0}}.",
                    row.start,
                )
            )
        elif row.start > edge:
            found.append(
                _fault(
                    at,
                    "start",
                    "Dari {0} sampai di bawah {1} tidak ada kategori. Tulis {0}.",
                    "Nothing covers {0} to below {1}. Write {0}.",
                    edge,
                    row.start,
                )
            )
        elif row.start < edge:
            found.append(
                _fault(
                    at,
                    "start",
                    "Dari {1} sampai di bawah {0} ada dua kategori. Tulis {0}.",
                    "Two bands cover {1} to below {0}. Write {0}.",
                    edge,
                    row.start,
                )
            )
        if row.below is not None and row.below <= row.start:
            found.append(
                _fault(
                    at,
                    "below",
                    "Batas atas harus lebih dari batas bawahnya, {0}.",
                    "The upper end must be above the lower end, {0}.",
                    row.start,
                )
            )
        edge = row.below
    if rows and edge is not None:
        found.append(
            _fault(
                len(rows) - 1,
                "below",
                "Nilai dari {0} ke atas tidak punya kategori. Kosongkan batas atas kategori tertinggi.",
                "Nothing covers {0} and above. Leave the upper end of the top band empty.",
                edge,
            )
        )
    return found


def picture(rows: Sequence[Row]) -> list[Segment]:
    """The bands side by side, with what is not covered and what is covered twice."""
    end = max(
        [Fraction(FULL), *(row.start + MARGIN for row in rows), *(row.below or Fraction(0) for row in rows)]
    )
    found: list[Segment] = []
    edge = Fraction(0)
    for at, row in enumerate(rows):
        below = row.below if row.below is not None else end
        if row.start > edge:
            found.append(_segment("gap", edge, row.start, end, "", 0))
        found.append(_segment("band", row.start, below, end, row.code, at % 5))
        if row.start < edge:
            found.append(_segment("overlap", row.start, min(edge, below), end, "", 0))
        edge = max(edge, below)
    if edge < end:
        found.append(_segment("gap", edge, end, end, "", 0))
    # What is wrong is drawn over what is right.
    return sorted(found, key=lambda each: each.kind != "band")


def ticks(rows: Sequence[Row]) -> list[tuple[str, Fraction]]:
    """The places at which a number stands below the picture."""
    end = max(
        [Fraction(FULL), *(row.start + MARGIN for row in rows), *(row.below or Fraction(0) for row in rows)]
    )
    edges = sorted({Fraction(0), *(row.start for row in rows), *(row.below for row in rows if row.below)})
    return [(_at(edge, end), edge) for edge in edges if 0 <= edge <= end]


def number(text: object) -> Fraction:
    """An exact number. Raises ValueError or ZeroDivisionError."""
    return Fraction(str(text))


def rows_of(value: object) -> list[Row]:
    """The bands of a content, in their order; those that cannot be read are left out."""
    bands = value.get("bands", ()) if isinstance(value, dict) else ()
    found = []
    for band in bands:
        try:
            below = None if band.get("below") is None else number(band["below"])
            label = band.get("label") or {}
            found.append(Row(str(band["code"]), str(label.get("id", "")), number(band["start"]), below))
        except (AttributeError, KeyError, ValueError, ZeroDivisionError):
            continue
    return found


def _fault(row: int, field: str, id: str, en: str, *numbers: Fraction) -> Fault:
    return Fault(
        row,
        field,
        Text(
            id.format(*(short(each, "id") for each in numbers)),
            en.format(*(short(each, "en") for each in numbers)),
        ),
    )


def short(value: Fraction, language: str) -> str:
    """A percentage as short as it is exact: 68, 67,5; else with two decimals."""
    if value.denominator == 1:
        return str(value.numerator)
    text = percent(value, "id" if language == "id" else "en")
    return text.rstrip("0")


def _segment(kind: str, start: Fraction, below: Fraction, end: Fraction, text: str, shade: int) -> Segment:
    width = max(below - start, Fraction(0))
    return Segment(kind, _at(start, end), _at(width, end), _at(start + width / 2, end), text, shade)


def _at(value: Fraction, end: Fraction) -> str:
    return f"{float(value / end) * WIDTH:.1f}"
