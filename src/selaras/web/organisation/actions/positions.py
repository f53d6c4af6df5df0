"""Positions: added, changed, ended and taken up again, each from a day and for a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.dated import FOREVER, amend, lay, lift
from selaras.web.organisation import errors
from selaras.web.organisation.actions.present import day_of, refresh_positions
from selaras.web.organisation.actions.units import must_stand
from selaras.web.organisation.actions.versions import expect
from selaras.web.organisation.models import Position, PositionPeriod, PositionSaid, Unit
from selaras.web.organisation.naming import POSITION_CODE_LIMIT, stored_code, title_key


@transaction.atomic
def add_position(
    *, code: str, said: Mapping[str, Any], since: date, reason: str = "", by: User, at: datetime
) -> Position:
    """A new position that says `said` (columns of PositionSaid; `unit` included). Asked twice, it is one position.

    Raises Refused when the code is taken or the unit does not stand from `since` on.
    """
    unit: Unit = said["unit"]
    Instansi.objects.select_for_update(no_key=True).get(pk=unit.instansi_id)
    code = stored_code(code, POSITION_CODE_LIMIT)
    taken = Position.objects.filter(instansi=unit.instansi_id, code=code).first()
    if taken:
        same = {"title": said["title"], "unit": unit, "valid_from": since, "recorded_by": by}
        if taken.periods.filter(**same).exists():
            return taken
        raise errors.code_taken(code, taken.title)
    must_stand(unit, since)
    position = Position.objects.create(
        instansi_id=unit.instansi_id, code=code, title_key=title_key(said["title"]), **said
    )
    lay(PositionPeriod(position=position, valid_from=since, reason=reason, recorded_by=by, **said), at=at)
    refresh_positions(Position.objects.filter(pk=position.pk), day_of(at))
    position.refresh_from_db()
    after = position.said() | {"code": code, "since": since}
    record(
        "organisation.add_position",
        position,
        by=by,
        at=at,
        instansi=unit.instansi_id,
        after=after,
        why=reason,
    )
    return position


@transaction.atomic
def change_position(
    *,
    position: Position,
    said: Mapping[str, Any],
    since: date,
    until: date = FOREVER,
    reason: str,
    seen: str | None = None,
    by: User,
    at: datetime,
) -> tuple[str, ...]:
    """Change what a position says for the days from `since` to `until`. What is the same on `since` stays as it is.

    So a change planned for a later day, or another field's past, is kept. Returns the columns changed, none when it
    already says so. Raises Stale when it changed since `seen`, Refused where unit or position do not stand.
    """
    position = _lock(position)
    standing = position.periods.on(since).first()
    if standing is None:
        raise errors.not_standing(position.title, since)
    was, wanted = standing.said(), _columns(said)
    changes = {name: value for name, value in wanted.items() if was[name] != value}
    if not changes:
        return ()
    expect(position, seen)
    if "unit_id" in changes:
        _may_move(position, said["unit"], since)
    amend(PositionPeriod, position, changes, start=since, end=until, by=by, at=at, reason=reason)
    refresh_positions(Position.objects.filter(pk=position.pk), day_of(at))
    record(
        "organisation.change_position",
        position,
        by=by,
        at=at,
        instansi=position.instansi_id,
        before={name: was[name] for name in changes},
        after=changes | {"since": since} | ({"until": until} if until != FOREVER else {}),
        why=reason,
    )
    return tuple(changes)


@transaction.atomic
def end_position(
    *, position: Position, last_day: date, reason: str, seen: str | None = None, by: User, at: datetime
) -> None:
    """The position's last day. Raises Refused while somebody holds it, Stale when it changed since `seen`."""
    position = _lock(position)
    expect(position, seen)
    holders = position.incumbents.filter(status="active").count()
    if holders:
        raise errors.still_held(position.title, holders)
    first = last_day + timedelta(days=1)
    if not lift(PositionPeriod, position, start=first, by=by, at=at):
        raise errors.not_standing(position.title, first)
    _finish("organisation.end_position", position, {"last_day": last_day}, reason, by, at)


@transaction.atomic
def resume_position(
    *, position: Position, since: date, reason: str, seen: str | None = None, by: User, at: datetime
) -> None:
    """Take up an ended position again, as it last was. Raises Overlap when it stands on one of those days."""
    position = _lock(position)
    expect(position, seen)
    must_stand(position.unit, since)
    period = PositionPeriod(
        position=position, valid_from=since, reason=reason, recorded_by=by, **position.said()
    )
    lay(period, at=at, replacing=False)
    _finish("organisation.resume_position", position, {"since": since}, reason, by, at)


def _finish(
    action: str, position: Position, after: Mapping[str, Any], reason: str, by: User, at: datetime
) -> None:
    refresh_positions(Position.objects.filter(pk=position.pk), day_of(at))
    record(action, position, by=by, at=at, instansi=position.instansi_id, after=after, why=reason)


def _lock(position: Position) -> Position:
    return Position.objects.select_for_update(no_key=True).get(pk=position.pk)


def _columns(said: Mapping[str, Any]) -> dict[str, Any]:
    """By column name: `unit` as `unit_id`."""
    names = {field.name: field.attname for field in PositionSaid._meta.local_fields}
    return {names[name]: getattr(value, "pk", value) for name, value in said.items()}


def _may_move(position: Position, unit: Unit, since: date) -> None:
    if unit.instansi_id != position.instansi_id:
        raise errors.other_instansi()
    must_stand(unit, since)
