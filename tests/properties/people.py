"""Generated people: facts, results, corrections and judgements around the day asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from selaras.core.model import (
    Determination,
    EducationHeld,
    Employment,
    EmploymentHeld,
    Equivalence,
    Evidence,
    Person,
    Position,
    PositionHeld,
    PositionType,
    RankHeld,
    RowKey,
    Rubric,
    Standard,
    TrainingKind,
    TrainingTaken,
)
from tests.properties.choices import Choices
from tests.properties.law import CODES, FIELDS, LEVELS, PNS, PPPK, RUBRICS, SOURCES, TRAININGS, around

FAMILIES = ("Pengelola", "Pengelola", "Juru", "", None)
NAMES = ("ani", "budi", "citra", "Ani ", "BUDI")


def positions(c: Choices) -> tuple[Position, ...]:
    """A few positions: most with a standard, others uncovered, of unknown class, of a class without one."""
    found = [
        Position(
            id=f"J{n}",
            title=c.among(("Pengelola Data", "juru arsip")),
            region="dumai" if c.chance(90) else "siak",
            job_class=c.among((7, 7, 6, 6)),
            family=c.among(FAMILIES),
            code=c.among(("", "", "", "J-1")),
            unit=c.among(("", "Dinas A")),
            fields=c.among((None, (), FIELDS[:2], FIELDS[2:4], (" ",))),
            trainings=c.among((None, (), TRAININGS[:2], TRAININGS[3:4])),
        )
        for n in range(3)
    ]
    return (
        *found,
        Position("J3", "Pengelola", "dumai", job_class=None, family="Pengelola"),
        Position("J4", "Pengemudi", "dumai", job_class=4, family="Pengemudi"),
        Position("J5", "Kepala", "dumai", type=c.among((PositionType.STRUCTURAL, PositionType.FUNCTIONAL))),
    )


class Entries:
    """Makes the entries of one person and kind: ids in any order, some recorded late, corrected or withdrawn."""

    def __init__(self, c: Choices, on: date) -> None:
        self._c, self._on = c, on
        self._ids: list[str] = []

    def common(self, *, settled: bool = False) -> dict[str, Any]:
        """Identity and dates. `settled`: an entry that simply holds, from well before the day."""
        c = self._c
        id_ = f"{c.among('abc')}{len(self._ids)}"
        since = around(c, self._on)
        recorded = None
        if not settled and c.chance(15):
            recorded = around(c, self._on)
        corrects = c.among(self._ids) if self._ids and not settled and c.chance(12) else ""
        withdrawn = bool(corrects) and c.chance(40)
        self._ids.append(id_)
        return {
            "id": id_,
            "since": since,
            "recorded_on": recorded,
            "corrects": corrects,
            "withdrawn": withdrawn,
        }


def many(c: Choices, *, none: int = 10) -> int:
    """How many entries: usually one or two, in `none` percent of cases none."""
    return 0 if c.chance(none) else c.among((1, 1, 1, 2, 2, 3, 5))


def person(
    c: Choices, id_: str, on: date, places: Sequence[Position], standards: Sequence[Standard]
) -> Person:
    """One person; most of their results were measured with rubrics that the standards ask for."""

    def entries(none: int = 10) -> list[dict[str, Any]]:
        made = Entries(c, on)
        return [made.common(settled=c.chance(50)) for _ in range(many(c, none=none))]

    asked = [row.rubric for standard in standards for row in standard.competencies]
    return Person(
        id=id_,
        name=f"Rekaan {id_}",
        entered_on=around(c, on) if c.chance(60) else None,
        employment=tuple(
            EmploymentHeld(
                type=c.among((Employment.PNS, Employment.PNS, Employment.CPNS, Employment.PPPK)), **e
            )
            for e in entries(20)
        ),
        educations=tuple(
            EducationHeld(level=c.among(LEVELS), field=c.among(("", *FIELDS)), **e) for e in entries()
        ),
        ranks=tuple(RankHeld(rank=c.among((*PNS, *PNS, *PPPK)), **e) for e in entries()),
        positions=tuple(
            PositionHeld(position=c.among(places[:3] if c.chance(80) else places), **e) for e in entries(5)
        ),
        trainings=tuple(
            TrainingTaken(
                kind=c.among(tuple(TrainingKind)), name=c.among(TRAININGS), passed=c.chance(70), **e
            )
            for e in _numbered(entries(), entries())
        ),
        evidence=tuple(results(c, on, asked)),
        determinations=tuple(judgements(c, on, _numbered(entries(30), entries(30), entries(40)))),
    )


def _numbered(*groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Several groups of entries as one, with ids that stay distinct."""
    return [
        entry
        | {"id": f"{n}{entry['id']}", "corrects": f"{n}{entry['corrects']}" if entry["corrects"] else ""}
        for n, group in enumerate(groups)
        for entry in group
    ]


