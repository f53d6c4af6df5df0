"""The standards of a form one by one, with the key that names each in its permanent address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selaras.law.form import Form
from selaras.law.form.table import (
    ClassStandard,
    CompetencyEntry,
    IndicatorEntry,
    PositionStandard,
    RequirementEntry,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One standard of a version, or a class that its articles name without setting one (then `entry` is None)."""

    key: str  # as its piece: “kelas-5”, “jabatan-12”
    title: str
    text: str  # families, or the summary of the position
    citation: str
    entry: ClassStandard | PositionStandard | None

    @property
    def competencies(self) -> tuple[CompetencyEntry, ...]:
        """Its competencies, as printed."""
        return self.entry.competencies if self.entry else ()

    @property
    def requirements(self) -> tuple[RequirementEntry, ...]:
        """Its requirement rows, as printed."""
        return self.entry.requirements if self.entry else ()


def standings(form: Form) -> Iterator[Standing]:
    """Every standard in printed order, then the classes without one."""
    for entry in form.job_classes:
        yield Standing(
            f"kelas-{entry.job_class}",
            f"Kelas Jabatan {entry.job_class}",
            ", ".join(families(form, entry.job_class)),
            entry.citation,
            entry,
        )
    for number, position in enumerate(form.position_standards, start=1):
        asked = position.applies_to
        title = " · ".join(" ".join(each.split()) for each in (asked.title, asked.unit, asked.urusan) if each)
        yield Standing(f"jabatan-{number}", title, position.summary or "", position.citation, position)
    for job_class in form.classes_without_standard:
        named = ", ".join(families(form, job_class))
        yield Standing(f"kelas-{job_class}", f"Kelas Jabatan {job_class}", named, "", None)


def standing_of(form: Form, key: str) -> Standing | None:
    """The standard with a key, or None."""
    return next((each for each in standings(form) if each.key == key), None)


def families(form: Form, job_class: int) -> tuple[str, ...]:
    """The families that the articles name for a class, each once."""
    names = (name for each in form.job_families if each.job_class == job_class for name in each.names)
    return tuple(dict.fromkeys(names))


def indicator_key(indicators: Sequence[IndicatorEntry], at: int) -> str:
    """What names an indicator in its address: its printed number; its place where numbers lack or repeat."""
    number = indicators[at].number.strip()
    alone = sum(each.number.strip() == number for each in indicators) == 1
    return number if number and alone and "/" not in number else f"butir-{at + 1}"
