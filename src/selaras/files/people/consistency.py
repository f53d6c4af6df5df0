"""What only shows when all rows are in: ids used twice, corrections of nothing, facts that overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from selaras.core.model import EmploymentHeld, PositionHeld, RankHeld, Recorded, Rubric
from selaras.files.people.reading import Reading
from selaras.files.people.row import Placed

# One person holds one of these at a time, so two values from one day contradict each other.
_VALUE: dict[type, Callable[[Any], object]] = {
    EmploymentHeld: lambda fact: fact.type,
    RankHeld: lambda fact: fact.rank,
    PositionHeld: lambda fact: fact.position.id,
}


def check_consistency(reading: Reading) -> None:
    """Report contradictions between rows and take the failing entries out."""
    _check_ids(reading)
    for draft, entries in reading.placed():
        nip = draft.nip if draft else ""
        if any(placed.entry.corrects for placed in entries):
            _check_corrections(reading, nip, entries)
        if draft and entries and type(entries[0].entry) in _VALUE:
            _check_overlaps(reading, nip, entries)
        if draft and len(entries) > 1:
            _check_repeats(reading, nip, entries)
    _drop_failed(reading)


def _fail(reading: Reading, nip: str, placed: Placed, code: str, key: str, **values: object) -> None:
    reading.findings.add(placed.table, placed.row, code, key, nip, **values)


def _check_ids(reading: Reading) -> None:
    seen: dict[str, tuple[str, Placed]] = {}
    for draft, entries in reading.placed():
        nip = draft.nip if draft else ""
        for placed in entries:
            owner, first = seen.setdefault(placed.entry.id, (nip, placed))
            if first is not placed:
                _fail(reading, nip, placed, "id_twice", "id", other=_where(first))
                _fail(reading, owner, first, "id_twice", "id", other=_where(placed))


def _where(placed: Placed) -> str:
    return f"{placed.table.raw.name} {placed.row}"


def _check_corrections(reading: Reading, nip: str, entries: list[Placed]) -> None:
    by_id = {placed.entry.id: placed for placed in entries}
    for placed in entries:
        corrected = placed.entry.corrects
        if corrected and corrected not in by_id:
            _fail(reading, nip, placed, "corrects_unknown", "corrects")
        elif corrected and _circles(placed.entry, by_id):
            _fail(reading, nip, placed, "corrects_self", "corrects")


def _circles(entry: Recorded, by_id: dict[str, Placed]) -> bool:
    passed = {entry.id}
    while entry.corrects in by_id:
        entry = by_id[entry.corrects].entry
        if entry.id in passed:
            return True
        passed.add(entry.id)
    return False


def _standing(entries: Iterable[Placed]) -> list[Placed]:
    """Entries that are neither corrected nor withdrawals."""
    entries = list(entries)
    corrected = {placed.entry.corrects for placed in entries if placed.entry.corrects}
    return [placed for placed in entries if placed.entry.id not in corrected and not placed.entry.withdrawn]


def _check_overlaps(reading: Reading, nip: str, entries: list[Placed]) -> None:
    by_day: dict[Any, list[Placed]] = {}
    for placed in _standing(entries):
        by_day.setdefault(placed.entry.since, []).append(placed)
    for same_day in by_day.values():
        value = _VALUE[type(same_day[0].entry)]
        for placed in same_day:
            others = [other for other in same_day if value(other.entry) != value(placed.entry)]
            if others:
                _fail(reading, nip, placed, "facts_overlap", "since", other=others[0].row)


def _check_repeats(reading: Reading, nip: str, entries: list[Placed]) -> None:
    seen: dict[object, Placed] = {}
    for placed in _standing(entries):
        first = seen.setdefault(_told(placed.entry), placed)
        if first is not placed and first.row != placed.row:
            _fail(reading, nip, placed, "facts_repeated", "since", other=first.row)


def _told(entry: Recorded) -> tuple[object, ...]:
    skipped = ("id", "corrects", "recorded_on")
    fields = [name for name in type(entry).__dataclass_fields__ if name not in skipped]
    return tuple(_comparable(getattr(entry, name)) for name in fields)


def _comparable(value: Any) -> object:
    if isinstance(value, Rubric):
        return value.id
    return frozenset(value.items()) if isinstance(value, Mapping) else value


def _drop_failed(reading: Reading) -> None:
    """Leave out every entry whose row failed, and what it corrects: that is known to be wrong."""
    failed = reading.findings.failed
    if not failed:
        return
    for draft, entries in reading.placed():
        nip = draft.nip if draft else ""
        while True:
            for placed in entries:
                if placed.entry.corrects and _gone(failed, placed):
                    reading.disputed.setdefault(placed.entry.corrects, placed.row)
            wrong = [
                placed
                for placed in entries
                if placed.entry.id in reading.disputed and not _gone(failed, placed)
            ]
            for placed in wrong:
                other = reading.disputed[placed.entry.id]
                _fail(reading, nip, placed, "correction_failed", "id", other=other)
            if not wrong:
                break
        entries[:] = [placed for placed in entries if not _gone(failed, placed)]


def _gone(failed: dict[str, set[int]], placed: Placed) -> bool:
    return placed.row in failed.get(placed.table.raw.name, ())
