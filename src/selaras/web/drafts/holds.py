"""What holds a draft back from being submitted: each reason with its way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from selaras.errors import LawRefused, Text
from selaras.law.enact import to_regulation
from selaras.web.drafts.composing import Content, form_of
from selaras.web.drafts.contents import label_of, missing
from selaras.web.drafts.findings import Found
from selaras.web.drafts.models import Row
from selaras.web.drafts.standing import moved


@dataclass(frozen=True, slots=True)
class Held:
    """One reason. `url`: where it is mended."""

    what: Text
    remedy: Text
    url: str


def holds_of(content: Content, found: Sequence[Found]) -> list[Held]:
    """Every reason that stands; none: it may be submitted."""
    return [
        *_empty(content),
        *_missing(content),
        *_errors(content, found),
        *_moved(content),
        *_contradictions(content),
    ]


def place_of(row: Row) -> str:
    """The address where a row is written."""
    if row.part_id is None:
        return reverse("drafts:act", args=[row.draft_id])
    return f"{reverse('drafts:part', args=[row.part_id])}?baris={row.pk}#baris-{row.pk}"


def _empty(content: Content) -> list[Held]:
    own = reverse("drafts:detail", args=[content.draft.pk])
    if not content.parts:
        return [
            _held(
                "Rancangan ini belum memuat satu standar pun.",
                "This draft holds no standard yet.",
                "Tambahkan kelas yang disusun.",
                "Add the class to be drafted.",
                own,
            )
        ]
    return [
        _held(
            f"{part.title} belum memuat kompetensi.",
            f"{part.title} has no competency yet.",
            "Tambahkan, atau ambil dari kelas lain.",
            "Add one, or take it from another class.",
            reverse("drafts:part", args=[part.pk]),
        )
        for part in content.parts
        if not content.competencies(part)
    ]


def _missing(content: Content) -> list[Held]:
    rows = [row for row in content.every if missing(row.section, row.data)]
    if not rows:
        return []
    first = label_of(rows[0].section, rows[0].data)
    return [
        _held(
            f"{len(rows)} baris belum diisi lengkap.",
            f"{len(rows)} rows are not filled in wholly.",
            f"Mulai dari: {first}.",
            f"Begin with: {first}.",
            place_of(rows[0]),
        )
    ]


def _errors(content: Content, found: Sequence[Found]) -> list[Held]:
    errors = [each for each in found if each.error]
    if not errors:
        return []
    rows = {row.pk: row for row in content.every}
    return [
        _held(
            f"Pemeriksa naskah menemukan {len(errors)} galat.",
            f"The linter finds {len(errors)} errors.",
            f"Perbaiki, atau catat di barisnya mengapa dibiarkan: {errors[0].message.id}",
            f"Mend, or record at its row why it stands: {errors[0].message.en}",
            place_of(rows[errors[0].row]),
        )
    ]


def _moved(content: Content) -> list[Held]:
    return [
        _held(
            f"{part.title} sudah diubah oleh versi lain sejak rancangan ini dimulai.",
            f"{part.title} was changed by another version since this draft began.",
            "Lihat di atas apa yang berbeda, ambil atau pertahankan, lalu nyatakan sudah disesuaikan.",
            "See above what differs, take it or keep yours, then say that the draft is adapted.",
            f"{reverse('drafts:detail', args=[content.draft.pk])}#dasar",
        )
        for part in moved(content.draft)
    ]


def _contradictions(content: Content) -> list[Held]:
    """What would stop the engine: a competency twice, a level that is none."""
    if any(missing(row.section, row.data) for row in content.every) or not content.parts:
        return []
    form = form_of(content)
    head = form.instrument.model_copy(update={"in_force_from": content.draft.created_at.date()})
    try:
        to_regulation(form.model_copy(update={"instrument": head}))
    except LawRefused as error:
        first = error.problems[0]
        own = reverse("drafts:part", args=[content.parts[0].pk])
        return [Held(first.what, Text("Perbaiki baris yang bersangkutan.", "Mend the rows concerned."), own)]
    return []


def _held(what: str, what_en: str, remedy: str, remedy_en: str, url: str) -> Held:
    return Held(Text(what, what_en), Text(remedy, remedy_en), url)
