"""The annex: headings of job classes or positions, and under each the tables of part I and part II."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selaras.law.document import Line, Piece
from selaras.law.form.head import Signature
from selaras.law.form.table import (
    AppliesTo,
    ClassStandard,
    PositionStandard,
)
from selaras.law.reading import competencies, requirements
from selaras.law.reading.closing import annex_signature
from selaras.law.reading.competencies import CompetencyTable
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.requirements import RequirementTable
from selaras.law.reading.subject import Subject
from selaras.law.reading.words import number_of_roman

_NUMERAL = r"^(?:(?P<numeral>[IVXLC]+|[A-Z]|\d{1,3})\s*[.)]\s*)?"
_CLASS = re.compile(
    _NUMERAL + r"(?=.*\bKELAS(?:\s+JABATAN)?\s+(?P<job_class>[1-9]\d?)\b)(?:STANDAR|KOMPETENSI|KELAS)\b.*$",
    re.IGNORECASE,
)
_PART_ONE = re.compile(_NUMERAL + r"STANDAR\s+KOMPETENSI\s*$", re.IGNORECASE)
_PART_TWO = re.compile(_NUMERAL + r"PERSYARATAN\s+JABATAN\s*$", re.IGNORECASE)
_SUMMARY = re.compile(_NUMERAL + r"IKHTISAR\s+JABATAN\s*:?", re.IGNORECASE)
_ANNEX = re.compile(r"^\s*LAMPIRAN\b(?:\s+(?P<numeral>[IVXLC]+)\b)?")
_IDENTITY = re.compile(
    r"^(?:(?:\d{1,2}|[a-zA-Z])\s*[.)]\s*)?(?P<what>nama\s+jabatan|kelompok\s+jabatan|urusan\s+pemerintah(?:an)?"
    r"|kode\s+jabatan|unit\s+(?:kerja|organisasi)|perangkat\s+daerah)\s*(?::\s*(?P<value>.*))?$",
    re.IGNORECASE | re.DOTALL,
)
_FIELDS = {
    "nama": "title",
    "kelompok": "group",
    "urusan": "urusan",
    "kode": "code",
    "unit": "unit",
    "perangkat": "unit",
}
_PAGE_NUMBER = re.compile(r"^[\s(–-]*\d{1,4}[\s)–-]*$")
_OFFICE = re.compile(
    r"^\s*(?:Pj\.?\s*|Plt\.?\s*)?(?:WALI\s?KOTA|BUPATI|GUBERNUR|MENTERI|KEPALA|SEKRETARIS|a\.n\.)\b.*,\s*$",
    re.IGNORECASE,
)


class Annex:
    """Reads annex lines; afterwards `classes`, `positions` and `signature` hold what they say."""

    def __init__(self, doubts: Doubts) -> None:
        self.doubts = doubts
        self.subjects: list[Subject] = []
        self.signature: Signature | None = None
        self._annex = ""
        self._subject: Subject | None = None
        self._part = ""
        self._numeral = ""
        self._orphan = False
        self._awaiting = ""

    def read(self, lines: Sequence[Line]) -> None:
        """Take all lines of the annex."""
        for index, line in enumerate(lines):
            if line.blank:
                continue
            if (
                not line.cells
                and _OFFICE.match(line.text)
                and (signed := annex_signature(lines[index : index + 12]))
            ):
                self.signature = signed
                self._part, self._subject, self._orphan = "signed", None, False
            else:
                cells = line.cells or (line.piece.part(0),)
                self._line(line, cells, [cell for cell in cells if cell.text])

    def _line(self, line: Line, cells: Sequence[Piece], filled: Sequence[Piece]) -> None:
        alone = filled[0] if len(filled) == 1 else None
        if match := _ANNEX.match(line.text):
            self._annex, self._part, self._subject = match["numeral"] or "", "preamble", None
        elif alone and (match := _CLASS.match(alone.flat)):
            self._begin(alone, match["numeral"] or self._annex, int(match["job_class"]))
        elif self._is_identity(filled) or (alone and self._is_part(alone)):
            return
        elif competencies.header_of(cells) or requirements.is_header(cells):
            self._table("one" if competencies.header_of(cells) else "two", filled[0])
            self._row(cells)
        elif line.cells:
            self._row(cells)
        elif self._part == "summary" and self._subject:
            self._subject.summary.append(filled[0].text)
        elif self._part not in ("preamble", "signed") and not _PAGE_NUMBER.match(line.text):
            self.doubts.add("text_outside", filled[0], blocking=bool(self._part))

    def _begin(self, place: Piece, numeral: str, job_class: int | None) -> None:
        known = [subject.job_class for subject in self.subjects if subject.job_class]
        if job_class in known:
            self.doubts.add("class_twice", place, job_class=job_class, blocking=True)
        numeral = numeral if number_of_roman(numeral) else self._annex
        citation = " ".join(f"Lampiran {numeral}".split()) + (f" (kelas {job_class})" if job_class else "")
        self._subject = Subject(place, citation, job_class)
        self.subjects.append(self._subject)
        self._part, self._numeral, self._orphan = "heading", "", False

    def _is_part(self, alone: Piece) -> bool:
        """Whether the line is a heading of a part; then that part begins."""
        for name, pattern in (("one", _PART_ONE), ("two", _PART_TWO)):
            if match := pattern.match(alone.flat):
                self._table(name, alone, match["numeral"] or "")
                return True
        if _SUMMARY.match(alone.flat) and self._subject:
            self._part = "summary"
            return True
        return False

    def _is_identity(self, filled: Sequence[Piece]) -> bool:
        """Whether the line says what position the next tables are for."""
        match = _IDENTITY.match(filled[0].flat)
        if self._awaiting and self._subject and not match:
            self._subject.identity[self._awaiting] = filled[0].text.lstrip(": ")
            self._awaiting = ""
            return True
        if not match or (self._subject and self._subject.job_class):
            return False
        role = _FIELDS[match["what"].split()[0].casefold()]
        value = (match["value"] or " ".join(cell.text for cell in filled[1:])).lstrip(": ").strip()
        if self._subject is None or role in self._subject.identity:
            self._begin(filled[0], self._annex, None)
        if self._subject:
            self._awaiting = "" if value else role
            if value:
                self._subject.identity[role] = value
        return True

    def _table(self, part: str, place: Piece, numeral: str = "") -> None:
        """A table begins or goes on after a page break. One that begins anew under the same subject is an orphan."""
        subject = self._subject
        self._numeral = numeral or (self._numeral if part == self._part else "")
        again = (
            subject is not None and part == "one" and self._part == "two" and subject.competencies is not None
        )
        if subject is None or again:
            self._subject, self._part, self._orphan = None, part, True
            self.doubts.add("table_outside", place, blocking=True)
            return
        self._part = part
        if part == "one" and subject.competencies is None:
            subject.part_one = numeral
            subject.competencies = CompetencyTable(subject.cited, self.doubts)
        if part == "two" and subject.requirements is None:
            subject.requirements = RequirementTable(subject.cited, f"bagian {numeral}".strip(), self.doubts)

    def _row(self, cells: Sequence[Piece]) -> None:
        subject = self._subject
        if self._orphan:
            return
        if self._part == "one" and subject and subject.competencies:
            self._competency_row(subject.competencies, cells)
        elif self._part == "two" and subject and subject.requirements:
            subject.requirements.row(cells)
        elif any(cell.text for cell in cells):
            self.doubts.add("row", next(cell for cell in cells if cell.text), blocking=True)

    def _competency_row(self, table: CompetencyTable, cells: Sequence[Piece]) -> None:
        header = competencies.header_of(cells)
        kind = competencies.kind_of(cells)
        if header:
            table.header(header, len(cells))
        elif kind:
            table.kind = kind
        else:
            table.row(cells)

    # --- what was read -----------------------------------------------------------------------------------

    def classes(self) -> tuple[ClassStandard, ...]:
        """Standards of job classes, in printed order."""
        return tuple(
            ClassStandard(
                job_class=subject.job_class,
                citation=subject.citation,
                competencies=subject.competency_entries(self.doubts),
                requirements=subject.requirement_entries(self.doubts),
                source=source_of(subject.place),
            )
            for subject in self.subjects
            if subject.job_class
        )

    def positions(self) -> tuple[PositionStandard, ...]:
        """Standards of positions, in printed order. One without a title is doubted and left out."""
        found = []
        for subject in self.subjects:
            if subject.job_class:
                continue
            if not subject.identity.get("title"):
                self.doubts.add("part_missing", subject.place, part="Nama Jabatan", blocking=True)
                continue
            found.append(
                PositionStandard(
                    applies_to=AppliesTo.model_validate(subject.identity),
                    summary="\n".join(subject.summary) or None,
                    citation=subject.cited,
                    competencies=subject.competency_entries(self.doubts),
                    requirements=subject.requirement_entries(self.doubts),
                    source=source_of(subject.place),
                )
            )
        return tuple(found)
