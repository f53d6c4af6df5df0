"""Units: added, renamed, moved, ended and taken up again, each from a day and for a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.dated import FOREVER, amend, lay, lift
from selaras.web.organisation import errors
from selaras.web.organisation.actions.present import day_of, refresh_units
from selaras.web.organisation.actions.versions import expect
from selaras.web.organisation.models import PositionPeriod, Unit, UnitPeriod
from selaras.web.organisation.naming import UNIT_CODE_LIMIT, shortened, stored_code


@transaction.atomic
def add_unit(
    *, parent: Unit, name: str, code: str, since: date, reason: str = "", by: User, at: datetime
) -> Unit:
    """A new unit below `parent`. The same asked twice by the same person is one unit.

    Raises Refused when the code is taken or the parent does not stand from `since` on.
    """
    instansi = _lock(parent)
    code, name = stored_code(code, UNIT_CODE_LIMIT), shortened(name)
    taken = Unit.objects.filter(instansi=instansi, code=code).first()
    if taken:
        same = {"name": name, "parent": parent, "valid_from": since, "recorded_by": by}
        if taken.periods.filter(**same).exists():
            return taken
        raise errors.code_taken(code, taken.name)
    must_stand(parent, since)
    unit = Unit.objects.create(instansi=instansi, code=code, name=name, parent=parent)
    lay(
        UnitPeriod(unit=unit, name=name, parent=parent, valid_from=since, reason=reason, recorded_by=by),
        at=at,
    )
    refresh_units(instansi, day_of(at))
    unit.refresh_from_db()
    after = {"name": name, "parent": parent.pk, "code": code, "since": since}
    record("organisation.add_unit", unit, by=by, at=at, instansi=instansi, after=after, why=reason)
    return unit


@transaction.atomic
def change_unit(
    *,
    unit: Unit,
    name: str | None = None,
    parent: Unit | None = None,
    since: date,
    reason: str,
    seen: str | None = None,
    by: User,
    at: datetime,
) -> bool:
    """Rename or move a unit from a day on; everything below moves along. Changes planned for later days are kept.

    None: as it is. False: it already says so. Raises Stale when it changed since `seen`, Refused for a move that makes a circle,
    to a unit that has ended, to another instansi, or of the root.
    """
    instansi = _lock(unit)
    before = _said(unit, since)
    if before is None:
        raise errors.not_standing(unit.name, since)
    wanted = {"name": shortened(name) if name else None, "parent_id": parent.pk if parent else None}
    changes = {key: value for key, value in wanted.items() if value is not None and before[key] != value}
    if not changes:
        return False
    expect(unit, seen)
    if "parent_id" in changes:
        _may_move(unit, parent, since)
    amend(UnitPeriod, unit, changes, start=since, by=by, at=at, reason=reason)
    refresh_units(instansi, day_of(at))
    after = changes | {"since": since}
    record(
        "organisation.change_unit",
        unit,
        by=by,
        at=at,
        instansi=instansi,
        before=before,
        after=after,
        why=reason,
    )
    return True


@transaction.atomic
def end_unit(
    *, unit: Unit, last_day: date, reason: str, seen: str | None = None, by: User, at: datetime
) -> None:
    """The unit's last day. Raises Refused while units, positions or people would be left in it, Stale as above."""
    instansi = _lock(unit)
    expect(unit, seen)
    if unit.parent_id is None:
        raise errors.root_stays()
    first = last_day + timedelta(days=1)
    _must_be_empty(unit, first)
    if not lift(UnitPeriod, unit, start=first, by=by, at=at):
        raise errors.not_standing(unit.name, first)
    refresh_units(instansi, day_of(at))
    after = {"last_day": last_day}
    record("organisation.end_unit", unit, by=by, at=at, instansi=instansi, after=after, why=reason)


@transaction.atomic
def resume_unit(
    *, unit: Unit, since: date, reason: str, seen: str | None = None, by: User, at: datetime
) -> None:
    """Take up an ended unit again, as it last was. Raises Overlap when it stands on one of those days."""
    instansi = _lock(unit)
    expect(unit, seen)
    if unit.parent:
        must_stand(unit.parent, since)
    period = UnitPeriod(
        unit=unit, name=unit.name, parent=unit.parent, valid_from=since, reason=reason, recorded_by=by
    )
    lay(period, at=at, replacing=False)
    refresh_units(instansi, day_of(at))
    record(
        "organisation.resume_unit", unit, by=by, at=at, instansi=instansi, after={"since": since}, why=reason
    )


def _lock(unit: Unit) -> Instansi:
    """One change to a tree at a time: two moves, each allowed, could make a circle together."""
    return Instansi.objects.select_for_update(no_key=True).get(pk=unit.instansi_id)


def _said(unit: Unit, day: date) -> dict[str, Any] | None:
    period = UnitPeriod.objects.on(day).filter(unit=unit).first()
    return {"name": period.name, "parent_id": period.parent_id} if period else None


def must_stand(unit: Unit, since: date) -> None:
    """Raise Refused unless the unit stands on every day from `since` on."""
    day: date | None = since
    for start, end in unit.periods.known().order_by("valid_from").values_list("valid_from", "valid_to"):
        if day is not None and start <= day <= end:
            day = None if end == FOREVER else end + timedelta(days=1)
    if day is not None:
        raise errors.not_standing(unit.name, day)


def _must_be_empty(unit: Unit, first: date) -> None:
    """Raise Refused, naming them, while units, positions or people would be left in a unit from a day on."""
    units = UnitPeriod.objects.known().filter(parent=unit, valid_to__gte=first)
    positions = PositionPeriod.objects.known().filter(unit=unit, valid_to__gte=first)
    names = [*units.values_list("name", flat=True), *positions.values_list("title", flat=True)]
    people = unit.people.filter(status="active").count()
    if names or people:
        raise errors.not_empty(unit.name, list(dict.fromkeys(names)), people)


def _may_move(unit: Unit, parent: Unit | None, since: date) -> None:
    """Raise Refused for a move that no tree allows, on its day or on any later one on which something changes."""
    if unit.parent_id is None or parent is None:
        raise errors.root_stays()
    if parent.instansi_id != unit.instansi_id:
        raise errors.other_instansi()
    must_stand(parent, since)
    periods = list(
        UnitPeriod.objects.known()
        .filter(unit__instansi=unit.instansi_id, valid_to__gte=since)
        .values_list("unit_id", "parent_id", "valid_from", "valid_to")
    )
    for day in sorted({since, *(start for _, _, start, _ in periods if start > since)}):
        above = {child: up for child, up, start, end in periods if start <= day <= end}
        at: int | None = parent.pk
        while at is not None and at != unit.pk:
            at = above.get(at)
        if at == unit.pk:
            raise errors.would_circle(unit.name, parent.name, day)
