"""Part II of a standard: requirement rows with their importance marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selaras.core.model import RowKey
from selaras.law.document import Piece
from selaras.law.form.table import Parsed, ParsedUnread, RequirementEntry
from selaras.law.reading.columns import Row
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.labels import Label, labels_of
from selaras.law.reading.marks import TICKS, MarkColumns, names_in
from selaras.law.reading.need_header import is_header, names_marks, over_marks, value_of
from selaras.law.reading.spelling import noted
from selaras.law.reading.values import NameContradictsCode, parsed_value
from selaras.law.reading.words import ordinal_of_marker, without_edge_tags

__all__ = ["TICKS", "RequirementTable", "is_header"]

_KEYS = {str(key) for key in RowKey}
_GROUPS_OF = {"level": "education", "field": "education"} | dict.fromkeys(
    ("managerial", "technical", "functional"), "training"
)
_UNMARKED = {"education", "rank", "performance"}  # the form merges these cells: no mark is ever printed there
_ENDS = re.compile(r"[.;)]\s*$")
_PLAIN_VALUE = 2  # the value's column in the plain form, when no header says it


class RequirementTable:
    """Reads the rows of one table; `rows` are the entries."""

    def __init__(self, citation: str, part: str, doubts: Doubts) -> None:
        self.citation = f"{citation}, {part}"
        self.doubts = doubts
        self.rows: list[RequirementEntry] = []
        self._value: int | None = None
        self._marks = MarkColumns()
        self._over: range | None = None
        self._width = 0
        self._group: Label | None = None
        self._part: Label | None = None

    def row(self, row: Row) -> None:
        """Take one row: header, names of the marks, or a requirement."""
        header = value_of(row.cells) if is_header(row.cells) else None
        if header:
            self._value = header[0]
            noted(header[1], row.cells[header[0]], self.doubts)
            self._over = over_marks(row)
            self._width = row.width
            self._marks.forget()
        if names_marks(row):
            for _, word, cell in names_in(row).values():
                noted(word, cell, self.doubts)
            if row.width == self._width:
                self._marks.header(row, self._over, (self._value or 0) + 1)
            else:
                self._marks.named = True
                self._marks.forget()
        elif not header:
            self._requirement(row)

    def _requirement(self, row: Row) -> None:
        if self._value is None:
            self.doubts.add("columns", row.cells[0], blocking=True)
            self._value = _PLAIN_VALUE
        at = self._value_column(row)
        before = [cell for cell in row.cells[:at] if cell.text]
        if not before:
            self._continued(row, at)
            return
        labels = labels_of(before) if at < row.width else None
        if labels is None or not self._take(labels):
            self.doubts.add("row", before[0], blocking=True)
            return
        key = self._key
        if key is None and not any(cell.text for cell in row.cells[at:]):
            return  # the heading of a group whose rows follow
        if key is None:
            self.doubts.add("row", before[0], blocking=True)
        elif any(known.key is key for known in self.rows):
            self.doubts.add("requirement_twice", before[0], row=self._label, blocking=True)
        else:
            self._add(key, row, at, before[0])

    def _value_column(self, row: Row) -> int:
        """Where the value begins in this row: the header's column, or a merged cell lying mostly right of it."""
        value = self._value or 0
        if not row.spans or row.width != self._width:
            return value
        for at in range(min(value, row.width)):
            covered = row.covered(at)
            if row.cells[at].text and (covered.start + covered.stop) / 2 > value:
                return at
        return value

    def _take(self, labels: Sequence[Label]) -> bool:
        """Keep the row's group and part. False when a part has no group it belongs to."""
        for label in labels:
            if label.slip:
                noted(label.slip, label.piece, self.doubts)
            if label.is_group:
                repeated = self._group and (self._group.code, self._group.marker) == (
                    label.code,
                    label.marker,
                )
                if not repeated:
                    self._check(label, self._group.marker if self._group else "")
                    self._part = None
                self._group = label
            elif self._group is None or _GROUPS_OF[label.code] != self._group.code:
                return False
            else:
                self._check(label, self._part.marker if self._part else "")
                self._part = label
        if labels and labels[-1].is_group:
            self._part = None
        return bool(labels)

    def _check(self, label: Label, before: str) -> None:
        """Numbers and letters of labels follow each other; if not, a row is lost or moved."""
        found = ordinal_of_marker(label.marker)
        if label.marker and found != (ordinal_of_marker(before) or 0) + 1:
            self.doubts.add(
                "numbering",
                label.piece,
                kind="persyaratan",
                before=before or "–",
                found=label.marker,
                blocking=True,
            )

    @property
    def _key(self) -> RowKey | None:
        name = ".".join(each.code for each in (self._group, self._part) if each)
        return RowKey(name) if name in _KEYS else None

    @property
    def _letter(self) -> str:
        return self._part.marker.upper() if self._part else ""

    @property
    def _label(self) -> str:
        return f"{self._group.name if self._group else ''} {self._letter}".strip()

    def _add(self, key: RowKey, row: Row, at: int, label: Piece) -> None:
        filled = row.cells[at]
        start, stop = without_edge_tags(filled.text)
        value = filled.part(start, stop)
        group = self._group.marker if self._group else ""
        parsed = self._parsed(key, value if value.text else label)
        importance, certain, tick = self._marks.mark_of(row, at + 1)
        if tick is not None and not certain:
            self.doubts.add("importance", tick, row=self._label)
        unmarked = (self._group and self._group.code in _UNMARKED) or parsed.demand == "nothing"
        if certain and importance is None and self._marks.named and not unmarked:
            self.doubts.add("importance_missing", label, row=self._label)
            certain = False
        self.rows.append(
            RequirementEntry(
                key=key,
                number=group,
                letter=self._letter or None,
                value=value.text,
                importance=importance,
                parsed=parsed if value.text else ParsedUnread(),
                certain=certain,
                citation=self._place(group),
                source=source_of(label),
            )
        )

    def _place(self, group: str) -> str:
        """How the row is cited: `bagian II angka 2 huruf B`."""
        markers = [marker for marker in (group, self._letter) if marker]
        return " ".join([self.citation, *(f"{'angka' if m.isdigit() else 'huruf'} {m}" for m in markers)])

    def _continued(self, row: Row, at: int) -> None:
        """A row without label goes on from the one before, split by a page break; a mark in it belongs to no one."""
        filled = row.filled
        if not filled:
            return
        value = row.cells[at] if at < row.width else None
        if not self.rows or row.width != self._width or value is None or filled != (value,):
            self.doubts.add("row", filled[0], blocking=True)
            return
        last = self.rows[-1]
        broken = not _ENDS.search(last.value) and not value.text[:1].isupper()  # in the middle of a sentence
        self.doubts.add("joined_value", value, row=self._label, blocking=not broken)
        joined = f"{last.value}\n{value.text}"
        parsed = self._parsed(last.key, Piece(joined, value.place))
        self.rows[-1] = last.model_copy(update={"value": joined, "parsed": parsed})

    def _parsed(self, key: RowKey, value: Piece) -> Parsed:
        try:
            parsed = parsed_value(key, value.text)
        except NameContradictsCode as error:
            self.doubts.add("rank_name", value, name=error.name, rank=error.code)
            return ParsedUnread()
        if parsed.demand == "unread":
            self.doubts.add("value", value, row=self._label)
        return parsed
