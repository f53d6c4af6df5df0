"""A draft for job classes that have no standard: the core competencies carried over, everything else left blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from selaras.core.model import Kind, RowKey
from selaras.errors import Text, UsageError
from selaras.files.annex.blocks import act_name, roman
from selaras.files.layout import content
from selaras.law.compare import rubric_of
from selaras.law.form import Form
from selaras.law.form.head import InstrumentHead, Signature
from selaras.law.form.table import (
    ClassStandard,
    CompetencyEntry,
    IndicatorEntry,
    ParsedUnread,
    RequirementEntry,
)

WORKBOOK, SKELETON = "rancangan-lampiran.xlsx", "rancangan-peraturan.docx"


@cache
def words() -> dict[str, Any]:
    """Blanks and sentences of the skeleton, from `files/data/draft.yaml`."""
    found: dict[str, Any] = content("draft.yaml")
    return found


@dataclass(frozen=True, slots=True)
class Draft:
    """A form full of placeholders, and sentences that say where each carried-over piece comes from."""

    form: Form
    base: Form
    notes: tuple[Text, ...]

    @property
    def classes(self) -> tuple[int, ...]:
        """The job classes drafted."""
        return tuple(each.job_class for each in self.form.job_classes)


def draft_of(base: Form, job_classes: Sequence[int]) -> Draft:
    """A draft of an amendment of `base` for classes without a standard.

    Raises UsageError for a class that has a standard, one that the act does not name, or an act without any
    class standard to carry over from.
    """
    for job_class in job_classes:
        _check(base, job_class)
    notes: list[Text] = []
    standards = []
    for order, job_class in enumerate(dict.fromkeys(job_classes), 1):
        source = _nearest(base, job_class)
        notes += _notes(base, source, job_class)
        standards.append(_standard(source, job_class, order))
    wanted = {each.job_class for each in standards}
    form = Form(
        instrument=_head(base.instrument),
        job_classes=tuple(standards),
        job_families=tuple(each for each in base.job_families if each.job_class in wanted),
    )
    return Draft(form, base, tuple(notes))


def write_draft(folder: Path, draft: Draft) -> tuple[Path, Path]:
    """Write workbook and skeleton into `folder`; returns their paths. Files that are there are not overwritten.

    Raises UsageError when one of them is there already: it may hold a drafter's work.
    """
    from selaras.files.annex.xlsx import write_xlsx
    from selaras.files.draft_docx import write_skeleton

    workbook, skeleton = folder / WORKBOOK, folder / SKELETON
    for path in (workbook, skeleton):
        if path.exists():
            raise UsageError(
                Text(
                    f"{path} sudah ada; mungkin sudah diisi.",
                    f"{path} is there already; it may be filled in.",
                ),
                Text(
                    "Pilih folder lain, atau pindahkan berkas itu dulu.",
                    "Choose another folder, or move it first.",
                ),
            )
    folder.mkdir(parents=True, exist_ok=True)
    write_xlsx(workbook, draft.form, tuple(note.id for note in draft.notes))
    write_skeleton(skeleton, draft)
    return workbook, skeleton


def _check(base: Form, job_class: int) -> None:
    short = base.instrument.short or base.instrument.id
    have = {each.job_class: each for each in base.job_classes}
    if job_class in have:
        raise UsageError(
            Text(
                f"Kelas jabatan {job_class} sudah ada standarnya: {short}, {have[job_class].citation}.",
                f"Job class {job_class} has a standard already: {short}, {have[job_class].citation}.",
            ),
            Text(
                "Rancangan hanya untuk kelas tanpa standar. Untuk mengubah yang ada, mulai dari `selaras standard write`.",
                "A draft is for classes without one. To change an existing one start from `selaras standard write`.",
            ),
        )
    if job_class not in base.classes_without_standard:
        known = ", ".join(map(str, base.classes_without_standard)) or "–"
        raise UsageError(
            Text(
                f"{short} tidak menyebut kelas jabatan {job_class}.",
                f"{short} does not name job class {job_class}.",
            ),
            Text(f"Kelas tanpa standar: {known}.", f"Classes without a standard: {known}."),
        )


def _nearest(base: Form, job_class: int) -> ClassStandard:
    """The standard nearest to the class, the one above it first."""
    if not base.job_classes:
        raise UsageError(
            Text(
                "Peraturan ini tidak memuat standar kelas jabatan.",
                "This act sets no standard of a job class.",
            ),
            Text("Pilih peraturan lain dengan --based-on.", "Choose another act with --based-on."),
        )
    return min(
        base.job_classes, key=lambda each: (abs(each.job_class - job_class), each.job_class < job_class)
    )


def _core(standard: ClassStandard) -> list[CompetencyEntry]:
    return [row for row in standard.competencies if row.kind is not Kind.TECHNICAL]


def _notes(base: Form, source: ClassStandard, job_class: int) -> list[Text]:
    core = _core(source)
    short = base.instrument.short or base.instrument.id
    rubrics = {row.code: rubric_of(row) for row in core}
    others = [each for each in base.job_classes if each is not source]
    unlike = [
        each.job_class for each in others if {row.code: rubric_of(row) for row in _core(each)} != rubrics
    ]
    alike = (
        Text("rubriknya sama di semua kelas lain", "their rubrics are the same in every other class")
        if not unlike
        else Text(
            f"PERHATIAN: rubriknya berbeda di kelas {', '.join(map(str, unlike))}",
            f"NOTE: their rubrics differ in class {', '.join(map(str, unlike))}",
        )
    )
    families = [name for each in base.job_families if each.job_class == job_class for name in each.names]
    return [
        Text(
            f"Kelas {job_class}: {len(core)} kompetensi inti disalin persis dari {short}, {source.citation}, karena "
            f"itu kelas terdekat yang sudah ada standarnya; {alike.id}. Level juga disalin dan perlu dipastikan.",
            f"Class {job_class}: {len(core)} core competencies copied verbatim from {short}, {source.citation}, because "
            f"it is the nearest class with a standard; {alike.en}. Levels are copied too and need confirming.",
        ),
        Text(
            f"Kelas {job_class}: kelompok jabatan menurut pasal: {', '.join(families) or '–'}.",
            f"Class {job_class}: job families named by the articles: {', '.join(families) or '–'}.",
        ),
    ]


def _head(base: InstrumentHead) -> InstrumentHead:
    about = words()["words"]["title"].format(
        act=act_name(base), number=base.number, year=base.year, about=base.title
    )
    office = next(
        (each.office for each in base.signatures if each.act in ("annex", "enactment")), base.issuer
    )
    return base.model_copy(
        update={
            "id": f"{base.id}-perubahan",
            "short": "",
            "number": words()["blanks"]["number"],
            "year": 0,
            "title": about,
            "in_force_from": None,
            "signatures": (Signature(act="annex", office=office, name=words()["blanks"]["holder"]),),
            "considerations": (),
            "legal_bases": base.legal_bases,
        }
    )


def _standard(source: ClassStandard, job_class: int, order: int) -> ClassStandard:
    place = f"Lampiran {roman(order)} (kelas {job_class})"
    core = [row.model_copy(update={"number": str(at)}) for at, row in enumerate(_core(source), 1)]
    blank = [_technical(len(core) + at) for at in range(1, words()["technical_rows"] + 1)]
    needs = [_need(row) for row in source.requirements]
    return ClassStandard(
        job_class=job_class, citation=place, competencies=(*core, *blank), requirements=tuple(needs)
    )


def _technical(number: int) -> CompetencyEntry:
    blanks = words()["blanks"]
    return CompetencyEntry(
        code=f"kompetensi-{number}",
        kind=Kind.TECHNICAL,
        number=str(number),
        name=blanks["name"],
        level=None,
        description=blanks["description"],
        indicators=tuple(
            IndicatorEntry(number=f"1.{at}", text=blanks["indicator"])
            for at in range(1, words()["indicators"] + 1)
        ),
    )


def _need(row: RequirementEntry) -> RequirementEntry:
    """The row's place in the form without its content: what a class demands is never carried over."""
    blank = words()["blanks"]["value"]
    return RequirementEntry(
        key=RowKey(row.key),
        number=row.number,
        letter=row.letter,
        value=blank,
        importance=None,
        parsed=ParsedUnread(),
    )
