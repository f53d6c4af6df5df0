"""Runs and verdicts: the same answer as the engine's, within scope, never changed afterwards."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest
from django.urls import reverse

from selaras.core.evaluate import evaluate_held
from selaras.core.policy import Purpose
from selaras.core.verdict import Outcome, Status
from selaras.web.accounts.roles import Role
from selaras.web.accounts.scopes import Asker, asker_of
from selaras.web.evaluations.actions import start_run
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.questions import question, verdict_of
from selaras.web.evaluations.reading import answers_of
from selaras.web.jobs.work import run_now
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind
from tests.cast import APPOINTMENT, DUMAI, RINI
from tests.web.cast import AT, DAY, Cast
from tests.web.evaluations.people import like_rini


def _asked(cast: Cast) -> Run:
    analyst = cast.dumai.users[Role.ANALYST]
    return start_run(unit=cast.dumai.root, purpose=Purpose.APPOINTMENT, on=DAY, by=analyst, at=AT)


def _analyst(cast: Cast) -> Asker:
    return asker_of(cast.dumai.users[Role.ANALYST], cast.dumai.instansi.pk, DAY)


def _run(cast: Cast) -> Run:
    run = _asked(cast)
    assert run.job
    run_now(run.job)
    run.refresh_from_db()
    return run


def test_the_verdict_from_the_database_is_that_of_the_engine(cast: Cast) -> None:
    who = like_rini(cast.dumai)
    verdict = verdict_of(who, question(cast.dumai.instansi, Purpose.APPOINTMENT, DAY))
    expected = evaluate_held(RINI, (DUMAI,), APPOINTMENT, DAY)
    competencies = [
        (row.key, row.status, row.reason) for row in verdict.rows if row.key.startswith("competency")
    ]
    assert competencies == [
        (row.key, row.status, row.reason) for row in expected.rows if row.key.startswith("competency")
    ]
    assert verdict.jpm == expected.jpm


def test_a_run_answers_for_everybody_and_agrees_with_each_page(cast: Cast) -> None:
    like_rini(cast.dumai)
    run = _run(cast)
    assert run.finished
    assert run.people == 2
    asked = question(cast.dumai.instansi, Purpose.APPOINTMENT, DAY)
    for answer in Answer.objects.filter(run=run).select_related("person"):
        verdict = verdict_of(answer.person, asked)
        assert answer.outcome == verdict.outcome
        assert answer.rows == [[row.key, str(row.status), str(row.reason)] for row in verdict.rows]
        assert answer.undetermined == len(verdict.having(Status.UNDETERMINED))


def test_a_run_begun_again_after_a_kill_goes_on_and_answers_nobody_twice(cast: Cast) -> None:
    like_rini(cast.dumai)
    run = _asked(cast)
    assert run.job

    def killed(answers: list[Answer], **_: object) -> None:
        done(answers[:1])
        raise KeyboardInterrupt

    done = Answer.objects.bulk_create
    with patch.object(Answer.objects, "bulk_create", killed), pytest.raises(KeyboardInterrupt):
        run_now(run.job)
    assert run.answers.count() == 1
    assert not answers_of(_analyst(cast), run).exists()  # half a run shows nothing
    run.job.state = run.job.State.QUEUED
    run.job.save()
    run_now(run.job)
    run.refresh_from_db()
    assert run.answers.count() == run.people == 2


def test_a_run_stays_as_it_was_and_says_that_data_changed_since(cast: Cast) -> None:
    like_rini(cast.dumai)
    run = _run(cast)
    before = list(run.answers.values_list("person", "outcome", "rows"))
    record_entry(
        person=cast.dumai.person,
        kind=Kind.RANK,
        since=date(2026, 4, 1),
        data={"rank": "IV/e"},
        by=None,
        at=AT,
    )
    assert list(run.answers.values_list("person", "outcome", "rows")) == before
    page = cast.client(Role.ANALYST).get(reverse("evaluations:run", args=[run.pk]))
    assert "Data berubah sejak" in page.content.decode()


def test_a_run_names_its_policies_and_every_category_with_who_has_none(cast: Cast) -> None:
    like_rini(cast.dumai)
    run = _run(cast)
    client = cast.client(Role.ANALYST)
    page = client.get(reverse("evaluations:run", args=[run.pk]))
    counted = {name: people for name, people, _url in page.context["categories"]}
    assert next(iter(counted)).startswith("MS: Memenuhi Syarat")
    assert sum(counted.values()) == run.people
    assert counted["tanpa kategori"] == 1
    *_rest, (_name, _people, url) = page.context["categories"]
    assert client.get(url).context["page"].paginator.count == 1
    assert 'href="/kebijakan/dumai/appointment/0/"' in page.content.decode()


def test_a_head_counts_only_the_own_unit_in_a_run_of_everybody(cast: Cast) -> None:
    run = _run(cast)
    page = cast.client(Role.HEAD).get(reverse("evaluations:run", args=[run.pk]))
    assert [share.count for share in page.context["shares"]] == [0, 0, 1, 0]
    assert "hanya tentang pegawai dalam lingkup Anda" in page.content.decode()
    assert cast.dumai.other_office.name not in page.content.decode()
    listed = cast.client(Role.HEAD).get(reverse("evaluations:answers"), {"penilaian": run.pk})
    assert "Contoh Pegawai" in listed.content.decode()
    assert "Contoh Orang Lain" not in listed.content.decode()


def test_nobody_of_another_instansi_reads_a_verdict(cast: Cast) -> None:
    run = _run(cast)
    client = cast.client(Role.ANALYST, cast.contoh)
    assert client.get(reverse("evaluations:run", args=[run.pk])).status_code == 404
    assert client.get(reverse("evaluations:person", args=[cast.dumai.person.pk])).status_code == 404
    assert (
        "Contoh Pegawai"
        not in client.get(reverse("evaluations:answers"), {"penilaian": run.pk}).content.decode()
    )


@pytest.mark.parametrize("role", [Role.ANALYST, Role.EMPLOYEE, Role.SUPERVISOR, Role.HEAD])
def test_the_page_of_a_person_says_the_verdict_and_what_to_do(cast: Cast, role: Role) -> None:
    page = cast.client(role).get(reverse("evaluations:person", args=[cast.dumai.person.pk]))
    assert page.status_code == 200
    assert "Yang perlu dilakukan" in page.content.decode()


def test_a_day_that_is_none_is_named_and_nothing_is_answered_in_its_place(cast: Cast) -> None:
    url = reverse("evaluations:person", args=[cast.dumai.person.pk])
    page = cast.client(Role.ANALYST).get(url, {"per": "31-02-2026"})
    assert page.status_code == 400
    assert "bukan tanggal" in page.content.decode()
    assert "Yang perlu dilakukan" not in page.content.decode()


def test_a_person_without_a_position_is_undetermined_not_refused(cast: Cast) -> None:
    verdict = verdict_of(cast.dumai.stranger, question(cast.dumai.instansi, Purpose.APPOINTMENT, DAY))
    assert verdict.outcome is Outcome.UNDETERMINED


def test_the_same_question_asked_twice_while_it_is_answered_is_one_run(cast: Cast) -> None:
    asked = {"unit": cast.dumai.root, "purpose": Purpose.APPOINTMENT, "on": DAY, "at": AT}
    first = start_run(by=cast.dumai.users[Role.ANALYST], **asked)  # type: ignore[arg-type]
    assert start_run(by=cast.dumai.users[Role.ANALYST], **asked) == first  # type: ignore[arg-type]
    assert Run.objects.count() == 1


def test_a_run_is_not_answered_for_somebody_whose_role_has_ended(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    run = start_run(unit=cast.dumai.root, purpose=Purpose.APPOINTMENT, on=DAY, by=analyst, at=AT)
    analyst.grants.update(until=date(2026, 6, 1))
    assert run.job
    job = run_now(run.job)
    assert job.state == job.State.FAILED
    assert not run.answers.exists()
