"""From entries to the engine's people: the same values that a workforce file gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from selaras.core import model as core
from selaras.law.lists import education_levels, ranks
from selaras.web.accounts.models import Instansi
from selaras.web.organisation.models import Position, PositionPeriod
from selaras.web.organisation.reading import core_positions
from selaras.web.people.models import Entry, Kind, MeasuredRubric, PersonQuerySet, RubricEquivalence
from selaras.web.standards.equivalents import counted

_COLUMNS = ("pk", "person_id", "kind", "since", "known_on", "corrects_id", "withdrawn", "data", "position_id")
# Kinds that the engine reads, with the field of `core.Person` they fill.
_FIELDS = {
    Kind.EMPLOYMENT: "employment",
    Kind.EDUCATION: "educations",
    Kind.RANK: "ranks",
    Kind.POSITION: "positions",
    Kind.TRAINING: "trainings",
    Kind.COMPETENCY: "evidence",
    Kind.DETERMINATION: "determinations",
}


@cache
def day(text: str) -> date:
    """An ISO day; shared, since a workforce has few distinct ones."""
    return date.fromisoformat(text)


def optional_day(text: str | None) -> date | None:
    """An ISO day, or none."""
    return day(text) if text else None


def persons(people: PersonQuerySet, on: date) -> list[core.Person]:
    """People with everything recorded about them, in the order of the query; positions as they stood on the day.

    Four queries, whatever the number of people.
    """
    rows = list(people.values_list("pk", "nip", "name", "entered_on"))
    entries = Entry.objects.filter(person__in=people.order_by().values("pk"), kind__in=_FIELDS)
    listed = list(entries.order_by("pk").values_list(*_COLUMNS).iterator(chunk_size=5000))
    positions = _positions({row[-1] for row in listed if row[-1]}, on)
    rubrics = _rubrics(row[7]["rubric"] for row in listed if row[2] == Kind.COMPETENCY)
    facts: dict[int, dict[str, list[core.Recorded]]] = defaultdict(lambda: defaultdict(list))
    for row in listed:
        made = _MAKE[Kind(row[2])](_frame(row), row[7], positions.get(row[8]), rubrics)
        facts[row[1]][_FIELDS[Kind(row[2])]].append(made)
    return [
        core.Person(id=nip, name=name, entered_on=entered, **{k: tuple(v) for k, v in facts[pk].items()})  # type: ignore[arg-type]
        for pk, nip, name, entered in rows
    ]


def _positions(ids: set[int], on: date) -> dict[int, core.Position]:
    """Positions as they stood on the day; one that did not stand then, as it was last before, else first after.

    Somebody may have held it long before, and their experience there still counts.
    """
    found = core_positions(Position.objects.filter(pk__in=ids), on)
    for pk in ids - found.keys():
        periods = PositionPeriod.objects.known().filter(position=pk).order_by("valid_from")
        nearest = periods.filter(valid_from__lte=on).last() or periods.first()
        if nearest:
            day = min(max(on, nearest.valid_from), nearest.valid_to)
            found |= core_positions(Position.objects.filter(pk=pk), day)
    return found


def equivalences(instansi: Instansi) -> tuple[core.Equivalence, ...]:
    """The rubrics that this instansi decided to count for one another: recorded here, and published with standards."""
    recorded = (
        core.Equivalence(
            id=f"{each.pk:012d}",
            since=each.since,
            recorded_on=None,
            **{
                **each.data,
                "confirmed_on": optional_day(each.data.get("confirmed_on")),
                "revoked_on": optional_day(each.data.get("revoked_on")),
            },
        )
        for each in RubricEquivalence.objects.filter(instansi=instansi).order_by("pk")
    )
    return (*recorded, *counted(instansi))


def _rubrics(ids: Iterable[str]) -> dict[str, core.Rubric]:
    found = MeasuredRubric.objects.filter(pk__in=set(ids))
    return {each.pk: rubric_of(each) for each in found}


def rubric_of(stored: MeasuredRubric) -> core.Rubric:
    """A stored rubric as the engine's."""
    indicators = tuple(core.Indicator(each["number"], each["text"]) for each in stored.indicators)
    return core.Rubric(stored.competency, stored.level, indicators)


def _frame(row: tuple[Any, ...]) -> dict[str, Any]:
    """What every entry carries. Ids sort as they were recorded."""
    return {
        "id": f"{row[0]:012d}",
        "since": row[3],
        "recorded_on": row[4],
        "corrects": f"{row[5]:012d}" if row[5] else "",
        "withdrawn": row[6],
    }


Made = core.Recorded
_Rubrics = Mapping[str, core.Rubric]


def _evidence(frame: dict[str, Any], data: dict[str, Any], _: Any, rubrics: _Rubrics) -> Made:
    return core.Evidence(
        **frame,
        rubric=rubrics[data["rubric"]],
        source=data["source"],
        level=data["level"],
        indicators=data["indicators"],
        assessors=data["assessors"],
        valid_until=optional_day(data["valid_until"]),
    )


def _determination(frame: dict[str, Any], data: dict[str, Any], _: Any, rubrics: _Rubrics) -> Made:
    return core.Determination(
        **frame,
        **{
            **data,
            "row": core.RowKey(data["row"]),
            "confirmed_on": optional_day(data["confirmed_on"]),
            "revoked_on": optional_day(data["revoked_on"]),
        },
    )


def _position(frame: dict[str, Any], data: dict[str, Any], position: Any, rubrics: _Rubrics) -> Made:
    return core.PositionHeld(**frame, position=position)


def _training(frame: dict[str, Any], data: dict[str, Any], _: Any, rubrics: _Rubrics) -> Made:
    return core.TrainingTaken(
        **frame, kind=core.TrainingKind(data["kind"]), name=data["name"], passed=data["passed"]
    )


def _education(frame: dict[str, Any], data: dict[str, Any], _: Any, rubrics: _Rubrics) -> Made:
    return core.EducationHeld(**frame, level=education_levels()[data["level"]], field=data["field"])


def _rank(frame: dict[str, Any], data: dict[str, Any], _: Any, rubrics: _Rubrics) -> Made:
    return core.RankHeld(**frame, rank=ranks()[data["rank"]])


def _employment(frame: dict[str, Any], data: dict[str, Any], _: Any, rubrics: _Rubrics) -> Made:
    return core.EmploymentHeld(**frame, type=core.Employment(data["type"]))


_MAKE = {
    Kind.EMPLOYMENT: _employment,
    Kind.EDUCATION: _education,
    Kind.RANK: _rank,
    Kind.POSITION: _position,
    Kind.TRAINING: _training,
    Kind.COMPETENCY: _evidence,
    Kind.DETERMINATION: _determination,
}
