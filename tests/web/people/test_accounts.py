"""Accounts for people, made unit by unit, and following them."""

from __future__ import annotations

from datetime import date

from django.test import Client
from django.urls import reverse

from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Role
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import run_now
from selaras.web.lists.models import Export
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind
from tests.web.cast import AT, Cast, position


def _made(client: Client, unit: int) -> Job:
    client.post(reverse("people:accounts"), {"unit": unit})
    return run_now(Job.objects.latest("pk"))


def test_an_admin_makes_accounts_for_a_unit_and_gets_their_slips(cast: Cast) -> None:
    client = cast.client(Role.ADMIN)
    job = _made(client, cast.dumai.root.pk)
    assert job.result
    assert job.result["slips"] == 1
    stranger = cast.dumai.stranger
    stranger.refresh_from_db()
    assert stranger.user
    assert stranger.user.nip == stranger.nip
    assert Grant.objects.filter(user=stranger.user, role=Role.EMPLOYEE, unit=stranger.unit).exists()
    slips = client.get(job.result["url"])
    assert b"".join(slips).startswith(b"%PDF")


def test_the_slips_are_for_who_made_them_and_nobody_else(cast: Cast) -> None:
    job = _made(cast.client(Role.ADMIN), cast.dumai.root.pk)
    assert job.result
    assert cast.client(Role.UNIT_ADMIN).get(job.result["url"]).status_code == 404


def test_a_unit_admin_makes_accounts_only_in_the_own_unit(cast: Cast) -> None:
    client = cast.client(Role.UNIT_ADMIN)
    assert client.post(reverse("people:accounts"), {"unit": cast.dumai.other_office.pk}).status_code == 404
    assert not Job.objects.exists()


def test_accounts_are_made_once(cast: Cast) -> None:
    client = cast.client(Role.ADMIN)
    _made(client, cast.dumai.root.pk)
    before = User.objects.count()
    client.post(reverse("people:accounts"), {"unit": cast.dumai.root.pk})
    assert (User.objects.count(), Export.objects.count(), Job.objects.count()) == (before, 1, 1)


def test_an_account_follows_its_person_to_another_unit(cast: Cast) -> None:
    who = cast.dumai.person
    Grant.objects.filter(user=who.user).update(unit=cast.dumai.section)
    there = position(cast.dumai.other_office, "Pengelola Data", 6)
    record_entry(
        person=who,
        kind=Kind.POSITION,
        since=date(2026, 6, 1),
        data={"code": there.code},
        position=there,
        by=None,
        at=AT,
    )
    held = Grant.objects.on(date(2026, 7, 1)).get(user=who.user, role=Role.EMPLOYEE)
    assert held.unit == cast.dumai.other_office
