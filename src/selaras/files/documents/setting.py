"""Characters of a page as they were set → the text that was meant: lines, broken lines, paragraphs, hanging numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

SAME_LINE = 0.4  # of the font size: how far baselines of one line may lie apart
PARAGRAPH = 1.55  # of the font size: a wider step from line to line begins a new paragraph
WORD_GAP = 0.18  # of the font size: a wider gap between characters is a space nobody set
HANGING_GAP = 0.6  # of the font size: a wider gap after a leading number sets it apart from its text
OVERPRINT = (
    0.15  # of the font size: the same character this far inside itself is one, printed twice to look bold
)
SPACED_FROM = 0.1  # share of lines ending in a space, from which the file is known to keep such spaces

_LEADING_NUMBER = re.compile(r"^\(?(?:\d{1,3}(?:[.,]\d{1,3})*|[A-Za-z]|[IVXLC]{1,6})[.)]?$|^[•–-]$")
_NO_GLYPH = "\u200b"  # a place where a long word may break; never part of a text


@dataclass(frozen=True, slots=True)
class Row:
    """One set line: its text with its trailing space if any, its baseline and font size in points."""

    text: str
    baseline: float
    size: float

    @property
    def open(self) -> bool:
        """Whether it ends in the space at which it was broken."""
        return self.text.endswith(" ")


def rows_of(chars: Sequence[dict[str, Any]]) -> list[Row]:
    """Characters → set lines from top to bottom. A line of spaces alone is none."""
    lines: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=baseline):
        near = lines and baseline(char) - baseline(lines[-1][0]) <= SAME_LINE * max(char["size"], 1)
        if near:
            lines[-1].append(char)
        else:
            lines.append([char])
    rows = [_row(sorted(line, key=lambda char: (char["x0"], char["x1"]))) for line in lines]
    return [row for row in rows if row.text.strip()]


def baseline(char: dict[str, Any]) -> float:
    """Distance from the top of the page; characters of other sizes share the baseline of their line."""
    return float(char["bottom"]) - 0.25 * float(char["size"]) if "matrix" not in char else _from_matrix(char)


def _from_matrix(char: dict[str, Any]) -> float:
    return float(char["doctop"]) + (float(char["y1"]) - float(char["matrix"][5]))


def _row(chars: Sequence[dict[str, Any]]) -> Row:
    text, size = "", max(char["size"] for char in chars)
    for before, char in zip([None, *chars], chars, strict=False):
        gap = char["x0"] - before["x1"] if before else 0.0
        if before and char["text"] == before["text"] != " " and gap < -OVERPRINT * size:
            continue
        if gap > HANGING_GAP * size and _LEADING_NUMBER.match(text.strip()):
            text = text.strip() + "\t"
        elif gap > WORD_GAP * size and not text.endswith((" ", "\t")) and char["text"] != " ":
            text += " "
        text += char["text"]
    return Row(text.replace(_NO_GLYPH, ""), baseline(chars[0]), size)


def is_spaced(pages: Iterable[Sequence[Row]]) -> bool:
    """Whether this file keeps the space at which a line was broken."""
    rows = [row for page in pages for row in page]
    return sum(row.open for row in rows) > SPACED_FROM * len(rows)


def joined(rows: Sequence[Row], spaced: bool) -> str:
    """Set lines → text; paragraphs parted by `\\n`. `spaced`: the file keeps the spaces at which lines were broken."""
    text = ""
    for before, row in zip([None, *rows], rows, strict=False):
        if before is None:
            text = row.text
        elif row.baseline - before.baseline > PARAGRAPH * max(row.size, before.size) or "\t" in row.text:
            text = text.rstrip(" ") + "\n" + row.text
        else:
            text += row.text if spaced else " " + row.text
    return text.strip(" ")
