"""What is open while an annex is read: the subject, and the part of it that the next rows belong to."""

from __future__ import annotations

from selaras.law.document import Piece
from selaras.law.reading import competencies
from selaras.law.reading.columns import Row
from selaras.law.reading.competencies import CompetencyTable
from selaras.law.reading.doubts import Doubts
from selaras.law.reading.kinds import heading_of
from selaras.law.reading.requirements import RequirementTable
from selaras.law.reading.subject import Subject
from selaras.law.reading.words import number_of_roman

TABLES = ("one", "two")


class OpenPart:
    """The open subject and part. `orphan`: a table without subject is skipped, which is in doubt already."""

    def __init__(self, doubts: Doubts) -> None:
        self.doubts = doubts
        self.subjects: list[Subject] = []
        self.subject: Subject | None = None
        self.part = ""
        self.annex = ""
        self.unit = ""
        self.numeral = ""
        self.orphan = False

    def begin(self, place: Piece, numeral: str, job_class: int | None) -> None:
        """A job class or a position begins at `place`, cited by `numeral`."""
        known = [subject.job_class for subject in self.subjects if subject.of_class]
        if job_class and job_class in known:
            self.doubts.add("class_twice", place, job_class=job_class, blocking=True)
        numeral = numeral if number_of_roman(numeral) else self.annex
        citation = " ".join(f"Lampiran {numeral}".split()) + (f" (kelas {job_class})" if job_class else "")
        self.subject = Subject(place, citation, job_class, self.unit)
        self.subjects.append(self.subject)
        self.part, self.numeral, self.orphan = "heading", "", False

    def table(self, part: str, place: Piece, numeral: str = "") -> None:
        """A table begins or goes on after a page break. One that begins anew under the same subject is an orphan."""
        subject = self.subject
        self.numeral = numeral or (self.numeral if part == self.part else "")
        again = (
            subject is not None and part == "one" and self.part == "two" and subject.competencies is not None
        )
        if subject is None or again:
            self.subject, self.part, self.orphan = None, part, True
            self.doubts.add("table_outside", place, blocking=True)
            return
        self.part = part
        if part == "one" and subject.competencies is None:
            subject.part_one = numeral
            subject.competencies = CompetencyTable(subject.cited, self.doubts)
        if part == "two" and subject.requirements is None:
            subject.requirements = RequirementTable(subject.cited, f"bagian {numeral}".strip(), self.doubts)

    def row(self, row: Row) -> None:
        """A row of the table that is open; a doubt when none is."""
        subject = self.subject
        if self.orphan:
            return
        if self.part == "one" and subject and subject.competencies:
            self._competency_row(subject.competencies, row)
        elif self.part == "two" and subject and subject.requirements:
            subject.requirements.row(row)
        elif row.filled:
            self.doubts.add("row", row.filled[0], blocking=True)

    def _competency_row(self, table: CompetencyTable, row: Row) -> None:
        header = competencies.header_of(row.cells, self.doubts)
        kind = None if header else heading_of(row.cells)
        if header:
            table.header(header, row.width)
        elif not kind or not table.heading(kind):
            table.row(row)
