"""Both engines give one answer, and every kind of answer was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selaras.core.model import (
    CompetencyRow,
    EducationAtLeast,
    ExperienceNeeded,
    FieldRelevant,
    Information,
    Nothing,
    RankBetween,
    TrainingNeeded,
    Unread,
)
from selaras.core.policy import Effect
from selaras.core.verdict import Outcome, Reason, Status
from tests.properties.choices import Drawn, Seeded
from tests.properties.world import World, world

_WORLDS, _PEOPLE, _SHARES = 160, 24, 4

_JUDGED = {Reason.CONFLICTING, Reason.DETERMINED_MET, Reason.DETERMINED_NOT_MET, Reason.NEEDS_DETERMINATION}
_MISSING = {Reason.NO_EVIDENCE, Reason.UNKNOWN_ON_DAY}
# Every reason that each kind of row can have when the position is the one held. Two that `core.rows` allows are
# not here: experience cannot be missing, because the position held is itself part of the history.
ANSWERS: dict[type[object], set[Reason]] = {
    CompetencyRow: {
        Reason.LEVEL_REACHED,
        Reason.LEVEL_BELOW,
        Reason.INDICATORS_REACHED,
        Reason.INDICATORS_BELOW,
        Reason.NO_EVIDENCE,
        Reason.EXPIRED,
        Reason.SOURCE_NOT_ACCEPTED,
        Reason.OTHER_RUBRIC,
        Reason.CONFLICTING,
    },
    EducationAtLeast: {Reason.EDUCATION_REACHED, Reason.EDUCATION_BELOW, Reason.NOT_APPLICABLE, *_MISSING},
    FieldRelevant: {
        Reason.FIELD_LISTED,
        Reason.FIELD_NOT_LISTED,
        Reason.NOT_APPLICABLE,
        *_MISSING,
        *_JUDGED,
    },
    TrainingNeeded: {
        Reason.TRAINING_TAKEN,
        Reason.TRAINING_NOT_PASSED,
        Reason.NOT_APPLICABLE,
        *_MISSING,
        *_JUDGED,
    },
    ExperienceNeeded: {
        Reason.EXPERIENCE_REACHED,
        Reason.EXPERIENCE_SHORT,
        Reason.NOT_APPLICABLE,
        *_JUDGED,
    },
    RankBetween: {
        Reason.RANK_INSIDE,
        Reason.RANK_BELOW,
        Reason.RANK_ABOVE,
        Reason.NOT_APPLICABLE,
        *_MISSING,
        *_JUDGED,
    },
    Unread: {Reason.NOT_APPLICABLE, *_JUDGED},
    Information: {Reason.INFORMATION},
    Nothing: {Reason.PRINTED_DASH},
}
WHOLE = {
    None,
    Reason.NOT_COVERED,
    Reason.NO_STANDARD_IN_FORCE,
    Reason.SEVERAL_STANDARDS,
    Reason.CLASS_NOT_RECORDED,
    Reason.CONFLICTING,
    *_MISSING,
}
PASSED_OVER = {
    Reason.SOURCE_NOT_ACCEPTED,
    Reason.OTHER_RUBRIC,
    Reason.EXPIRED,
    Reason.CONFLICTING,
    Reason.LOWER_SOURCE,
    Reason.OLDER,
    Reason.SAME_RESULT,
}


def differences(one: object, other: object, path: str = "") -> list[str]:
    """Where two values differ, down to single fields: a verdict is too long to be compared by eye."""
    if one == other:
        return []
    if is_dataclass(one) and type(one) is type(other):
        return [
            found
            for field in fields(one)
            for found in differences(
                getattr(one, field.name), getattr(other, field.name), f"{path}.{field.name}"
            )
        ]
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [found for n, (a, b) in pairs for found in differences(a, b, f"{path}[{n}]")]
    return [f"{path}: {one!r} and in the batch {other!r}"]


def agree(this: World, at_once: int, *, about: str = "") -> None:
    """Fail unless both engines give every person the same verdict in every field."""
    for person, one, other in zip(this.people, this.by_oracle(), this.by_batch(at_once), strict=True):
        if one != other:
            pytest.fail("\n".join([about, repr(person), *differences(one, other)]))


def numbered(seed: int) -> World:
    """The world of a number, the same each time."""
    return world(Seeded(seed), _PEOPLE)


@pytest.mark.parametrize("share", range(_SHARES))
def test_both_engines_agree_on_every_field(share: int) -> None:
    for seed in range(share, _WORLDS, _SHARES):
        agree(numbered(seed), at_once=7 if seed % 3 == 0 else 1000, about=f"world {seed}")


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(st.data())
def test_both_engines_agree_on_what_hypothesis_finds(data: st.DataObject) -> None:
    agree(world(Drawn(data), 2), at_once=1)


def test_the_worlds_compared_exercise_every_answer() -> None:
    """Of exactly those worlds: every outcome, status, effect and reason of every kind of row, and no others."""
    verdicts = [verdict for seed in range(_WORLDS) for verdict in numbered(seed).by_oracle()]
    rows = [row for verdict in verdicts for row in verdict.rows]
    assert {verdict.outcome for verdict in verdicts} == set(Outcome)
    assert {verdict.reason for verdict in verdicts} == WHOLE
    assert {row.status for row in rows} == set(Status)
    assert {row.effect for row in rows} == set(Effect)
    found: dict[type[object], set[Reason]] = {}
    for row in rows:
        kind = CompetencyRow if isinstance(row.row, CompetencyRow) else type(row.row.demand)
        found.setdefault(kind, set()).add(row.reason)
    assert found == ANSWERS
    passed_over = {other.reason for row in rows for other in row.not_chosen}
    assert passed_over == PASSED_OVER
    assert {*WHOLE, *PASSED_OVER, *_union(found.values())} == {None, *Reason}
    categories = {verdict.jpm.category for verdict in verdicts if verdict.jpm}
    assert {None, "B0", "B1", "B2", "B3"} <= categories
    assert any(
        row.used and isinstance(row.row, CompetencyRow) and row.used.rubric != row.row.rubric for row in rows
    )
    assert any(verdict.jpm is None for verdict in verdicts if verdict.rows)


def _union(sets: Iterable[set[Reason]]) -> set[Reason]:
    return set().union(*sets)
