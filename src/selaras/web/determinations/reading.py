"""Determinations as they stand: the newest entry of each, where it has come to, and how it came there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.core.applicable import applicable
from selaras.core.model import Requirement
from selaras.core.model.text import normalise
from selaras.core.verdict import NoStandard
from selaras.law.words import words
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.organisation.models import Position
from selaras.web.organisation.reading import core_positions
from selaras.web.people.models import Entry, Kind, Person
from selaras.web.people.telling import language
from selaras.web.standards.reading import in_force

AWAITING, CONFIRMED, REJECTED, WITHDRAWN, REVOKED = (
    "awaiting",
    "confirmed",
    "rejected",
    "withdrawn",
    "revoked",
)
STATES = (
    (AWAITING, gettext_lazy("menunggu orang kedua")),
    (CONFIRMED, gettext_lazy("dikonfirmasi")),
    (REJECTED, gettext_lazy("ditolak")),
    (WITHDRAWN, gettext_lazy("ditarik")),
    (REVOKED, gettext_lazy("dicabut")),
)
NAMES = dict(STATES)
TONES = {AWAITING: "un", CONFIRMED: "ok", REJECTED: "no", WITHDRAWN: "plain", REVOKED: "plain"}
REJECTION = "determination:reject"  # the origin of the entry that turns a determination down


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a determination's history."""

    at: object
    title: str
    text: str


def newest(asker: Asker, permission: Permission) -> QuerySet[Any]:
    """The newest entry of every determination within the scope, with `state`, `row`, `by_name` and `place`."""
    found = Entry.objects.filter(
        asker.within(permission, "person__unit__path"), kind=Kind.DETERMINATION, corrected_by__isnull=True
    )
    if not asker.national:
        found = found.filter(person__instansi=asker.instansi)
    return told(found)


def told(entries: QuerySet[Entry]) -> QuerySet[Any]:
    """Determinations with what their data say as columns."""
    return entries.annotate(
        row=KT("data__row"),
        by_name=KT("data__by"),
        place=KT("data__position"),
        state=Case(
            When(Q(withdrawn=True, origin=REJECTION), then=Value(REJECTED)),
            When(withdrawn=True, then=Value(WITHDRAWN)),
            When(~Q(data__revoked_on=None), then=Value(REVOKED)),
            When(~Q(data__confirmed_by=""), then=Value(CONFIRMED)),
            default=Value(AWAITING),
            output_field=CharField(),
        ),
    )


def state_of(entry: Entry) -> str:
    """Where a determination has come to."""
    if entry.withdrawn:
        return REJECTED if entry.origin == REJECTION else WITHDRAWN
    if entry.data["revoked_on"]:
        return REVOKED
    return CONFIRMED if entry.data["confirmed_by"] else AWAITING


def chain(entry: Entry) -> list[Entry]:
    """Every entry of the determination that `entry` belongs to, oldest first. One query."""
    rows = Entry.objects.filter(person=entry.person_id, kind=Kind.DETERMINATION).select_related(
        "recorded_by", "document", "person__unit", "person__instansi"
    )
    by_pk = {each.pk: each for each in rows}
    after = {each.corrects_id: each for each in by_pk.values() if each.corrects_id}
    at = by_pk[entry.pk]
    while at.corrects_id in by_pk:
        at = by_pk[at.corrects_id]
    found = [at]
    while found[-1].pk in after:
        found.append(after[found[-1].pk])
    return found


def is_author(entries: list[Entry], pk: int, name: str) -> bool:
    """Whether an account wrote what a determination says, or is named as who decided it."""
    written = {each.recorded_by_id for each in entries if not each.data["confirmed_by"]}
    return pk in written or normalise(entries[-1].data["by"]) == normalise(name)


def events(entries: list[Entry]) -> Iterator[Event]:
    """What happened, in words, newest first."""
    for before, each in reversed(list(zip([None, *entries], entries, strict=False))):
        who = each.recorded_by.name if each.recorded_by else "Selaras"
        yield Event(each.recorded_at, f"{_happened(before, each)} · {who}", each.reason)


def _happened(before: Entry | None, entry: Entry) -> str:
    if before is None:
        return _("Dicatat")
    if entry.withdrawn:
        return _("Ditolak") if entry.origin == REJECTION else _("Ditarik")
    if entry.data["revoked_on"] and not before.data["revoked_on"]:
        return _("Dicabut mulai %(day)s") % {"day": _day(entry.data["revoked_on"])}
    if entry.data["confirmed_by"] and not before.data["confirmed_by"]:
        return _("Dikonfirmasi")
    return _("Diperbaiki")


def row_name(key: str) -> str:
    """What a requirement row is called."""
    text = words().texts["row"].get(key)
    return text[language()] if text else key


def asked_of(instansi: Instansi, position: Position | None, key: str, on: date) -> Requirement | None:
    """The row of the standard that applies to a position on a day, if exactly one does and has it."""
    held = core_positions([position], on).get(position.pk) if position else None
    standard = applicable(held, in_force(instansi, on), on) if held else None
    if standard is None or isinstance(standard, NoStandard):
        return None
    return next((row for row in standard.requirements if row.key == key), None)


def standing_on(person: Person, key: str) -> QuerySet[Any]:
    """Determinations of a person on a row that neither fell nor were replaced."""
    rows = Entry.objects.filter(
        person=person, kind=Kind.DETERMINATION, withdrawn=False, corrected_by__isnull=True, data__row=key
    )
    return told(rows).exclude(state=REVOKED).order_by("-since", "-pk")


def _day(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d-%m-%Y")
