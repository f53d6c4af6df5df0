"""Edges of the oracle that generated cases brought to light."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from selaras.core.citation import Citation, Instrument
from selaras.core.determination import determined, equivalent_rubrics
from selaras.core.evidence import choose
from selaras.core.facts import add_years
from selaras.core.model import (
    CompetencyRow,
    Determination,
    Employment,
    Equivalence,
    Evidence,
    Kind,
    RowKey,
)
from selaras.core.policy import Band, BandSet, Effect
from selaras.core.verdict import Reason
from selaras.errors import LawRefused, Text
from tests.properties import law
from tests.properties.choices import Seeded

_ON = date(2026, 7, 1)
_DECIDED = {"by": "ani", "reason": "salah baris", "document": "BA-1"}


def test_a_determination_moved_to_another_row_no_longer_answers_the_first() -> None:
    first = Determination(id="a", since=date(2026, 1, 1), row=RowKey.EXPERIENCE, finding=True, **_DECIDED)
    moved = Determination(
        id="b", since=date(2026, 1, 2), corrects="a", row=RowKey.EDUCATION_FIELD, finding=True, **_DECIDED
    )
    asked = {"effect": Effect.WARN, "proposer": ""}
    assert determined([first, moved], RowKey.EXPERIENCE, None, _ON, **asked) is None
    assert determined([first, moved], RowKey.EDUCATION_FIELD, None, _ON, **asked) is moved


def test_an_equivalence_moved_to_another_rubric_no_longer_serves_the_first() -> None:
    first = Equivalence(id="a", since=date(2026, 1, 1), measured="x", required="y", **_DECIDED)
    moved = Equivalence(id="b", since=date(2026, 1, 2), corrects="a", measured="x", required="z", **_DECIDED)
    asked = {"effect": Effect.WARN, "proposer": ""}
    assert equivalent_rubrics([first, moved], "y", _ON, **asked) == {"y"}
    assert equivalent_rubrics([first, moved], "z", _ON, **asked) == {"x", "z"}


def test_beside_a_conflict_older_results_are_listed_too() -> None:
    rubric = law.RUBRICS["M.1"][0]
    act = Instrument("a", "perwali", "1", 2023, "a", "a", None, date(2023, 2, 1))
    row = CompetencyRow(Kind.MANAGERIAL, "1", "Integritas", "", rubric, Citation(act, "I.1"))
    policy = law.policy(Seeded(0), "pns", (Employment.PNS,), ())
    object.__setattr__(policy, "sources", law.cited({Kind.MANAGERIAL: law.CENTRE_THEN_PANEL}))
    object.__setattr__(policy, "validity_years", law.cited(None))
    made = [
        Evidence(id=id_, since=since, rubric=rubric, source=source, level=level)
        for id_, since, source, level in (
            ("a", date(2026, 5, 1), "centre", 1),
            ("b", date(2026, 5, 1), "centre", 0),
            ("c", date(2026, 4, 1), "centre", 1),
            ("d", date(2026, 6, 1), "panel", 1),
        )
    ]
    choice = choose(made, row, policy, _ON, frozenset({rubric.id}))
    assert choice.reason is Reason.CONFLICTING
    assert [(o.evidence.id, o.reason) for o in choice.not_chosen] == [
        ("a", Reason.CONFLICTING),
        ("b", Reason.CONFLICTING),
        ("c", Reason.OLDER),
        ("d", Reason.LOWER_SOURCE),
    ]


def test_three_years_past_the_end_of_the_calendar_is_its_last_day() -> None:
    assert add_years(date(9998, 5, 1), 3) == date.max


@pytest.mark.parametrize("end", [50, 80])
def test_a_band_that_ends_where_it_starts_or_before_is_refused(end: int) -> None:
    name = Text("x", "x")
    with pytest.raises(LawRefused):
        BandSet(
            "x",
            (
                Band("a", name, Fraction(0), Fraction(80)),
                Band("b", name, Fraction(80), Fraction(end)),
                Band("c", name, Fraction(end), None),
            ),
        )
