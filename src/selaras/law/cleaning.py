"""What a damaged line was surely meant to say: readings for the grammar, beside the verbatim text that stays.

A reading is offered only where one single repair makes sense of a text: letters set apart for looks, digits that are
letters in a number, `danlatau`, characters of another script that look the same. It never replaces a text: each
repair names what stands in the source, so that it can be listed as uncertain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from selaras.law.reading.spelling import spelt

_HEADING_WORDS = (
    "peraturan",
    "keputusan",
    "lampiran",
    "menimbang",
    "mengingat",
    "memutuskan",
    "menetapkan",
    "tentang",
    "nomor",
    "provinsi",
)
_SPACED = re.compile(r"(?<![^\W\d_])[^\W\d_](?: [^\W\d_]{1,2}){3,}(?![^\W\d_])")
_YEAR = re.compile(r"\b(?=[0-9OoIl]*[OoIl])(?=[OoIl]*[0-9])[12Il][0-9OoIl]{3}\b")
_AND_OR = re.compile(r"\bdan[lI1|]atau\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 80  # letters of a title set apart that is looked up word by word
_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
_LOOKALIKES = str.maketrans("АВЕЅІЈКМНОРСТХаеорсухіѕ", "ABESIJKMHOPCTXaeopcyxis")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"))


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair: what stands in the source and what was read. `kind` names why."""

    kind: str
    verbatim: str
    read: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A reading of a text, with every repair in it; no repair, and the reading is the text."""

    text: str
    repairs: tuple[Repair, ...] = ()


def reading_of(text: str, words: Iterable[str] = ()) -> Cleaned:
    """The reading of one line. `words`: further words (lower case) that a set-apart title may consist of."""
    known = {*_HEADING_WORDS, *words}
    repairs: list[Repair] = []

    def replace(kind: str, pattern: re.Pattern[str], mend: object, text: str) -> str:
        def one(match: re.Match[str]) -> str:
            read = mend(match[0]) if callable(mend) else str(mend)
            if read != match[0]:
                repairs.append(Repair(kind, match[0], read))
            return str(read)

        return pattern.sub(one, text)

    text = replace("characters", re.compile(r"\S+"), _plain, text)
    text = replace("set_apart", _SPACED, lambda found: _together(found, known), text)
    text = replace("digits", _YEAR, lambda found: found.translate(_DIGITS), text)
    text = replace("and_or", _AND_OR, "dan/atau", text)
    if text.isupper():
        text = replace("spelling", _WORD, _heading_word, text)
    return Cleaned(text, tuple(repairs))


def _plain(word: str) -> str:
    """Without invisible characters; look-alikes of another script only in a word that is Latin but for them."""
    shown = word.translate(_INVISIBLE)
    scripts = {unicodedata.name(char, "?").split(" ")[0] for char in shown if char.isalpha()}
    return shown.translate(_LOOKALIKES) if scripts == {"LATIN", "CYRILLIC"} else shown


def _together(found: str, known: set[str]) -> str:
    """Letters set apart, joined; parted again only where known words make up the whole."""
    joined = found.replace(" ", "")
    parts = _parted(joined.casefold(), known) if len(joined) <= _LONGEST else []
    if not parts:
        return joined
    at, texts = 0, []
    for part in parts:
        texts.append(joined[at : at + len(part)])
        at += len(part)
    return " ".join(texts)


def _parted(text: str, known: set[str]) -> list[str]:
    for word in sorted(known, key=len, reverse=True):
        if text == word:
            return [word]
        if text.startswith(word) and (rest := _parted(text[len(word) :], known)):
            return [word, *rest]
    return []


def _heading_word(word: str) -> str:
    """`PERATURAIT` → `PERATURAN`: one heading word and no other is meant."""
    scanned = word.replace("IT", "N")  # the two strokes that OCR makes of an N
    if scanned.casefold() in _HEADING_WORDS:
        return scanned
    found = spelt(word, _HEADING_WORDS)
    return found.word.upper() if found and not found.exact else word
