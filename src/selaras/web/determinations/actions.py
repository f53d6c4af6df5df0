"""Writes about determinations: made by one, confirmed or turned down by another, revoked. Each appends an entry."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from selaras.clock import WESTERN_INDONESIA
from selaras.core.model import RowKey
from selaras.errors import Text, UsageError
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.determinations.reading import (
    AWAITING,
    CONFIRMED,
    REJECTION,
    chain,
    is_author,
    standing_on,
    state_of,
)
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Entry, Kind, Person
from selaras.web.uploads.models import Upload

_LOOK = Text(
    "Muat ulang halaman dan periksa keadaan yang terbaru.", "Load the page again and look at how it stands."
)


@transaction.atomic
def determine(
    *,
    person: Person,
    row: RowKey,
    finding: bool,
    position: str,
    since: date,
    reason: str,
    document_name: str,
    document: Upload | None = None,
    by: User,
    at: datetime,
) -> Entry:
    """Record a judgement on one row. `position`: code of the position it is for; empty: for any.

    Raises UsageError when one on this row and position waits already (of two that are sent, one is recorded), when
    one of that day says otherwise, for a day to come, and for the own record.
    """
    _lock(person)
    if since > _day(at):
        raise UsageError(
            Text("Tanggal penetapan belum tiba.", "The day of the determination has not come."),
            Text("Tulis hari ini atau hari sebelumnya.", "Write today or an earlier day."),
        )
    for each in standing_on(person, row).filter(data__position=position):
        if state_of(each) == AWAITING:
            raise UsageError(
                Text(
                    "Penetapan untuk baris dan jabatan ini sudah dicatat dan menunggu orang kedua.",
                    "A determination on this row and position is recorded already and awaits a second person.",
                ),
                Text(
                    "Buka penetapan itu: konfirmasi atau tolak dahulu.",
                    "Open it: confirm it or turn it down first.",
                ),
            )
        if each.since == since and each.data["finding"] != finding:
            raise UsageError(
                Text(
                    "Penetapan lain pada tanggal yang sama menyatakan sebaliknya.",
                    "Another determination of the same day says otherwise.",
                ),
                Text("Cabut penetapan itu dahulu.", "Revoke that one first."),
            )
    data = {
        "row": str(row),
        "finding": finding,
        "position": position,
        "by": by.name,
        "reason": reason,
        "document": document_name,
    }
    entry = record_entry(
        person=person,
        kind=Kind.DETERMINATION,
        since=since,
        data=data,
        reason=reason,
        document=document,
        document_name=document_name,
        origin="determination:new",
        by=by,
        at=at,
    )
    return _noted("determinations.new", entry, by, at, {"row": str(row), "finding": finding})


@transaction.atomic
def confirm(*, entry: Entry, note: str = "", by: User, at: datetime) -> Entry:
    """Confirm a determination that somebody else made. From today on it counts on a row that decides."""
    entries = _standing(entry, AWAITING)
    _refuse_author(entries, by)
    said = {"confirmed_by": by.name, "confirmed_on": _day(at).isoformat()}
    written = _correct(entries[-1], said, note, "determination:confirm", by, at)
    return _noted("determinations.confirm", written, by, at, {"of": entry.pk}, note)


@transaction.atomic
def reject(*, entry: Entry, reason: str, by: User, at: datetime) -> Entry:
    """Turn down a determination that waits, with a reason. Its author may take it back in the same way."""
    entries = _standing(entry, AWAITING)
    _needed(reason)
    own = is_author(entries, by.pk, by.name)
    origin = "determination:take_back" if own else REJECTION
    written = _correct(entries[-1], {}, reason, origin, by, at, withdrawn=True)
    action = "determinations.take_back" if own else "determinations.reject"
    return _noted(action, written, by, at, {"of": entry.pk}, reason)


@transaction.atomic
def revoke(*, entry: Entry, on: date, reason: str, by: User, at: datetime) -> Entry:
    """End a confirmed determination from a day on; before it, it goes on to count."""
    entries = _standing(entry, CONFIRMED)
    _needed(reason)
    if not entries[-1].since <= on <= _day(at):
        raise UsageError(
            Text(
                "Tanggal pencabutan harus antara tanggal penetapan dan hari ini.",
                "The day of revoking must be between the day of the determination and today.",
            ),
            Text("Perbaiki tanggalnya.", "Correct the day."),
        )
    written = _correct(entries[-1], {"revoked_on": on.isoformat()}, reason, "determination:revoke", by, at)
    return _noted("determinations.revoke", written, by, at, {"of": entry.pk, "on": on}, reason)


def _standing(entry: Entry, wanted: str) -> list[Entry]:
    """The history of a determination whose newest entry is `entry`, locked. Raises UsageError if it moved on."""
    _lock(entry.person)
    entries = chain(entry)
    if entries[-1].pk != entry.pk or state_of(entries[-1]) != wanted:
        raise UsageError(
            Text(
                "Penetapan ini sudah diputus orang lain.",
                "Somebody else has settled this determination already.",
            ),
            _LOOK,
        )
    return entries


def _lock(person: Person) -> None:
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _refuse_author(entries: list[Entry], by: User) -> None:
    if is_author(entries, by.pk, by.name):
        raise UsageError(
            Text(
                "Penetapan dikonfirmasi orang kedua, bukan pembuatnya.",
                "A second person confirms a determination, not its author.",
            ),
            Text(
                "Minta analis SDM lain atau pejabat yang berwenang.",
                "Ask another analyst or the competent official.",
            ),
        )


def _needed(reason: str) -> None:
    if not reason.strip():
        raise UsageError(
            Text("Alasan belum ditulis.", "There is no reason."),
            Text("Tulis alasannya; orang lain membacanya.", "Write it; others read it."),
        )


def _correct(
    last: Entry,
    said: dict[str, Any],
    reason: str,
    origin: str,
    by: User,
    at: datetime,
    *,
    withdrawn: bool = False,
) -> Entry:
    return record_entry(
        person=last.person,
        kind=Kind.DETERMINATION,
        since=last.since,
        data=last.data | said,
        corrects=last,
        withdrawn=withdrawn,
        reason=reason,
        document=last.document,
        document_name=last.document_name,
        origin=origin,
        by=by,
        at=at,
    )


def _noted(action: str, entry: Entry, by: User, at: datetime, after: dict[str, Any], why: str = "") -> Entry:
    record(action, entry, by=by, at=at, instansi=entry.person.instansi, after=after, why=why)
    return entry


def _day(at: datetime) -> date:
    return at.astimezone(WESTERN_INDONESIA).date()
