"""Accounts for people, made unit by unit, and following them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from selaras.clock import now
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.jobs.models import Job
from selaras.web.jobs.periodic import CHORES
from selaras.web.jobs.work import run_now
from selaras.web.lists.models import Export
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind
from selaras.web.people.slips import KEPT as SLIPS_KEPT
from selaras.web.people.slips import clear_slips
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
    assert client.get(job.result["url"]).status_code == 200
    assert _fetched(client).startswith(b"%PDF")


def test_the_slips_are_for_who_made_them_and_nobody_else(cast: Cast) -> None:
    _made(cast.client(Role.ADMIN), cast.dumai.root.pk)
    address = reverse("people:slips", args=[Export.objects.get().pk])
    assert cast.client(Role.UNIT_ADMIN).post(address).status_code == 404
    assert _fetched(cast.client(Role.ADMIN)).startswith(b"%PDF")


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


def _fetched(client: Client) -> bytes:
    """What the button at the newest file gives."""
    return client.post(reverse("people:slips", args=[Export.objects.latest("pk").pk])).content


def test_slips_lie_locked_on_the_server(cast: Cast) -> None:
    _made(cast.client(Role.ADMIN), cast.dumai.root.pk)
    with Export.objects.get().upload.file.open("rb") as file:
        stored = file.read()
    assert not stored.startswith(b"%PDF")
    assert b"%%EOF" not in stored


def test_slips_are_fetched_once_and_are_gone(cast: Cast) -> None:
    client = cast.client(Role.ADMIN)
    _made(client, cast.dumai.root.pk)
    file = Export.objects.get()
    assert "Unduh slip" in client.get(reverse("people:accounts")).content.decode()
    assert _fetched(client).startswith(b"%PDF")
    file.refresh_from_db()
    assert file.fetched_at
    assert file.deleted_at
    assert not default_storage.exists(str(file.upload.file.name))
    again = client.post(reverse("people:slips", args=[file.pk]), follow=True).content.decode()
    assert "hanya dapat diunduh satu kali" in again
    assert "sudah diunduh" in again
    assert "Unduh slip" not in again
    said = Entry.objects.get(action="people.fetch_slips")
    assert (said.by, said.instansi) == (cast.dumai.users[Role.ADMIN], cast.dumai.instansi)
    assert said.after == {"slips": 1}


def test_a_link_alone_fetches_no_slips(cast: Cast) -> None:
    client = cast.client(Role.ADMIN)
    _made(client, cast.dumai.root.pk)
    assert client.get(reverse("people:slips", args=[Export.objects.get().pk])).status_code == 405
    assert _fetched(client).startswith(b"%PDF")


def test_slips_nobody_fetched_are_gone_after_a_day(cast: Cast) -> None:
    client = cast.client(Role.ADMIN)
    _made(client, cast.dumai.root.pk)
    file = Export.objects.get()
    Export.objects.update(at=now() - SLIPS_KEPT - timedelta(minutes=1))
    assert not _fetched(client).startswith(b"%PDF")  # too late, also before the chore came
    clear_slips(now())
    assert not default_storage.exists(str(file.upload.file.name))
    assert "tidak diunduh dalam 24 jam" in client.get(reverse("people:accounts")).content.decode()
    [chore] = [each for each in CHORES.values() if each.function is clear_slips]
    assert chore.period == timedelta(hours=1)


def test_slips_that_wait_are_left_alone(cast: Cast) -> None:
    client = cast.client(Role.ADMIN)
    _made(client, cast.dumai.root.pk)
    clear_slips(now())
    assert _fetched(client).startswith(b"%PDF")


def test_slips_no_key_opens_are_refused_and_not_served(cast: Cast) -> None:
    client = cast.client(Role.ADMIN)
    _made(client, cast.dumai.root.pk)
    with default_storage.open(str(Export.objects.get().upload.file.name), "wb") as stored:
        stored.write(b"%PDF of an earlier day")
    assert client.post(reverse("people:slips", args=[Export.objects.get().pk])).status_code == 302


def test_making_accounts_is_on_record_from_the_order_to_each_person(cast: Cast) -> None:
    job = _made(cast.client(Role.ADMIN), cast.dumai.root.pk)
    admin = cast.dumai.users[Role.ADMIN]
    ordered = Entry.objects.get(action="people.order_accounts")
    assert (ordered.by, ordered.instansi) == (admin, cast.dumai.instansi)
    assert (ordered.subject, ordered.after) == (
        f"organisation.unit:{cast.dumai.root.pk}",
        {"job": job.pk},
    )
    stranger = cast.dumai.stranger
    stranger.refresh_from_db()
    linked = Entry.objects.get(action="people.link_account")
    assert (linked.by, linked.subject) == (admin, f"people.person:{stranger.pk}")
    assert (linked.before, linked.after) == ({"user": None}, {"user": stranger.user_id})


@pytest.mark.parametrize("lost", ["role", "reach", "account"])
def test_accounts_are_not_made_for_who_may_no_longer(cast: Cast, lost: str) -> None:
    admin = cast.dumai.users[Role.ADMIN]
    cast.client(Role.ADMIN).post(reverse("people:accounts"), {"unit": cast.dumai.root.pk})
    if lost == "role":
        admin.grants.update(revoked_at=now())
    elif lost == "reach":
        admin.grants.update(unit=cast.dumai.office)
    else:
        User.objects.filter(pk=admin.pk).update(is_active=False)
    before = User.objects.count()
    job = run_now(Job.objects.latest("pk"))
    assert job.state == Job.State.FAILED
    assert job.error
    assert "tidak lagi mengelola akun" in job.error["what"]["id"]
    assert (User.objects.count(), Export.objects.count()) == (before, 0)
