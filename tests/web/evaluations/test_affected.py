"""Who would be affected: told before anything is published, of exactly what is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from selaras.core.model import Importance, RowKey
from selaras.core.policy import Effect, Effects, Purpose
from selaras.law.policies import policies as embedded
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.affected import of_policy, questions
from selaras.web.evaluations.holding import of_content, of_version
from selaras.web.evaluations.models import Comparison, Move
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import run_now
from selaras.web.people.models import Person
from selaras.web.policies import previews as policies
from selaras.web.standards.models import Version
from selaras.web.standards.previews import AFFECTED as STANDARDS
from tests.web.cast import AT, Cast
from tests.web.evaluations.affected import seen, seen_standard
from tests.web.evaluations.people import like_rini
from tests.web.standards.act import TEXT, bring, confirm

NEXT = date(2027, 1, 1)
# Class 5 asks for a rank that nobody of the cast holds.
RANK = "Juru Muda (I/a) – Pengatur Muda Tk. I (II/b)"
STRICTER = TEXT.replace(RANK, "Pembina (IV/a) – Pembina Utama (IV/e)")


@pytest.fixture
def prepared(cast: Cast) -> Version:
    """A version that waits to be published; people are recorded."""
    like_rini(cast.dumai)
    version = bring(cast, STRICTER)
    return confirm(version, cast.dumai.users[Role.ANALYST])


def _content(cast: Cast, **changed: object) -> policies.Content:
    """A policy under which nothing gates any more."""
    found = []
    for policy in embedded("appointment"):
        mild = Effects(
            competency=Effect.INFORM,
            importance=dict.fromkeys(Importance, Effect.INFORM),
            unmarked=dict.fromkeys(RowKey, Effect.INFORM),
            rank_below=Effect.INFORM,
            rank_above=Effect.INFORM,
        )
        found.append(replace(policy, effects=replace(policy.effects, value=mild)))
    said = {
        "pk": 7,
        "instansi": cast.dumai.instansi,
        "title": "Pengangkatan",
        "digest": "a" * 64,
        "effective_from": NEXT,
        "policies": {Purpose.APPOINTMENT: tuple(found)},
        "back": "/kebijakan/7/",
    }
    return policies.Content(**{**said, **changed})  # type: ignore[arg-type]


def test_a_version_is_held_until_its_report_is_there(cast: Cast, prepared: Version) -> None:
    held = STANDARDS.held(prepared, NEXT, ())
    assert held
    assert "terdampak" in held.remedy.id
    report = seen_standard(prepared, NEXT, cast.dumai.users[Role.AUTHORITY])
    assert report
    assert report.people == 2
    moves = {move.purpose: move for move in report.moves.all()}
    assert [row[0] for row in moves["appointment"].rows] == ["rank"]
    assert moves["appointment"].rows[0][4] == "rank_below"
    assert moves["appointment"].causes == " standar "
    assert STANDARDS.held(prepared, NEXT, ()) is None
    # Another day, or another act repealed, is another publication.
    assert STANDARDS.held(prepared, date(2027, 2, 1), ())
    assert STANDARDS.held(prepared, NEXT, [cast.dumai.instansi.acts.get()])


def test_a_report_begins_with_one_button_and_ends_on_its_page(cast: Cast, prepared: Version) -> None:
    (preview,) = STANDARDS.of(prepared, NEXT, ())
    client = cast.client(Role.AUTHORITY)
    answer = client.post(preview.start_url, dict(preview.fields))
    report = Comparison.objects.get()
    assert answer["Location"] == reverse("jobs:detail", args=[report.job_id])
    (going,) = STANDARDS.of(prepared, NEXT, ())
    assert not going.ready
    assert not going.start_url
    assert report.job
    assert run_now(report.job).result["url"] == reverse("evaluations:affected", args=[report.pk])  # type: ignore[index]
    (done,) = STANDARDS.of(prepared, NEXT, ())
    assert done.ready
    page = client.get(done.url)
    assert "Siapa yang terdampak" in page.content.decode()
    assert f"berlaku={NEXT:%d-%m-%Y}" in page.context["back"]
    assert [part["matrix"].total for part in page.context["parts"]] == [2, 2]


def test_a_report_of_something_changed_meanwhile_is_not_made(cast: Cast, prepared: Version) -> None:
    (preview,) = STANDARDS.of(prepared, NEXT, ())
    cast.client(Role.AUTHORITY).post(preview.start_url, dict(preview.fields))
    Version.objects.filter(pk=prepared.pk).update(confirmed_at=AT.replace(hour=9))
    report = Comparison.objects.get()
    assert report.job
    assert run_now(report.job).state == Job.State.FAILED
    prepared.refresh_from_db()
    assert STANDARDS.held(prepared, NEXT, ())


def test_who_would_be_affected_by_a_policy_is_told_by_name_unit_and_reason(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    like_rini(cast.dumai)
    content = _content(cast)
    monkeypatch.setattr(policies, "_loading", [lambda pk: content if pk == content.pk else None])
    assert policies.AFFECTED.held(content)
    report = seen(content, cast.dumai.users[Role.ADMIN])
    assert policies.AFFECTED.held(content) is None
    assert policies.AFFECTED.held(replace(content, digest="b" * 64))
    both = questions(report)[0]
    assert both.before.policies != both.after.policies
    assert both.before.regulations == both.after.regulations
    moves = Move.objects.filter(comparison=report)
    assert {move.causes for move in moves} == {" kebijakan "}
    page = cast.client(Role.AUTHORITY).get(reverse("evaluations:affected", args=[report.pk]))
    (part,) = page.context["parts"]
    assert {name for name, _people, _url in part["moved"].units} <= {"Dinas Perhubungan", "Dinas Kesehatan"}
    assert sum(people for _name, people, _url in part["moved"].units) == part["matrix"].moved > 0
    listed = cast.client(Role.AUTHORITY).get(reverse("evaluations:moves"), {"banding": report.pk})
    assert listed.context["page"].paginator.count == moves.count() > 0


def test_an_admin_reads_how_many_and_nobodys_name(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    like_rini(cast.dumai)
    content = _content(cast)
    monkeypatch.setattr(policies, "_loading", [lambda _pk: content])
    report = seen(content, cast.dumai.users[Role.ADMIN])
    admin = cast.client(Role.ADMIN)
    page = admin.get(reverse("evaluations:affected", args=[report.pk]))
    assert page.status_code == 200
    assert page.context["url"] == ""
    assert cast.dumai.person.name not in page.content.decode()
    assert admin.get(reverse("evaluations:moves"), {"banding": report.pk}).status_code == 403


@pytest.mark.parametrize("role", [Role.HEAD, Role.SUPERVISOR])
def test_what_is_prepared_is_not_told_to_those_who_do_not_prepare_it(
    cast: Cast, prepared: Version, role: Role
) -> None:
    report = seen_standard(prepared, NEXT, cast.dumai.users[Role.AUTHORITY])
    assert report
    client = cast.client(role)
    assert client.get(reverse("evaluations:affected", args=[report.pk])).status_code == 403
    listed = client.get(reverse("evaluations:moves"), {"banding": report.pk})
    assert listed.context["page"].paginator.count == 0
    other = cast.client(Role.AUTHORITY, cast.contoh)
    assert other.get(reverse("evaluations:affected", args=[report.pk])).status_code == 404
    (preview,) = STANDARDS.of(prepared, date(2027, 3, 1), ())
    assert other.post(preview.start_url, dict(preview.fields)).status_code == 404


def test_a_government_without_people_is_held_by_nothing(cast: Cast, prepared: Version) -> None:
    Person.objects.filter(instansi=cast.dumai.instansi).update(status=Person.Status.LEFT)
    assert of_version(prepared, NEXT, ()) is None
    assert of_content(_content(cast)) is None


def test_the_day_of_the_report_is_never_before_today(cast: Cast) -> None:
    past = of_policy(_content(cast, effective_from=date(2020, 1, 1)))
    assert past.on > past.effective_from
    assert of_policy(_content(cast)).on == NEXT
