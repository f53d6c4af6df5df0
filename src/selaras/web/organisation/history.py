"""What a unit or position said, when, and when that was known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.clock import WESTERN_INDONESIA
from selaras.web.dated import Period
from selaras.web.organisation.models import Position, PositionPeriod, PositionSaid, Unit, UnitPeriod

P = TypeVar("P", bound=Period)


@dataclass(frozen=True, slots=True)
class Line:
    """One period and what it says. `new`: what differs from the period before it that was still known then."""

    period: Period
    says: tuple[tuple[str | Promise, Any], ...]

    @property
    def retired(self) -> bool:
        """Whether something else took its place."""
        return self.period.retired_at is not None


def end_of(day: date) -> datetime:
    """The last moment of a day in western Indonesia: what was known on a day is what was recorded until then."""
    return datetime.combine(day, time.max, tzinfo=WESTERN_INDONESIA)


def unit_lines(unit: Unit) -> list[Line]:
    """Every period of a unit, newest recording first."""
    periods = unit.periods.select_related("parent", "recorded_by")
    return [Line(period, unit_says(period)) for period in _sorted(periods)]


def unit_says(period: UnitPeriod) -> tuple[tuple[str | Promise, Any], ...]:
    """What a period says of a unit."""
    return ((_("Nama"), period.name), (_("Unit induk"), period.parent.name if period.parent else ""))


def position_lines(position: Position) -> list[Line]:
    """Every period of a position, newest recording first."""
    periods = position.periods.select_related("unit", "recorded_by")
    return [Line(period, position_says(period, short=True)) for period in _sorted(periods)]


def position_says(
    said: Position | PositionPeriod, *, short: bool = False
) -> tuple[tuple[str | Promise, Any], ...]:
    """What is said of a position, in words. `short` leaves out what is not recorded."""
    shown = tuple(
        (named(field.name, Position), _shown(said, field.name)) for field in PositionSaid._meta.local_fields
    )
    return tuple(pair for pair in shown if pair[1] not in ("", None)) if short else shown


def named(column: str, model: type[Unit] | type[Position]) -> str:
    """What a column is called."""
    name = str(model._meta.get_field(column).verbose_name) if column != "parent" else _("unit induk")  # type: ignore[union-attr]
    text = str(name)
    return text[:1].upper() + text[1:]


def _shown(said: Position | PositionPeriod, column: str) -> Any:
    value = getattr(said, column)
    if column == "type":
        return Position.Type(value).label
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value) if isinstance(value, Unit) else value


def _sorted(periods: Any) -> Sequence[Any]:
    return sorted(periods, key=lambda period: (period.recorded_at, period.valid_from), reverse=True)
