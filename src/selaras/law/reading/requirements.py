"""Part II of a standard: requirement rows with their importance marks.

A mark counts only in a column whose header is known and in a row as wide as that header; in any other row the
columns may have shifted, and a mark read from the wrong column would be wrong law.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from selaras.core.model import Importance, RowKey
from selaras.law.document import Piece
from selaras.law.form.table import Parsed, ParsedUnread, RequirementEntry
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.values import NameContradictsCode, parsed_value
from selaras.law.reading.words import without_edge_tags

TICKS = frozenset("√✓✔☑✅vVxX\uf0fc\uf0fe")

_ITEM = re.compile(r"^(?:(?P<number>\d{1,2})\s*[.)]\s*)?(?P<name>\S.*)$", re.DOTALL)
_SUB = re.compile(r"^(?:(?P<letter>[A-Za-z])\s*[.)]\s*)?(?P<name>\S.*)$", re.DOTALL)
_GROUPS = (
    (re.compile(r"^pendidikan\b", re.IGNORECASE), "education"),
    (re.compile(r"^pelatihan\b|^diklat\b", re.IGNORECASE), "training"),
    (re.compile(r"^pengalaman\b", re.IGNORECASE), "experience"),
    (re.compile(r"^pangkat\b", re.IGNORECASE), "rank"),
    (re.compile(r"^indikator\s+kinerja\b", re.IGNORECASE), "performance"),
)
_SUBS = (
    (re.compile(r"^jenjang\b", re.IGNORECASE), "level"),
    (re.compile(r"^bidang\s+ilmu\b", re.IGNORECASE), "field"),
    (re.compile(r"^manajerial\b", re.IGNORECASE), "managerial"),
    (re.compile(r"^teknis\b", re.IGNORECASE), "technical"),
    (re.compile(r"^fungsional\b", re.IGNORECASE), "functional"),
)
_OVER_MARKS = re.compile(r"^tingkat\s+(?:ke)?penting", re.IGNORECASE)
_KEYS = {str(key) for key in RowKey}
_UNMARKED = {"education", "rank", "performance"}  # the form merges these cells: no mark is ever printed there
_MARKS = {mark.value: mark for mark in Importance}


def is_header(cells: Sequence[Piece]) -> bool:
    """Whether the row is the table's header (`Jenis Persyaratan`, `Uraian`)."""
    flat = [cell.flat.casefold() for cell in cells]
    return "uraian" in flat and any(cell.startswith("jenis") for cell in flat)


def marks_of(cells: Sequence[Piece]) -> dict[int, Importance]:
    """Columns of `Mutlak`, `Penting`, `Perlu` when the row names them."""
    found = {
        i: _MARKS[cell.flat.casefold()] for i, cell in enumerate(cells) if cell.flat.casefold() in _MARKS
    }
    filled = sum(1 for cell in cells if cell.text)
    return found if len(found) > 1 and (len(found) == filled or is_header(cells)) else {}


