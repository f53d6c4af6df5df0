"""What still holds a version in preparation: each finding with its part of the forms, and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from selaras.core.model import Employment
from selaras.errors import LawRefused, Problem, Text
from selaras.web.policies.content import DAY, digest_of
from selaras.web.policies.items import ABOUT, GROUPS, ROWS, VALUES, items
from selaras.web.policies.models import Version
from selaras.web.policies.reading import base, equivalence, read

SECTIONS = {"title": ABOUT, "effective_from": ABOUT, "variants": ROWS, "employment": ROWS, ROWS: ROWS}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `section`: the part of the forms where that is done; empty: the whole."""

    section: str
    what: Text
    remedy: Text


def predecessor(version: Version) -> Version:
    """The version that this one would follow: the last one approved, else what comes with the program."""
    rows = Version.objects.filter(instansi=version.instansi, subject=version.subject).approved()
    return rows.order_by("-number").first() or base(str(version.subject))


def findings(version: Version) -> list[Finding]:
    """Everything that holds it, in the order of the forms. None when it may be submitted."""
    before = predecessor(version)
    found = [*_about(version, before), *_law(version)]
    if version.topic.is_policy:
        found += _uncovered(version)
    if _same(version, before):
        found.append(
            Finding(
                "",
                Text(
                    "Isinya sama dengan versi yang digantikan.",
                    "It says the same as the version that it replaces.",
                ),
                Text(
                    "Ubah sedikitnya satu nilai, atau batalkan rancangan ini.",
                    "Change a value, or discard it.",
                ),
            )
        )
    return list(dict.fromkeys(found))


def violations(version: Version, section: str) -> list[Finding]:
    """What the readers of law say of one part of a content."""
    return [each for each in _law(version) if each.section == section]


def too_early(version: Version, before: Version) -> Finding | None:
    """Whether it would begin before the version that it follows."""
    if version.effective_from is None or version.effective_from >= before.from_day():
        return None
    day = before.from_day()
    return Finding(
        ABOUT,
        Text(
            f"Versi sebelumnya berlaku mulai {day:%d-%m-%Y}; versi ini tidak dapat mulai lebih awal.",
            f"The version before holds from {day}; this one cannot begin earlier.",
        ),
        Text(f"Pilih {day:%d-%m-%Y} atau sesudahnya.", f"Choose {day} or later."),
    )


def _about(version: Version, before: Version) -> Iterator[Finding]:
    if version.effective_from is None:
        yield Finding(
            ABOUT,
            Text("Hari mulai berlakunya belum ditentukan.", "The day on which it begins is missing."),
            Text("Isi “Berlaku mulai”.", "Fill in “In force from”."),
        )
    elif early := too_early(version, before):
        yield early
    if not version.basis.strip():
        yield Finding(
            ABOUT,
            Text("Dasar hukum versi ini belum ditulis.", "The legal basis of this version is missing."),
            Text("Tulis keputusan yang menetapkannya.", "Write the decree that makes it."),
        )
    if not version.reason.strip():
        yield Finding(
            ABOUT,
            Text("Alasan perubahannya belum ditulis.", "The reason of the change is missing."),
            Text("Tulis mengapa isinya berubah.", "Write why it changes."),
        )


def _law(version: Version) -> Iterator[Finding]:
    """What the readers of law say of the content."""
    subject = str(version.subject)
    try:
        if version.topic.is_policy:
            read(version)
        elif GROUPS in base(subject).content:
            equivalence(version)
    except LawRefused as error:
        for problem in error.problems or ():
            yield _early(version, problem) or Finding(section_of(problem), problem.what, _remedy(problem))
        if not error.problems:
            yield Finding("", error.what, error.remedy)
        return
    starts = version.effective_from
    for item in items(subject, version.content) if starts and not version.topic.is_policy else ():
        if starts and (day := _day(item.effective_from)) and day > starts and _is_new(version, item.key):
            yield Finding(
                item.section,
                Text(
                    f"“{item.name.id}” baru berlaku pada {day:%d-%m-%Y}, sesudah hari mulai versi ini.",
                    f"“{item.name.en}” takes effect on {day}, after this version begins.",
                ),
                Text(
                    f"Mulailah versi ini pada {day:%d-%m-%Y} atau sesudahnya.",
                    f"Let the version begin on {day} or later.",
                ),
            )


def _early(version: Version, problem: Problem) -> Finding | None:
    """A value whose own day lies after the version's, called as the forms call it."""
    section = section_of(problem)
    item = next((each for each in items(str(version.subject), version.content) if each.key == section), None)
    if problem.code != "policy.early" or item is None:
        return None
    day = f"{date.fromisoformat(item.effective_from):%d-%m-%Y}"
    return Finding(
        section,
        Text(
            f"Dasar hukum “{item.name.id}” baru berlaku pada {day}, sesudah hari mulai versi ini.",
            f"The legal basis of “{item.name.en}” takes effect on {day}, after this version begins.",
        ),
        Text(
            f"Tulis hari mulai dasarnya yang benar, atau mulailah versi ini pada {day} atau sesudahnya.",
            f"Write the day on which the basis really begins, or let this version begin on {day} or later.",
        ),
    )


def section_of(problem: Problem) -> str:
    """The part of the forms in which a problem of a document is mended."""
    for part in problem.place.column.split("."):
        if part in VALUES or part == GROUPS:
            return part
        if part in SECTIONS:
            return SECTIONS[part]
    return ""


def _remedy(problem: Problem) -> Text:
    if section_of(problem) == "bands":
        return Text(
            "Samakan batas bawah setiap kategori dengan batas atas kategori sebelumnya; kosongkan batas atas yang tertinggi.",
            "Let each band start where the one before it ends; leave the upper end of the top band empty.",
        )
    if problem.code == "policy.invalid":  # its remedy is for files
        return Text("Perbaiki pada isiannya.", "Mend it in its form.")
    return problem.remedy


def _uncovered(version: Version) -> Iterator[Finding]:
    """Each type of employment has one variant: somebody without one could not be evaluated at all."""
    said = [
        str(each) for variant in version.content.get("variants", ()) for each in variant.get("employment", ())
    ]
    for employment in Employment:
        if said.count(employment) != 1:
            yield Finding(
                ROWS,
                Text(
                    f"Jenis kepegawaian {employment.upper()} harus ada di tepat satu varian, bukan {said.count(employment)}.",
                    f"Employment {employment.upper()} must be in exactly one variant, not {said.count(employment)}.",
                ),
                Text(
                    "Simpan sekali isian baris yang tidak berlaku.",
                    "Save the form of rows not applicable once.",
                ),
            )


def _same(version: Version, before: Version) -> bool:
    """Whether nothing changes but the day on which it would begin."""
    return (
        _undated(version) == _undated(before)
        and version.confirmations == before.confirmations
        and version.basis == before.basis
    )


def _undated(version: Version) -> str:
    content = version.content
    return digest_of({**content, DAY: None} if version.topic.is_policy else content)


def _is_new(version: Version, key: str) -> bool:
    """Whether a value is not as the program brings it: those may keep the day of their basis."""
    known = {
        item.key: item.ground for item in items(str(version.subject), base(str(version.subject)).content)
    }
    mine = {item.key: item.ground for item in items(str(version.subject), version.content)}
    return known.get(key) != mine.get(key)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
