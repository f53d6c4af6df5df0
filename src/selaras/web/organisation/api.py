"""Positions over the API: what may be passed as `position` when a verdict is asked for. No person in them."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from selaras.clock import today
from selaras.web.accounts.keys_asking import KeyAsker
from selaras.web.accounts.keys_gate import KeyRequest, needs
from selaras.web.accounts.keys_values import LARGEST, Day
from selaras.web.accounts.roles import Permission
from selaras.web.dated import PeriodQuerySet
from selaras.web.organisation.models import Position, PositionPeriod, Unit, UnitPeriod

router = Router(tags=["Jabatan"])


class Shape(Schema):
    """What every answer is made of."""

    model_config = ConfigDict(extra="forbid")


class PositionUnit(Shape):
    """The unit that a position stood in, as it was called on the day."""

    pk: int
    code: str
    name: str


class PositionEntry(Shape):
    """A position as it stood on the day. `job_class` null: nobody has recorded it."""

    pk: int = Field(description="What `position` takes when a verdict is asked for")
    code: str
    title: str
    type: str
    job_class: int | None
    family: str | None
    official_code: str | None
    unit: PositionUnit


class PositionPage(Shape):
    """Some positions. `next` null: there are no more."""

    positions: list[PositionEntry]
    next: int | None


class PositionsAsked(Schema):
    """Which positions, as of when (empty: today), and how many at once."""

    model_config = ConfigDict(extra="forbid")

    on: Day | None = None
    unit: int | None = Field(None, ge=1, le=LARGEST, description="pk of a unit: it and what is below it")
    job_class: int | None = Field(None, ge=1, le=32767)
    after: int = Field(0, ge=0, le=LARGEST, description="`next` of the page before")
    limit: int = Field(100, ge=1, le=500)


@router.get(
    "/positions",
    response=PositionPage,
    operation_id="positions",
    url_name="positions",
    summary="Jabatan · Positions",
)
def positions(request: KeyRequest, asked: Query[PositionsAsked]) -> PositionPage:
    """Positions of units within reach that stand on a day. Needs `view_verdicts`."""
    asker = needs(request, Permission.VIEW_VERDICTS, takes=PositionsAsked)
    on = asked.on or today()
    found = _within(asker).on(on).filter(position_id__gt=asked.after)
    if asked.unit is not None:
        place = get_object_or_404(Unit.objects.visible_to(asker, Permission.VIEW_VERDICTS), pk=asked.unit)
        found = found.filter(unit__path__startswith=place.path)
    if asked.job_class is not None:
        found = found.filter(job_class=asked.job_class)
    listed = list(found.select_related("position", "unit").order_by("position_id")[: asked.limit + 1])
    some = listed[: asked.limit]
    units = UnitPeriod.objects.on(on).filter(unit__in={each.unit_id for each in some})
    names = dict(units.values_list("unit_id", "name"))
    return PositionPage(
        positions=[_entry(each, names.get(each.unit_id, each.unit.name)) for each in some],
        next=some[-1].position_id if len(listed) > len(some) else None,
    )


def _within(asker: KeyAsker) -> PeriodQuerySet[PositionPeriod]:
    own = Position.objects.visible_to(asker, Permission.VIEW_VERDICTS).filter(instansi=asker.instansi)
    return PositionPeriod.objects.filter(position__in=own.order_by())


def _entry(period: PositionPeriod, unit: str) -> PositionEntry:
    return PositionEntry(
        pk=period.position_id,
        code=period.position.code,
        title=period.title,
        type=period.type,
        job_class=period.job_class,
        family=period.family or None,
        official_code=period.official_code or None,
        unit=PositionUnit(pk=period.unit_id, code=period.unit.code, name=unit),
    )
