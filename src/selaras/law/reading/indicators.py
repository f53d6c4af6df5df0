"""An indicator cell → its indicators, each verbatim: numbered `1.1`, lettered, bulleted or a list of HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selaras.law.document import Piece
from selaras.law.reading.listed import bulleted, lettered
from selaras.law.reading.words import without_edge_tags

_NUMBER = re.compile(r"(?<![\w.,/])(?P<major>\d{1,2})[.,](?P<minor>\d{1,2})(?P<dot>[.)])?(?=[\s]|[^\W\d])")
_AFTER_SENTENCE = re.compile(r"(?:^|[.;:)>•●▪■◦·\uf0b7\uf0a7\uf0d8]|</?\w+>)\s*$")
_AT_LINE = re.compile(r"\n\s*$")
_BULLET_BEFORE = re.compile(r"(?:(?:^|\n)[ \t]*[-–*]|[•●▪■◦·\uf0b7\uf0a7\uf0d8])\s*$")


@dataclass(frozen=True, slots=True)
class Numbered:
    """One indicator as found: printed number (empty if none) and text. `sure`: its number is where it must be.

    `midway`: its number stands inside a sentence, so that it may be a figure of the text before it.
    """

    number: str
    text: Piece
    sure: bool
    midway: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that begins an indicator."""

    match: re.Match[str]
    sure: bool
    midway: bool


def numbered_indicators(cell: Piece, last: str = "") -> list[Numbered]:
    """Indicators of a cell. `last` is the number before it when the cell continues another one.

    A number at the start of a line or sentence counts, and is sure when it follows the one before. One inside a
    sentence counts only when it follows the one before in the same style, and is never sure; any other is text. Without numbers, letters or bullets that begin every line count.
    """
    marks: list[_Mark] = []
    before = _pair(last)
    for match in _NUMBER.finditer(cell.text):
        found = (int(match["major"]), int(match["minor"]))
        follows = found == (before[0], before[1] + 1) if before else found[1] == 1
        start = cell.text[max(0, match.start() - 20) : match.start()]
        opens = bool(_AFTER_SENTENCE.search(start) or _AT_LINE.search(start))
        alike = bool(marks) and _style(marks[-1].match) == _style(match)
        if opens or (follows and alike):
            marks.append(_Mark(match, sure=follows and opens, midway=not opens))
            before = found
    listed = None if marks else _listed(cell, last)
    return listed if listed is not None else _cut(cell, marks)


def _listed(cell: Piece, last: str) -> list[Numbered] | None:
    """Letters or bullets; None when the cell is no such list."""
    stretches = lettered(cell.text, last) or bulleted(cell.text)
    if stretches is None:
        return None
    found = []
    for number, start, stop, sure in stretches:
        text = _clean(cell, start, stop)
        if text.text:
            found.append(Numbered(number, text, sure))
        elif number:
            found.append(Numbered(number, Piece("", cell.place), sure=False))
    return found


def _cut(cell: Piece, marks: list[_Mark]) -> list[Numbered]:
    starts = [_before_bullet(cell.text, mark.match.start()) for mark in marks]
    found: list[Numbered] = []
    unnumbered = _clean(cell, 0, starts[0] if starts else len(cell.text))
    if unnumbered.text:
        found.append(Numbered("", unnumbered, sure=False))
    ends = [*starts[1:], len(cell.text)][: len(marks)]
    for mark, end in zip(marks, ends, strict=True):
        match = mark.match
        text = _clean(cell, match.end(), end)
        number = f"{match['major']}{cell.text[match.end('major')]}{match['minor']}"
        if text.text:
            found.append(Numbered(number, text, mark.sure, mark.midway))
        else:
            found.append(Numbered(number, Piece("", cell.place), sure=False))
    return found


def _before_bullet(text: str, at: int) -> int:
    """Where the bullet before a number begins; the number itself when it has none."""
    match = _BULLET_BEFORE.search(text[max(0, at - 20) : at])
    return at - 20 + match.start() if match and at > 20 else match.start() if match else at


def _clean(cell: Piece, start: int, stop: int) -> Piece:
    inner_start, inner_stop = without_edge_tags(cell.text[start:stop])
    return cell.part(start + inner_start, start + max(inner_start, inner_stop))


def _style(match: re.Match[str]) -> tuple[str, bool]:
    """How a number is written: what parts its figures, and whether a sign follows it."""
    return match.string[match.end("major")], bool(match["dot"])


def _pair(number: str) -> tuple[int, int] | None:
    parts = re.split(r"[.,]", number)
    return (int(parts[0]), int(parts[1])) if len(parts) == 2 else None
