"""Formulas of Indonesian legislation: referring, citing, listing, attaching."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.marks import texts
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span

_BARE = re.compile(
    r"\bdimaksud\s+(?:(?P<what>ayat\s+\(\d+\w?\)|(?:Pasal|huruf|angka)\s+\w+(?:\s+ayat\s+\(\d+\))?)"
    r"|dalam\s+(?P<clause>ayat\s+\(\d+\w?\))|pada\s+(?P<article>Pasal\s+\w+(?:\s+ayat\s+\(\d+\))?))"
)
_COMMA = re.compile(r"\)(\s*,\s*sebagaimana\s+telah\s+\w+)")
_PLAIN = re.compile(r"\)(\s+sebagaimana\s+telah\s+\w+)")
_LAST = re.compile(r"\b(?:beberapa\s+kali(?:\s+diubah)?|diubah\s+beberapa\s+kali)\s+terakhir\b")
_ACCORDING = re.compile(r"\bsesuai\s+ketentuan(?:\s+peraturan\s+perundang-undangan)?")
_CONSISTS = re.compile(r"\bterdiri\s+dari\b", re.IGNORECASE)
_ATTACHED = re.compile(
    r"(?P<subject>[^.;:]+?)\s+(?P<formula>sebagaimana\s+tercantum\s+dalam\s+Lampiran)\s+(?:\w+\s+)?yang\s+merupakan"
    r"\s+bagian\s+(?:yang\s+)?tidak\s+terpisahkan\s+dari\s+[^.;]+?\s+ini\s*\.?\s*\Z",
    re.DOTALL,
)
_VERB = re.compile(
    r"\b(?:adalah|ialah|merupakan|yaitu|terdiri|meliputi|mencakup|berupa|harus|wajib|dapat"
    r"|(?:di|meng|men|mem|ber)[a-z]{4,})\b",
    re.IGNORECASE,
)


@rule("reference-preposition")
def reference_preposition(draft: Draft) -> Iterable[Hit]:
    """`dimaksud ayat (1)` without `pada`, `dimaksud Pasal 8` without `dalam`; or the one for the other."""
    for span in draft.prose:
        for at, match in span.every(_BARE):
            what = match["what"] or match["clause"] or match["article"]
            word = "pada" if what.startswith("ayat") else "dalam"
            yield hit(at, better=f"dimaksud {word} {' '.join(what.split())}")


@rule("according-to")
def according_to(draft: Draft) -> Iterable[Hit]:
    """`sesuai ketentuan` without `dengan`."""
    for span, area in texts(draft):
        for at, _ in span.every(_ACCORDING):
            better = at.flat.replace("sesuai ", "sesuai dengan ", 1)
            yield hit(at, group=f"{area} {at.flat}" if area else "", better=better)


@rule("consists-of")
def consists_of(draft: Draft) -> Iterable[Hit]:
    """`terdiri dari` where the formula is `terdiri atas`."""
    for span, area in texts(draft):
        for at, _ in span.every(_CONSISTS):
            yield hit(at, group=f"{area} {at.flat}" if area else "")


@rule("citation-comma")
def citation_comma(draft: Draft) -> Iterable[Hit]:
    """Some amended acts are cited with a comma before `sebagaimana telah`, others without."""
    spans = [item.span for item in draft.bases]
    comma = [span.of(match, 1) for span in spans for match in _COMMA.finditer(span.text)]
    plain = [span.of(match, 1) for span in spans for match in _PLAIN.finditer(span.text)]
    if comma and plain:
        yield hit(comma[0], *comma[1:], plain[0], comma=len(comma), plain=len(plain))


@rule("citation-last")
def citation_last(draft: Draft) -> Iterable[Hit]:
    """`beberapa kali terakhir dengan` without its comma."""
    for item in draft.bases:
        for at, _ in item.span.every(_LAST):
            yield hit(at)


@rule("annex-formula")
def annex_formula(draft: Draft) -> Iterable[Hit]:
    """The article that attaches the annex has no predicate: `sebagaimana tercantum` stands for `tercantum`."""
    for article in draft.norms:
        for span in article.spans():
            match = _ATTACHED.match(span.text)
            if match and not _VERB.search(match["subject"]):
                yield hit(span.of(match, "formula"), place=article.article.place)


@rule("referring-twice")
def referring_twice(draft: Draft) -> Iterable[Hit]:
    """`huruf a dan b`, `Pasal 2 dan 3`: each of the two needs its word."""
    pattern = re.compile(
        r"\b(?P<word>huruf|Pasal|angka)\s+(?:[a-z]|\d+)\s+(?:dan|atau)\s+(?:[a-z]|\d+)\b(?!\s*\()"
    )
    for span in draft.prose:
        for at, match in span.every(pattern):
            first, _, last = at.flat.rpartition(" ")
            yield hit(at, better=f"{first} {match['word']} {last}")


def words_of(span: Span) -> list[str]:
    """The words of a text without marks, letter case aside."""
    return re.findall(r"[^\W_]+", span.text.casefold())
