"""Make accounts for thousands at once, and move them with their people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from selaras.clock import WESTERN_INDONESIA
from selaras.web.accounts.actions.codes import BATCH, Slip, hand_out
from selaras.web.accounts.actions.grants import said
from selaras.web.accounts.models import Grant, Instansi, User
from selaras.web.accounts.roles import Role
from selaras.web.accounts.rules import Unit
from selaras.web.audit.record import Written, record_many


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Somebody who should be able to sign in, and the unit they work in."""

    nip: str
    name: str
    unit: Unit


@transaction.atomic
def make_accounts(
    *, rows: Iterable[NewAccount], instansi: Instansi, by: User | None, at: datetime
) -> list[Slip]:
    """Accounts for employees of an instansi; slips for the new ones, in the order of the rows.

    Who has an account already keeps it, with its password, and gets no slip; a missing role of employee is added. A
    second call with the same rows changes nothing. Whom `rows` may name is the caller's to check. A password is never
    made here: a slow hash for thousands of people would take minutes, and nobody but the person should know it.
    """
    # One at a time for an instansi, so that two imports do not make the same account.
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    wanted = {row.nip: row for row in rows}
    known = {user.nip: user for user in _users(wanted)}
    new = [
        User(nip=row.nip, name=row.name, password=make_password(None))
        for row in wanted.values()
        if row.nip not in known
    ]
    made = User.objects.bulk_create(new, batch_size=BATCH)
    known |= {user.nip: user for user in made}
    granted = _employ(wanted, known, instansi, by, at)
    slips = hand_out([(user, str(wanted[user.nip].unit)) for user in made], by=by, at=at)
    done = [Written("accounts.make_account", user, instansi) for user in made]
    done += [Written("accounts.grant_role", grant, instansi, after=said(grant)) for grant in granted]
    record_many(done, by=by, at=at)
    return slips


@transaction.atomic
def move_accounts(*, moves: Mapping[int, Unit], instansi: Instansi, by: User | None, at: datetime) -> int:
    """Let accounts (by user id) follow their people to another unit. Returns how many moved."""
    moved = []
    for chunk in _chunks(list(moves)):
        held = Grant.objects.select_for_update(no_key=True, of=("self",)).select_related("unit")
        for grant in held.filter(
            user__in=chunk, instansi=instansi, role=Role.EMPLOYEE, revoked_at__isnull=True
        ):
            unit = moves[grant.user_id]
            if grant.unit_id != unit.pk:
                grant.revoked_by, grant.revoked_at, grant.revoked_why = by, at, "pindah unit"
                grant.save(update_fields=["revoked_by", "revoked_at", "revoked_why"])
                moved.append(_employment(grant.user_id, unit, instansi, by, at))
    Grant.objects.bulk_create(moved, batch_size=BATCH)
    rows = [Written("accounts.move_account", grant, instansi, after=said(grant)) for grant in moved]
    record_many(rows, by=by, at=at)
    return len(moved)


def _employ(
    wanted: Mapping[str, NewAccount],
    users: Mapping[str, User],
    instansi: Instansi,
    by: User | None,
    at: datetime,
) -> list[Grant]:
    """The role of employee for whoever lacks it."""
    day = at.astimezone(WESTERN_INDONESIA).date()
    employed = set(
        Grant.objects.on(day).filter(instansi=instansi, role=Role.EMPLOYEE).values_list("user_id", flat=True)
    )
    new = [
        _employment(users[row.nip].pk, row.unit, instansi, by, at)
        for row in wanted.values()
        if users[row.nip].pk not in employed and not users[row.nip].is_superuser
    ]
    return Grant.objects.bulk_create(new, batch_size=BATCH)


def _employment(user_id: int, unit: Unit, instansi: Instansi, by: User | None, at: datetime) -> Grant:
    return Grant(
        user_id=user_id,
        instansi=instansi,
        unit_id=unit.pk,
        role=Role.EMPLOYEE,
        since=at.astimezone(WESTERN_INDONESIA).date(),
        granted_by=by,
        granted_at=at,
    )


def _users(nips: Iterable[str]) -> Iterator[User]:
    for chunk in _chunks(list(nips)):
        yield from User.objects.filter(nip__in=chunk)


def _chunks(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
