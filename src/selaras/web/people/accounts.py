"""Accounts for people: made by the unit, handed out as slips to cut."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from selaras.clock import now, today
from selaras.errors import DataRefused, Text
from selaras.web.accounts.actions.making import NewAccount, make_accounts
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import asker_of
from selaras.web.accounts.slips import slips_as_pdf
from selaras.web.audit.record import Written, record, record_many
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import Progress, start, work
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Person, PersonQuerySet
from selaras.web.people.slips import keep_slips

WORK = "people.accounts"


def without_account(unit: Unit) -> PersonQuerySet:
    """People in service of a unit and all below it who cannot sign in yet."""
    found = Person.objects.filter(unit__path__startswith=unit.path, status=Person.Status.ACTIVE)
    return found.filter(user__isnull=True).order_by("unit__path", "name", "pk")


@transaction.atomic
def order_accounts(*, unit: Unit, by: User, at: datetime, address: str) -> Job:
    """Make accounts for everybody of a unit without one, in the background. `address`: where a code is typed in."""
    job = start(WORK, by=by, instansi=unit.instansi, at=at, unit=unit.pk, address=address)
    record("people.order_accounts", unit, by=by, at=at, instansi=unit.instansi_id, after={"job": job.pk})
    return job


@work(WORK, label=Text("Membuat akun dan slip aktivasi", "Making accounts and activation slips"), attempts=2)
def make_for_unit(progress: Progress, *, unit: int, address: str) -> dict[str, Any]:
    """Accounts and one file of slips. Begun again, it makes what is still missing: codes already printed are lost then.

    Accounts, slips and the file stand or fall together.
    """
    where = Unit.objects.select_related("instansi").get(pk=unit)
    by, at = progress.job.owner, now()
    if by is None:
        raise ValueError("accounts are made for somebody who asked")
    must_manage(where, by)
    progress.step(0, None, Text("Membuat akun", "Making accounts"))
    with transaction.atomic():
        people = list(
            without_account(where)
            .order_by("pk")  # as all who lock people
            .select_related("unit")
            .select_for_update(no_key=True, of=("self",))
        )
        rows = [NewAccount(person.nip, person.name, person.unit) for person in people]
        slips = make_accounts(rows=rows, instansi=where.instansi, by=by, at=at)
        link_accounts(people, by=by, at=at)
        result = {"url": reverse("people:accounts"), "people": len(people), "slips": len(slips)}
        if slips:
            content = slips_as_pdf(slips, instansi=where.instansi.name, address=address)
            keep_slips(content=content, rows=len(slips), unit=where, by=by, at=at)
    progress.step(len(people), len(people))
    return result


def must_manage(unit: Unit, by: User) -> None:
    """Raise DataRefused when somebody may not make accounts there any more: roles end between asking and doing."""
    asker = asker_of(by, unit.instansi_id, today())
    if not (by.is_active and asker.reaches(Permission.MANAGE_ACCOUNTS, unit.path)):
        raise DataRefused(
            Text(
                "Anda tidak lagi mengelola akun di unit ini.", "You no longer manage accounts in this unit."
            ),
            Text("Minta admin instansi.", "Ask the administrator of the agency."),
        )


@transaction.atomic
def link_accounts(people: Sequence[Person], *, by: User, at: datetime) -> None:
    """Join people to the accounts of their NIP. Within the caller's locks."""
    users = {user.nip: user for user in User.objects.filter(nip__in=[person.nip for person in people])}
    joined = [person for person in people if person.nip in users]
    for person in joined:
        person.user = users[person.nip]
    Person.objects.bulk_update(joined, ["user"], batch_size=200)
    rows = [
        Written("people.link_account", person, person.instansi_id, {"user": None}, {"user": person.user_id})
        for person in joined
    ]
    if rows:
        record_many(rows, by=by, at=at)
