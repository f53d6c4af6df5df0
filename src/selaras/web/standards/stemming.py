"""Words of Bahasa Indonesia → their stems, so that “penilaian”, “dinilai” and “menilai” are found by one another.

Confix stripping after Nazief and Adriani: particles (-lah), possessives (-nya), suffixes (-kan, -an, -i), then up to
three prefixes with the letter that a nasal has eaten. Every way of stripping is tried; the longest result among `ROOTS`
wins. A word of which no result is a known root is stripped by the commonest reading of each affix. Such a stem need
not be a word: it only has to be the same for all forms of one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from selaras.web.standards.roots import ROOTS

WORD = re.compile(r"[^\W_]+(?:\.\d+)*")
_STOP = """
ada adalah agar akan antara atas atau bagi bahwa dalam dan dapat dari dengan di hal ini itu jika ke kepada maka
oleh pada para sebagai sebagaimana secara serta seperti suatu telah tentang terhadap tersebut untuk yaitu yang
"""
STOP = frozenset(_STOP.split())
SHORTEST = 3  # letters of a root
LONGEST = 40  # letters of a word that is looked at
AFFIXED = 5  # letters from which a word can carry an affix
PARTICLES = ("lah", "kah", "tah", "pun")
OWNERS = ("nya", "ku", "mu")
SUFFIXES = ("kan", "an", "i")
VOWELS = "aiueo"
NASAL = (  # me- and pe-: what follows, letters of the prefix, letters that may have been eaten, the commonest first
    (re.compile(r"[mp]eny(?=[aiueo])"), ("s", "ny")),
    (re.compile(r"[mp]eng(?=[aiueo])"), ("", "k", "ng")),
    (re.compile(r"[mp]enge(?=[a-z]{3,4}$)"), ("",)),
    (re.compile(r"[mp]eng(?=[ghkq])"), ("",)),
    (re.compile(r"[mp]em(?=[aiueo])"), ("p", "m")),
    (re.compile(r"[mp]em(?=[bfpv])"), ("",)),
    (re.compile(r"[mp]en(?=[aiueo])"), ("t", "n")),
    (re.compile(r"[mp]en(?=[cdjstz])"), ("",)),
    (re.compile(r"[mp]e(?=[lmnrwy])"), ("",)),
)
PLAIN = ("diper", "ber", "ter", "per", "bel", "pel", "be", "te", "pe", "di", "ke", "se")
# Prefix and suffix that never meet in one word.
NEVER = frozenset({("be", "i"), ("di", "an"), ("ke", "kan"), ("me", "an"), ("se", "kan"), ("te", "an")})
DOUBTFUL = frozenset({"be", "te", "pe", "bel", "pel"})  # as likely the beginning of a root
DEEPEST = 3


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text in small letters, and where it begins and ends."""
    for found in WORD.finditer(text):
        yield found[0].casefold(), found.start(), found.end()


def stems(text: str) -> list[str]:
    """The stems of a text in order, words without meaning of their own left out."""
    return [stem(word) for word, _, _ in words(text) if word not in STOP]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one word in small letters; numbers, names and short words stay as they are."""
    if len(word) < AFFIXED or len(word) > LONGEST or not word.isalpha() or word in ROOTS:
        return word
    known = [root for root in candidates(word) if root in ROOTS]
    return max(known, key=len) if known else guess(word)


def candidates(word: str) -> Iterator[str]:
    """Everything that is left of a word by stripping affixes that may stand together."""
    for inner, suffix in _endings(word):
        yield inner
        yield from _beginnings(inner, suffix, DEEPEST)


def _endings(word: str) -> Iterator[tuple[str, str]]:
    bare = [word, *(word.removesuffix(end) for end in PARTICLES if word.endswith(end))]
    bare += [each.removesuffix(end) for each in tuple(bare) for end in OWNERS if each.endswith(end)]
    for each in bare:
        yield each, ""
        for suffix in SUFFIXES:
            if each.endswith(suffix) and len(each) - len(suffix) >= SHORTEST:
                yield each.removesuffix(suffix), suffix


def _beginnings(word: str, suffix: str, depth: int) -> Iterator[str]:
    for inner, prefix in _without_prefix(word):
        if len(inner) >= SHORTEST and (prefix[:2], suffix) not in NEVER:
            yield inner
            if depth > 1:
                yield from _beginnings(inner, suffix, depth - 1)


def _without_prefix(word: str) -> Iterator[tuple[str, str]]:
    for pattern, eaten in NASAL:
        if found := pattern.match(word):
            for letters in eaten:
                yield letters + word[found.end() :], found[0]
    for prefix in PLAIN:
        if word.startswith(prefix):
            yield word.removeprefix(prefix), prefix
            if prefix in ("ber", "per", "ter"):  # be-rencana: the root's own r
                yield word.removeprefix(prefix[:2]), prefix


def guess(word: str) -> str:
    """The stem of an unknown word: each affix read as it mostly is, as long as two syllables remain."""
    for end in (*PARTICLES, "nya"):
        word = _shorter(word, word.removesuffix(end))
    before = word
    for _ in range(DEEPEST):
        inner = next((inner for inner, prefix in _without_prefix(word) if prefix not in DOUBTFUL), word)
        if _shorter(word, inner) == word:
            break
        word = inner
    for suffix in SUFFIXES if word != before else SUFFIXES[:2]:
        if word.endswith(suffix) and not word.endswith("si"):
            return _shorter(word, word.removesuffix(suffix))
    return word


def _shorter(word: str, inner: str) -> str:
    enough = len(inner) > SHORTEST and sum(letter in VOWELS for letter in inner) > 1
    return inner if enough else word
