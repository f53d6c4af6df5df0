"""Lists of job families, and lists of letters and numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selaras.law.lint.catalogue import any_of, vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span
from selaras.law.lint.units import ItemText

_PROCESS = re.compile(r"^Pe[a-z]{4,}an$")
_CONNECTOR = re.compile(r"[;,]?\s*\b(?:dan/atau|dan|atau)\s*\Z")
_SEPARATOR = re.compile(r"(?:[;:]|;\s*(?:dan/atau|dan|atau))\s*\Z")
_NEXT_ARTICLE = re.compile(r"\n\s*(?:Pasal\s+\d+|BAB\s+[IVXLC]+)\b")
_ENDINGS = ("an", "wan", "wati", "s", "is")
_LONG_ENOUGH = 4  # letters; shorter beginnings are alike by chance


@dataclass(frozen=True, slots=True)
class Family:
    """A job family where the articles name it."""

    name: str
    job_class: int
    span: Span


def families(draft: Draft) -> list[Family]:
    """Job families in printed order, doubles included."""
    found = []
    for entry in draft.form.job_families:
        at = draft.offset(entry.source) or 0
        last = _NEXT_ARTICLE.search(draft.text, at + 1)
        end = last.start() if last else len(draft.text)
        for name in filter(str.strip, entry.names):
            pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            if match := pattern.search(draft.text, at, end):
                found.append(Family(name, entry.job_class, Span(match.start(), match[0])))
                at = match.end()
    return found


@rule("family-twice")
def family_twice(draft: Draft) -> Iterable[Hit]:
    """A class names the same family twice."""
    first: dict[tuple[int, str], Family] = {}
    for family in families(draft):
        key = (family.job_class, family.name.casefold())
        if key in first:
            yield hit(family.span, first[key].span, name=family.name, number=family.job_class)
        first.setdefault(key, family)


@rule("family-in-classes")
def family_in_classes(draft: Draft) -> Iterable[Hit]:
    """One family stands in several classes, so that a title does not tell the class."""
    found: dict[str, dict[int, Family]] = {}
    for family in families(draft):
        found.setdefault(family.name.casefold(), {}).setdefault(family.job_class, family)
    for places in found.values():
        first, *others = places.values()
        if others:
            classes = ", ".join(str(number) for number in places)
            yield hit(first.span, *(family.span for family in others), name=first.name, classes=classes)


@rule("comma-missing")
def comma_missing(draft: Draft) -> Iterable[Hit]:
    """Two families stand together although each stands alone elsewhere: a comma is probably lost."""
    alone = {family.name: family.span for family in families(draft) if " " not in family.name}
    for family in families(draft):
        parts = family.name.split()
        if len(parts) == 2 and all(part in alone for part in parts):
            yield hit(family.span, *(alone[part] for part in parts), first=parts[0], second=parts[1])


@rule("process-for-person")
def process_for_person(draft: Draft) -> Iterable[Hit]:
    """A family is named by what is done (pe…an) where the others name who does it."""
    known = {word.casefold() for word in vocabulary("persons_ending_in_an")}
    everyone = [(family, family.name.split()[0]) for family in families(draft)]
    processes = [
        (family, word) for family, word in everyone if _PROCESS.match(word) and word.casefold() not in known
    ]
    if len(processes) * 2 < len(everyone):
        for family, word in processes:
            yield hit(family.span.part(0, len(word)), word=word)


@rule("thing-for-person")
def thing_for_person(draft: Draft) -> Iterable[Hit]:
    """A family is named by a thing, place or business."""
    for family in families(draft):
        if (match := any_of("things").match(family.name)) and match[0]:
            yield hit(family.span, word=match[0])


@rule("word-truncated")
def word_truncated(draft: Draft) -> Iterable[Hit]:
    """A family's name breaks off: a bound form alone, or the beginning of another family's name."""
    everyone = families(draft)
    names = sorted({family.name for family in everyone})
    for family in everyone:
        name = family.name
        longer = _longer(name, names)
        if name.endswith("-") or any_of("bound_forms").fullmatch(name):
            yield hit(family.span, name=name, longer="…")
        elif longer and len(name) >= _LONG_ENOUGH:
            yield hit(family.span, name=name, longer=longer)


def _longer(name: str, names: Sequence[str]) -> str:
    """The first of the sorted `names` that goes on where `name` stops, a mere ending aside."""
    for other in names[bisect_right(names, name) :]:
        if not other.startswith(name):
            return ""
        rest = other[len(name) :]
        if rest.isalpha() and rest not in _ENDINGS:
            return other
    return ""


# --- letters and numbers -----------------------------------------------------------------------------------


def lists_of(draft: Draft) -> Iterator[Sequence[ItemText]]:
    """Lists of letters, numbers or bullets in the articles that set norms; paragraphs (ayat) are sentences."""
    for article in draft.norms:
        levels = [article.items, *(each.items for item in article.items for each in item.every())]
        for level in levels:
            if len(level) > 1 and all(item.kind != "ayat" for item in level):
                yield level


@rule("list-connector")
def list_connector(draft: Draft) -> Iterable[Hit]:
    """The last item but one lacks dan, atau or dan/atau."""
    for items in lists_of(draft):
        last = list(items[-2].every())[-1]
        if not _CONNECTOR.search(last.span.text):
            yield hit(last.span.tail, items[-1].span.tail, number=items[-2].number)


@rule("list-separator")
def list_separator(draft: Draft) -> Iterable[Hit]:
    """An item does not end in a semicolon."""
    for items in lists_of(draft):
        for item in items[:-1]:
            if not item.items and not _SEPARATOR.search(item.span.text):
                yield hit(item.span.tail, number=item.number)


@rule("list-item-capital")
def list_item_capital(draft: Draft) -> Iterable[Hit]:
    """Items of a list begin with a capital although they continue the opening sentence."""
    defined = {definition.term.split()[0] for definition in draft.form.definitions if definition.term.strip()}
    for items in lists_of(draft):
        wrong = [
            item.span
            for item in items
            if (word := item.span.text.split()[0])
            and word[0].isupper()
            and not word.isupper()
            and word not in defined
        ]
        if wrong and not all(_is_name(span) for span in wrong):
            first, *others = [span.part(0, len(span.text.split()[0])) for span in wrong]
            yield hit(first, *others, count=len(wrong))


def _is_name(span: Span) -> bool:
    """Whether an item consists of proper names or of act titles, which keep their capitals."""
    words = [
        word for word in re.findall(r"[A-Za-z]+", span.text) if word not in ("dan", "atau", "di", "dari")
    ]
    return all(word[0].isupper() for word in words)
