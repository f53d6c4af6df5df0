"""The header of a table that no line frames: the names of its columns, each with its box, in one line or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from selaras.core.model import Importance
from selaras.files.documents.pdf.words import SetLine, Word
from selaras.law.reading.competencies import HEADERS
from selaras.law.reading.spelling import spelt

LINES = 2  # lines that a header may have above and below the one that proves it
PITCH = 3.5  # of the font size: rows of one header stand as near
NEAR = 1.2  # of the font size: words of one name stand as near
LEAST_GAP = 0.3  # of the font size: names nearer than that may be one
LONGEST = 4  # words of a name
MOST_WORDS = 16  # on one line of a header

MARKS = tuple(mark.value for mark in Importance)
_OVER = ("tingkat pentingnya", "tingkat kepentingan", "tingkat penting", "tingkat pentingnya persyaratan")
_SKILLS: dict[str, tuple[str, ...]] = dict(HEADERS)
_NEEDS = {
    "number": HEADERS["number"],
    "kind": (
        "jenis persyaratan",
        "jenis persyaratan jabatan",
        "persyaratan jabatan",
        "persyaratan",
        "jenis",
    ),
    "value": ("uraian",),
    "over": _OVER,
} | {mark: (mark,) for mark in MARKS}


@dataclass(slots=True)
class Name:
    """The name of a column with its box."""

    words: list[Word]
    role: str = ""

    @property
    def text(self) -> str:
        """As printed, on one line."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Its left side."""
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        """Its right side."""
        return max(word.x1 for word in self.words)


@dataclass(frozen=True, slots=True)
class Head:
    """Names of the columns from left to right; `over` is the common heading of the marks."""

    names: tuple[Name, ...]
    lines: tuple[SetLine, ...]
    over: Name | None = field(default=None)

    @property
    def texts(self) -> tuple[Name, ...]:
        """Names of the columns that hold text."""
        return tuple(name for name in self.names if name.role not in MARKS)

    @property
    def marks(self) -> tuple[Name, ...]:
        """Names of the columns that hold ticks."""
        return tuple(name for name in self.names if name.role in MARKS)

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(line.top for line in self.lines)


def heads_in(lines: Sequence[SetLine]) -> Iterator[tuple[int, int, Head]]:
    """Headers among set lines, each with its first line and the first line after it."""
    after = 0
    for at, line in enumerate(lines):
        if at < after or (words := _anchor(line)) is None:
            continue
        known = _parts(words)
        low, high = _reach(lines, at, -1, known, after), _reach(lines, at, 1, known, after)
        tries = ((first, last) for first in range(low, at + 1) for last in range(high, at - 1, -1))
        for first, last in tries:
            if head := _head(lines[first : last + 1], words):
                yield first, last + 1, head
                after = last + 1
                break


def _anchor(line: SetLine) -> dict[str, tuple[str, ...]] | None:
    """The words of the header that a line surely belongs to: `Level`, or two names of marks."""
    words = [word.text.casefold().strip(" :.") for word in line.words]
    if len(words) > MOST_WORDS:
        return None
    if sum(word in MARKS for word in words) > 1:
        return _NEEDS
    return _SKILLS if "level" in words else None


def _parts(words: dict[str, tuple[str, ...]]) -> list[str]:
    """The single words that names consist of."""
    return sorted({word for names in words.values() for name in names for word in name.split()})


def _reach(lines: Sequence[SetLine], at: int, step: int, known: Sequence[str], floor: int) -> int:
    """How far lines that consist of words of a header go on, up or down."""
    for _ in range(LINES):
        beside = at + step
        if not floor <= beside < len(lines):
            break
        near = abs(lines[beside].baseline - lines[at].baseline) <= PITCH * lines[at].size
        if not near or not all(spelt(word.text, known) for word in lines[beside].words):
            break
        at = beside
    return at


def _head(lines: Sequence[SetLine], words: dict[str, tuple[str, ...]]) -> Head | None:
    """The header that these lines are, when every word of them is part of a name and the names stand apart."""
    names = _stacked([name for line in lines for name in _names(line, words)], words)
    over = next((name for name in names if name.role == "over"), None)
    named = sorted((name for name in names if name.role != "over"), key=lambda name: name.x0)
    roles = [name.role for name in named]
    needed = {"name", "level", "indicators"} if words is _SKILLS else {"kind", "value"}
    gap = LEAST_GAP * max(line.size for line in lines)
    if not needed <= set(roles) or "" in roles or len(set(roles)) != len(roles):
        return None
    if any(right.x0 - left.x1 < gap for left, right in pairwise(named)):
        return None
    marks = [role in MARKS for role in roles]
    if words is _NEEDS and (
        sorted(marks) != marks or sum(marks) < 2 or roles.index("value") != marks.index(True) - 1
    ):
        return None
    return Head(tuple(named), tuple(lines), over)


def _names(line: SetLine, words: dict[str, tuple[str, ...]]) -> Iterator[Name]:
    """Names on one line, the longest that is known first; a part of a name stays without a role."""
    at = 0
    while at < len(line.words):
        for size in range(LONGEST, 0, -1):
            part = line.words[at : at + size]
            near = all(b.x0 - a.x1 <= NEAR * line.size for a, b in pairwise(part))
            role = _role(part, words) if near else ""
            if role or size == 1:
                yield Name(list(part), role)
                at += len(part)
                break


def _role(words_: Sequence[Word], words: dict[str, tuple[str, ...]]) -> str:
    text = " ".join(word.text for word in words_)
    return next((role for role, known in words.items() if spelt(text, known)), "")


def _stacked(names: Sequence[Name], words: dict[str, tuple[str, ...]]) -> list[Name]:
    """Names that go on in the line below joined: `Indikator` over `Kompetensi`."""
    found: list[Name] = []
    for name in names:
        for above in found:
            joined = [*above.words, *name.words]
            meets = (
                above.x0 < name.x1
                and name.x0 < above.x1
                and above.words[-1].baseline < name.words[0].baseline
            )
            if meets and (role := _role(joined, words)):
                above.words, above.role = joined, role
                break
        else:
            found.append(name)
    return found
