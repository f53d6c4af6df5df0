"""An indicator cell → numbered indicators, each verbatim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selaras.law.document import Piece
from selaras.law.reading.words import without_edge_tags

_NUMBER = re.compile(r"(?<![\w.,/])(?P<major>\d{1,2})[.,](?P<minor>\d{1,2})(?P<dot>\.)?(?=[\s]|[^\W\d])")
_AFTER_SENTENCE = re.compile(r"(?:^|[.;:)>]|</?\w+>)\s*$")


@dataclass(frozen=True, slots=True)
class Numbered:
    """One indicator as found: printed number (empty if none) and text. `sure`: its number is where it must be."""

    number: str
    text: Piece
    sure: bool


def numbered_indicators(cell: Piece, last: str = "") -> list[Numbered]:
    """Indicators of a cell. `last` is the number before it when the cell continues another one.

    A number counts when it follows the one before. A number out of order counts only at the start of a sentence,
    and is not sure; any other is part of the text.
    """
    marks: list[tuple[re.Match[str], bool]] = []
    before = _pair(last)
    for match in _NUMBER.finditer(cell.text):
        found = (int(match["major"]), int(match["minor"]))
        follows = found == (before[0], before[1] + 1) if before else found[1] == 1
        opens = bool(_AFTER_SENTENCE.search(cell.text[max(0, match.start() - 20) : match.start()]))
        if opens or (follows and marks):
            marks.append((match, follows))
            before = found
    return _cut(cell, marks)


def _cut(cell: Piece, marks: list[tuple[re.Match[str], bool]]) -> list[Numbered]:
    first = marks[0][0].start() if marks else len(cell.text)
    found: list[Numbered] = []
    unnumbered = _clean(cell, 0, first)
    if unnumbered.text:
        found.append(Numbered("", unnumbered, sure=False))
    ends = [*(match.start() for match, _ in marks[1:]), len(cell.text)][: len(marks)]
    for (match, sure), end in zip(marks, ends, strict=True):
        text = _clean(cell, match.end(), end)
        number = f"{match['major']}{cell.text[match.end('major')]}{match['minor']}"
        if text.text:
            found.append(Numbered(number, text, sure))
        else:
            found.append(Numbered(number, Piece("", cell.place), sure=False))
    return found


def _clean(cell: Piece, start: int, stop: int) -> Piece:
    inner_start, inner_stop = without_edge_tags(cell.text[start:stop])
    return cell.part(start + inner_start, start + max(inner_start, inner_stop))


def _pair(number: str) -> tuple[int, int] | None:
    parts = re.split(r"[.,]", number)
    return (int(parts[0]), int(parts[1])) if len(parts) == 2 else None
