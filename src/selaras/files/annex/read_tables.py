"""Rows of the tables that `write_annex` sets → entries of the form, doubts named as the general reader does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from selaras.core.model import TOP_OF_SCALE, Importance, Indicator, Kind, RowKey, Rubric, normalise
from selaras.files.annex.doubts import AnnexDoubts
from selaras.files.annex.settings import UNMARKED, is_blank, kind_label, mark_labels, row_keys, settings
from selaras.law.document import Line, Piece
from selaras.law.form.piece import Source
from selaras.law.form.table import (
    CompetencyEntry,
    DictionaryEntry,
    DictionaryLevel,
    IndicatorEntry,
    ParsedUnread,
    RequirementEntry,
)
from selaras.law.lists import competency_code_of_name, core_competencies
from selaras.law.reading.doubts import source_of
from selaras.law.reading.marks import is_no_tick, is_tick
from selaras.law.reading.values import NameContradictsCode, parsed_value
from selaras.law.reading.words import slug

_COLUMNS = 6  # of the requirement table

_NUMBERED = re.compile(r"^(\d{1,3})\. (.*)$", re.DOTALL)
_HANGING = re.compile(r"^([^\s\t]{1,12})\t", re.MULTILINE)


def filled(text: str) -> str:
    """A cell's text; nothing when it still holds the placeholder of a draft (`[isi …]`)."""
    return "" if is_blank(text) else text


@dataclass(slots=True)
class Gathered:
    """Cells that stand before the indicators of one row, and those indicators."""

    place: Piece
    cells: list[str]
    indicators: list[IndicatorEntry] = field(default_factory=list)
    kind: Kind = Kind.TECHNICAL


class GroupRows:
    """Rows of a table whose last column holds one indicator a row; a row with its other cells empty continues.

    `width` is how many cells a row needs; with fewer nobody knows which are missing.
    """

    width = 3

    def __init__(self, doubts: AnnexDoubts) -> None:
        self.doubts = doubts
        self.rows: list[Gathered] = []
        self.page_turned = False

    def row(self, line: Line) -> None:
        """Take one row."""
        if len(line.cells) < self.width:
            self.doubts.add("row", line.piece, blocking=True)
            return
        cells = [filled(cell.text) for cell in line.cells]
        before, last = cells[:-1], line.cells[-1]
        turned, self.page_turned = self.page_turned, False
        begins = bool(before and before[0]) or not self.rows
        if begins:
            self.rows.append(Gathered(line.cells[0], before))
        elif any(before):
            self.rows[-1].cells = [
                f"{a} {b}".strip() for a, b in zip(self.rows[-1].cells, before, strict=False)
            ]
            self.doubts.add("joined_name", line.piece)
        if not filled(last.text):
            self._blank(last)
            return
        if turned and not begins and not _HANGING.match(last.text) and self._hanging():
            self._join(last)
        else:
            found = indicators_of(last)
            self.rows[-1].indicators += [each for each in found if filled(each.text)]
            if any(not filled(each.text) for each in found):
                self._blank(last)

    def _blank(self, cell: Piece) -> None:
        """An indicator that a draft still leaves open."""
        if cell.text:
            self.doubts.blank(cell)

    def _hanging(self) -> bool:
        found = self.rows[-1].indicators
        return bool(found and found[-1].number)

    def _join(self, cell: Piece) -> None:
        """An indicator without number at the top of a page goes on from the one before it."""
        found = self.rows[-1].indicators
        found[-1] = found[-1].model_copy(update={"text": f"{found[-1].text} {cell.text}"})
        self.doubts.add("indicator_numbers", cell, name=self.rows[-1].cells[0])


def indicators_of(cell: Piece) -> list[IndicatorEntry]:
    """The indicators of a cell: one, or several when further lines begin with a number and a tab."""
    marks = list(_HANGING.finditer(cell.text))
    if not marks or marks[0].start():
        return [IndicatorEntry(number="", text=cell.text, source=source_of(cell))]
    found = []
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        piece = cell.part(mark.end(), after.start() if after else None)
        if piece.text:
            found.append(IndicatorEntry(number=mark[1], text=piece.text, source=source_of(piece)))
    return found


