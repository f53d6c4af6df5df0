"""Give and take roles."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from selaras.errors import Text
from selaras.web.accounts.errors import refused
from selaras.web.accounts.keys_models import ApiKey
from selaras.web.accounts.models import Activation, Grant, User
from selaras.web.accounts.roles import DECIDING, Role
from selaras.web.accounts.rules import Unit, check_days, check_end, check_giver
from selaras.web.audit.record import record


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    unit: Unit,
    since: date,
    until: date | None = None,
    document: str = "",
    standing: str = Grant.Standing.DEFINITIVE,
    on_behalf_of: User | None = None,
    by: User | None,
    at: datetime,
) -> Grant:
    """Give a role for a unit and all below it, from a day to a day (both included).

    Plh and Plt end on a day; a Plh stands in for somebody who holds the role there. `by` None: the installation
    itself (its first administrator). With a role that decides, an activation code not used yet ends (`code_ended`
    tells): whoever handed it out may not reach that role. Raises AccountsRefused.
    """
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    check_days(since, until, standing)
    _check_receiver(locked, by)
    check_giver(by, role, unit)
    check_end(by, role, unit, until)
    _check_absent(on_behalf_of, locked, role, unit, since, standing)
    _check_twice(locked, role, unit, since, until)
    grant = Grant(
        user=locked,
        instansi_id=unit.instansi_id,
        unit_id=unit.pk,
        role=role,
        standing=standing,
        on_behalf_of=on_behalf_of,
        since=since,
        until=until,
        document=document.strip(),
        granted_by=by,
        granted_at=at,
    )
    grant.save(force_insert=True)
    ended = _end_codes(locked, at) if role in DECIDING else 0
    record("accounts.grant_role", grant, by=by, at=at, instansi=unit.instansi_id, after=said(grant))
    if ended:
        why = "peran baru ikut memutus"
        record("accounts.withdraw_code", locked, by=by, at=at, instansi=unit.instansi_id, why=why)
    return grant


def code_ended(grant: Grant) -> bool:
    """Whether giving this role ended an activation code that had not been used: its holder needs a new one."""
    return Activation.objects.filter(
        user=grant.user_id, withdrawn_at=grant.granted_at, expires_at__gt=grant.granted_at
    ).exists()


@transaction.atomic
def revoke_grant(*, grant: Grant, why: str, by: User, at: datetime) -> Grant:
    """Take a role, from this moment. Raises AccountsRefused."""
    locked = (
        Grant.objects.select_for_update(no_key=True, of=("self",))
        .select_related("unit", "user")
        .get(pk=grant.pk)
    )
    check_giver(by, Role(locked.role), locked.unit)
    revoke(locked, Text("Peran", "role"), "accounts.revoke_grant", said(locked), why, by, at)
    return locked


def revoke(
    row: Grant | ApiKey, name: Text, verb: str, before: dict[str, object], why: str, by: User, at: datetime
) -> None:
    """End what stands, a role or a key, for a reason. Raises AccountsRefused without one, and where it ended already."""
    why = why.strip()
    if not why:
        raise refused("Tulis alasan pencabutan.", "Write the reason for revoking.")
    if row.revoked_at:
        raise refused(f"{name.id} ini sudah dicabut.", f"This {name.en} was revoked already.")
    row.revoked_by, row.revoked_at, row.revoked_why = by, at, why
    row.save(update_fields=["revoked_by", "revoked_at", "revoked_why"])
    record(verb, row, by=by, at=at, instansi=row.instansi_id, before=before, why=why)


def said(grant: Grant) -> dict[str, object]:
    """What a grant says, for the record."""
    return {
        "user": grant.user_id,
        "role": str(grant.role),
        "unit": grant.unit_id,
        "standing": str(grant.standing),
        "on_behalf_of": grant.on_behalf_of_id,
        "since": grant.since,
        "until": grant.until,
        "document": grant.document,
    }


def _end_codes(user: User, at: datetime) -> int:
    return Activation.objects.filter(user=user, used_at=None, withdrawn_at=None).update(withdrawn_at=at)


def _check_receiver(user: User, by: User | None) -> None:
    if by is not None and by.pk == user.pk:
        raise refused(
            "Peran untuk diri sendiri harus diberikan orang lain.",
            "A role for oneself must be given by somebody else.",
        )
    if user.is_superuser:
        raise refused(
            "Superadmin tidak memegang peran: ia hanya mengelola instalasi.",
            "A superadmin holds no role: they only run the installation.",
        )
    if not user.is_active:
        raise refused("Akun ini dinonaktifkan.", "This account is closed.")


def _check_absent(absent: User | None, user: User, role: Role, unit: Unit, day: date, standing: str) -> None:
    """A Plh stands in for somebody; whoever is named must hold the role there on the first day."""
    if absent is None:
        if standing == Grant.Standing.PLH:
            raise refused(
                "Plh menggantikan seseorang: tulis siapa.", "A Plh stands in for somebody: say whom."
            )
        return
    if standing == Grant.Standing.DEFINITIVE or absent.pk == user.pk:
        raise refused("Hanya Plh atau Plt yang menggantikan orang lain.", "Only a stand-in is for another.")
    holds = Grant.objects.on(day).filter(
        user=absent, role=role, unit_id=unit.pk, standing=Grant.Standing.DEFINITIVE
    )
    if not holds.exists():
        raise refused(
            "Yang digantikan tidak memegang peran ini di unit itu.",
            "Whoever is replaced does not hold this role at that unit.",
        )


def _check_twice(user: User, role: Role, unit: Unit, since: date, until: date | None) -> None:
    same = user.grants.filter(role=role, unit_id=unit.pk, revoked_at__isnull=True)
    same = same.filter(Q(until__isnull=True) | Q(until__gte=since))
    if until:
        same = same.filter(since__lte=until)
    if same.exists():
        raise refused(
            "Peran yang sama di unit itu sudah dipegang pada hari-hari tersebut.",
            "The same role at that unit is held already on those days.",
        )
