"""The body: chapters, sections, articles or the dictum of a decree, clauses, definitions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selaras.law.document import Line, Piece, passage
from selaras.law.form.head import Article, Chapter, Clause, Definition
from selaras.law.reading.doubts import Doubts, piece_of, source_of
from selaras.law.reading.items import clauses_of, items_of
from selaras.law.reading.words import ORDINALS

_CHAPTER = re.compile(r"^\s*BAB\s+(?P<number>[IVXLC]+)\b\s*(?P<title>.*?)\s*$")
_SECTION = re.compile(r"^\s*(?P<name>(?:Bagian\s+Ke\w+|Paragraf\s+\d+)\b.*?)\s*$")
_ARTICLE = re.compile(r"^\s*Pasal\s+(?P<number>\d+[A-Z]?)\s*$")
_DICTUM = re.compile(
    rf"^\s*(?P<label>{'|'.join(sorted(ORDINALS, key=len, reverse=True))}|PERTAMA)\s*:?\s+(?=\S)"
)
_MEANING = re.compile(
    r"^(?P<term>.+?)(?:,?\s+yang\s+selanjutnya\s+(?:disebut|disingkat)(?:\s+dengan)?\s+(?P<short>.+?))?,?\s+(?:adalah|ialah|merupakan)\s",
    re.DOTALL,
)


class Body:
    """Chapters and articles gathered line by line."""

    def __init__(self, doubts: Doubts) -> None:
        self.doubts = doubts
        self.chapters: list[Chapter] = []
        self.articles: list[Article] = []
        self._section: str | None = None
        self._open: tuple[str, str, Line, int] | None = None
        self._lines: list[Line] = []

    def read(self, lines: Sequence[Line]) -> None:
        """Take all lines of the body."""
        for line in lines:
            if not self._heading(line):
                self._lines.append(line)
        self._close()

    def _heading(self, line: Line) -> bool:
        if match := _ARTICLE.match(line.text):
            self._close()
            self._open = ("Pasal", match["number"], line, len(line.text))
        elif match := _DICTUM.match(line.text):
            self._close()
            number = 1 if match["label"] == "PERTAMA" else ORDINALS.index(match["label"]) + 1
            self._open = (match["label"], str(number), line, match.end())
        elif match := _CHAPTER.match(line.text):
            self._close()
            self._section = None
            piece = line.piece.part(match.start("title"), match.end("title"))
            self.chapters.append(Chapter(number=match["number"], title=piece.text, source=source_of(piece)))
        elif match := _SECTION.match(line.text):
            self._close()
            self._section = match["name"]
        else:
            return self._title_line(line)
        return True

    def _title_line(self, line: Line) -> bool:
        """A line between a chapter's heading and its first article belongs to the heading."""
        if self._open is not None or line.blank:
            return self._open is None
        if self._section is not None:
            self._section = f"{self._section} {' '.join(line.text.split())}"
        elif self.chapters:
            last = self.chapters.pop()
            self.chapters.append(
                last.model_copy(update={"title": f"{last.title} {' '.join(line.text.split())}".strip()})
            )
        else:
            self.doubts.add("text_outside", line.piece)
        return True

    def _close(self) -> None:
        if self._open is None:
            return
        label, number, first, start = self._open
        rest = Line(first.text[start:], first.piece.part(start).place)
        lines = self._lines if rest.blank else [rest, *self._lines]
        opening, items = items_of(lines)
        whole = passage(lines)
        self._check_number(number, first.piece.part(0), label)
        self.articles.append(
            Article(
                number=number,
                label=label,
                chapter=self.chapters[-1].number if self.chapters else None,
                section=self._section,
                text=whole.text,
                opening=opening.text,
                clauses=clauses_of(items, self.doubts),
                source=source_of(first.piece.part(0)),
            )
        )
        if not whole.text:
            self.doubts.add("part_missing", first.piece.part(0), part=f"{label} {number}")
        self._open, self._lines = None, []

    def _check_number(self, number: str, place: Piece, label: str) -> None:
        """Articles are consecutive; 4A may follow 4."""
        before = self.articles[-1].number if self.articles else "0"
        last, found = _figure(before), _figure(number)
        if found != last + 1 and not (number[-1:].isalpha() and found == last):
            self.doubts.add("numbering", place, kind=label, before=before, found=number)


def _figure(number: str) -> int:
    return int(re.sub(r"\D", "", number))


def definitions_of(articles: Sequence[Article], doubts: Doubts) -> tuple[Definition, ...]:
    """The definitions of the article that opens with "yang dimaksud dengan"."""
    article = next((each for each in articles if "dimaksud dengan" in each.opening), None)
    return tuple(_definition(clause, doubts) for clause in article.clauses) if article else ()


def _definition(clause: Clause, doubts: Doubts) -> Definition:
    match = _MEANING.match(clause.text)
    if not match:
        doubts.add("definition", piece_of(clause.text, clause.source))
    return Definition(
        number=clause.number,
        term=match["term"] if match else clause.text,
        abbreviation=match["short"] if match else None,
        text=clause.text,
        source=clause.source,
    )
