"""Accounts for people: made by the unit, handed out as slips to cut."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from selaras.clock import now
from selaras.errors import Text
from selaras.web.accounts.actions.making import NewAccount, make_accounts
from selaras.web.accounts.models import User
from selaras.web.accounts.slips import slips_as_pdf
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import Progress, start, work
from selaras.web.lists.models import Export
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Person, PersonQuerySet
from selaras.web.uploads.actions import store_bytes

WORK = "people.accounts"
SLIPS = "slips"  # the key under which the files are kept: for who asked for them, and nobody else


def without_account(unit: Unit) -> PersonQuerySet:
    """People in service of a unit and all below it who cannot sign in yet."""
    found = Person.objects.filter(unit__path__startswith=unit.path, status=Person.Status.ACTIVE)
    return found.filter(user__isnull=True).order_by("unit__path", "name", "pk")


@transaction.atomic
def order_accounts(*, unit: Unit, by: User, at: datetime, address: str) -> Job:
    """Make accounts for everybody of a unit without one, in the background. `address`: where a code is typed in."""
    return start(WORK, by=by, instansi=unit.instansi, at=at, unit=unit.pk, address=address)


@work(WORK, label=Text("Membuat akun dan slip aktivasi", "Making accounts and activation slips"), attempts=2)
def make_for_unit(progress: Progress, *, unit: int, address: str) -> dict[str, Any]:
    """Accounts and one file of slips. Begun again, it makes what is still missing: codes already printed are lost then.

    Accounts, slips and the file stand or fall together.
    """
    where = Unit.objects.select_related("instansi").get(pk=unit)
    by, at = progress.job.owner, now()
    if by is None:
        raise ValueError("accounts are made for somebody who asked")
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
        users = {user.nip: user for user in User.objects.filter(nip__in=[person.nip for person in people])}
        for person in people:
            person.user = users.get(person.nip)
        Person.objects.bulk_update(people, ["user"], batch_size=200)
        if not slips:
            return {"url": reverse("people:accounts"), "people": len(people), "slips": 0}
        content = slips_as_pdf(slips, instansi=where.instansi.name, address=address)
        upload = store_bytes(
            name="slip-aktivasi.pdf", content=content, kind="pdf", instansi=where.instansi, by=by, at=at
        )
        file = Export.objects.create(
            key=SLIPS,
            instansi=where.instansi,
            by=by,
            at=at,
            upload=upload,
            rows=len(slips),
            paths=[where.path],
        )
    progress.step(len(people), len(people))
    return {"url": reverse("people:slips", args=[file.pk]), "people": len(people), "slips": len(slips)}
