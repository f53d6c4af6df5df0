"""The first instansi, the first accounts: what nobody can do at the browser because nobody is there yet."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from selaras.web.accounts.actions import grant_role
from selaras.web.accounts.models import Grant, Instansi, User
from selaras.web.accounts.roles import Role
from selaras.web.audit.record import record
from selaras.web.organisation.actions import ensure_units
from selaras.web.organisation.models import Unit
from selaras.web.standards.actions import publish_embedded

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters and digits that look alike
GROUPS = 4


@dataclass(frozen=True, slots=True)
class Opened:
    """An account to sign in with, as it is told once."""

    role: str
    nip: str
    password: str
    instansi: str


@transaction.atomic
def found_instansi(
    *,
    code: str,
    name: str,
    region: str,
    regulations: Sequence[str],
    synthetic: bool,
    since: date,
    at: datetime,
) -> Unit:
    """An instansi with its root unit, or the one with this code; its root unit."""
    instansi, new = Instansi.objects.get_or_create(
        code=code,
        defaults={"name": name, "region": region, "synthetic": synthetic},
    )
    if new:
        said = {"code": code, "name": name, "region": region, "regulations": list(regulations)}
        record("accounts.found_instansi", instansi, by=None, at=at, instansi=instansi, after=said)
    for act_id in regulations:
        publish_embedded(act_id=act_id, instansi=instansi, by=None, at=at)
    ensure_units(instansi=instansi, names={}, by=None, at=at, since=since)
    return Unit.objects.get(instansi=instansi, parent=None)


@transaction.atomic
def open_account(
    *, nip: str, name: str, role: Role | None, unit: Unit | None, since: date, at: datetime, must_change: bool
) -> tuple[User, str]:
    """An account with a fresh password, made when it is not there; with a role at a unit, or (None) a superadmin's."""
    user, new = User.objects.get_or_create(nip=nip, defaults={"name": name, "is_superuser": role is None})
    password = fresh_password()
    user.set_password(password)
    user.must_change_password = must_change
    user.save(update_fields=["password", "must_change_password"])
    if new:
        record("accounts.make_account", user, by=None, at=at, instansi=unit and unit.instansi)
    record("accounts.set_password", user, by=None, at=at, instansi=unit and unit.instansi)
    if role and unit and not Grant.objects.on(since).filter(user=user, role=role, unit=unit).exists():
        grant_role(user=user, role=role, unit=unit, since=since, by=None, at=at)
    return user, password


def fresh_password() -> str:
    """Easy to read out and to type, with about 78 bits of chance."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(GROUPS))