class CompetencyRows(GroupRows):
    """Part I of a standard."""

    width = 4

    def __init__(self, doubts: AnnexDoubts) -> None:
        super().__init__(doubts)
        self._kind: Kind | None = None
        self._kinds = {kind_label(kind): kind for kind in Kind}

    def row(self, line: Line) -> None:
        """Take one row: a kind, or a competency."""
        first = line.cells[0].text
        if first in self._kinds and not any(cell.text for cell in line.cells[1:]):
            self._kind = self._kinds[first]
            return
        gathered = len(self.rows)
        super().row(line)
        if first and len(self.rows) > gathered:
            self.rows[-1].kind = self._kind or Kind.TECHNICAL
            if self._kind is None:
                self.doubts.add("kind", line.cells[0], blocking=True)

    def entries(self, above: str) -> tuple[CompetencyEntry, ...]:
        """The competencies; `above` is how their standard is cited."""
        return tuple(self._entry(row, above) for row in self.rows)

    def _entry(self, row: Gathered, above: str) -> CompetencyEntry:
        match = _NUMBERED.match(row.cells[0])
        number, name = (match[1], filled(match[2])) if match else ("", row.cells[0])
        level = int(row.cells[1]) if re.fullmatch(rf"[1-{TOP_OF_SCALE}]", row.cells[1]) else None
        label = name or f"nomor {number}"
        if not name:
            self.doubts.blank(row.place)
        if level is None:
            self.doubts.add("level", row.place, name=label, blocking=True)
        if not row.cells[2]:
            self.doubts.add("description", row.place, name=label)
        if not row.indicators:
            self.doubts.add("indicators", row.place, name=label, blocking=True)
        code = self._code(row.kind, name) or f"kompetensi-{number}"
        found = tuple(Indicator(each.number, each.text) for each in row.indicators)
        return CompetencyEntry(
            code=code,
            kind=row.kind,
            number=number,
            name=name,
            level=level,
            description=row.cells[2],
            rubric=Rubric(code, level, found).id if level else None,
            indicators=tuple(row.indicators),
            citation=f"{above}, bagian I angka {number}",
            source=source_of(row.place),
        )

    def _code(self, kind: Kind, name: str) -> str:
        code = competency_code_of_name().get(normalise(name))
        kinds = {core.code: core.kind for core in core_competencies()}
        return code if code and kinds[code] is kind else slug(name)


