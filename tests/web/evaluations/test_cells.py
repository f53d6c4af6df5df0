"""Cells of competencies: what the engine's rows say, kept with the answer, found by the verdict list."""

from __future__ import annotations

from collections import Counter

import pytest
from django.urls import reverse

from selaras.core.evaluate import evaluate_held
from selaras.core.model import Evidence
from selaras.core.policy import Purpose
from selaras.core.verdict import Reason
from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.evaluations.actions import start_run
from selaras.web.evaluations.cells import STATES, Cell, cell_of, cells_of
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.reading import answers_of, latest_for, states_of
from selaras.web.evaluations.within import having_reason, having_state
from selaras.web.jobs.work import run_now
from tests.cast import APPOINTMENT, DUMAI, RINI
from tests.web.cast import AT, DAY, Cast
from tests.web.evaluations.people import like_rini


@pytest.fixture
def run(cast: Cast) -> Run:
    """A run of everybody, with one person who has results."""
    like_rini(cast.dumai)
    analyst = cast.dumai.users[Role.ANALYST]
    made = start_run(unit=cast.dumai.root, purpose=Purpose.APPOINTMENT, on=DAY, by=analyst, at=AT)
    assert made.job
    run_now(made.job)
    made.refresh_from_db()
    return made


def test_cells_say_what_the_rows_of_the_verdict_say() -> None:
    verdict = evaluate_held(RINI, (DUMAI,), APPOINTMENT, DAY)
    cells = cells_of(verdict)
    rows = [row for row in verdict.rows if row.key.startswith("competency:")]
    assert [cell.key for cell in cells] == [row.key for row in rows]
    for cell, row in zip(cells, rows, strict=True):
        assert cell.reason == row.reason
        assert {"met": {"above", "equal"}, "not_met": {"below"}, "undetermined": {"missing"}}[row.status] >= {
            cell.state
        }
        assert (cell.achieved is None) == (not isinstance(row.used, Evidence) or row.used.level is None)
    assert tuple(cell_of(cell.stored()) for cell in cells) == cells


def test_a_run_keeps_the_cells_of_everybody(run: Run) -> None:
    kept = {answer.person.name: answer.cell_list() for answer in run.answers.select_related("person")}
    assert {len(cells) for cells in kept.values()} == {0, 12}
    assert all(isinstance(cell, Cell) and cell.required for cells in kept.values() for cell in cells)


def test_answers_are_found_by_the_state_and_the_reason_of_a_row(run: Run) -> None:
    everybody = run.answers.all()
    counted = states_of(everybody.values_list("cells", flat=True))
    found = Counter(
        {
            (key, state): having_state(everybody, key, state).count()
            for key in {key for key, _ in counted}
            for state in STATES
            if state != "none"
        }
    )
    assert +found == counted
    assert having_state(everybody, "competency:M.1", "none").count() == 1  # who holds no position
    with_row = {(key, reason) for rows in everybody.values_list("rows", flat=True) for key, _, reason in rows}
    for reason in Reason:
        expected = sum(
            answer.reason == reason or any(row[2] == reason for row in answer.rows) for answer in everybody
        )
        assert having_reason(everybody, reason).count() == expected
    for key, reason in with_row:
        assert having_reason(everybody, reason, key).count() == 1
    assert not having_reason(everybody, Reason.RANK_INSIDE, "competency:M.1").exists()


def test_every_figure_leads_to_the_people_behind_it(cast: Cast, run: Run) -> None:
    answer = Answer.objects.get(run=run, person=cast.dumai.person)
    cell = answer.cell_list()[0]
    client = cast.client(Role.ANALYST)
    asked: dict[str, str | int] = {"penilaian": run.pk, "kompetensi": cell.key, "keadaan": cell.state}
    page = client.get(reverse("evaluations:answers"), asked).content.decode()
    assert cast.dumai.person.name in page
    assert cast.dumai.stranger.name not in page
    row = answer.rows[-1]
    by_reason: dict[str, str | int] = {"penilaian": run.pk, "kompetensi": row[0], "sebab": row[2]}
    assert cast.dumai.person.name in client.get(reverse("evaluations:answers"), by_reason).content.decode()
    # A state of no competency says nothing, so nobody is shown.
    alone = client.get(f"{reverse('evaluations:answers')}?penilaian={run.pk}&keadaan=below")
    assert cast.dumai.person.name not in alone.content.decode()


def test_the_newest_run_that_covers_a_unit_is_found(cast: Cast, run: Run) -> None:
    house = cast.dumai
    analyst = asker_of(house.users[Role.ANALYST], house.instansi.pk, DAY)
    head = asker_of(house.users[Role.HEAD], house.instansi.pk, DAY)
    assert latest_for(analyst, Purpose.APPOINTMENT) == run
    assert latest_for(head, "appointment", house.person.unit) == run
    assert latest_for(head, "appointment") == run
    assert latest_for(head, "mapping") is None
    seen = answers_of(head, run)
    assert set(seen.values_list("person", flat=True)) == {house.person.pk}
    stranger = asker_of(cast.contoh.users[Role.ANALYST], cast.contoh.instansi.pk, DAY)
    assert latest_for(stranger, "appointment") is None
    assert not answers_of(stranger, run).exists()
    assert analyst.may(Permission.VIEW_VERDICTS)
