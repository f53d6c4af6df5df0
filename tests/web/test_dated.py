"""Dated rows: what stood on a past day, from whichever day one asks, against a model that keeps a list of facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selaras.web.dated import FOREVER, Overlap, amend, lay, lift
from selaras.web.organisation.models import Unit, UnitPeriod
from tests.web.cast import BEGAN, Cast, unit

FIRST = date(2026, 1, 1)
DAYS = 14
START = datetime(2026, 8, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Fact:
    """Something recorded: for these days this name and parent, `None` for what is not touched."""

    verb: str  # lay, lift, amend
    start: int
    end: int | None  # None: until further notice
    name: str
    late: bool = False  # carries a moment before that of the fact recorded before it


facts = st.builds(
    Fact,
    verb=st.sampled_from(["lay", "lay", "amend", "lift"]),
    start=st.integers(0, DAYS - 1),
    end=st.one_of(st.none(), st.integers(0, DAYS - 1)),
    name=st.sampled_from("abcd"),
    late=st.booleans(),
)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def naive(history: list[Fact], number: int) -> str | None:
    """What is known of a day after these facts, one after another."""
    said: str | None = None
    for fact in history:
        last = DAYS * 10 if fact.end is None else max(fact.start, fact.end)
        if not fact.start <= number <= last:
            continue
        if fact.verb == "lift":
            said = None
        elif fact.verb == "lay" or said is not None:
            said = fact.name
    return said


def write(owner: Unit, fact: Fact, at: datetime) -> None:
    start = day(fact.start)
    end = FOREVER if fact.end is None else day(max(fact.start, fact.end))
    if fact.verb == "lay":
        lay(UnitPeriod(unit=owner, name=fact.name, valid_from=start, valid_to=end), at=at)
    elif fact.verb == "amend":
        amend(UnitPeriod, owner, {"name": fact.name}, start=start, end=end, by=None, at=at)
    else:
        lift(UnitPeriod, owner, start=start, end=end, by=None, at=at)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(facts, max_size=6))
def test_every_day_is_answered_from_every_day_as_a_list_of_facts_answers_it(
    cast: Cast, history: list[Fact]
) -> None:
    owner = cast.dumai.section
    with transaction.atomic():
        lift(UnitPeriod, owner, start=BEGAN, by=None, at=START - timedelta(hours=1))
        for number, fact in enumerate(history):
            at = START + timedelta(hours=number - (2 if fact.late else 0))
            write(owner, fact, at)
        for known in range(len(history) + 1):
            moment = None if known == len(history) else START + timedelta(hours=known - 1, minutes=1)
            if any(fact.late for fact in history[known:]) and moment:
                continue  # what comes late is known from before its turn, or from when what it replaces was
            for number in (*range(DAYS), DAYS * 5):
                standing = list(owner.periods.on(day(number), moment))
                assert [period.name for period in standing] == [
                    name for name in [naive(history[:known], number)] if name is not None
                ]
        transaction.set_rollback(True)


def test_a_fact_written_late_is_known_from_when_what_it_replaces_was(cast: Cast) -> None:
    owner = cast.dumai.section
    write(owner, Fact("lay", 0, None, "a"), START)
    write(owner, Fact("lay", 2, None, "b"), START - timedelta(hours=1))
    assert not owner.periods.filter(retired_at__lt=START).exclude(name="Bidang Lalu Lintas").exists()
    assert owner.periods.on(day(3)).get().name == "b"
    assert owner.periods.on(day(1), START).get().name == "a"


def test_days_outside_a_new_period_keep_what_they_said_and_why(cast: Cast) -> None:
    owner = cast.dumai.section
    lay(UnitPeriod(unit=owner, name="a", valid_from=day(0), reason="SK 1"), at=START)
    lay(UnitPeriod(unit=owner, name="b", valid_from=day(3), valid_to=day(5), reason="SK 2"), at=START)
    live = owner.periods.known().filter(valid_to__gte=day(0)).order_by("valid_from")
    assert [(period.name, period.valid_from, period.valid_to, period.reason) for period in live] == [
        ("a", day(0), day(2), "SK 1"),
        ("b", day(3), day(5), "SK 2"),
        ("a", day(6), FOREVER, "SK 1"),
    ]


def test_a_change_of_one_field_keeps_what_is_planned_of_another(cast: Cast) -> None:
    house = cast.dumai
    amend(UnitPeriod, house.section, {"parent_id": house.root.pk}, start=day(9), by=None, at=START)
    made = amend(UnitPeriod, house.section, {"name": "Baru"}, start=day(5), by=None, at=START)
    assert [(period.name, period.parent_id) for period in made] == [
        ("Baru", house.office.pk),
        ("Baru", house.root.pk),
    ]
    assert amend(UnitPeriod, house.section, {"name": "Baru"}, start=day(5), by=None, at=START) == []


def test_an_overlap_is_refused_with_the_days_of_what_stands(cast: Cast) -> None:
    owner = cast.dumai.section
    with pytest.raises(Overlap) as refusal:
        lay(UnitPeriod(unit=owner, name="x", valid_from=day(1)), at=START, replacing=False)
    assert "mulai 01-01-2020" in refusal.value.what.id
    assert "from 01-01-2020 on" in refusal.value.what.en
    lift(UnitPeriod, owner, start=day(5), by=None, at=START)
    with pytest.raises(Overlap) as refusal:
        lay(UnitPeriod(unit=owner, name="x", valid_from=day(4)), at=START, replacing=False)
    assert "sampai 05-01-2026" in refusal.value.what.id
    lay(UnitPeriod(unit=owner, name="x", valid_from=day(8)), at=START, replacing=False)
    assert not owner.periods.on(day(6)).exists()  # a gap is allowed


def test_the_database_itself_refuses_an_overlap(cast: Cast) -> None:
    said: dict[str, Any] = {"unit": cast.dumai.section, "name": "x", "recorded_at": START}
    with pytest.raises(DatabaseError), transaction.atomic():
        UnitPeriod.objects.create(**said, valid_from=day(1), valid_to=day(2))
    UnitPeriod.objects.create(**said, valid_from=day(1), valid_to=day(2), retired_at=START)
    other = unit(cast.dumai.instansi, "baru", "Baru", cast.dumai.root)
    UnitPeriod.objects.create(
        **said | {"unit": other}, valid_from=date(2010, 1, 1), valid_to=date(2010, 1, 2)
    )
    place = cast.dumai.position
    period = place.periods.get()
    period.pk, period.valid_from = None, day(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        period.save(force_insert=True)


def test_the_database_itself_refuses_to_change_a_period(cast: Cast) -> None:
    for periods, change in (
        (cast.dumai.section.periods, {"name": "diam-diam"}),
        (cast.dumai.position.periods, {"job_class": 7}),
        (cast.dumai.position.periods, {"valid_to": day(3)}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            periods.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            periods.update(**change, retired_at=START)
    cast.dumai.section.periods.update(retired_at=START)
    with pytest.raises(DatabaseError), transaction.atomic():
        cast.dumai.section.periods.update(retired_at=None)
