"""The body: chapters, sections, articles or the dictum of a decree, clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selaras.law.document import Line, Piece, passage
from selaras.law.form.head import Article, Chapter
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.items import clauses_of, items_of
from selaras.law.reading.words import ORDINALS, number_of_roman

_CHAPTER = re.compile(r"^\s*BAB\s+(?P<number>[IVXLC]+)\b\s*(?P<title>.*?)\s*$")
_SECTION = re.compile(r"^\s*(?P<name>(?:Bagian\s+Ke\w+|Paragraf\s+\d+)\b.*?)\s*$")
ARTICLE = re.compile(r"^\s*Pasal\s+(?P<number>\d+[A-Z]?)\s*$")
_AMENDING = re.compile(r"^\s*Pasal\s+(?P<number>[IVX]{1,5})\s*$")
_DICTUM = re.compile(
    rf"^\s*(?P<label>{'|'.join(sorted(ORDINALS, key=len, reverse=True))}|PERTAMA)(?:\s*:?\s+(?=\S)|\s*:\s*$)"
)


class Body:
    """Chapters and articles gathered line by line.

    An amending act has articles with roman numerals (`Pasal I`); what they quote of the act amended stays inside.
    `quoted`: the lines are such a quotation, whose articles need not follow each other.
    """

    def __init__(self, doubts: Doubts, *, quoted: bool = False) -> None:
        self.doubts = doubts
        self.quoted = quoted
        self.amending: list[tuple[Article, tuple[Line, ...]]] = []
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
        if (match := _AMENDING.match(line.text)) and (self._amends or not self.articles):
            self._close()
            self._open = ("Pasal", match["number"], line, len(line.text))
        elif self._amends:
            return False  # a heading of the act amended, quoted
        elif match := ARTICLE.match(line.text):
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

    @property
    def _amends(self) -> bool:
        """Whether the article that is open amends another act."""
        return self._open is not None and self._open[0] == "Pasal" and self._open[1].isalpha()

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
        amends = self._amends  # its items are of two acts: which are whose, its changes say
        self.articles.append(
            Article(
                number=number,
                label=label,
                chapter=self.chapters[-1].number if self.chapters else None,
                section=self._section,
                text=whole.text,
                opening=whole.text if amends else opening.text,
                clauses=() if amends else clauses_of(items, self.doubts),
                source=source_of(first.piece.part(0)),
            )
        )
        if amends:
            self.amending.append((self.articles[-1], tuple(lines)))
        if not whole.text:
            self.doubts.add("part_missing", first.piece.part(0), part=f"{label} {number}")
        self._open, self._lines = None, []

    def _check_number(self, number: str, place: Piece, label: str) -> None:
        """Articles are consecutive; 4A may follow 4."""
        if self.quoted:
            return
        before = self.articles[-1].number if self.articles else "0"
        last, found = _figure(before), _figure(number)
        if found != last + 1 and not (number[-1:].isalpha() and found == last):
            self.doubts.add("numbering", place, kind=label, before=before, found=number)


def _figure(number: str) -> int:
    return number_of_roman(number) or int(re.sub(r"\D", "", number) or 0)
