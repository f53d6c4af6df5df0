"""Text outside tables → set lines, columns set side by side one after the other, and the paragraphs they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selaras.files.documents.pdf.glyphs import Char
from selaras.files.documents.setting import PARAGRAPH, SAME_LINE, Row, joined, rows_of

COLUMN_GAP = 2.5  # of the font size: a wider gap may part two columns
FULL = 0.12  # of the text's width: a line ending as near to the right margin was broken, not ended
BROKEN = "\u2029"  # stands after a hyphen at which a line was broken, until the whole document is known

_BEGINS = re.compile(
    r"^\s*(?:Pasal\s+\d|BAB\s+[IVXLC]|Bagian\s+Ke|Paragraf\s+\d|[(]?(?:\d{1,3}|[a-zA-Z]|[IVXLC]{1,6})[.)]|[-•*–]\s"
    r"|(?:Menimbang|Mengingat|Memperhatikan|Menetapkan|MEMUTUSKAN|Ditetapkan|Diundangkan|LAMPIRAN|NOMOR|TENTANG)\b"
    r"|(?:KE[A-Z]+|PERTAMA)\s*:|\d{1,2}[.,]\d{1,2})"
)
_LABEL = re.compile(r"^\W*(?:\d{1,3}|[A-Za-z]|[IVXLC]{1,6})?[.)]?\W*$|[:;]\s*$")
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad]\s*$")


@dataclass(frozen=True, slots=True)
class Loose:
    """A set line outside tables with its box, in points from the top left of the page."""

    text: str
    baseline: float
    size: float
    x0: float
    x1: float

    @property
    def row(self) -> Row:
        """As the paragraph rules of `setting` take it."""
        return Row(self.text, self.baseline, self.size)


def loose_lines(chars: Sequence[Char]) -> list[Loose]:
    """Characters → set lines in reading order."""
    lines = [segment for line in baselines(chars) if (segment := _segments(line))]
    return [_loose([char for part in parts for char in part]) for parts in _read_by_columns(lines)]


def baselines(chars: Sequence[Char]) -> Iterator[list[Char]]:
    line: list[Char] = []
    for char in sorted(chars, key=baseline_of):
        if line and baseline_of(char) - baseline_of(line[0]) > SAME_LINE * max(char["size"], 1):
            yield line
            line = []
        line.append(char)
    if line:
        yield line


def baseline_of(char: Char) -> float:
    return float(char["top"]) + float(char["y1"]) - float(char["matrix"][5])


def _segments(line: Sequence[Char]) -> list[list[Char]]:
    """A line cut where a gap is wide enough to part columns; spaces alone are nothing."""
    parts: list[list[Char]] = []
    for char in sorted(line, key=lambda char: (char["x0"], char["x1"])):
        if not char["text"].strip() and not parts:
            continue
        last = next((c for c in reversed(parts[-1]) if c["text"].strip()), None) if parts else None
        if last is None or (char["text"].strip() and char["x0"] - last["x1"] > COLUMN_GAP * char["size"]):
            parts.append([char])
        else:
            parts[-1].append(char)
    return parts


def _read_by_columns(lines: list[list[list[Char]]]) -> Iterator[list[list[Char]]]:
    """Lines as they are, but where two columns run side by side: all of the left one, then all of the right one."""
    at = 0
    while at < len(lines):
        end = _columns_end(lines, at)
        if end - at < 2:
            yield lines[at]
            at += 1
            continue
        yield from ([line[0]] for line in lines[at:end])
        yield from ([line[1]] for line in lines[at:end])
        at = end


def _columns_end(lines: list[list[list[Char]]], start: int) -> int:
    """Where the run of lines with two columns that begins at `start` ends: a gutter that none of them crosses."""
    left, right, end = 0.0, float("inf"), start
    for line in lines[start:]:
        if len(line) != 2 or _is_label(line):
            break
        left, right = max(left, line[0][-1]["x1"]), min(right, line[1][0]["x0"])
        if right - left < COLUMN_GAP * line[0][0]["size"] / 2:
            break
        end += 1
    return end


def _is_label(line: Sequence[Sequence[Char]]) -> bool:
    """Whether the left part is a number or label of the right one: then they are one line."""
    left, right = ("".join(char["text"] for char in part).strip() for part in line)
    return bool(_LABEL.search(left)) or right.startswith(":")


def _loose(chars: Sequence[Char]) -> Loose:
    rows = rows_of(chars)
    text = " ".join(row.text for row in rows)
    shown = [char for char in chars if char["text"].strip()] or list(chars)
    return Loose(
        text,
        rows[0].baseline if rows else baseline_of(chars[0]),
        max(char["size"] for char in chars),
        min(char["x0"] for char in shown),
        max(char["x1"] for char in shown),
    )


def paragraphs(lines: Sequence[Loose], spaced: bool, ours: bool) -> Iterator[tuple[str, Loose]]:
    """Set lines → paragraphs, each with its first line. `ours`: set by `files.annex`, apart by their distance alone.

    In any other file a line is joined to the one before only when that one was surely broken: it reaches the right
    margin, does not end a sentence or heading, and this one begins no article, number or title.
    """
    if not lines:
        return
    if ours:
        texts = joined([line.row for line in lines], spaced).split("\n")
        yield from ((text, lines[0]) for text in texts)
        return
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    group = [lines[0]]
    for line in lines[1:]:
        if _goes_on(group[-1], line, left, right):
            group.append(line)
        else:
            yield from ((text, group[0]) for text in _texts(group, spaced))
            group = [line]
    yield from ((text, group[0]) for text in _texts(group, spaced))


def _texts(group: Sequence[Loose], spaced: bool) -> list[str]:
    return cell_text([each.row for each in group], spaced).split("\n")


def _goes_on(before: Loose, line: Loose, left: float, right: float) -> bool:
    text = before.text.rstrip()
    centred = line.x0 - left > 2 * line.size and abs((line.x0 - left) - (right - line.x1)) < line.size
    return (
        0 < line.baseline - before.baseline <= PARAGRAPH * max(line.size, before.size)
        and before.x1 >= right - FULL * (right - left)
        and not text.endswith((".", ";", ":"))
        and not _BEGINS.match(line.text)
        and not text.isupper()
        and not line.text.isupper()
        and not centred
    )


def cell_text(rows: Sequence[Row], spaced: bool) -> str:
    """Set lines of a cell or paragraph as one text; a hyphen at which a line was broken is followed by `BROKEN`."""
    text = ""
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        text += (
            row.text.rstrip() if following is None else row.text.rstrip() + _between(row, following, spaced)
        )
    return text.strip(" ")


def _between(before: Row, row: Row, spaced: bool) -> str:
    """What stands between two set lines. Where a file keeps the spaces at which lines were broken, a line without one
    was ended, or broken after a sign that takes none."""
    if "\t" in row.text or row.baseline - before.baseline > PARAGRAPH * max(row.size, before.size):
        return "\n"
    if _HYPHENATED.search(before.text) and row.text.lstrip()[:1].islower():
        return BROKEN
    if spaced and not before.open:
        return "" if before.text.endswith(("/", "-")) else "\n"
    return " "
