"""Units and positions that a file names come into being, many at once. What is already there is left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from selaras.clock import WESTERN_INDONESIA
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.dated import FOREVER
from selaras.web.organisation.decided import Decided, decided
from selaras.web.organisation.errors import units_in_circle, unknown_unit
from selaras.web.organisation.models import Position, PositionPeriod, Unit, UnitPeriod
from selaras.web.organisation.naming import (
    POSITION_CODE_LIMIT,
    UNIT_CODE_LIMIT,
    shortened,
    stored_code,
    title_key,
)

BATCH = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class Wanted:
    """A position that a file names. `unit_code` empty: the root unit; `job_class` None: not recorded there."""

    code: str
    unit_code: str
    title: str
    type: str = Position.Type.EXECUTOR
    job_class: int | None = None
    family: str = ""
    official_code: str = ""
    urusan: str = ""
    fields: Sequence[str] | None = None
    trainings: Sequence[str] | None = None
    new_title: str = ""
    needed: int | None = None


@transaction.atomic
def ensure_units(
    *, instansi: Instansi, names: Mapping[str, tuple[str, str]], by: User | None, at: datetime, since: date
) -> dict[str, Unit]:
    """Code → unit for every code of `names` (code → name, code of the parent); those missing are added from `since`.

    A parent that is not known anywhere, or empty, means the root; without a root, one is made of the instansi itself.
    Units already there keep name and place. Raises Refused when new units are each other's parents.
    """
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    known = {unit.code: unit for unit in Unit.objects.filter(instansi=instansi)}
    made: list[Unit] = []
    root = next((unit for unit in known.values() if unit.parent_id is None), None)
    if root is None:
        root = _add_units([(instansi.code, instansi.name, None)], instansi, known, by, at, since)[0]
        made.append(root)
    waiting = {
        key: (name, stored_code(parent, UNIT_CODE_LIMIT))
        for code, (name, parent) in names.items()
        if (key := stored_code(code, UNIT_CODE_LIMIT)) not in known
    }
    while waiting:
        level = [
            (code, name, known.get(parent, root))
            for code, (name, parent) in waiting.items()
            if parent not in waiting
        ]
        if not level:
            raise units_in_circle(sorted(waiting))
        made += _add_units(level, instansi, known, by, at, since)
        for code, _name, _parent in level:
            del waiting[code]
    if made:
        after = {"since": since, "units": {unit.code: unit.name for unit in made}}
        record("organisation.add_units", instansi, by=by, at=at, instansi=instansi, after=after)
    return {code: known[stored_code(code, UNIT_CODE_LIMIT)] for code in names}


def _add_units(
    level: Sequence[tuple[str, str, Unit | None]],
    instansi: Instansi,
    known: dict[str, Unit],
    by: User | None,
    at: datetime,
    since: date,
) -> list[Unit]:
    """Units whose parents are there, with their paths and first periods."""
    units = Unit.objects.bulk_create(
        [Unit(instansi=instansi, code=code, name=shortened(name), parent=up) for code, name, up in level],
        batch_size=BATCH,
    )
    for unit in units:
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    Unit.objects.bulk_update(units, ["path"], batch_size=BATCH)
    UnitPeriod.objects.bulk_create(
        [
            UnitPeriod(
                unit=unit,
                name=unit.name,
                parent=unit.parent,
                valid_from=since,
                recorded_at=at,
                recorded_by=by,
            )
            for unit in units
        ],
        batch_size=BATCH,
    )
    known.update((unit.code, unit) for unit in units)
    return units


@transaction.atomic
def ensure_positions(
    *, instansi: Instansi, positions: Iterable[Wanted], by: User | None, at: datetime, since: date
) -> dict[str, Position]:
    """Code → position for every one wanted; those missing are added from `since`.

    A position already there is never changed. A new executor position without a class of its own takes what was
    confirmed for its title, each class from the day of its decision. Raises Refused for a unit that does not exist.
    """
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    wanted = {stored_code(one.code, POSITION_CODE_LIMIT): one for one in positions}
    known = {
        position.code: position
        for position in Position.objects.filter(instansi=instansi).select_related("unit", "instansi")
    }
    new = {code: one for code, one in wanted.items() if code not in known}
    if new:
        units = {unit.code: unit for unit in Unit.objects.filter(instansi=instansi)}
        units[""] = next(unit for unit in units.values() if unit.parent_id is None)
        made = [_position(code, one, instansi, _unit(one, units)) for code, one in new.items()]
        timelines = decided(instansi, {position.title_key for position in made})
        made = Position.objects.bulk_create(made, batch_size=BATCH)
        periods: list[PositionPeriod] = []
        for position in made:
            periods += _periods(position, timelines.get(position.title_key, ()), since)
            known[position.code] = position
        for period in periods:
            period.recorded_at, period.recorded_by = at, by
        PositionPeriod.objects.bulk_create(periods, batch_size=BATCH)
        _show_today(made, periods, at.astimezone(WESTERN_INDONESIA).date())
        after = {"since": since, "positions": {position.code: position.title for position in made}}
        record("organisation.add_positions", instansi, by=by, at=at, instansi=instansi, after=after)
    return {one.code: known[code] for code, one in wanted.items()}


def _unit(one: Wanted, units: Mapping[str, Unit]) -> Unit:
    unit = units.get(stored_code(one.unit_code, UNIT_CODE_LIMIT))
    if unit is None:
        raise unknown_unit(one.unit_code)
    return unit


def _position(code: str, one: Wanted, instansi: Instansi, unit: Unit) -> Position:
    return Position(
        instansi=instansi,
        code=code,
        unit=unit,
        title=shortened(one.title),
        title_key=title_key(one.title),
        new_title=shortened(one.new_title),
        type=one.type,
        job_class=one.job_class,
        family=shortened(one.family or "", 120),
        official_code=shortened(one.official_code, 80),
        urusan=shortened(one.urusan, 200),
        fields=None if one.fields is None else list(one.fields),
        trainings=None if one.trainings is None else list(one.trainings),
        needed=one.needed,
    )


def _periods(position: Position, timeline: Sequence[Decided], since: date) -> list[PositionPeriod]:
    """The first periods of a new position: one, or more where its title was decided on for later days."""
    said = position.said()
    if position.type != Position.Type.EXECUTOR or position.job_class is not None or not timeline:
        return [PositionPeriod(position=position, valid_from=since, **said)]
    before = [one for one in timeline if one.since <= since]
    starts = [
        (since, before[-1] if before else None),
        *((one.since, one) for one in timeline if one.since > since),
    ]
    ends = [start - timedelta(days=1) for start, _ in starts[1:]] + [FOREVER]
    return [
        PositionPeriod(
            position=position,
            valid_from=start,
            valid_to=end,
            **(said | ({"job_class": one.job_class, "family": one.family or said["family"]} if one else {})),
        )
        for (start, one), end in zip(starts, ends, strict=True)
    ]


def _show_today(positions: Sequence[Position], periods: Sequence[PositionPeriod], today: date) -> None:
    """Give today's columns of new positions the class that a decision gave their period of today."""
    now = {period.position_id: period for period in periods if period.valid_from <= today <= period.valid_to}
    changed = []
    for position in positions:
        period = now.get(position.pk)
        if period and (position.job_class, position.family) != (period.job_class, period.family):
            position.job_class, position.family = period.job_class, period.family
            changed.append(position)
    Position.objects.bulk_update(changed, ["job_class", "family"], batch_size=BATCH)
