"""Mengingat: gazettes, order, doubles, acts no longer in force; and references inside the act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from selaras.core.citation import Trust
from selaras.law.form.head import Gazette, LegalBasis, Reference
from selaras.law.lint.catalogue import vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span
from selaras.law.lists import data

_PRINTED = re.compile(r"\(([^()]*\b(?:Lembaran|Berita)\b[^()]*)\)")
_YEAR = re.compile(r"\bTahun\s+(\d{4})")
_NUMBER = re.compile(r"\bNomor\s*:?\s*[^\s,;()]+")
_SUPPLEMENT = re.compile(r"Tambahan[^,;]*?\b(Nomor\s*:?\s*(\d+))")
_INNER = re.compile(
    r"(?:\bPasal\s+(?P<article>\d+[A-Z]?)\s*)?(?:\bayat\s+\((?P<clause>\d+)\))?(?=\W|\Z)(?P<rest>[^.;]{0,60})"
)
_OUTSIDE = re.compile(
    r"\s*(?:dan\s+Pasal\s+\d+\s+)?(?:huruf\s+\w\s+)?(?:Undang|Peraturan|Keputusan)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A reference whose gazette is printed, and the span of the brackets."""

    reference: Reference
    gazette: Gazette
    span: Span

    def find(self, pattern: re.Pattern[str], group: int = 0) -> Span:
        """The words inside the brackets that a pattern finds; the brackets when it finds none."""
        match = pattern.search(self.span.text)
        return self.span.of(match, group) if match else self.span


def printed(draft: Draft) -> Iterator[Printed]:
    """References with their gazettes, where both were read and can be paired."""
    for basis, item in zip(draft.form.instrument.legal_bases, draft.bases, strict=True):
        brackets = [item.span.of(match, 1) for match in _PRINTED.finditer(item.span.text)]
        with_gazette = [each for each in basis.references if each.gazette]
        if len(brackets) == len(with_gazette):
            for reference, span in zip(with_gazette, brackets, strict=True):
                if reference.gazette:
                    yield Printed(reference, reference.gazette, span)


def named(reference: Reference) -> str:
    """An act for a sentence: `Peraturan Pemerintah 72/2019`."""
    return f"{reference.type} {reference.number}/{reference.year}"


@rule("gazette-year")
def gazette_year(draft: Draft) -> Iterable[Hit]:
    """A gazette of a year before the act's own."""
    for each in printed(draft):
        if each.gazette.year < each.reference.year:
            yield hit(
                each.find(_YEAR), act=named(each.reference), year=each.gazette.year, own=each.reference.year
            )


@rule("gazette-repeated")
def gazette_repeated(draft: Draft) -> Iterable[Hit]:
    """The gazette number of another act."""
    first: dict[tuple[object, ...], Printed] = {}
    for each in printed(draft):
        gazette = each.gazette
        key = (gazette.name.casefold(), gazette.year, gazette.number, gazette.series)
        before = first.setdefault(key, each)
        if named(before.reference) != named(each.reference):
            yield hit(
                each.find(_NUMBER),
                before.find(_NUMBER),
                act=named(each.reference),
                other=named(before.reference),
            )


@rule("supplement-order")
def supplement_order(draft: Draft) -> Iterable[Hit]:
    """A supplement number below that of an older act: the numbers run on through the years."""
    found = [
        (each, int(match[2]))
        for each in printed(draft)
        if "negara" in each.gazette.name.casefold() and (match := _SUPPLEMENT.search(each.span.text))
    ]
    below = {
        id(each): [other for other, n in found if other.reference.year < each.reference.year and n > number]
        for each, number in found
    }
    above = {
        id(each): [other for other, n in found if other.reference.year > each.reference.year and n < number]
        for each, number in found
    }
    for each, number in found:
        older = below[id(each)]
        if older and all(len(above[id(other)]) <= len(older) for other in older):
            yield hit(
                each.find(_SUPPLEMENT, 1),
                older[0].find(_SUPPLEMENT, 1),
                act=named(each.reference),
                number=number,
                other=named(older[0].reference),
            )


@rule("act-repealed")
def act_repealed(draft: Draft) -> Iterable[Hit]:
    """An act cited although, on the day of enactment, another had taken its place."""
    head = draft.form.instrument
    on = head.enacted_on or date(head.year, 12, 31)
    for basis, item in zip(head.legal_bases, draft.bases, strict=True):
        for reference in basis.references:
            row = _ended(reference)
            if row and row["ended_on"] <= on:
                pattern = rf"{re.escape(reference.type)}\s+Nomor\s+{re.escape(reference.number or '')}\s+Tahun\s+{reference.year}"
                match = re.search(pattern, item.span.text)
                if match:
                    yield hit(
                        item.span.of(match),
                        act=named(reference),
                        by=row["by"],
                        ended=row["ended_on"].strftime("%d-%m-%Y"),
                        trust=row["trust"],
                        heuristic=not Trust(str(row["trust"])).verified,
                    )


def _ended(reference: Reference) -> dict[str, date] | None:
    for row in data("lint/acts.yaml")["acts"]:
        same = row["number"] == reference.number and row["year"] == reference.year
        if same and re.fullmatch(row["type"], " ".join(reference.type.split()), re.IGNORECASE):
            return dict(row)
    return None


@rule("basis-order")
def basis_order(draft: Draft) -> Iterable[Hit]:
    """Legal bases stand out of their order: first by rank, then by year."""
    before: tuple[tuple[int, int], Span] | None = None
    for basis, item in zip(draft.form.instrument.legal_bases, draft.bases, strict=True):
        key = _rank(basis)
        if key is None or not item.span.text:
            continue
        start = item.span.part(0, len(re.split(r"\stentang\s|\(", item.span.text)[0]))
        if before and key < before[0]:
            yield hit(start, before[1])
        else:
            before = (key, start)


def _rank(basis: LegalBasis) -> tuple[int, int] | None:
    if not basis.references:
        return None
    first = basis.references[0]
    for rank, pattern in enumerate(vocabulary("hierarchy")):
        if re.match(pattern, first.type, re.IGNORECASE):
            return rank, first.year
    return None


@rule("basis-twice")
def basis_twice(draft: Draft) -> Iterable[Hit]:
    """One act is a legal basis twice."""
    first: dict[str, Span] = {}
    for basis, item in zip(draft.form.instrument.legal_bases, draft.bases, strict=True):
        if not basis.references or not basis.references[0].number:
            continue
        start = item.span.part(0, len(item.span.text.split(" tentang ")[0]))
        key = named(basis.references[0])
        if key in first:
            yield hit(start, first[key], act=key)
        first.setdefault(key, start)


@rule("reference-dangling")
def reference_dangling(draft: Draft) -> Iterable[Hit]:
    """A reference to an article or paragraph that the act does not have."""
    clauses = {
        a.article.number: {item.number for item in a.items if item.kind == "ayat"}
        for a in draft.articles
        if a.article.label == "Pasal"
    }
    for article in draft.norms:
        own = article.article.number
        for span in article.spans():
            for match in re.finditer(r"\bdimaksud\s+(?:(?:dalam|pada)\s+)?(?=Pasal|ayat)", span.text):
                found = _INNER.match(span.text, match.end())
                if found is None or _OUTSIDE.match(found["rest"]) or not clauses:
                    continue
                target = found["article"] or own
                missing = target not in clauses or (
                    found["clause"] and found["clause"] not in clauses[target]
                )
                if missing and (found["article"] or found["clause"]):
                    at = span.part(found.start(), found.start("rest"))
                    yield hit(at, place=at.flat)