def results(c: Choices, on: date, asked: Sequence[Rubric]) -> list[Evidence]:
    """Results for each competency: of rubrics asked for or others, valid or not, alike or contradictory."""
    found: list[Evidence] = []
    for number, (code, _) in enumerate(CODES):
        made = Entries(c, on)
        wanted = [r for r in asked if r.competency == code] or RUBRICS[code]
        twin: dict[str, Any] | None = None
        for _ in range(many(c, none=12)):
            common = made.common(settled=c.chance(60))
            common["id"] = f"{common['id']}{number}"
            if common["corrects"]:
                common["corrects"] += str(number)
            if twin and c.chance(40):
                # The same source and day again: the same result, or a conflict.
                result = {**twin, **(measured(c, twin["rubric"]) if c.chance(50) else {})}
                common["since"] = found[-1].since
            else:
                rubric = c.among(wanted) if c.chance(85) else c.among(RUBRICS[code])
                result = {
                    "rubric": rubric,
                    "source": c.among(SOURCES[:3] if c.chance(80) else SOURCES),
                    "assessors": c.among((None, None, 1, 2, 3)),
                    "valid_until": around(c, on) if c.chance(20) else None,
                    **measured(c, rubric),
                }
            twin = result
            found.append(Evidence(**result, **common))
    return c.shuffled(found)


def measured(c: Choices, rubric: Rubric) -> dict[str, Any]:
    """A level, or some indicators rated."""
    if not rubric.indicators or c.chance(55):
        return {"level": c.among((0, 1, 1, 2, 3, 4, 5, 5)), "indicators": None}
    rated = c.some([i.key for i in rubric.indicators], 85) or (rubric.indicators[0].key,)
    return {"level": None, "indicators": {key: c.chance(75) for key in c.shuffled(rated)}}


def decided(c: Choices, on: date) -> dict[str, Any]:
    """Who judged, who confirmed and when, and whether it was revoked."""
    return {
        "by": c.among(NAMES),
        "reason": "rekaan",
        "document": "rekaan",
        "confirmed_by": c.among(("", " ", *NAMES)),
        "confirmed_on": around(c, on) if c.chance(75) else None,
        "revoked_on": around(c, on) if c.chance(12) else None,
    }


def judgements(c: Choices, on: date, entries: Sequence[dict[str, Any]]) -> list[Determination]:
    """Determinations of any row, for this position or any; some contradict another of the same day."""
    found: list[Determination] = []
    for entry in entries:
        made = Determination(
            row=c.among((*RowKey, RowKey.EDUCATION_FIELD, RowKey.EXPERIENCE)),
            finding=c.chance(60),
            position=c.among(("", "", "", "J0", "J1", "J9")),
            **decided(c, on),
            **entry,
        )
        found.append(made)
        if c.chance(20):
            found.append(
                replace(made, id=f"{made.id}x", corrects="", finding=not made.finding, **decided(c, on))
            )
    return found


def equivalences(c: Choices, on: date, standards: Sequence[Standard]) -> tuple[Equivalence, ...]:
    """Rubrics that a person found equivalent to one asked for."""
    asked = [row.rubric for standard in standards for row in standard.competencies]
    if not asked:
        return ()
    made = Entries(c, on)
    found = []
    for _ in range(c.among((0, 0, 1, 3))):
        required = c.among(asked)
        measured_with = c.among(RUBRICS[required.competency])
        found.append(
            Equivalence(measured=measured_with.id, required=required.id, **decided(c, on), **made.common())
        )
    return tuple(found)
