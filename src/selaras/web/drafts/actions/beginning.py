"""Begin a draft, and put standards into it: from the skeleton, from a standing standard, or empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from selaras.core.model import RowKey
from selaras.errors import Text, UsageError
from selaras.files.annex.blocks import act_name
from selaras.files.draft import draft_of, words
from selaras.web.accounts.models import Instansi, User
from selaras.web.drafts.actions.editing import STEP, last_place
from selaras.web.drafts.actions.noting import locked, note
from selaras.web.drafts.contents import blank_requirement, competency_of, head_of, requirement_of
from selaras.web.drafts.errors import Taken, refused
from selaras.web.drafts.models import Change, Draft, Part, Row
from selaras.web.drafts.standing import pieces_of, said, subject_of
from selaras.web.standards import reading
from selaras.web.standards.models import Piece, Version
from selaras.web.standards.present import address
from selaras.web.steps import reasoned

TOP_CLASS = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """A standard to be put into a draft: of `job_class`, or of what `piece` is a standard of.

    `how`: from the skeleton of the act; from `piece`; or empty.
    """

    how: Literal["skeleton", "piece", "empty"]
    job_class: int | None = None
    piece: Piece | None = None


@transaction.atomic
def begin(
    *,
    instansi: Instansi,
    title: str,
    base: Version | None,
    wanted: Sequence[Wanted],
    by: User,
    at: datetime,
) -> Draft:
    """A draft with its first standards; `base`: the version that it amends, None for a new act.

    Raises Taken when one of them is being drafted already, Refused for what the skeleton refuses.
    """
    about = _about(base) if base else ""
    draft = Draft.objects.create(
        instansi=instansi,
        title=title.strip(),
        act=base.act if base else None,
        base=base,
        created_by=by,
        created_at=at,
        changed_at=at,
    )
    head = reading.form_of(base).instrument if base else None
    Row.objects.create(
        draft=draft, section=Row.Section.ACT, data=head_of(head, instansi, about), by=by, at=at
    )
    note(draft, Change.Verb.BEGIN, what=draft.title, by=by, at=at)
    add_parts(draft=draft, wanted=wanted, by=by, at=at)
    return draft


@transaction.atomic
def add_parts(*, draft: Draft, wanted: Sequence[Wanted], by: User, at: datetime) -> list[Part]:
    """Put further standards into a draft. Raises Taken or Refused as `begin` does."""
    draft = locked(draft.pk, Draft.State.OPEN)
    # One at a time for an instansi: what another draft is just beginning must be seen.
    Instansi.objects.select_for_update(no_key=True).get(pk=draft.instansi_id)
    standing = pieces_of(draft.base) if draft.base else {}
    return [_add(draft, each, standing, by, at) for each in wanted]


@transaction.atomic
def drop_part(*, part: Part, why: str, by: User, at: datetime) -> None:
    """Take a standard out of a draft with all its rows; the history keeps what it said."""
    draft = locked(part.draft_id, Draft.State.OPEN)
    why = reasoned(why)
    rows = [[row.section, row.data] for row in Row.objects.filter(part=part, removed=False)]
    note(draft, Change.Verb.DROP, what=part.title, before={"rows": rows}, why=why, by=by, at=at)
    Change.objects.filter(row__part=part).update(row=None)
    part.delete()


def _add(draft: Draft, wanted: Wanted, standing: Mapping[str, Piece], by: User, at: datetime) -> Part:
    part = _part(draft, wanted, standing)
    _refuse_second(part)
    part.order = draft.parts.count() + 1
    part.save()
    if wanted.how == "skeleton":
        _from_skeleton(part, wanted, by, at)
    elif wanted.how == "piece" and wanted.piece:
        _from_piece(part, wanted.piece, by, at)
    else:
        _rows(part, Row.Section.REQUIREMENT, ((blank_requirement(str(key)), {}) for key in RowKey), by, at)
    note(draft, Change.Verb.PART, what=part.title, by=by, at=at)
    return part


def _part(draft: Draft, wanted: Wanted, standing: Mapping[str, Piece]) -> Part:
    if wanted.job_class is not None:
        subject, title = f"kelas-{wanted.job_class}", f"Kelas Jabatan {wanted.job_class}"
        part = Part(kind=Part.Kind.CLASS, job_class=wanted.job_class)
        if not 1 <= wanted.job_class <= TOP_CLASS:
            raise refused(
                f"{wanted.job_class} bukan kelas jabatan.",
                f"{wanted.job_class} is no job class.",
                f"Pilih kelas 1 sampai {TOP_CLASS}.",
                f"Choose a class from 1 to {TOP_CLASS}.",
            )
    elif wanted.piece:
        subject, title = subject_of(wanted.piece.kind, wanted.piece.data), wanted.piece.title
        part = Part(kind=Part.Kind(wanted.piece.kind), job_class=wanted.piece.data.get("job_class"))
        part.applies_to = wanted.piece.data.get("applies_to") or {}
    else:
        raise ValueError("neither a class nor a standard")
    part.draft, part.instansi, part.subject, part.title = draft, draft.instansi, subject, title
    stands = standing.get(subject)
    part.base = stands.data if stands else {}
    return part


def _refuse_second(part: Part) -> None:
    own = part.draft.parts.filter(subject=part.subject).exists()
    other = Part.objects.filter(instansi=part.instansi, subject=part.subject, held=True).select_related(
        "draft"
    )
    found = other.first()
    if own or found:
        raise Taken(found.draft if found else part.draft, part.title)
    handed = Part.objects.filter(
        instansi=part.instansi,
        subject=part.subject,
        draft__state=Draft.State.HANDED,
        draft__version__state__in=Version.PREPARED,
    ).select_related("draft")
    if waiting := handed.first():
        raise Taken(waiting.draft, part.title)


def _from_skeleton(part: Part, wanted: Wanted, by: User, at: datetime) -> None:
    base = part.draft.base
    if base is None:
        raise refused(
            "Kerangka hanya ada untuk peraturan yang sudah terbit.",
            "There is a skeleton only of an act that is published.",
            "Pilih peraturannya, atau mulai dari kosong.",
            "Choose the act, or begin empty.",
        )
    try:
        made = draft_of(reading.form_of(base), [wanted.job_class or 0])
    except UsageError as error:
        raise refused(
            error.what.id,
            error.what.en,
            "Untuk mengubah standar yang ada, mulai dari standar itu.",
            "To change a standard that is there, begin from that one.",
        ) from error
    (standard,) = made.form.job_classes
    part.notes = [{"id": each.id, "en": each.en} for each in made.notes]
    part.save(update_fields=["notes"])
    source = _source_of(base, standard.competencies[0].citation) if standard.competencies else None
    data = standard.model_dump(mode="json")
    _copy(part, data, base, source, by, at)


def _from_piece(part: Part, piece: Piece, by: User, at: datetime) -> None:
    short = piece.version.act.short if piece.version.act else ""
    told = Text(
        f"Disalin dari {short}, {piece.title}; setiap baris menyimpan asalnya.",
        f"Copied from {short}, {piece.title}; every row keeps where it comes from.",
    )
    part.notes = [{"id": told.id, "en": told.en}]
    part.save(update_fields=["notes"])
    _copy(part, piece.data, piece.version, piece.key, by, at)


def _copy(
    part: Part, data: Mapping[str, Any], version: Version, key: str | None, by: User, at: datetime
) -> None:
    competencies = ((competency_of(row), origin_of(version, key, data, row)) for row in data["competencies"])
    _rows(part, Row.Section.COMPETENCY, competencies, by, at)
    requirements = ((requirement_of(row), origin_of(version, key, data, row)) for row in data["requirements"])
    _rows(part, Row.Section.REQUIREMENT, requirements, by, at)


def origin_of(
    version: Version, key: str | None, standard: Mapping[str, Any], row: Mapping[str, Any]
) -> dict[str, Any]:
    """Where a row of a published standard stands, and what it says there; nothing for a placeholder."""
    taken = competency_of(row) if "indicators" in row else requirement_of(row)
    if not (taken.get("name") or taken.get("value")) or version.act is None:
        return {}
    printed = row.get("citation") or f"{standard['citation']}, angka {row.get('number', '')}".rstrip(", ")
    code = row.get("code", "")
    url = address(version, key, code) if key and code else address(version, key) if key else address(version)
    return {"place": f"{version.act.short}, {printed}", "url": url, "data": taken}


def _source_of(version: Version, citation: str) -> str | None:
    """The part of a version that a citation speaks of: “Lampiran III (kelas 5), …” → “kelas-5”."""
    keys = version.pieces.filter(kind=Piece.Kind.CLASS).values_list("key", "data__citation")
    return next((key for key, place in keys if place and citation.startswith(place)), None)


def _rows(
    part: Part, section: str, rows: Iterable[tuple[dict[str, Any], dict[str, Any]]], by: User, at: datetime
) -> None:
    """All rows of a section at once; the history says the part, not each of its rows."""
    last = last_place(part)
    Row.objects.bulk_create(
        Row(
            draft=part.draft,
            part=part,
            section=section,
            order=last + STEP * number,
            data=data,
            origin=origin,
            by=by,
            at=at,
        )
        for number, (data, origin) in enumerate(rows, 1)
    )


def _about(base: Version) -> str:
    head = reading.form_of(base).instrument
    text: str = words()["words"]["title"]
    return text.format(act=act_name(head), number=head.number, year=head.year, about=head.title)


@transaction.atomic
def adapted(*, draft: Draft, version: Version, why: str, by: User, at: datetime) -> Draft:
    """The drafter compared with a newer version and adapted the draft: that one is its base from now on."""
    draft = locked(draft.pk, Draft.State.OPEN)
    why = reasoned(why)
    pieces = pieces_of(version)
    for part in draft.parts.all():
        stands = pieces.get(part.subject)
        if said(part.base) != said(stands.data if stands else {}):
            part.base = stands.data if stands else {}
            part.save(update_fields=["base"])
    draft.base = version
    draft.save(update_fields=["base"])
    note(draft, Change.Verb.ADAPT, what=str(version), why=why, by=by, at=at)
    return draft
