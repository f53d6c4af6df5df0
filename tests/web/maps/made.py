"""A run with answers, made at once: what a map needs without the work of evaluating."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count

from selaras.web.evaluations.cells import Cell, State
from selaras.web.evaluations.models import Answer, Run
from selaras.web.organisation.models import Position, Unit
from selaras.web.people.models import Person
from selaras.web.standards.reading import version_ids
from tests.web.cast import AT, DAY, House, make_person

INTEGRITY, TEAM, MACHINES = "competency:M.1", "competency:M.2", "competency:mengoperasikan-mesin"
REASONS: dict[State, str] = {
    "above": "level_reached",
    "equal": "level_reached",
    "below": "level_below",
    "missing": "no_evidence",
    "none": "printed_dash",
}
_numbers = count(10)


def cell(
    key: str, state: State, measured: date | None = None, reason: str = "", achieved: int | None = None
) -> Cell:
    """A cell; a state with a result was measured some day."""
    day = measured or (date(2026, 3, 14) if state in {"above", "equal", "below"} else None)
    return Cell(key, state, 1, achieved, None, reason or REASONS[state], day, "internal_panel")


def make_run(house: House, *, unit: Unit | None = None, purpose: str = "appointment") -> Run:
    """A run over an instansi or a unit, to be answered and then finished."""
    return Run.objects.create(
        instansi=house.instansi,
        unit=unit or house.root,
        on=DAY,
        purpose=purpose,
        versions=version_ids(house.instansi, DAY),
        engine="0",
        by=next(iter(house.users.values())),
        at=AT,
    )


def finish(run: Run) -> Run:
    """Nothing is added any more."""
    run.finished = True
    run.save(update_fields=["finished"])
    return run


def mapped(house: House) -> Run:
    """A finished run with everything that a figure can count."""
    run = make_run(house)
    some(house, run)
    return finish(run)


def answer(
    run: Run,
    unit: Unit,
    cells: Sequence[Cell],
    *,
    outcome: str = "undetermined",
    name: str = "",
    position: Position | None = None,
    rows: Sequence[tuple[str, str, str]] = (),
    person: Person | None = None,
) -> Answer:
    """Somebody new of a unit, with what the run says of them."""
    number = next(_numbers)
    who = person or make_person(
        f"19{number % 90 + 10:02}0101{number:010}", name or f"Contoh Peta {number}", unit, position
    )
    having = [each.state for each in cells]
    return Answer.objects.create(
        run=run,
        person=who,
        unit=unit,
        title=position.title if position else "Contoh Jabatan",
        job_class=position.job_class if position else None,
        outcome=outcome,
        not_met=having.count("below"),
        undetermined=having.count("missing"),
        met=having.count("equal") + having.count("above"),
        rows=[[each.key, "met", each.reason] for each in cells] + [list(row) for row in rows],
        cells=[each.stored() for each in cells],
    )


def some(house: House, run: Run) -> list[Answer]:
    """Ten people with everything that a figure can count."""
    section, office, other = house.section, house.office, house.other_office
    old, fresh = date(2024, 2, 1), date(2026, 3, 1)
    rank, field = (
        ("rank", "not_met", "rank_below"),
        ("education.field", "undetermined", "needs_determination"),
    )
    ok = ("education.level", "met", "education_reached")
    spread = [
        (
            section,
            house.position,
            "eligible",
            [cell(INTEGRITY, "above", fresh, achieved=2), cell(TEAM, "equal", old, achieved=1)],
            [ok],
        ),
        (
            section,
            house.position,
            "eligible",
            [cell(INTEGRITY, "equal", old), cell(TEAM, "equal", fresh), cell(MACHINES, "equal", fresh)],
            [ok],
        ),
        (
            section,
            house.position,
            "not_eligible",
            [cell(INTEGRITY, "below", fresh, achieved=0), cell(TEAM, "missing", reason="expired")],
            [rank],
        ),
        (
            section,
            house.position,
            "undetermined",
            [cell(INTEGRITY, "missing"), cell(TEAM, "missing")],
            [rank, field],
        ),
        (
            office,
            None,
            "undetermined",
            [cell(INTEGRITY, "missing", reason="conflicting"), cell(TEAM, "below", old)],
            [field],
        ),
        (
            office,
            house.position,
            "undetermined",
            [cell(INTEGRITY, "equal", fresh), cell(TEAM, "none"), cell(MACHINES, "missing")],
            [ok],
        ),
        (other, None, "not_covered", [], []),
        (
            other,
            house.position,
            "undetermined",
            [cell(INTEGRITY, "missing"), cell(TEAM, "equal", old)],
            [field],
        ),
        (
            other,
            house.position,
            "not_eligible",
            [cell(INTEGRITY, "below", old), cell(TEAM, "below", old)],
            [rank],
        ),
        (other, None, "undetermined", [cell(INTEGRITY, "missing", reason="source_not_accepted")], []),
    ]
    return [
        answer(run, unit, cells, outcome=outcome, position=position, rows=rows)
        for unit, position, outcome, cells, rows in spread
    ]
