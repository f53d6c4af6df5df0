"""The article of definitions: unused, circular, doubled, out of order, said again elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from selaras.law.form.head import Definition
from selaras.law.lint.catalogue import vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span

_MEANS = re.compile(r"\b(?:adalah|ialah|merupakan)\s+")
_OPENING = re.compile(r"\bini\s*,\s*yang\s+dimaksud\s+dengan")
_RESTATED = 10  # so many words in a row are no accident


def defined(draft: Draft) -> Iterator[tuple[Definition, Span, Span]]:
    """Definitions with the span of the term and of its meaning."""
    if draft.defining is None:
        return
    spans = {item.span.text: item.span for item in draft.defining.items}
    for definition in draft.form.definitions:
        span = spans.get(definition.text)
        means = _MEANS.search(span.text) if span else None
        if span and means:
            yield definition, span.part(0, len(definition.term)), span.part(means.end())


def exact(word: str) -> re.Pattern[str]:
    """A term in its own letter case."""
    spaced = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<![\w/-]){spaced}(?![\w/-])")


def _named_alone(text: str, word: str) -> bool:
    """Whether a one-word term stands by itself and not inside a name such as `Berita Daerah`."""
    for match in exact(word).finditer(text):
        before = text[: match.start()].split()
        if " " in word or word.isupper() or not before or not before[-1][:1].isupper():
            return True
    return False


@rule("definition-unused")
def definition_unused(draft: Draft) -> Iterable[Hit]:
    """A term is defined and then used nowhere, nor by the definition of a term that is."""
    norms = " ".join(span.flat for article in draft.norms for span in article.spans())
    entries = list(defined(draft))
    if not norms:
        return
    whole = norms + " " + " ".join(cell.flat for cell in draft.cells)
    used = {definition.term for definition, _, _ in entries if _in_use(definition, norms, whole)}
    grown = True
    while grown:
        meanings = [meaning.flat for definition, _, meaning in entries if definition.term in used]
        more = {
            definition.term
            for definition, _, _ in entries
            if definition.term not in used
            and any(_named_alone(text, word) for text in meanings for word in _words(definition))
        }
        used |= more
        grown = bool(more)
    for definition, term, _ in entries:
        if definition.term not in used:
            yield hit(term, term=definition.term, number=definition.number)


def _words(definition: Definition) -> list[str]:
    return [word for word in (definition.term, definition.abbreviation) if word]


def _in_use(definition: Definition, norms: str, whole: str) -> bool:
    for word in _words(definition):
        if _named_alone(norms, word):
            return True
        spaced = r"\s+".join(re.escape(part) for part in word.split())
        if " " in word and re.search(rf"(?<!\w){spaced}(?!\w)", whole, re.IGNORECASE):
            return True
        if " " not in word and re.search(rf"(?<![\w/]){spaced.casefold()}(?!\w)", norms):
            return True
    return False


@rule("definition-circular")
def definition_circular(draft: Draft) -> Iterable[Hit]:
    """A definition says the term again; naming the holder of an office that way is usual and left alone."""
    for definition, term, meaning in defined(draft):
        said = meaning.flat.casefold()
        office = definition.term.casefold() in vocabulary("offices")
        if not office and re.match(rf"{re.escape(definition.term.casefold())}\b", said):
            rest = said.removeprefix(definition.term.casefold())
            names = meaning.flat[
                len(meaning.flat) - len(rest) :
            ].istitle()  # `Dinas adalah Dinas Kesehatan` designates
            yield hit(term, meaning, heuristic=names, term=definition.term, number=definition.number)


@rule("definition-twice")
def definition_twice(draft: Draft) -> Iterable[Hit]:
    """One term is defined twice."""
    first: dict[str, Span] = {}
    for definition, term, _ in defined(draft):
        key = definition.term.casefold()
        if key in first:
            yield hit(term, first[key], term=definition.term)
        first.setdefault(key, term)


@rule("term-before-definition")
def term_before_definition(draft: Draft) -> Iterable[Hit]:
    """A definition uses a term that is defined only after it."""
    entries = list(defined(draft))
    for i, (later, term, _) in enumerate(entries):
        for _, _, meaning in entries[:i]:
            pattern = re.compile("|".join(exact(word).pattern for word in _words(later)))
            match = pattern.search(meaning.text)
            if match and (" " in later.term or match[0].isupper() or _named_alone(meaning.text, later.term)):
                yield hit(meaning.of(match), term, term=later.term, number=later.number, group=later.term)


@rule("definition-restated")
def definition_restated(draft: Draft) -> Iterable[Hit]:
    """An article says a definition's words again instead of the term."""
    entries = [(definition.term, meaning, _folded(meaning.text)) for definition, _, meaning in defined(draft)]
    for article in draft.norms:
        for span in article.spans():
            tokens = list(re.finditer(r"\w+", span.text))
            said = [token[0].casefold() for token in tokens]
            runs = [(_longest_run(said, words), term, meaning) for term, meaning, words in entries]
            (start, size), term, meaning = max(runs, key=lambda run: run[0][1], default=((0, 0), "", span))
            if size >= _RESTATED:
                yield hit(
                    span.part(tokens[start].start(), tokens[start + size - 1].end()), meaning, term=term
                )


def _longest_run(said: list[str], words: list[str]) -> tuple[int, int]:
    """Where the longest stretch of words common to both begins in the first, and its length."""
    match = SequenceMatcher(None, said, words, autojunk=False).find_longest_match()
    return match.a, match.size


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]


@rule("definition-opening")
def definition_opening(draft: Draft) -> Iterable[Hit]:
    """The opening of the definitions has a comma that the formula does not."""
    opening = draft.defining.opening if draft.defining else None
    if opening and (match := _OPENING.search(opening.text)):
        yield hit(opening.of(match))
