"""Letter case: of fixed phrases, headings, labels, names, and words that need no capital."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from selaras.law.document import Piece
from selaras.law.lint.catalogue import any_of, vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.marks import texts
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span
from selaras.law.reading.competencies import kind_of

_BEGINS = re.compile(r"(?:\A|[.;:]\s+|<p>|>\s*|\d\.\d+\.?\s*)\Z")
_INNER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b(?!\s+[A-Z])")
_WORDS = re.compile(r"[^\W\d_]+")
_LABEL = 5  # words; a longer cell is a value
_ANY_MARK = re.compile(r"^(?:[A-Z]|\d{1,2})\s*[.)]\s*")


def style(text: str) -> str:
    """`lower`, `title`, `upper`, `sentence` (first word only) or `mixed`; small words do not count."""
    all_words = [word for word in _WORDS.findall(text) if word.casefold() not in vocabulary("small_words")]
    words = [
        word for word in all_words if not word.isupper() or len(word) == 1
    ]  # an abbreviation is no capital
    if not words:
        return "upper" if all_words else "lower"
    capital = [word[0].isupper() for word in words]
    if not any(capital):
        return "lower"
    if all(capital):
        return "title"
    return "sentence" if capital[0] and not any(capital[1:]) else "mixed"


def begins_sentence(span: Span, match: re.Match[str]) -> bool:
    """Whether a match stands where a sentence begins."""
    return bool(_BEGINS.search(span.text[: match.start()]))


@rule("phrase-case")
def phrase_case(draft: Draft) -> Iterable[Hit]:
    """A fixed phrase is written half with capitals and half without."""
    for span, _ in texts(draft):
        for at, match in span.every(any_of("phrases")):
            found = style(match[0])
            name = match[0].casefold() in vocabulary("names")
            if found == "mixed" or (found == "sentence" and (name or not begins_sentence(span, match))):
                yield hit(at, group=at.flat, better=_titled(at.flat))


def _titled(text: str) -> str:
    small = vocabulary("small_words")
    return " ".join(
        word if word in small or word.isupper() else word[:1].upper() + word[1:] for word in text.split()
    )


@rule("phrase-variants")
def phrase_variants(draft: Draft) -> Iterable[Hit]:
    """A fixed phrase stands with capitals in one article and without in another."""
    defined = {definition.term.casefold() for definition in draft.form.definitions}
    found: dict[str, dict[str, list[Span]]] = {}
    for article in draft.articles:
        for span in article.spans():
            for at, match in span.every(any_of("variant_phrases")):
                kind = style(match[0])
                titled = re.search(r"\btentang\s+\Z", span.text[: match.start()])
                if kind in ("lower", "title") and not titled and at.flat.casefold() not in defined:
                    found.setdefault(at.flat.casefold(), {}).setdefault(kind, []).append(at)
    for kinds in found.values():
        if len(kinds) > 1:
            few, many = sorted(kinds.values(), key=len)
            yield hit(few[0], *many[:1], *few[1:], *many[1:], other=many[0].flat)


@rule("group-heading-case")
def group_heading_case(draft: Draft) -> Iterable[Hit]:
    """Headings of one level in a table (A., B., C.) are written in different letter case."""
    groups: list[tuple[str, Span]] = []
    for line in draft.annex:
        span = draft.line_at(line).part(0)
        if kind_of([Piece(span.text, line.place)]):
            name = _ANY_MARK.sub("", span.text)
            groups.append(("upper" if name.isupper() else "title", span))
    styles = [kind for kind, _ in groups]
    if len(set(styles)) > 1:
        (_, first), *others = [pair for pair in groups if pair[0] == min(set(styles), key=styles.count)]
        other = next(span for kind, span in groups if kind == max(set(styles), key=styles.count))
        yield hit(first, other, *(span for _, span in others), other=other.flat)


@rule("competency-name-case")
def competency_name_case(draft: Draft) -> Iterable[Hit]:
    """A competency's name lacks the capitals that the other names have."""
    names = [row.name for standard in draft.standards for row in standard.competencies]
    yield from _against_titles(names)


@rule("row-label-case")
def row_label_case(draft: Draft) -> Iterable[Hit]:
    """A label of the requirements table lacks the capitals that the other labels have."""
    labels = [
        cell.part(mark.end() if (mark := _ANY_MARK.match(cell.text)) else 0)
        for cell in draft.cells
        if any_of("row_labels").match(_ANY_MARK.sub("", cell.text)) and len(cell.text.split()) <= _LABEL
    ]
    yield from _against_titles(labels)


def _against_titles(spans: list[Span]) -> Iterator[Hit]:
    """Names of several words that are no titles, when most are."""
    long = [span for span in spans if len(span.text.split()) > 1]
    titles = [span for span in long if style(span.flat) == "title"]
    if len(titles) * 2 > len(long):
        for span in long:
            if style(span.flat) in ("lower", "sentence", "mixed"):
                yield hit(span, group=span.flat, better=_titled(span.flat), other=titles[0].flat)


@cache
def _names() -> frozenset[str]:
    return frozenset(word.casefold() for word in vocabulary("proper_words"))


@rule("stray-capital")
def stray_capital(draft: Draft) -> Iterable[Hit]:
    """A common word has a capital inside a sentence of the annex, though elsewhere it has none."""
    lower = {word for word in _WORDS.findall(draft.text) if word.islower()}
    for row in (row for standard in draft.standards for row in standard.competencies):
        cells = [span for _, span in row.indicators] + ([row.description] if row.description else [])
        for span in cells:
            for at, match in span.every(_INNER):
                if match[0].casefold() in lower and match[0].casefold() not in _names():
                    yield hit(at, group=f"{row.name.flat} {at.flat}", better=match[0].casefold())


@rule("capital-after-di")
def capital_after_di(draft: Draft) -> Iterable[Hit]:
    """`di Lingkungan` in running text: the word is a noun, not a name, outside the act's title."""
    words = r"\s+".join(re.escape(word) for word in draft.form.instrument.title.split())
    title = re.compile(words or r"(?!)", re.IGNORECASE)
    for span in draft.prose:
        titles = [at for at, _ in span.every(title)]
        for at, match in span.every(any_of("capital_after_di")):
            about = re.search(r"\btentang\s+([^.;:]*)\Z", span.text[: match.start()])
            cited = any(at.meets(other) for other in titles) or (about and style(about[1]) == "title")
            if match[0].split()[-1][0].isupper() and not cited:
                yield hit(at, group="all", better=match[0].casefold())


@rule("small-word-capital")
def small_word_capital(draft: Draft) -> Iterable[Hit]:
    """A preposition or conjunction has a capital inside a cited title."""
    pattern = re.compile(
        r"(?<=[a-z] )(?:Atas|Dan|Dengan|Untuk|Tentang|Yang|Dari|Pada|Bagi|Oleh|Serta)(?= [A-Z])"
    )
    for item in (*draft.considerations, *draft.bases):
        for at, match in item.span.every(pattern):
            start = item.span.text.rfind(" ", 0, match.start() - 1) + 1
            yield hit(item.span.part(start, match.end()), better=at.text.casefold())
