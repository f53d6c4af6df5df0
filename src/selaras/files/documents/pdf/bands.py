"""Set lines of a table without upright lines → its rows from top to bottom, when rules or white prove where each ends.

A row has a label (`1.`, `A. Jenjang`) in one of its first columns. Its lines are told from those of other rows by level
rules, by white clearly wider than between its own lines, or, where all lines stand equally far apart, by labels that
stand on the first line of everything in their row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from selaras.files.documents.pdf.words import SetLine

CLEARLY = 1.4  # times the white between lines of a row: what the white between rows must be
LOOSE = 0.8  # of the font size: the white between lines of one row that needs no example in another row
LEAST_MORE = 0.2  # of the font size: how much more than it at least

Labels = Callable[[SetLine], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Band:
    """The lines of one row; one without a label goes on from the page before, or is no row."""

    lines: tuple[SetLine, ...]
    labelled: bool

    @property
    def top(self) -> float:
        """Where its letters begin."""
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """Where its letters end."""
        return max(line.bottom for line in self.lines)


def bands_of(
    lines: Sequence[SetLine], labels: Labels, rules: Sequence[float], goes_on: bool
) -> list[Band] | None:
    """Rows of a table's lines; None when nothing proves them. `goes_on`: it may begin within a row."""
    ruled = [list(group) for group in _ruled(lines, rules)]
    opened = any(rule < _middle(line) for rule in rules for line in lines[:1])
    closed = any(rule > _middle(line) for rule in rules for line in lines[-1:])
    if (len(ruled) > 1 or (opened and closed)) and (found := _valid(ruled, labels, goes_on)):
        if goes_on and not _begins(found, labels):
            return None
        return found if closed else _without_tail(found)
    runs = _runs(lines)
    whites = _whites(runs)
    size = max((line.size for line in lines), default=0.0)
    if _is_one(runs, whites, size, labels, goes_on):
        return [Band(tuple(lines), labelled=True)]
    pairs = list(_pairs(lines))
    for least in sorted(set(whites), reverse=True):
        groups = _split(runs, whites, least)
        inner = _inner(groups, pairs)
        clear = least >= CLEARLY * max(inner, 0.0) and least - inner >= LEAST_MORE * size
        if clear and (found := _valid(groups, labels, goes_on)):
            return _without_tail(found)
    return None


def _begins(bands: Sequence[Band], labels: Labels) -> bool:
    """Whether the first row on a page is all of one row, and not the end of one and the next below it."""
    runs = _runs(bands[0].lines)
    if not bands[0].labelled or any(labels(line) for line in runs[0]):
        return True
    known = max((white for band in bands[1:] for white in _whites(_runs(band.lines))), default=0.0)
    return len(bands) > 1 and max(_whites(runs)) <= known


def _is_one(
    runs: Sequence[Sequence[SetLine]], whites: Sequence[float], size: float, labels: Labels, goes_on: bool
) -> bool:
    """Whether all lines are one row: one label, and no wider white than within any row."""
    found = [bool(labels(line)) for run in runs for line in run]
    begins = not goes_on or (bool(runs) and any(labels(line) for line in runs[0]))
    return sum(found) == 1 and begins and all(white <= LOOSE * size for white in whites)


def topped(lines: Sequence[SetLine], labels: Labels, goes_on: bool) -> list[Band] | None:
    """Rows that begin at their labels. Whether everything in them begins there is for the caller to prove."""
    groups: list[list[SetLine]] = []
    for line in lines:
        if labels(line) or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    found = _valid(groups, labels, goes_on)
    return _without_tail(found) if found else None


def _valid(groups: Sequence[Sequence[SetLine]], labels: Labels, goes_on: bool) -> list[Band] | None:
    """The groups as bands when each has its labels once. One without may only begin a page or stand at the end."""
    bands: list[Band] = []
    for group in groups:
        found = [label for line in group for label in labels(line)]
        if len(set(found)) != len(found):
            return None
        bands.append(Band(tuple(group), bool(found)))
    named = [at for at, band in enumerate(bands) if band.labelled]
    if not named or named[0] > int(goes_on):
        return None
    whole = named == list(range(named[0], named[0] + len(named)))
    return bands if whole else None


def _ruled(lines: Sequence[SetLine], rules: Sequence[float]) -> Iterator[list[SetLine]]:
    """Lines parted by level rules; a rule may touch the letters above or below it."""
    group: list[SetLine] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if group and any(_middle(group[-1]) < rule < _middle(line) for rule in rules):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _without_tail(bands: list[Band]) -> list[Band]:
    """What stands below the last row, further off than lines of a row stand apart, as a band of its own."""
    last = max(at for at, band in enumerate(bands) if band.labelled)
    known = max((white for band in bands[:last] for white in _whites(_runs(band.lines))), default=0.0)
    most = max(known, LOOSE * max(line.size for line in bands[last].lines)) + 0.1
    runs = _runs(bands[last].lines)
    for at, white in enumerate(_whites(runs), 1):
        if white > most:
            kept = tuple(line for run in runs[:at] for line in run)
            tail = tuple(line for run in runs[at:] for line in run)
            return [*bands[:last], Band(kept, labelled=True), Band(tail, labelled=False), *bands[last + 1 :]]
    return bands


def _whites(runs: Sequence[Sequence[SetLine]]) -> list[float]:
    """The white between each run of lines and the next."""
    return [
        round(min(line.top for line in below) - max(line.bottom for line in above), 1)
        for above, below in pairwise(runs)
    ]


def _inner(groups: Sequence[Sequence[SetLine]], pairs: Sequence[tuple[SetLine, SetLine]]) -> float:
    """The widest white between two such lines of one row."""
    group = {id(line): at for at, lines in enumerate(groups) for line in lines}
    whites = (below.top - line.bottom for line, below in pairs if group[id(line)] == group[id(below)])
    return round(max(whites, default=0.0), 1)


def _pairs(lines: Sequence[SetLine]) -> Iterator[tuple[SetLine, SetLine]]:
    """Each line and the next one below it that has words at the same place."""
    ordered = sorted(lines, key=lambda line: line.baseline)
    for at, line in enumerate(ordered):
        if below := next((each for each in ordered[at + 1 :] if _meets(line, each)), None):
            yield line, below


def _meets(line: SetLine, other: SetLine) -> bool:
    return any(a.x0 < b.x1 and b.x0 < a.x1 for a in line.words for b in other.words)


def _middle(line: SetLine) -> float:
    return (line.top + line.baseline) / 2


def _runs(lines: Sequence[SetLine]) -> list[list[SetLine]]:
    """Lines whose letters overlap in height, as those of cells centred beside each other do."""
    found: list[list[SetLine]] = []
    for line in sorted(lines, key=lambda line: line.top):
        if found and line.top < max(each.bottom for each in found[-1]):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _split(runs: Sequence[list[SetLine]], whites: Sequence[float], least: float) -> list[list[SetLine]]:
    groups = [list(runs[0])]
    for white, run in zip(whites, runs[1:], strict=True):
        if white >= least:
            groups.append(list(run))
        else:
            groups[-1] += run
    return groups
