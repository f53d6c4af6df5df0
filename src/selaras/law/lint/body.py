"""The articles against the annex: what one names and the other lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from selaras.core.model import Kind
from selaras.law.lint.catalogue import vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span
from selaras.law.lint.units import ArticleText, ItemText, RequirementText
from selaras.law.reading.families import classes_named

_CLASS = re.compile(
    r"\bkelas(?:\s+jabatan)?\s+(?P<numbers>\d{1,2}(?:[^\d;:]{1,30}\d{1,2}\b)*)", re.IGNORECASE
)
_LISTS = re.compile(
    r"\bkompetensi\s+(?P<kind>manajerial|sosial[\s-]*kultural|sosiokultural|teknis)\b[^:;]*?"
    r"(?:,\s*|\b)(?:terdiri\s+(?:atas|dari)|meliputi|yaitu)\b\s*:?\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_KINDS = {"m": Kind.MANAGERIAL, "s": Kind.SOCIOCULTURAL, "t": Kind.TECHNICAL}
_END = re.compile(r"(?:[;,.]\s*(?:dan(?:/atau)?|atau)?|\s+dan)\s*\Z")
_SAME = 85.0  # percent of alike letters from which two names are one name spelt twice
_UNLIKE = 5  # so many families of one class cannot all need the same technical competencies


@rule("class-without-table")
def class_without_table(draft: Draft) -> Iterable[Hit]:
    """A class that the articles name has no standard in the annex."""
    if not draft.form.job_classes:
        return
    for number in draft.form.classes_without_standard:
        named = [span for article in draft.articles for span in _mentions(article, number)]
        own = sorted(named, key=lambda span: len(re.findall(r"\d+", span.text)))
        if own:
            yield hit(own[0], *(span for span in named if span != own[0]), number=number)


@rule("class-not-named")
def class_not_named(draft: Draft) -> Iterable[Hit]:
    """A class has a standard that no article speaks of."""
    named = classes_named(draft.form.articles)
    for standard in draft.standards:
        if named and standard.job_class and standard.job_class not in named:
            yield hit(standard.heading, number=standard.job_class)


def _mentions(article: ArticleText, number: int) -> Iterator[Span]:
    for span in article.spans():
        for match in _CLASS.finditer(span.text):
            if str(number) in re.findall(r"\d+", match["numbers"]):
                yield span.of(match)


@rule("requirement-not-in-body")
def requirement_not_in_body(draft: Draft) -> Iterable[Hit]:
    """The annex demands what no article mentions."""
    body = " ".join(span.flat for article in draft.norms for span in article.spans()).casefold()
    if not draft.standards or not body or "persyaratan jabatan" in body:
        return
    unmentioned = [
        row
        for row in draft.standards[0].requirements
        if not any(word in body for word in vocabulary("requirement_words")[_group(row)])
    ]
    labels = list({_group(row): row.label for row in reversed(unmentioned)}.values())[::-1]
    if labels:
        names = ", ".join(re.sub(r"^\S{1,3}\s+", "", label.flat) for label in labels)
        yield hit(labels[0], *labels[1:], names=names)


def _group(row: RequirementText) -> str:
    return str(row.entry.key).partition(".")[0]


def listed(draft: Draft) -> Iterator[tuple[Kind, str, Span]]:
    """Competencies that the articles list by name."""
    for article in draft.norms:
        owners: list[tuple[Span, tuple[ItemText, ...]]] = [
            (each.span, each.items) for item in article.items for each in item.every()
        ]
        if article.opening:
            owners.append((article.opening, article.items))
        for span, items in owners:
            if match := _LISTS.search(span.text):
                kind = _KINDS[match["kind"][0].casefold()]
                for name in [item.span for item in items] or list(_inline(span, match, kind)):
                    yield kind, _END.sub("", name.flat), name


def _inline(span: Span, match: re.Match[str], kind: Kind) -> Iterator[Span]:
    """Names on the line itself; technical ones stand in lists of their own, else the words are something else."""
    if kind is Kind.TECHNICAL:
        return
    start = match.start("rest")
    for part in re.finditer(r"[^,;.]+?(?=\s+dan\s|[,;.]|\Z)", match["rest"]):
        name = re.sub(r"^\s*dan\s+", "", part[0])
        if name.strip():
            yield span.part(start + part.end() - len(name), start + part.end())


@rule("competency-name-differs")
def competency_name_differs(draft: Draft) -> Iterable[Hit]:
    """A competency of the annex is spelt otherwise than in the articles."""
    names = [(kind, name, span) for kind, name, span in listed(draft)]
    for standard in draft.standards:
        for row in standard.competencies:
            same_kind = [(name, span) for kind, name, span in names if kind is row.entry.kind]
            if any(_key(name) == _key(row.entry.name) for name, _ in same_kind):
                continue
            for name, span in same_kind:
                if _alike(name, row.entry.name):
                    yield hit(row.name, span.part(0, len(name)), group=row.entry.name, name=name)
                    break


@rule("competency-not-in-annex")
def competency_not_in_annex(draft: Draft) -> Iterable[Hit]:
    """The articles name a competency that no table has."""
    annex = [row.entry for standard in draft.standards for row in standard.competencies]
    for kind, name, span in listed(draft):
        if annex and not any(entry.kind is kind and _alike(name, entry.name) for entry in annex):
            yield hit(span.part(0, len(_END.sub("", span.text))), name=name)


@rule("competency-not-in-body")
def competency_not_in_body(draft: Draft) -> Iterable[Hit]:
    """A table has a competency that the articles' own list of its kind lacks."""
    names = [(kind, name) for kind, name, _ in listed(draft)]
    for standard in draft.standards:
        for row in standard.competencies:
            own = [name for kind, name in names if kind is row.entry.kind]
            if own and not any(_alike(name, row.entry.name) for name in own):
                yield hit(row.name, group=row.entry.name, name=row.entry.name)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(_key(one).replace(" ", ""), _key(other).replace(" ", "")) >= _SAME


@rule("one-technical-set")
def one_technical_set(draft: Draft) -> Iterable[Hit]:
    """One set of technical competencies serves families whose work is unlike."""
    families = {family.job_class: len(set(family.names)) for family in draft.form.job_families}
    for standard in draft.standards:
        size = families.get(standard.job_class or 0, 0)
        technical = [row for row in standard.competencies if row.entry.kind is Kind.TECHNICAL]
        if size >= _UNLIKE and technical:
            yield hit(standard.heading, technical[0].name, group="all", number=standard.job_class, size=size)


@rule("summary-missing")
def summary_missing(draft: Draft) -> Iterable[Hit]:
    """The annex has no part on what the position is for."""
    if draft.standards and not any("ikhtisar jabatan" in cell.text.casefold() for cell in draft.cells):
        yield hit(draft.standards[0].heading)
