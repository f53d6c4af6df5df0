"""What a standard is for, and its two tables while they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from selaras.core.model import RowKey, normalise
from selaras.law.document import Piece
from selaras.law.form.table import (
    AppliesTo,
    ClassStandard,
    CompetencyEntry,
    PositionStandard,
    RequirementEntry,
)
from selaras.law.reading.competencies import CompetencyTable
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.requirements import RequirementTable


class Subject:
    """What a standard is for, while its tables are read: a job class or a position.

    `under` is the unit whose heading it stands under; it tells positions of one title apart.
    """

    def __init__(self, place: Piece, citation: str, job_class: int | None, under: str = "") -> None:
        self.place = place
        self.citation = citation
        self.job_class = job_class
        self.of_class = job_class is not None
        self.under = under
        self.identity: dict[str, str] = {}
        self.summary: list[str] = []
        self.competencies: CompetencyTable | None = None
        self.requirements: RequirementTable | None = None
        self.part_one = "I"

    def take(self, role: str, value: Piece) -> None:
        """Keep a field of the identity. A class counts when it is a figure; `-` says nothing."""
        if role == "job_class":
            figure = value.flat.split(" ")[0]
            self.identity[role] = ""
            self.job_class = int(figure) if figure.isdigit() and 0 < int(figure) < 100 else self.job_class
        else:
            self.identity[role] = "" if value.text.strip(" -–—.") == "" else value.flat

    @property
    def begun(self) -> bool:
        """Whether one of its tables has begun."""
        return self.competencies is not None or self.requirements is not None

    @property
    def cited(self) -> str:
        """How the annex of this subject is cited: with the class or the position's title."""
        return self.citation if self.of_class else f"{self.citation} ({self.name})"

    @property
    def name(self) -> str:
        """For messages: `kelas 7`, or the position's title."""
        return f"kelas {self.job_class}" if self.of_class else self.identity.get("title") or "?"

    def applies_to(self, *, with_unit: bool) -> AppliesTo:
        """The position; the unit of the heading above it when `with_unit` and its own block names none."""
        printed = {role: value for role, value in self.identity.items() if value}
        if with_unit and self.under:
            printed.setdefault("unit", self.under)
        return AppliesTo.model_validate(printed | {"job_class": self.job_class})

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


def class_standards(subjects: Sequence[Subject], doubts: Doubts) -> tuple[ClassStandard, ...]:
    """Standards of job classes, in printed order."""
    return tuple(
        ClassStandard(
            job_class=subject.job_class,
            citation=subject.citation,
            competencies=subject.competency_entries(doubts),
            requirements=subject.requirement_entries(doubts),
            source=source_of(subject.place),
        )
        for subject in subjects
        if subject.of_class and subject.job_class
    )


def position_standards(subjects: Sequence[Subject], doubts: Doubts) -> tuple[PositionStandard, ...]:
    """Standards of positions, in printed order. One without a title is doubted and left out.

    Positions that share a title are told apart by the unit under whose heading they stand; if that does not do, they
    are doubted.
    """
    titled = []
    for subject in subjects:
        if subject.of_class:
            continue
        if subject.identity.get("title"):
            titled.append(subject)
        else:
            doubts.add("part_missing", subject.place, part="Nama Jabatan", blocking=True)
    alike = Counter(_key(subject.applies_to(with_unit=False)) for subject in titled)
    named = [each.applies_to(with_unit=alike[_key(each.applies_to(with_unit=False))] > 1) for each in titled]
    still = Counter(_key(each) for each in named)
    found = []
    for subject, applies_to in zip(titled, named, strict=True):
        if still[_key(applies_to)] > 1:
            doubts.add("position_twice", subject.place, title=applies_to.title, blocking=True)
        found.append(
            PositionStandard(
                applies_to=applies_to,
                summary="\n".join(subject.summary) or None,
                citation=subject.cited,
                competencies=subject.competency_entries(doubts),
                requirements=subject.requirement_entries(doubts),
                source=source_of(subject.place),
            )
        )
    return tuple(found)


def _key(each: AppliesTo) -> tuple[str, ...]:
    """What two positions must not share: all that a standard's id is made of."""
    return tuple(normalise(part or "") for part in (each.title, each.code, each.unit, each.urusan))