class RequirementTable:
    """Reads the rows of one table; `rows` are the entries."""

    def __init__(self, citation: str, part: str, doubts: Doubts) -> None:
        self.citation = f"{citation}, {part}"
        self.doubts = doubts
        self.rows: list[RequirementEntry] = []
        self._value: int | None = None
        self._marks: dict[int, Importance] = {}
        self._marked = False
        self._over: int | None = None
        self._width = 0
        self._group = ("", "", "")
        self._letter = ""

    def row(self, cells: Sequence[Piece]) -> None:
        """Take one row: header, names of the marks, or a requirement."""
        header = is_header(cells)
        if header:
            self._value = next(i for i, cell in enumerate(cells) if cell.flat.casefold() == "uraian")
            self._over = next((i for i, cell in enumerate(cells) if _OVER_MARKS.match(cell.flat)), None)
            self._width = len(cells)
        if marks := marks_of(cells):
            self._marked = True
            self._marks = marks if self._fits(marks, len(cells)) else {}
        elif not header:
            self._requirement(cells)

    def _fits(self, marks: dict[int, Importance], width: int) -> bool:
        """Whether the names of the marks stand under their heading; else every mark may be off by one."""
        first = (self._value or 0) + 1 if self._over is None else self._over
        return width == self._width and sorted(marks) == list(range(first, first + len(marks)))

    def _requirement(self, cells: Sequence[Piece]) -> None:
        if self._value is None:
            self.doubts.add("columns", cells[0], blocking=True)
            self._value = 2
        at = self._value
        labels = [cell for cell in cells[:at] if cell.text]
        key = self._key(cells[0], cells[1] if at > 1 and len(cells) > 1 else Piece("", cells[0].place))
        if key is None or at >= len(cells):
            self.doubts.add("row", (labels or list(cells))[0], blocking=True)
            return
        if any(row.key is key for row in self.rows):
            self.doubts.add("requirement_twice", labels[0], row=self._label, blocking=True)
            return
        self._add(key, cells, labels[0])

    def _key(self, item: Piece, sub: Piece) -> RowKey | None:
        """The row's key from its group (kept while the first cell is empty) and its sub-item."""
        if item.text:
            match = _ITEM.match(item.text)
            name = match["name"] if match else item.text
            group = next((code for pattern, code in _GROUPS if pattern.match(name)), "")
            number = (match["number"] if match else "") or ""
            self._check_number(number, item)
            self._group, self._letter = (group, number, name), ""
        elif not sub.text:
            return None
        match = _SUB.match(sub.text)
        code = next((c for pattern, c in _SUBS if match and pattern.match(match["name"])), "")
        if sub.text and not code:
            return None
        self._check_letter((match["letter"] or "") if match else "", sub)
        name = f"{self._group[0]}.{code}" if code else self._group[0]
        return RowKey(name) if name in _KEYS else None

    def _check_number(self, number: str, item: Piece) -> None:
        before = self._group[1] or "0"
        if number and int(number) != int(before) + 1:
            self.doubts.add("numbering", item, kind="persyaratan", before=before, found=number, blocking=True)

    def _check_letter(self, letter: str, sub: Piece) -> None:
        expected = chr(ord(self._letter or "@") + 1)
        if letter and letter.upper() != expected:
            self.doubts.add(
                "numbering", sub, kind="persyaratan", before=self._letter or "–", found=letter, blocking=True
            )
        self._letter = letter.upper() or self._letter

    @property
    def _label(self) -> str:
        return f"{self._group[2]} {self._letter}".strip()

    def _add(self, key: RowKey, cells: Sequence[Piece], label: Piece) -> None:
        at = self._value or 0
        start, stop = without_edge_tags(cells[at].text)
        value = cells[at].part(start, stop)
        parsed = self._parsed(key, value if value.text else label)
        importance, certain = self._importance(cells, label)
        unmarked = self._group[0] in _UNMARKED or parsed.demand == "nothing"
        if certain and importance is None and self._marked and not unmarked:
            self.doubts.add("importance_missing", label, row=self._label)
            certain = False
        place = f"{self.citation} angka {self._group[1]}" + (f" huruf {self._letter}" if self._letter else "")
        self.rows.append(
            RequirementEntry(
                key=key,
                number=self._group[1],
                letter=self._letter or None,
                value=value.text,
                importance=importance,
                parsed=parsed if value.text else ParsedUnread(),
                certain=certain,
                citation=place,
                source=source_of(label),
            )
        )

    def _parsed(self, key: RowKey, value: Piece) -> Parsed:
        try:
            parsed = parsed_value(key, value.text)
        except NameContradictsCode as error:
            self.doubts.add("rank_name", value, name=error.name, rank=error.code)
            return ParsedUnread()
        if parsed.demand == "unread":
            self.doubts.add("value", value, row=self._label)
        return parsed

    def _importance(self, cells: Sequence[Piece], label: Piece) -> tuple[Importance | None, bool]:
        """The mark and whether it is sure: one tick, in a known column, in a row as wide as the header."""
        after = [(i, cell) for i, cell in enumerate(cells) if i > (self._value or 0) and cell.text]
        if not after:
            return None, True
        i, cell = after[0]
        if len(after) == 1 and i in self._marks and len(cells) == self._width and cell.text in TICKS:
            return self._marks[i], True
        self.doubts.add("importance", cell, row=self._label)
        return None, False
