"""The identity block of a position: `Nama Jabatan : …` in paragraphs, cells or columns of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selaras.law.document import Piece
from selaras.law.reading.spelling import MARKER, Spelt, is_marker, spelt

_FIELDS = {
    "nama jabatan": "title",
    "kelompok jabatan": "group",
    "urusan pemerintah": "urusan",
    "urusan pemerintahan": "urusan",
    "kode jabatan": "code",
    "unit kerja": "unit",
    "unit organisasi": "unit",
    "perangkat daerah": "unit",
    "kelas jabatan": "job_class",
}
_LABEL = re.compile(
    r"(?P<what>nama\s+jabatan|kelompok\s+jabatan|urusan\s+pemerintah(?:an)?|kode\s+jabatan"
    r"|unit\s+(?:kerja|organisasi)|perangkat\s+daerah|kelas\s+jabatan)\b(?P<colon>\s*:)?\s*",
    re.IGNORECASE,
)
_LONGEST = 150  # characters of a line without colon; a longer one is a sentence that begins with such words


@dataclass(frozen=True, slots=True)
class Field:
    """One label with its value, which is empty when it stands on the next line. `slip`: the label is misspelt."""

    role: str
    value: Piece
    label: Piece
    slip: Spelt | None = None


def fields_of(filled: Sequence[Piece], *, strict: bool = False) -> list[Field] | None:
    """The fields that a line or row holds; None when it begins with no label. An empty list: labels without match.

    `strict`, inside a table of competencies: a label without colon must be all that its cell holds.
    """
    cells = [cell for cell in filled if cell.text.strip(" :\n")]
    if cells and is_marker(cells[0].text) and len(cells) > 1:
        cells = cells[1:]
    first = _label(cells[0]) if cells else None
    if first is None or (strict and first.value.text and ":" not in cells[0].text):
        return None
    columns = [_lines(cell) for cell in cells]
    if len(columns[0]) > 1 and all(_label(line) for line in columns[0]):
        return _of_columns(columns)
    found: list[Field] = []
    for cell in cells:
        for line in _lines(cell):
            if field := _label(line):
                found.append(field)
            elif found and not found[-1].value.text:
                found[-1] = Field(found[-1].role, _value(line, 0), found[-1].label, found[-1].slip)
            elif found:
                joined = Piece(f"{found[-1].value.text} {line.text}", found[-1].value.place)
                found[-1] = Field(found[-1].role, joined, found[-1].label, found[-1].slip)
    return found


def _of_columns(columns: list[list[Piece]]) -> list[Field]:
    """A cell of labels beside a cell of values: line by line when they are as many."""
    labels = [field for line in columns[0] if (field := _label(line))]
    if all(field.value.text for field in labels):
        return labels
    values = columns[-1]
    if len(columns) < 2 or len(values) != len(labels):
        return []
    return [
        Field(field.role, _value(value, 0), field.label, field.slip)
        for field, value in zip(labels, values, strict=True)
    ]


def _label(piece: Piece) -> Field | None:
    marker = MARKER.match(piece.text)
    start = marker.end() if marker else 0
    match = _LABEL.match(piece.text, start)
    if match:
        sentence = not match["colon"] and match.end() < len(piece.text) and len(piece.text) > _LONGEST
        role = _FIELDS[" ".join(match["what"].casefold().split())]
        return None if sentence else Field(role, _value(piece, match.end()), piece)
    name, colon, _ = piece.text[start:].partition(":")
    slip = spelt(name, _FIELDS) if "\n" not in name else None
    if slip is None or (not slip.exact and not colon):
        return None
    return Field(_FIELDS[slip.word], _value(piece, start + len(name) + len(colon)), piece, slip)


def _value(piece: Piece, start: int) -> Piece:
    rest = piece.text[start:]
    return piece.part(start + len(rest) - len(rest.lstrip(": \t\n")))


def _lines(cell: Piece) -> list[Piece]:
    """Filled lines of a cell."""
    found, at = [], 0
    for line in cell.text.split("\n"):
        if line.strip(" :"):
            found.append(cell.part(at, at + len(line)))
        at += len(line) + 1
    return found
