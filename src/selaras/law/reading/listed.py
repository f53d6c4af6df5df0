"""Lists inside a cell whose entries begin with letters, plain numbers or bullets."""

from __future__ import annotations

import re

from selaras.law.reading.words import ordinal_of_marker

_OPENS = r"(?:^|\n|<(?:li|p|br|div)\b[^<>]{0,80}>)\s*"
_LETTER = re.compile(_OPENS + r"\(?(?P<number>[a-z]|\d{1,2})\s*[.)](?!\d)\s*(?=\S)", re.IGNORECASE)
_INLINE = re.compile(r"(?<=[.;])\s+\(?(?P<number>[a-z]|\d{1,2})[.)]\s+(?=\S)")
_BULLET = re.compile(
    r"(?:<li\b[^<>]{0,80}>|(?:^|\n|<(?:p|br|div)\b[^<>]{0,80}>)\s*"
    r"(?:[•●▪■□◦·➢➤✓✔*\uf0b7\uf0a7\uf0d8\uf0fc\uf076]\s*|[-–o]\s+))(?=\s*\S)",
    re.IGNORECASE,
)
_TAGS = re.compile(r"\s*(?:</?\w+\b[^<>]{0,80}>\s*)*")

Stretch = tuple[str, int, int, bool]


def lettered(text: str, last: str = "") -> list[Stretch] | None:
    """Entries `a.`, `b.` or `1)`, `2)` in their order → number, start, stop, sure. None when there is no such list.

    `last` is the number before it when the text goes on from another cell.
    """
    marks = sorted([*_LETTER.finditer(text), *_INLINE.finditer(text)], key=lambda match: match.end())
    expected = (ordinal_of_marker(last) or 0) + 1
    kept: list[re.Match[str]] = []
    for mark in marks:
        same = not kept or kept[0]["number"].isdigit() == mark["number"].isdigit()
        if same and ordinal_of_marker(mark["number"]) == expected:
            kept.append(mark)
            expected += 1
    if not kept or not _TAGS.fullmatch(text[: kept[0].start()]) or (len(kept) < 2 and expected == 2):
        return None
    lines = [mark for mark in marks if mark.re is _LETTER]
    sure = all(mark in kept for mark in lines)
    ends = [*(mark.start() for mark in kept[1:]), len(text)]
    return [(mark["number"], mark.end(), end, sure) for mark, end in zip(kept, ends, strict=True)]


def bulleted(text: str) -> list[Stretch] | None:
    """Entries behind bullets or in `<li>` → no number, start, stop, sure. None when the text does not begin with one."""
    marks = list(_BULLET.finditer(text))
    if not marks or not _TAGS.fullmatch(text[: marks[0].start()]):
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [("", mark.end(), end, True) for mark, end in zip(marks, ends, strict=True)]
