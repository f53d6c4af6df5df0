"""Writing a row: never upon what somebody else wrote since."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.core.model import RowKey
from selaras.web.accounts.models import User
from selaras.web.drafts.actions.noting import locked, locked_row, note
from selaras.web.drafts.composing import printed_order
from selaras.web.drafts.contents import Data, blank_competency, blank_requirement, label_of, tidy
from selaras.web.drafts.entries import code_of
from selaras.web.drafts.errors import Stale, refused
from selaras.web.drafts.models import Change, Draft, Part, Row

OPEN = Draft.State.OPEN
STEP = 10  # between two rows' places
MOST = 200  # rows of one part


@transaction.atomic
def save_row(*, row: Row, version: int, written: Data, by: User, at: datetime) -> Row:
    """Write the fields of a row. `version`: the one it was opened with.

    What is written already is not written again. Raises Stale when somebody wrote since.
    """
    found = locked_row(row.pk, OPEN)
    data = tidy(written, found.data)
    if data == found.data and not found.removed:
        return found
    if found.version != version or found.removed:
        raise Stale(found, data)
    before = found.data
    found.data, found.version, found.by, found.at = data, found.version + 1, by, at
    found.save(update_fields=["data", "version", "by", "at"])
    what = label_of(found.section, data)
    note(found.draft, Change.Verb.EDIT, row=found, what=what, before=before, after=data, by=by, at=at)
    return found


@transaction.atomic
def add_competency(*, part: Part, kind: str, by: User, at: datetime) -> Row:
    """An empty competency after those of its kind."""
    return place(part, Row.Section.COMPETENCY, blank_competency(kind), {}, Change.Verb.ADD, by=by, at=at)


@transaction.atomic
def add_requirement(*, part: Part, key: str, by: User, at: datetime) -> Row:
    """A requirement that the part does not have yet. Raises Refused for one that it has."""
    return place(
        part, Row.Section.REQUIREMENT, blank_requirement(RowKey(key)), {}, Change.Verb.ADD, by=by, at=at
    )


@transaction.atomic
def take(
    *,
    part: Part,
    section: str,
    data: Data,
    origin: Data,
    into: Row | None,
    version: int,
    by: User,
    at: datetime,
) -> Row:
    """A text from elsewhere, with where it stands: as a new row, or into one that is there.

    Raises Stale when somebody wrote that one since, Refused for a competency that the part has already.
    """
    if into is None:
        return place(part, section, data, origin, Change.Verb.TAKE, by=by, at=at)
    found = locked_row(into.pk, OPEN)
    if found.version != version or found.removed:
        raise Stale(found, data)
    _refuse_second(part, section, data, found)
    before = found.data
    found.data, found.origin = data, origin
    found.version, found.by, found.at = found.version + 1, by, at
    found.save(update_fields=["data", "origin", "version", "by", "at"])
    what = f"{label_of(section, data)} – {origin['place']}"
    note(found.draft, Change.Verb.TAKE, row=found, what=what, before=before, after=data, by=by, at=at)
    return found


@transaction.atomic
def remove_row(*, row: Row, version: int, by: User, at: datetime) -> Row:
    """Take a row out; it can be brought back from the history. Raises Stale when somebody wrote it since."""
    found = locked_row(row.pk, OPEN)
    if found.removed:
        return found
    if found.section == Row.Section.ACT:
        raise refused(
            "Naskah peraturan tidak dapat dihapus.",
            "The text of the act cannot be removed.",
            "Batalkan rancangannya.",
            "Discard the draft.",
        )
    if found.version != version:
        raise Stale(found, None)
    found.removed, found.version, found.by, found.at = True, found.version + 1, by, at
    found.save(update_fields=["removed", "version", "by", "at"])
    what = label_of(found.section, found.data)
    note(found.draft, Change.Verb.REMOVE, row=found, what=what, before=found.data, by=by, at=at)
    return found


@transaction.atomic
def restore_row(*, row: Row, by: User, at: datetime) -> Row:
    """Bring back a row that was taken out. Raises Refused when the same stands there again."""
    found = locked_row(row.pk, OPEN)
    if not found.removed:
        return found
    if found.part:
        _refuse_second(found.part, found.section, found.data, found)
    found.removed, found.version, found.by, found.at = False, found.version + 1, by, at
    found.save(update_fields=["removed", "version", "by", "at"])
    what = label_of(found.section, found.data)
    note(found.draft, Change.Verb.RESTORE, row=found, what=what, after=found.data, by=by, at=at)
    return found


@transaction.atomic
def move_row(*, row: Row, down: bool, by: User, at: datetime) -> Row:
    """Change places with the neighbour of its kind; at the end nothing happens."""
    found = locked_row(row.pk, OPEN)
    same = [each for each in _rows(found.part_id, found.section) if _group(each) == _group(found)]
    at_ = next((i for i, each in enumerate(same) if each.pk == found.pk), None)
    other = None if at_ is None else at_ + (1 if down else -1)
    if other is None or not 0 <= other < len(same):
        return found
    same[at_ or 0], same[other] = same[other], same[at_ or 0]
    for order, each in enumerate(same, 1):
        if each.order != order * STEP:
            each.order = order * STEP
            each.save(update_fields=["order"])
    what = label_of(found.section, found.data)
    note(found.draft, Change.Verb.MOVE, row=found, what=what, by=by, at=at)
    return found


def place(
    part: Part,
    section: str,
    data: Data,
    origin: Data,
    verb: str,
    *,
    by: User,
    at: datetime,
) -> Row:
    """A row after those that are there. Called inside a transaction."""
    draft = locked(part.draft_id, OPEN)
    _refuse_second(part, section, data, None)
    order = last_place(part) + STEP
    row = Row.objects.create(
        draft=draft, part=part, section=section, order=order, data=data, origin=origin, by=by, at=at
    )
    said = f" – {origin['place']}" if origin else ""
    what = f"{part.title}: {label_of(section, data)}{said}"
    note(draft, verb, row=row, what=what, after=data, by=by, at=at)
    return row


def last_place(part: Part) -> int:
    """The place of the last row of a part, 0 when it has none."""
    return Row.objects.filter(part=part).order_by("-order").values_list("order", flat=True).first() or 0


def _refuse_second(part: Part, section: str, data: Data, own: Row | None) -> None:
    """Raises Refused for what the part has already, and for more rows than a standard can have."""
    rows = [row for row in _rows(part.pk, section) if own is None or row.pk != own.pk]
    if len(rows) >= MOST:
        raise refused(
            f"Satu standar memuat paling banyak {MOST} baris.",
            f"One standard holds at most {MOST} rows.",
            "Hapus yang tidak diperlukan.",
            "Remove what is not needed.",
        )
    name = "key" if section == Row.Section.REQUIREMENT else "code"
    wanted = data["key"] if name == "key" else code_of(data) if data["name"] else ""
    there = [
        row for row in rows if wanted and wanted == (row.data["key"] if name == "key" else code_of(row.data))
    ]
    if there:
        label = label_of(section, there[0].data)
        raise refused(
            f"{label} sudah ada dalam {part.title}.",
            f"{part.title} has {label} already.",
            "Ubah baris yang ada, atau hapus dulu.",
            "Change the row that is there, or remove it first.",
        )


def _rows(part: int | None, section: str) -> list[Row]:
    return sorted(Row.objects.filter(part=part, section=section, removed=False), key=printed_order)


def _group(row: Row) -> str:
    return str(row.data.get("kind") or row.data.get("key") or "")
