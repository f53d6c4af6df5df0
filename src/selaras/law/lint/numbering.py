"""Numbers: of lists and headings, and numbers written as figures and words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selaras.law.form.piece import Source
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span
from selaras.law.reading.words import number_of_roman, number_of_word

_HEADING = re.compile(r"^\s*(?P<numeral>[IVXLC]+)\s*\.\s+(?P<title>\S.*?)\s*$")
_FIGURE_AND_WORD = re.compile(r"\b(?P<figure>\d{1,2})\s*\((?P<word>[a-z]+(?:\s[a-z]+){0,2})\)")
_BARE = re.compile(
    r"(?<![\w(./-])\d{1,2}(?:(?:\s*,\s*(?:dan\s+)?|\s+(?:dan|atau|sampai\s+dengan)\s+)\d{1,2})*"
    r"(?!\)|\w|[./-]\w)(?!\s*\()(?!\s*,\s*\d)(?!\s+dan\s+\d)"
)
_CITED = re.compile(
    r"(?:Pasal|ayat|Nomor|No\.|Tahun|angka|huruf|tanggal|Seri|Lampiran|Bab|BAB|hlm\.)\s*$", re.IGNORECASE
)
_MONTH = re.compile(
    r"\s+(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)"
)


@rule("numeral-reused")
def numeral_reused(draft: Draft) -> Iterable[Hit]:
    """The same series of roman numerals counts the standards and the parts inside them."""
    headings = {standard.heading.start: standard.heading for standard in draft.standards}
    outer: list[Span] = []
    inner: list[Span] = []
    for line in draft.annex:
        span = draft.line_at(line).part(0)
        match = _HEADING.match(span.text)
        if match and number_of_roman(match["numeral"]):
            (outer if span.start in headings else inner).append(span)
    if outer and inner:
        yield hit(inner[0], *outer, *inner[1:], numeral=inner[0].text.split(".")[0])


@rule("numbering-jump")
def numbering_jump(draft: Draft) -> Iterable[Hit]:
    """A number does not follow the one before it."""
    for doubt in draft.form.uncertain:
        at = draft.locate(doubt.quote, doubt.source)
        if doubt.code == "numbering" and at:
            yield hit(_first_line(at), reason=doubt.reason, reason_en=doubt.reason_en or doubt.reason)


def _first_line(span: Span) -> Span:
    return span.part(0, len(span.text.split("\n")[0]))


@rule("figure-and-word")
def figure_and_word(draft: Draft) -> Iterable[Hit]:
    """A figure and the word beside it are not the same number."""
    for span in draft.prose:
        for at, match in span.every(_FIGURE_AND_WORD):
            meant = number_of_word(match["word"])
            if meant is not None and meant != int(match["figure"]):
                yield hit(at, figure=match["figure"], word=match["word"])


@rule("figure-without-word")
def figure_without_word(draft: Draft) -> Iterable[Hit]:
    """An article writes a number in figures only."""
    for article in draft.norms:
        for span in article.spans():
            for at, match in span.every(_BARE):
                before, after = span.text[: match.start()], span.text[match.end() :]
                if (
                    not _CITED.search(before)
                    and not _MONTH.match(after)
                    and not after.startswith((" %", "%"))
                ):
                    yield hit(at)


@rule("promulgated-before-enacted")
def promulgated_before_enacted(draft: Draft) -> Iterable[Hit]:
    """The day of promulgation lies before the day of enactment."""
    head = draft.form.instrument
    if head.enacted_on and head.promulgated_on and head.promulgated_on < head.enacted_on:
        signature = next((each for each in head.signatures if each.act == "promulgation"), None)
        source = signature.source if signature else Source()
        day = re.search(r"\d{1,2}\s+\w+\s+\d{4}", draft.text[draft.offset(source) or 0 :])
        if day:
            yield hit(Span((draft.offset(source) or 0) + day.start(), day[0]), enacted=head.enacted_on)
