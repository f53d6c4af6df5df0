"""What rules look at: the document and its form side by side, every text with its offset in the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from selaras.errors import Place
from selaras.law.document import Document, Line
from selaras.law.form import Form
from selaras.law.form.head import Clause
from selaras.law.form.piece import Source
from selaras.law.form.table import (
    ClassStandard,
    CompetencyEntry,
    DictionaryEntry,
    PositionStandard,
    RequirementEntry,
)
from selaras.law.lint.span import Span
from selaras.law.lint.units import ArticleText, CompetencyText, ItemText, RequirementText, StandardText
from selaras.law.reading.doubts import Doubts
from selaras.law.reading.sections import Sections, sections_of


class Draft:
    """A regulation under review. `dictionary` is the reference that texts are compared with, if any."""

    def __init__(self, document: Document, form: Form, dictionary: Sequence[DictionaryEntry] = ()) -> None:
        self.document = document
        self.form = form
        self.dictionary = tuple(dictionary)
        self.text = document.text
        self._starts = [0]
        for line in document.lines:
            self._starts.append(self._starts[-1] + len(line.text) + 1)
        self._index = {line.place.line: i for i, line in reversed(list(enumerate(document.lines)))}

    # --- places ------------------------------------------------------------------------------------------

    def place(self, span: Span) -> Place:
        """Where a span begins."""
        i = min(bisect_right(self._starts, span.start) - 1, len(self.document.lines) - 1)
        if i < 0:
            return Place(file=self.document.file)
        return replace(self.document.lines[i].place, character=span.start - self._starts[i] + 1)

    def offset(self, source: Source) -> int | None:
        """The offset of a place of the form."""
        i = self._index.get(source.line) if source.line else None
        return None if i is None else self._starts[i] + (source.character or 1) - 1

    def locate(self, text: str, source: Source) -> Span | None:
        """A text of the form in the document, at its place or the first time after it."""
        start = self.offset(source)
        at = self.text.find(text, start or 0) if text else -1
        return Span(at, text) if at >= 0 else None

    def line_at(self, line: Line, start: int = 0) -> Span:
        """A line from character `start` on."""
        i = self._index.get(line.place.line, 0)
        return Span(self._starts[i] + start, self.document.lines[i].text[start:])

    def _in_row(self, text: str, near: Span) -> Span | None:
        """A text in the line of `near`, after it; joined texts of several rows are found by their beginning."""
        end = self.text.find("\n", near.start)
        row = self.text[near.start : end if end >= 0 else len(self.text)]
        at = row.find(text) if text else -1
        return Span(near.start + at, text) if at >= 0 else None

    # --- the body ----------------------------------------------------------------------------------------

    @cached_property
    def considerations(self) -> tuple[ItemText, ...]:
        """The letters of Menimbang."""
        return tuple(self._plain(self.form.instrument.considerations, "huruf"))

    @cached_property
    def bases(self) -> tuple[ItemText, ...]:
        """The numbers of Mengingat, as many as the form has."""
        return tuple(self._plain(self.form.instrument.legal_bases, "angka"))

    def _plain(self, entries: Iterable[object], kind: str) -> Iterator[ItemText]:
        for entry in entries:
            text, source = getattr(entry, "text", ""), getattr(entry, "source", Source())
            span = self.locate(text, source)
            yield ItemText(getattr(entry, "number", ""), kind, span or Span(self.offset(source) or 0, ""))

    @cached_property
    def enacting(self) -> Span | None:
        """What Menetapkan says."""
        lines = [line for line in self._sections.enacting if not line.blank]
        text = self.form.instrument.enacting
        return self.locate(text, Source(line=lines[0].place.line)) if lines and text else None

    @cached_property
    def articles(self) -> tuple[ArticleText, ...]:
        """Articles with their clauses."""
        return tuple(
            ArticleText(
                article,
                self.locate(article.opening, article.source),
                tuple(self._items(article.clauses)),
            )
            for article in self.form.articles
        )

    def _items(self, clauses: Sequence[Clause]) -> Iterator[ItemText]:
        for clause in clauses:
            if span := self.locate(clause.text, clause.source):
                yield ItemText(clause.number, clause.kind, span, tuple(self._items(clause.clauses)))

    @cached_property
    def defining(self) -> ArticleText | None:
        """The article that defines terms."""
        return next((a for a in self.articles if "dimaksud dengan" in a.article.opening), None)

    @cached_property
    def norms(self) -> tuple[ArticleText, ...]:
        """Articles other than the one that defines terms."""
        return tuple(article for article in self.articles if article is not self.defining)

    @cached_property
    def closing(self) -> tuple[Span, ...]:
        """Lines after the last article."""
        return tuple(self.line_at(line) for line in self._sections.closing if not line.blank)

    @cached_property
    def prose(self) -> tuple[Span, ...]:
        """Everything before the annex that is written in sentences."""
        items = [each.span for each in (*self.considerations, *self.bases)]
        articles = [span for article in self.articles for span in article.spans()]
        return tuple(span for span in (*items, *articles, *self.closing) if span.text)

    @cached_property
    def _sections(self) -> Sections:
        return sections_of(self.document, Doubts())

    # --- the annex ---------------------------------------------------------------------------------------

    @cached_property
    def annex(self) -> tuple[Line, ...]:
        """Lines of the annex."""
        return self._sections.annex

    @cached_property
    def cells(self) -> tuple[Span, ...]:
        """Filled cells and paragraphs of the annex."""
        found = []
        for line in self.annex:
            span = self.line_at(line)
            at = 0
            for cell in line.text.split("\t"):
                if cell.strip():
                    found.append(span.part(at, at + len(cell)))
                at += len(cell) + 1
        return tuple(found)

    @cached_property
    def standards(self) -> tuple[StandardText, ...]:
        """Standards of classes and positions with the places of their rows."""
        classes = [
            self._standard(each, f"kelas {each.job_class}", each.job_class) for each in self.form.job_classes
        ]
        positions = [
            self._standard(each, each.applies_to.title, None) for each in self.form.position_standards
        ]
        return (*classes, *positions)

    def _standard(
        self, entry: ClassStandard | PositionStandard, name: str, job_class: int | None
    ) -> StandardText:
        start = self.offset(entry.source) or 0
        end = self.text.find("\n", start)
        heading = Span(start, self.text[start : end if end >= 0 else None]).part(0)
        return StandardText(
            name,
            job_class,
            heading,
            tuple(text for each in entry.competencies if (text := self._competency(each))),
            tuple(row for each in entry.requirements if (row := self._requirement(each))),
        )

    def _competency(self, entry: CompetencyEntry) -> CompetencyText | None:
        row = self.offset(entry.source)
        if row is None:
            return None
        name = self._in_row(entry.name, Span(row, "")) or self._in_row(
            entry.name.split("\n")[0], Span(row, "")
        )
        if name is None:
            return None
        after = Span(name.stop, "")
        spans = ((each, self.locate(each.text, each.source)) for each in entry.indicators)
        indicators = tuple((each, span) for each, span in spans if span)
        return CompetencyText(entry, name, self._in_row(entry.description, after), indicators)

    def _requirement(self, entry: RequirementEntry) -> RequirementText | None:
        row = self.offset(entry.source)
        if row is None:
            return None
        end = min((at for mark in "\t\n" if (at := self.text.find(mark, row)) >= 0), default=len(self.text))
        label = Span(row, self.text[row:end]).part(0)
        value = self._in_row(entry.value, Span(end, "")) or Span(end, "")
        return RequirementText(entry, label, value)
