"""Both engines give one answer, and every kind of answer was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass

import pytest

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
from selaras.core.verdict import Verdict
from tests.properties.choices import Seeded
from tests.properties.world import World, world

_DEMANDS = (
    EducationAtLeast,
    FieldRelevant,
    TrainingNeeded,
    ExperienceNeeded,
    RankBetween,
    Information,
    Nothing,
    Unread,
)


def seen(verdicts: Iterable[Verdict]) -> Counter[object]:
    """Every outcome, reason, status, effect and kind of row in these verdicts, counted."""
    found: Counter[object] = Counter()
    for verdict in verdicts:
        found[verdict.outcome] += 1
        found["whole", verdict.reason] += 1
        if verdict.jpm:
            found["category", verdict.jpm.category is None] += 1
        for row in verdict.rows:
            kind = CompetencyRow if isinstance(row.row, CompetencyRow) else type(row.row.demand)
            found.update([row.status, row.effect, row.reason, kind, (kind, row.status), (kind, row.reason)])
            found.update(("passed over", other.reason) for other in row.not_chosen)
    return found


def differences(one: object, other: object, path: str = "") -> list[str]:
    """Where two values differ, down to single fields: a verdict prints too long to be compared by eye."""
    if one == other:
        return []
    if is_dataclass(one) and type(one) is type(other):
        return [
            d
            for f in fields(one)
            for d in differences(getattr(one, f.name), getattr(other, f.name), f"{path}.{f.name}")
        ]
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [d for n, (a, b) in pairs for d in differences(a, b, f"{path}[{n}]")]
    return [f"{path}: {one!r} and in the batch {other!r}"]


def agreed(this: World, at_once: int) -> list[Verdict]:
    """The verdicts of both engines, which are the same."""
    expected = this.by_oracle()
    for person, one, other in zip(this.people, expected, this.by_batch(at_once), strict=True):
        if one != other:
            pytest.fail("\n".join([repr(person), *differences(one, other)]))
    return expected


@pytest.mark.parametrize("part", range(4))
def test_both_engines_agree_on_every_field(part: int) -> None:
    for seed in range(part, 320, 4):
        try:
            agreed(world(Seeded(seed), 12), at_once=5 if seed % 3 else 1000)
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise
