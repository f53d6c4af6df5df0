"""What a run keeps is what the page of a person says: over generated people, purposes and days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from selaras.core.policy import Purpose
from selaras.core.verdict import Outcome
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.actions import start_run
from selaras.web.evaluations.answers import answer_of
from selaras.web.evaluations.cells import cells_of
from selaras.web.evaluations.models import Answer
from selaras.web.evaluations.questions import question, verdict_of
from selaras.web.jobs.work import run_now
from tests.web.cast import AT, DAY, Cast
from tests.web.evaluations.people import crowd

SIZE = 40
ASKED = [
    (1, Purpose.APPOINTMENT, DAY),
    (2, Purpose.MAPPING, DAY),
    (3, Purpose.MOVEMENT, DAY - timedelta(days=60)),
    (4, Purpose.DEVELOPMENT, DAY + timedelta(days=700)),
]
KEPT = [field.attname for field in Answer._meta.concrete_fields if field.attname not in ("id", "run_id")]


@pytest.mark.parametrize(("seed", "purpose", "on"), ASKED)
def test_a_run_and_the_page_give_the_same_verdict(cast: Cast, seed: int, purpose: Purpose, on: date) -> None:
    crowd(cast.dumai, SIZE, seed)
    analyst = cast.dumai.users[Role.ANALYST]
    run = start_run(unit=cast.dumai.root, purpose=purpose, on=on, by=analyst, at=AT)
    assert run.job
    run_now(run.job)
    asked = question(cast.dumai.instansi, purpose, on)
    found: Counter[str] = Counter()
    for kept in run.answers.select_related("person__unit"):
        verdict = verdict_of(kept.person, asked)
        live = answer_of(verdict, run, kept.person)
        assert {name: getattr(kept, name) for name in KEPT} == {name: getattr(live, name) for name in KEPT}
        assert kept.cell_list() == cells_of(verdict)
        found.update((kept.outcome, *(row[2] for row in kept.rows)))
    assert sum(found[each] for each in Outcome) == SIZE + 2
    assert len(found) > 12  # many kinds of answers were given