class NeedRows:
    """Part II of a standard."""

    def __init__(self, doubts: AnnexDoubts) -> None:
        self.doubts = doubts
        self.rows: list[tuple[RowKey, str, str | None, Line]] = []
        self._group = ("", "")

    def row(self, line: Line) -> None:
        """Take one requirement row."""
        if len(line.cells) == _COLUMNS - 1:  # on a page where no row has parts, their column is not ruled
            line = replace(line, cells=(line.cells[0], Piece("", line.cells[0].place), *line.cells[1:]))
        if len(line.cells) < _COLUMNS:
            self.doubts.add("row", line.piece, blocking=True)
            return
        group, part = line.cells[0].text, line.cells[1].text
        if not group and not part and self.rows:
            self._continue(line)
            return
        if group:
            match = _NUMBERED.match(group)
            self._group = (match[1], match[2]) if match else ("", group)
        letter = re.match(r"^([A-Za-z])\. (.*)$", part)
        key = row_keys().get((self._group[1].casefold(), (letter[2] if letter else part).casefold()))
        if key is None or any(key is row[0] for row in self.rows):
            self.doubts.add("row", line.piece, blocking=True)
            return
        self.rows.append((key, self._group[0], letter[1] if letter else None, line))

    def _continue(self, line: Line) -> None:
        """A value that the page broke goes on; where its parts meet is not certain."""
        key, number, letter, first = self.rows[-1]
        value = Piece(f"{first.cells[2].text} {line.cells[2].text}".strip(), first.cells[2].place)
        self.rows[-1] = (
            key,
            number,
            letter,
            replace(first, cells=(*first.cells[:2], value, *first.cells[3:])),
        )
        self.doubts.add("value", line.piece.part(0), row=" ".join(cell.text for cell in first.cells[:2]))

    def entries(self, above: str) -> tuple[RequirementEntry, ...]:
        """The requirement rows; `above` is how their standard is cited."""
        return tuple(self._entry(*row, above) for row in self.rows)

    def _entry(
        self, key: RowKey, number: str, letter: str | None, line: Line, above: str
    ) -> RequirementEntry:
        value = filled(line.cells[2].text)
        label = " ".join(filter(None, (line.cells[0].text, line.cells[1].text)))
        try:
            parsed = parsed_value(key, value)
        except NameContradictsCode as error:
            self.doubts.add("rank_name", line.cells[2], name=error.name, rank=error.code)
            parsed = ParsedUnread()
        else:
            if not value:
                self.doubts.blank(line.cells[2] if line.cells[2].text else line.piece.part(0))
            elif parsed.demand == "unread":
                self.doubts.add("value", line.cells[2], row=label)
        importance, certain = self._importance(line, label)
        if value and certain and importance is None and key not in UNMARKED and parsed.demand != "nothing":
            self.doubts.add("importance_missing", line.piece.part(0), row=label)
            certain = False
        place = f"{above}, bagian II angka {number}" + (f" huruf {letter}" if letter else "")
        return RequirementEntry(
            key=key,
            number=number,
            letter=letter,
            value=value,
            importance=importance,
            parsed=parsed,
            certain=certain,
            citation=place,
            source=source_of(line.piece.part(0)),
        )

    def _importance(self, line: Line, label: str) -> tuple[Importance | None, bool]:
        """The column with the tick, and whether it is sure: exactly one tick, in a cell of one column, and no doubt."""
        own, shown = _COLUMNS - len(mark_labels()), settings()["mark"]
        marks = {mark: filled(cell.text) for mark, cell in zip(mark_labels(), line.cells[own:], strict=False)}
        ticked = [mark for mark, text in marks.items() if is_tick(text) or shown in text]
        merged = bool(ticked) and any(span != 1 for span in line.spans[-len(marks) :])
        certain = (
            len(ticked) <= 1
            and not merged
            and all(is_no_tick(text) or is_tick(text) for text in marks.values())
        )
        if not certain:
            self.doubts.add("importance", line.piece.part(0), row=label)
        return ticked[0] if len(ticked) == 1 else None, certain


class DictionaryRows(GroupRows):
    """One competency of a dictionary: its labels, then its levels."""

    def __init__(self, line: Line, doubts: AnnexDoubts) -> None:
        super().__init__(doubts)
        self.source: Source = source_of(line.cells[0])
        self._labels: dict[str, str] = {}

    def label(self, name: str, value: str) -> None:
        """Take one label and its value."""
        self._labels[name] = value

    def entry(self) -> DictionaryEntry:
        """The entry."""
        words = settings()["dictionary"]
        kinds = {name: Kind(key) for key, name in words["kinds"].items()}
        return DictionaryEntry(
            code=self._labels.get(words["code"], ""),
            kind=kinds.get(self._labels.get(words["kind"], ""), Kind.TECHNICAL),
            name=self._labels.get(words["name"], ""),
            definition=self._labels.get(words["definition"], ""),
            levels=tuple(
                DictionaryLevel(
                    level=int(row.cells[0]) if row.cells[0].isdigit() else 0,
                    description=row.cells[1],
                    indicators=tuple(row.indicators),
                )
                for row in self.rows
            ),
            source=self.source,
        )
