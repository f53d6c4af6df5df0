"""What was known on a day (specification §3). Nothing recorded or measured after the day exists for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from selaras.core.model import Employment, Person, Position, Recorded
from selaras.core.verdict import Reason

R = TypeVar("R", bound=Recorded)


def standing(entries: Iterable[R], on: date) -> tuple[R, ...]:
    """The entries that hold on the day: begun, known, not withdrawn, and not corrected by a known entry."""
    known = [entry for entry in entries if entry.known_from <= on]
    corrected = {entry.corrects for entry in known}
    return tuple(e for e in known if e.since <= on and not e.withdrawn and e.id not in corrected)


def missing(entries: Iterable[Recorded], on: date) -> Reason:
    """Why nothing stands: something is known only from a later day, or there is nothing at all."""
    later = any(entry.since > on or entry.known_from > on for entry in entries)
    return Reason.UNKNOWN_ON_DAY if later else Reason.NO_EVIDENCE


def latest(entries: Sequence[R]) -> R | None:
    """The entry with the latest day; of several on that day the one with the greatest id."""
    return max(entries, key=lambda entry: (entry.since, entry.id), default=None)


def on_latest_day(entries: Sequence[R]) -> tuple[R, ...]:
    """All entries of the latest day: several of them that differ are a conflict."""
    last = max((entry.since for entry in entries), default=None)
    return tuple(entry for entry in entries if entry.since == last)


def employment_on(person: Person, on: date) -> Employment | None:
    """The type of employment on the day, or None when unknown or contradictory."""
    types = {held.type for held in on_latest_day(standing(person.employment, on))}
    return types.pop() if len(types) == 1 else None


def position_on(person: Person, on: date) -> Position | Reason:
    """The position held on the day, or why it is not known."""
    positions = {held.position for held in on_latest_day(standing(person.positions, on))}
    if len(positions) == 1:
        return positions.pop()
    return Reason.CONFLICTING if positions else missing(person.positions, on)


def add_years(day: date, years: int) -> date:
    """The same calendar day `years` later; 29 February becomes 28; past the calendar's end, its last day."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def whole_months(start: date, end: date) -> int:
    """Complete calendar months from `start` to `end`; the anniversary day itself completes a month."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
