"""Days, anniversaries and months. All people are synthetic."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.core.facts import add_years, employment_on, latest, standing, whole_months
from selaras.core.model import Employment, EmploymentHeld, Person

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "years", "anniversary"),
    [
        (date(2023, 7, 1), 3, date(2026, 7, 1)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
        (date(2023, 7, 1), 0, date(2023, 7, 1)),
    ],
)
def test_anniversary_is_the_same_calendar_day(day: date, years: int, anniversary: date) -> None:
    assert add_years(day, years) == anniversary


@given(DAYS, st.integers(0, 50))
def test_anniversary_keeps_month_and_never_gains_a_day(day: date, years: int) -> None:
    end = add_years(day, years)
    assert (end.year, end.month) == (day.year + years, day.month)
    assert end.day == day.day or (day.month, day.day, end.day) == (2, 29, 28)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 7, 1), date(2026, 6, 30), 23),
        (date(2024, 7, 1), date(2026, 7, 1), 24),
        (date(2024, 1, 31), date(2024, 2, 29), 0),
        (date(2024, 1, 31), date(2024, 3, 31), 2),
        (date(2024, 1, 31), date(2024, 1, 31), 0),
        (date(2023, 12, 15), date(2024, 1, 14), 0),
        (date(2023, 12, 15), date(2024, 1, 15), 1),
    ],
)
def test_month_is_complete_on_its_anniversary_day(start: date, end: date, months: int) -> None:
    assert whole_months(start, end) == months


@given(DAYS, st.integers(0, 20_000))
def test_months_never_shrink_as_days_pass(start: date, days: int) -> None:
    end = start + timedelta(days)
    assert 0 <= whole_months(start, end) <= whole_months(start, end + timedelta(1))


@given(DAYS, st.integers(0, 40))
def test_years_are_twelve_months_each_unless_29_february_is_missing(day: date, years: int) -> None:
    shortened = (day.month, day.day) == (2, 29) and add_years(day, years).day == 28
    assert whole_months(day, add_years(day, years)) == 12 * years - shortened


def held(name: str, day: date, kind: Employment = Employment.PNS, **more: object) -> EmploymentHeld:
    return EmploymentHeld(id=name, since=day, type=kind, **more)  # type: ignore[arg-type]


def test_correction_that_is_not_known_yet_corrects_nothing() -> None:
    first = held("a", date(2020, 1, 1))
    later = held("b", date(2020, 1, 1), Employment.PPPK, recorded_on=date(2025, 1, 1), corrects="a")
    assert standing((first, later), date(2024, 12, 31)) == (first,)
    assert standing((first, later), date(2025, 1, 1)) == (later,)


def test_correction_may_move_an_entry_to_a_later_day() -> None:
    first = held("a", date(2020, 1, 1))
    later = held("b", date(2022, 1, 1), recorded_on=date(2021, 1, 1), corrects="a")
    assert standing((first, later), date(2020, 6, 1)) == (first,)
    assert standing((first, later), date(2021, 6, 1)) == ()
    assert standing((first, later), date(2022, 1, 1)) == (later,)


def test_latest_of_nothing_is_nothing() -> None:
    assert latest([]) is None


def test_contradictory_types_of_employment_are_not_guessed() -> None:
    day = date(2020, 1, 1)
    person = Person(id="1", name="Rekaan", employment=(held("a", day), held("b", day, Employment.PPPK)))
    assert employment_on(person, date(2026, 7, 1)) is None
    assert employment_on(person, date(2019, 12, 31)) is None
