"""Tables that only set text in columns (`Menimbang | : | a. | bahwa …`) → the lines they show, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from selaras.law.document import Line, Piece
from selaras.law.reading.spelling import is_marker

_SIGNING = re.compile(r"^\s*(?:Ditetapkan|Diundangkan)\s+di\b", re.IGNORECASE)


def flowing(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines without line breaks inside; a row that has none, and a plain line, stay as they are."""
    return tuple(part for line in lines for part in _parts(line))


def _parts(line: Line) -> Iterator[Line]:
    if len(line.cells) > 1 and any(_SIGNING.match(cell.text) for cell in line.cells):
        for cell in line.cells:  # who enacted and who promulgated stand side by side
            yield from (_line(piece) for piece in _lines(cell))
    elif "\n" not in line.text:
        yield line
    elif paired := _paired(line.cells):
        yield from paired
    else:
        yield from (_line(piece) for piece in _lines(line.piece))


def _paired(cells: Sequence[Piece]) -> list[Line] | None:
    """A cell of letters beside a cell of as many texts: each letter before its text."""
    filled = [cell for cell in cells if cell.text]
    for at, (markers, texts) in enumerate(pairwise(filled)):
        left, right = list(_lines(markers)), list(_lines(texts))
        if 1 < len(left) == len(right) and all(is_marker(piece.text) for piece in left):
            found = [_beside(marker, text) for marker, text in zip(left, right, strict=True)]
            label = " ".join(cell.text for cell in filled[:at])
            first = replace(found[0], text=f"{label} {found[0].text}") if label else found[0]
            return [first, *found[1:]]
    return None


def _beside(marker: Piece, text: Piece) -> Line:
    start = max((text.place.character or 1) - len(marker.text) - 1, 1)
    return Line(f"{marker.text}\t{text.text}", replace(text.place, character=start))


def _lines(piece: Piece) -> Iterator[Piece]:
    at = 0
    for line in piece.text.split("\n"):
        yield piece.part(at, at + len(line))
        at += len(line) + 1


def _line(piece: Piece) -> Line:
    return Line(piece.text, piece.place)
