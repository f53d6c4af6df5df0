"""What a standard is for, and its two tables while they are read."""

from __future__ import annotations

from selaras.core.model import RowKey
from selaras.law.document import Piece
from selaras.law.form.table import CompetencyEntry, RequirementEntry
from selaras.law.reading.competencies import CompetencyTable
from selaras.law.reading.doubts import Doubts
from selaras.law.reading.requirements import RequirementTable


class Subject:
    """What a standard is for, while its tables are read: a job class or a position."""

    def __init__(self, place: Piece, citation: str, job_class: int | None) -> None:
        self.place = place
        self.citation = citation
        self.job_class = job_class
        self.identity: dict[str, str] = {}
        self.summary: list[str] = []
        self.competencies: CompetencyTable | None = None
        self.requirements: RequirementTable | None = None
        self.part_one = "I"

    @property
    def cited(self) -> str:
        """How the annex of this subject is cited: with the class or the position's title."""
        return self.citation if self.job_class else f"{self.citation} ({self.name})"

    @property
    def name(self) -> str:
        """For messages: `kelas 7`, or the position's title."""
        return f"kelas {self.job_class}" if self.job_class else self.identity.get("title", "?")

    def competency_entries(self, doubts: Doubts) -> tuple[CompetencyEntry, ...]:
        """Its competencies; a doubt when there are none."""
        part = f"bagian {self.part_one}".strip()
        entries = self.competencies.entries(part) if self.competencies else ()
        if not entries:
            doubts.add("no_rows", self.place, part="standar kompetensi", subject=self.name, blocking=True)
        return entries

    def requirement_entries(self, doubts: Doubts) -> tuple[RequirementEntry, ...]:
        """Its requirement rows; a doubt for every kind of row that is missing."""
        rows = tuple(self.requirements.rows) if self.requirements else ()
        if not rows:
            doubts.add("no_rows", self.place, part="persyaratan jabatan", subject=self.name, blocking=True)
            return rows
        for key in RowKey:
            if all(row.key is not key for row in rows):
                doubts.add("requirement_missing", self.place, row=str(key), subject=self.name)
        return rows
