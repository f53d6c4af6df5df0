"""Which policy holds on a day: what comes with the program until the instansi's own version begins."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from selaras.core.policy import Purpose
from selaras.errors import UsageError
from selaras.law.policies import policies
from selaras.web.accounts.models import Instansi
from selaras.web.evaluations.questions import question
from selaras.web.policies import reading
from tests.web.cast import Cast
from tests.web.policies.documents import approved

EVE, FIRST, LATER = date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 1)


def threshold(instansi: Instansi, on: date) -> Fraction:
    found = {policy.indicator_threshold.value for policy in reading.policies_for(instansi, "appointment", on)}
    return found.pop()


@pytest.mark.parametrize("purpose", Purpose)
def test_without_a_version_of_its_own_what_comes_with_the_program_holds(cast: Cast, purpose: Purpose) -> None:
    assert reading.policies_for(cast.dumai.instansi, purpose, FIRST) == policies(purpose)


def test_a_version_holds_from_its_day_until_the_next_begins(cast: Cast) -> None:
    house = cast.dumai
    approved(house, "appointment", FIRST, 1, indicator_threshold="2/3")
    approved(house, "appointment", LATER, 2, indicator_threshold="1/2")
    said = {day: threshold(house.instansi, day) for day in (EVE, FIRST, date(2026, 5, 31), LATER)}
    assert list(said.values()) == [Fraction(1), Fraction(2, 3), Fraction(2, 3), Fraction(1, 2)]
    assert threshold(cast.contoh.instansi, LATER) == 1
    assert reading.version_of(house.instansi, "appointment", LATER).label == "2026-02"


def test_of_two_versions_from_one_day_the_later_number_holds(cast: Cast) -> None:
    approved(cast.dumai, "appointment", FIRST, 1, indicator_threshold="2/3")
    approved(cast.dumai, "appointment", FIRST, 2, indicator_threshold="1/2")
    assert threshold(cast.dumai.instansi, FIRST) == Fraction(1, 2)


def test_the_engine_asks_the_version_in_force(cast: Cast) -> None:
    approved(cast.dumai, "mapping", FIRST, validity_years=2)
    asked = question(cast.dumai.instansi, Purpose.MAPPING, FIRST)
    assert {policy.validity_years.value for policy in asked.policies} == {2}


def test_what_was_used_is_found_again_after_a_newer_version(cast: Cast) -> None:
    instansi = cast.dumai.instansi
    base = reading.keys(instansi, "appointment", LATER)
    approved(cast.dumai, "appointment", FIRST, 1, indicator_threshold="2/3")
    used = reading.keys(instansi, "appointment", LATER)
    approved(cast.dumai, "appointment", FIRST, 2, indicator_threshold="1/2")
    assert reading.policies_by(instansi, used)[0].indicator_threshold.value == Fraction(2, 3)
    assert reading.policies_by(instansi, base) == policies("appointment")


def test_a_key_that_nothing_fits_is_refused(cast: Cast) -> None:
    with pytest.raises(UsageError):
        reading.policies_by(cast.dumai.instansi, ["appointment/7/0123456789abcdef"])


def test_asking_again_costs_one_query_for_an_instansi_in_memory(
    cast: Cast, django_assert_num_queries: object
) -> None:
    approved(cast.dumai, "appointment", FIRST)
    instansi = Instansi.objects.get(pk=cast.dumai.instansi.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        for purpose in Purpose:
            reading.policies_for(instansi, purpose, LATER)
