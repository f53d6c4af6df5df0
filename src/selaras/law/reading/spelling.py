"""Words of the form as they are printed: exactly, or with a slip that leaves no doubt which one is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from selaras.law.document import Piece
from selaras.law.reading.doubts import Doubts

_SHORTEST = 6  # letters: in a shorter word one slip may make another word
_LONGEST = 80  # letters: no word of the form is longer, and a text of a megabyte is none
_LETTERS_A_SLIP = 5  # one wrong letter in five may be a slip; more may be another word

MARKER = re.compile(r"^(?P<marker>\((?:\d{1,3}|[A-Za-z])\)|(?:\d{1,3}|[A-Za-z]|[IVXLC]{1,6})\s*[.)])\s*")
_NUMERAL = re.compile(r"^(?P<marker>[IVX]{1,4})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Spelt:
    """A word of the form found in a text. `exact`: it is spelt as the form spells it."""

    word: str
    exact: bool


def spelt(text: str, words: Iterable[str]) -> Spelt | None:
    """Which of `words` (lower case) a whole text is; None when none or more than one may be meant."""
    return _spelt(text, tuple(words)) if len(text) <= _LONGEST else None


@lru_cache(maxsize=20_000)
def _spelt(text: str, known: tuple[str, ...]) -> Spelt | None:
    folded = " ".join(text.casefold().split()).strip(" :.")
    if folded in known:
        return Spelt(folded, exact=True)
    near = sorted((found, word) for word in known if (found := _slips(folded, word)) is not None)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return Spelt(near[0][1], exact=False)


def _slips(text: str, word: str) -> int | None:
    """How many slips make `word` of `text`; None when they are too many."""
    if len(word) < _SHORTEST or text[:1] != word[:1]:
        return None
    most = len(word) // _LETTERS_A_SLIP
    found = Levenshtein.distance(text, word, score_cutoff=most)
    return found if found <= most else None


def parted(text: str) -> tuple[str, str]:
    """A leading marker without its signs (`II`, `a`, `1`; empty if none) and the rest of a flat text."""
    match = MARKER.match(text) or _NUMERAL.match(text)
    return (match["marker"].strip(" ().\t"), text[match.end() :]) if match else ("", text)


def is_marker(text: str) -> bool:
    """Whether a cell holds nothing but a marker (`1.`, `A.`, `II`)."""
    return bool(re.fullmatch(r"\(?(?:\d{1,3}|[A-Za-z]|[IVXLC]{1,6})\s*[.)]?", text.strip()))


def noted(found: Spelt, piece: Piece, doubts: Doubts) -> str:
    """The word that was found; a slip in it is noted at its place."""
    if not found.exact:
        doubts.add("spelling", piece, word=found.word)
    return found.word
