"""Today's columns of units and positions, taken from their periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from selaras.clock import WESTERN_INDONESIA
from selaras.web.accounts.models import Instansi
from selaras.web.organisation.errors import too_deep
from selaras.web.organisation.models import Position, PositionPeriod, PositionSaid, Unit, UnitPeriod
from selaras.web.organisation.naming import title_key

BATCH = 200
PATH_LIMIT: int = Unit._meta.get_field("path").max_length or 0


def day_of(at: datetime) -> date:
    """The calendar day of a moment, in western Indonesia."""
    return at.astimezone(WESTERN_INDONESIA).date()


@transaction.atomic
def refresh_present(on: date) -> int:
    """Bring today's columns of every unit and position up to a day: changes planned for it take effect.

    Returns how many rows changed. Running it twice changes nothing more.
    """
    return sum(
        refresh_units(instansi, on) + refresh_positions(Position.objects.filter(instansi=instansi), on)
        for instansi in Instansi.objects.select_for_update(no_key=True).order_by("pk")
    )


def refresh_units(instansi: Instansi, on: date) -> int:
    """Names, parents and paths of an instansi's units. One without a period on the day keeps what it last was."""
    units = {unit.pk: unit for unit in Unit.objects.filter(instansi=instansi)}
    standing = {
        owner: (name, parent)
        for owner, name, parent in UnitPeriod.objects.on(on)
        .filter(unit__instansi=instansi)
        .values_list("unit_id", "name", "parent_id")
    }
    before = {pk: _shown(unit) for pk, unit in units.items()}
    for pk, unit in units.items():
        unit.ended = pk not in standing
        unit.name, unit.parent_id = standing.get(pk, (unit.name, unit.parent_id))
    paths: dict[int, str] = {}
    for pk, unit in units.items():
        unit.path = _path(pk, units, paths)
    changed = [unit for pk, unit in units.items() if _shown(unit) != before[pk]]
    Unit.objects.bulk_update(changed, ["name", "parent", "path", "ended"], batch_size=BATCH)
    return len(changed)


def _shown(unit: Unit) -> tuple[Any, ...]:
    return unit.name, unit.parent_id, unit.path, unit.ended


def _path(pk: int, units: Mapping[int, Unit], paths: dict[int, str]) -> str:
    """The ids from the root down. Raises Refused when the tree is deeper than a path can say."""
    way: list[int] = []
    at: int | None = pk
    while at is not None and at not in paths:
        way.append(at)
        at = units[at].parent_id
        if len(way) > PATH_LIMIT:
            raise too_deep()
    path = paths[at] if at is not None else "/"
    for step in reversed(way):
        path = paths[step] = f"{path}{step}/"
    if len(path) > PATH_LIMIT:
        raise too_deep()
    return path


def refresh_positions(positions: QuerySet[Position], on: date) -> int:
    """What positions say today. One without a period on the day keeps what it last said."""
    standing = {
        period.position_id: period
        for period in PositionPeriod.objects.on(on).filter(position__in=positions.order_by().values("pk"))
    }
    changed = []
    for position in positions:
        period = standing.get(position.pk)
        said = period.said() if period else position.said()
        if position.ended != (period is None) or position.said() != said:
            position.ended = period is None
            for name, value in said.items():
                setattr(position, name, value)
            position.title_key = title_key(position.title)
            changed.append(position)
    Position.objects.bulk_update(changed, [*_columns(), "title_key", "ended"], batch_size=BATCH)
    return len(changed)


def _columns() -> list[str]:
    return [field.name for field in PositionSaid._meta.local_fields]


def refresh_at(at: datetime) -> int:
    """The chore: what was planned for the day of this moment takes effect."""
    return refresh_present(day_of(at))
