"""Defined terms in use: their form, and words used as terms that nobody defined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from selaras.law.lint.catalogue import any_of, vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.lists import families
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span

_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:\s+[A-Z][a-z]+)*")
_TIMES = 3  # a word with a capital fewer times than this is a slip of the key, not a term


def spellings(term: str) -> re.Pattern[str]:
    """A term in any letter case, its words however spaced."""
    spaced = r"\s+".join(re.escape(word) for word in term.split())
    return re.compile(rf"(?<![\w/-]){spaced}(?![\w/-])", re.IGNORECASE)


@rule("term-case")
def term_case(draft: Draft) -> Iterable[Hit]:
    """A defined term loses its capitals in the articles."""
    terms = [definition.term for definition in draft.form.definitions if definition.term[:1].isupper()]
    for term in terms:
        longer = [spellings(other) for other in terms if other != term and spellings(term).search(other)]
        wrong = []
        for article in draft.norms:
            for span in article.spans():
                covered = [match.span() for pattern in longer for match in pattern.finditer(span.text)]
                for at, match in span.every(spellings(term)):
                    inside = any(a <= match.start() and match.end() <= b for a, b in covered)
                    if not inside and match[0].split() != term.split() and not match[0].isupper():
                        wrong.append(at)
        if wrong:
            yield hit(wrong[0], *wrong[1:], term=term, count=len(wrong))


@rule("term-undefined")
def term_undefined(draft: Draft) -> Iterable[Hit]:
    """A word is written as a term, again and again, and defined nowhere."""
    if draft.defining is None:
        return
    known = [definition.term for definition in draft.form.definitions]
    known += [definition.abbreviation or "" for definition in draft.form.definitions]
    known += [family.name for family in families(draft)]
    head = draft.form.instrument
    region = f"{head.region or ''} {head.province or ''} {head.issuer} {head.type}".split()
    allowed = {word.casefold() for word in chain(vocabulary("proper_words"), region)}
    found: dict[str, list[Span]] = {}
    for article in draft.norms:
        for span in article.spans():
            for at, match in span.every(_CAPITAL):
                words = match[0].split()
                whole = " ".join(words)
                if whole not in known and not any(word.casefold() in allowed for word in words):
                    found.setdefault(whole, []).append(at)
    for whole, spans in _without_prefixes(found).items():
        if len(spans) >= _TIMES and whole not in known:
            yield hit(spans[0], *spans[1:], term=whole, count=len(spans))


def _without_prefixes(found: dict[str, list[Span]]) -> dict[str, list[Span]]:
    """Two terms side by side (`Pelaksana Kelas Jabatan`) as the two they are."""
    parted: dict[str, list[Span]] = {}
    for whole, spans in found.items():
        first, _, rest = whole.partition(" ")
        own = rest if rest and first in found else whole
        for span in spans:
            parted.setdefault(own, []).append(span.part(len(span.text) - len(own)) if own != whole else span)
    return parted


@rule("staff-words")
def staff_words(draft: Draft) -> Iterable[Hit]:
    """Norms speak of `pegawai` where the defined word is PNS, ASN or PPPK."""
    short = {definition.abbreviation for definition in draft.form.definitions}
    if not short & {"PNS", "ASN", "PPPK"}:
        return
    plain = [
        at
        for article in draft.norms
        for span in article.spans()
        for at, match in span.every(any_of("staff_words"))
        if match[0].islower()
    ]
    used = {
        word
        for word in ("PNS", "PPPK")
        for a in draft.norms
        for s in a.spans()
        if re.search(rf"\b{word}\b", s.text)
    }
    if plain and used:
        yield hit(plain[0], *plain[1:], used=", ".join(sorted(used)), count=len(plain))
