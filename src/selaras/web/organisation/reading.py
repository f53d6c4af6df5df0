"""Positions as the engine knows them, as of a day, from whichever day one asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from selaras.core import model as core
from selaras.web.organisation.models import Position, PositionPeriod, UnitPeriod


def core_positions(
    positions: QuerySet[Position] | Iterable[Position], on: date, known: datetime | None = None
) -> dict[int, core.Position]:
    """Primary key → position as it stood on a day, as known now or at a moment. Their `id` is `Position.code`.

    One that did not stand on that day is left out. Two queries, however many positions.
    """
    standing = PositionPeriod.objects.on(on, known)
    periods = list(
        (
            standing.filter(position__in=positions.order_by())
            if isinstance(positions, QuerySet)
            else standing.filter(position__in=[position.pk for position in positions])
        )
        .select_related("position__instansi", "unit")
        .order_by("position_id")
    )
    units = {period.unit_id for period in periods}
    names = dict(UnitPeriod.objects.on(on, known).filter(unit__in=units).values_list("unit_id", "name"))
    return {
        period.position_id: _core_position(period, names.get(period.unit_id, period.unit.name))
        for period in periods
    }


def _core_position(period: PositionPeriod, unit: str) -> core.Position:
    return core.Position(
        id=period.position.code,
        title=period.title,
        region=period.position.instansi.region,
        type=core.PositionType(period.type),
        job_class=period.job_class,
        family=period.family or None,
        code=period.official_code,
        unit=unit,
        urusan=period.urusan,
        fields=None if period.fields is None else tuple(period.fields),
        trainings=None if period.trainings is None else tuple(period.trainings),
    )
