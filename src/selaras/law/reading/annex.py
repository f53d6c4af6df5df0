"""The annex: headings of job classes or positions, and under each its parts; or a dictionary of competencies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selaras.law.document import Line, Piece
from selaras.law.form.head import Signature
from selaras.law.form.table import ClassStandard, DictionaryEntry, PositionStandard
from selaras.law.reading import competencies, headings, requirements
from selaras.law.reading.closing import annex_signature
from selaras.law.reading.columns import Row
from selaras.law.reading.dictionary import Dictionary
from selaras.law.reading.doubts import Doubts
from selaras.law.reading.flow import flowing
from selaras.law.reading.identity import Field, fields_of
from selaras.law.reading.kinds import heading_of
from selaras.law.reading.open_part import TABLES, OpenPart
from selaras.law.reading.spelling import noted
from selaras.law.reading.subject import class_standards, position_standards

_PAGE_NUMBER = re.compile(r"^[\s(–-]*\d{1,4}[\s)–-]*$")
_OFFICE = re.compile(
    r"^\s*(?:Pj\.?\s*|Plt\.?\s*)?(?:WALI\s?KOTA|BUPATI|GUBERNUR|MENTERI|KEPALA|SEKRETARIS|a\.n\.)\b.*,\s*$",
    re.IGNORECASE,
)


class Annex(OpenPart):
    """Reads annex lines; afterwards `classes`, `positions`, `dictionary` and `signature` hold what they say."""

    def __init__(self, doubts: Doubts) -> None:
        super().__init__(doubts)
        self.signature: Signature | None = None
        self._dictionary = Dictionary(doubts)
        self._awaiting = ""

    def read(self, lines: Sequence[Line]) -> None:
        """Take all lines of the annex."""
        for index, line in enumerate(lines):
            if line.blank:
                continue
            if _opens_signature(line) and (signed := annex_signature(flowing(lines[index : index + 12]))):
                self.signature = signed
                self.part, self.subject, self.orphan = "signed", None, False
            else:
                self._line(line, Row(line.cells or (line.piece.part(0),), line.spans))

    def _line(self, line: Line, row: Row) -> None:
        filled = row.filled
        leads = self.part not in TABLES or any(each.text for each in row.cells[:2])  # headings stand in front
        if match := headings.ANNEX.match(line.text):
            self.annex, self.part, self.subject = match["numeral"] or "", "preamble", None
        elif self._is_value(filled) or self._is_identity(line, filled):
            return
        elif leads and (found := headings.class_heading(filled)):
            self.begin(filled[-1], found[0] or self.annex, found[1])
        elif (leads and self._is_part(filled)) or self._is_dictionary(line, row):
            return
        elif competencies.header_of(row.cells) or requirements.is_header(row.cells):
            self.table("one" if competencies.header_of(row.cells) else "two", filled[0])
            self.row(row)
        elif self.part == "summary" and self.subject:
            self.subject.summary += [cell.text for cell in filled]
        elif (
            leads
            and not (line.cells and self.part in TABLES and len(filled) > 1)
            and self._is_heading(filled)
        ):
            return
        elif line.cells and (self.part in TABLES or len(filled) > 1) and self.part != "signed":
            self.row(row)
        elif self.part not in ("preamble", "signed") and not _PAGE_NUMBER.match(line.text):
            self.doubts.add("text_outside", filled[0], blocking=self.part in TABLES)

    # --- what a line may be ------------------------------------------------------------------------------

    def _is_heading(self, filled: Sequence[Piece]) -> bool:
        """Whether the line announces what follows: standards, a unit. What is open before it ends."""
        unit = headings.unit_heading(filled)
        if unit is None and not headings.is_standard_heading(filled):
            return False
        if self.part in TABLES and self.subject and self.subject.requirements is None:
            return False  # between part I and part II nothing new begins
        self.unit = unit or self.unit
        if self.subject and self.subject.begun:
            self.subject, self.part, self.orphan = None, "", False
        return True

    def _is_part(self, filled: Sequence[Piece]) -> bool:
        """Whether the line is a heading of a part; then that part begins."""
        found = headings.part_heading(filled)
        titled = self.part == "preamble" and found is not None and not found.numeral  # the act's own title
        if found is None or titled or (found.part == "summary" and self.subject is None):
            return False
        if self.part == "two" and found.spelt.word == "standar kompetensi jabatan" and not found.numeral:
            return False  # the title of the next standard, after both parts of one
        noted(found.spelt, found.piece, self.doubts)
        if found.part == "summary" and self.subject:
            self.part = "summary"
            if found.rest.text:
                self.subject.summary.append(found.rest.text)
        else:
            self.table(found.part, found.piece, found.numeral)
        return True

    def _is_value(self, filled: Sequence[Piece]) -> bool:
        """Whether the line is the value of the label before it."""
        if not self._awaiting or self.subject is None:
            return False
        role, self._awaiting = self._awaiting, ""
        if len(filled) != 1 or fields_of(filled) is not None or headings.part_heading(filled):
            return False
        if role == "code" and not any(sign.isdigit() for sign in filled[0].text):
            return False
        self.subject.take(role, filled[0].part(len(filled[0].text) - len(filled[0].text.lstrip(": "))))
        return True

    def _is_identity(self, line: Line, filled: Sequence[Piece]) -> bool:
        """Whether the line says what position the next tables are for."""
        if self.part == "summary" and self.subject and not self.subject.begun:
            strict = True  # a sentence of the summary may begin with such words
        else:
            strict = self.part in TABLES
        found = fields_of(filled, strict=strict)
        if found is None or (found and found[0].role == "job_class" and not self._in_block):
            return False
        if not found:
            self.doubts.add("identity", filled[0], blocking=True)
        for each in found:
            self._field(each)
        if len(line.cells) > 1:
            self._awaiting = ""  # the cell for the value is there and empty
        return True

    @property
    def _in_block(self) -> bool:
        """Whether an identity block is open, in which a class is a field and no heading."""
        return bool(self.subject and self.subject.identity and not self.subject.begun)

    def _field(self, found: Field) -> None:
        if found.slip:
            noted(found.slip, found.label, self.doubts)
        subject = self.subject
        if subject is None or subject.begun or found.role in subject.identity or subject.of_class:
            of_class = subject.job_class if subject and subject.of_class else None
            if subject and subject.of_class and not subject.begun:
                self.subjects.remove(
                    subject
                )  # a heading over positions of one class, with no tables of its own
            self.begin(found.label, self.annex, None)
            if self.subject and of_class:
                self.subject.job_class = of_class
        if self.subject:
            self.subject.take(found.role, found.value)
            self._awaiting = "" if found.value.text else found.role

    def _is_dictionary(self, line: Line, row: Row) -> bool:
        filled = row.filled
        if headings.is_dictionary_heading(filled):
            self.subject, self.part, self.orphan = None, "dictionary", False
            return True
        if self.part not in ("dictionary", *TABLES) and self.subject is None:
            if not self._dictionary.opens(filled) and not heading_of(filled):
                return False
            self.part = "dictionary"
        if self.part != "dictionary":
            return False
        if not self._dictionary.line(line, row) and not _PAGE_NUMBER.match(line.text):
            self.doubts.add("dictionary", filled[0], blocking=True)
        return True

    # --- what was read -----------------------------------------------------------------------------------

    def classes(self) -> tuple[ClassStandard, ...]:
        """Standards of job classes, in printed order."""
        return class_standards(self.subjects, self.doubts)

    def positions(self) -> tuple[PositionStandard, ...]:
        """Standards of positions, in printed order. One without a title is doubted and left out."""
        return position_standards(self.subjects, self.doubts)

    @property
    def has_dictionary(self) -> bool:
        """Whether a competency of a dictionary was read."""
        return self._dictionary.begun

    def dictionary(self) -> tuple[DictionaryEntry, ...]:
        """Competencies of a dictionary, in printed order."""
        return self._dictionary.entries()


def _opens_signature(line: Line) -> bool:
    """Whether an office stands on the line: `BUPATI X,`; in a table alone in its row and in capitals."""
    filled = [cell for cell in line.cells if cell.text]
    if not line.cells:
        return bool(_OFFICE.match(line.text))
    first = filled[0].text.split("\n")[0] if len(filled) == 1 else ""
    return first.isupper() and bool(_OFFICE.match(first))
