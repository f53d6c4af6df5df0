"""Which texts of two lists belong together. Equal ones surely; similar ones as a suggestion with its likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from selaras.core.model import normalise

SAME_INDICATOR = 55  # of 100: below it a changed wording reads more like another indicator
SAME_COMPETENCY = 70  # of 100: below it a suggestion of renaming misleads more than it helps


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions in the two lists, and how alike the texts are, 0 to 100."""

    before: int
    after: int
    likeness: int


def likeness(one: str, other: str) -> int:
    """How alike two wordings are, 0 to 100, spacing and case aside.

    Plain edit distance: a measure on sets of words gives 100 to a text that is only part of the other.
    """
    return round(fuzz.ratio(normalise(one), normalise(other)))


def matched(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Pairs of texts, each used once: exactly equal, then equal but for spelling, then the most similar."""
    pairs: list[Pair] = []
    for equal in (lambda a, b: a == b, lambda a, b: normalise(a) == normalise(b)):
        taken_before, taken_after = {p.before for p in pairs}, {p.after for p in pairs}
        for i, one in enumerate(before):
            free = (j for j, other in enumerate(after) if j not in taken_after and equal(one, other))
            if i not in taken_before and (j := next(free, None)) is not None:
                pairs.append(Pair(i, j, 100))
                taken_after.add(j)
    rest = [(i, j) for i in range(len(before)) for j in range(len(after))]
    scored = [Pair(i, j, likeness(before[i], after[j])) for i, j in rest if _free(pairs, i, j)]
    return _best(pairs, scored, SAME_INDICATOR)


def similar_pairs(before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]]) -> list[Pair]:
    """Pairs of entries with several texts each; one text that is alike is enough. Best first."""
    scored = [
        Pair(i, j, max((likeness(a, b) for a, b in zip(one, other, strict=True) if a and b), default=0))
        for i, one in enumerate(before)
        for j, other in enumerate(after)
    ]
    return _best([], scored, SAME_COMPETENCY)


def _free(pairs: Sequence[Pair], before: int, after: int) -> bool:
    return all(pair.before != before and pair.after != after for pair in pairs)


def _best(pairs: list[Pair], scored: list[Pair], least: int) -> list[Pair]:
    for pair in sorted(scored, key=lambda each: (-each.likeness, abs(each.before - each.after), each.before)):
        if pair.likeness >= least and _free(pairs, pair.before, pair.after):
            pairs.append(pair)
    return pairs
