"""Issue activation codes: for new accounts, and in place of a forgotten password."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from selaras.clock import today
from selaras.web.accounts.actions.state import end_sessions
from selaras.web.accounts.codes import VALID_FOR, kept_code, new_code
from selaras.web.accounts.models import Activation, Grant, User
from selaras.web.accounts.roles import Role
from selaras.web.accounts.rules import check_manager, reach_of
from selaras.web.audit.record import Written, record_many

BATCH = 500


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for one person. The code is nowhere else: keep a slip no longer than it takes to print it."""

    user_id: int
    nip: str
    name: str
    unit_name: str
    code: str
    until: datetime


@transaction.atomic
def issue_codes(*, users: Collection[User], by: User | None, at: datetime, why: str = "") -> list[Slip]:
    """A new code for each account, in the given order. Passwords, earlier codes and sessions end.

    Raises AccountsRefused for an account beyond the reach of `by`.
    """
    ids = [user.pk for user in users]
    locked = {
        user.pk: user
        for user in User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    }
    grants = _live_grants(ids)
    within = reach_of(by) if by else None
    for user in locked.values():
        check_manager(by, user, grants.get(user.pk, []), within)
        if user.has_usable_password():
            user.password = make_password(None)
            end_sessions(user)
    User.objects.bulk_update(locked.values(), ["password"], batch_size=BATCH)
    slips = hand_out([(locked[pk], _unit_name(grants.get(pk, []))) for pk in ids], by=by, at=at)
    places = {pk: grants[pk][0].instansi_id for pk in ids if pk in grants}
    rows = [Written("accounts.issue_code", locked[pk], places.get(pk), why=why) for pk in ids]
    record_many(rows, by=by, at=at)
    return slips


def hand_out(users: list[tuple[User, str]], *, by: User | None, at: datetime) -> list[Slip]:
    """Codes for accounts with the name of their unit; earlier ones end. Within the caller's transaction."""
    ids = [user.pk for user, _ in users]
    for start in range(0, len(ids), BATCH):  # databases take a limited number of values
        earlier = Activation.objects.filter(user__in=ids[start : start + BATCH])
        earlier.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    until = at + VALID_FOR
    slips = [Slip(user.pk, user.nip, user.name, unit_name, new_code(), until) for user, unit_name in users]
    Activation.objects.bulk_create(
        [
            Activation(
                user_id=slip.user_id,
                kept=kept_code(slip.user_id, slip.code),
                issued_by=by,
                issued_at=at,
                expires_at=until,
            )
            for slip in slips
        ],
        batch_size=BATCH,
    )
    return slips


def _live_grants(ids: list[int]) -> dict[int, list[Grant]]:
    found: dict[int, list[Grant]] = {}
    for grant in Grant.objects.not_over(today()).filter(user__in=ids).select_related("unit").order_by("pk"):
        found.setdefault(grant.user_id, []).append(grant)
    return found


def _unit_name(grants: list[Grant]) -> str:
    """Where a slip is handed out: the unit somebody is employed in, else the first they hold a role for."""
    employed = [grant for grant in grants if grant.role == Role.EMPLOYEE]
    return next((str(grant.unit) for grant in employed + grants), "")
