"""Parts of a draft as rules see them: entries of the form with the spans of their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selaras.law.form.head import Article
from selaras.law.form.table import CompetencyEntry, IndicatorEntry, RequirementEntry
from selaras.law.lint.span import Span


@dataclass(frozen=True, slots=True)
class ItemText:
    """A clause, consideration or legal basis with its own words; `items` are those inside it."""

    number: str
    kind: str
    span: Span
    items: tuple[ItemText, ...] = ()

    def every(self) -> Iterator[ItemText]:
        """This one and all inside it, in reading order."""
        yield self
        for item in self.items:
            yield from item.every()


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article: what precedes its clauses, and those."""

    article: Article
    opening: Span | None
    items: tuple[ItemText, ...]

    def spans(self) -> Iterator[Span]:
        """All its texts in reading order."""
        if self.opening and self.opening.text:
            yield self.opening
        for item in self.items:
            yield from (each.span for each in item.every())


@dataclass(frozen=True, slots=True)
class CompetencyText:
    """A row of part I."""

    entry: CompetencyEntry
    name: Span
    description: Span | None
    indicators: tuple[tuple[IndicatorEntry, Span], ...]


@dataclass(frozen=True, slots=True)
class RequirementText:
    """A row of part II."""

    entry: RequirementEntry
    label: Span
    value: Span


@dataclass(frozen=True, slots=True)
class StandardText:
    """The standard of a class or position. `name` is for messages: `kelas 7`, or the position's title."""

    name: str
    job_class: int | None
    heading: Span
    competencies: tuple[CompetencyText, ...]
    requirements: tuple[RequirementText, ...]
