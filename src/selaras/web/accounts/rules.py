"""Who may give which role where, and whose account one may touch: nobody beyond their own reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, Protocol

from selaras.clock import today
from selaras.web.accounts.errors import refused
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import ABOVE_INSTANSI, GIVES, Role
from selaras.web.accounts.scopes import Asker, Held, asker_of, inside


class Unit(Protocol):
    """A unit, as far as accounts need to know it (units stand above accounts)."""

    pk: Any
    path: Any
    name: Any
    instansi_id: Any


def given_by(asker: Asker, path: str, counts: Callable[[Held], bool] = lambda held: True) -> frozenset[Role]:
    """The roles the asker may give and take at a unit, by those held that count."""
    given = [
        GIVES.get(held.role, frozenset[Role]())
        for held in asker.held
        if inside(path, held.path) and counts(held)
    ]
    return frozenset[Role]().union(*given)


def check_giver(by: User | None, role: Role, unit: Unit) -> None:
    """Refuse a role, or the taking of one, that is not for this person to give. Nobody: the installation itself."""
    if by is None or by.is_superuser:
        return
    if role in ABOVE_INSTANSI:
        raise refused(
            "Peran di atas semua instansi hanya diberikan oleh superadmin.",
            "A role above every agency is given by a superadmin alone.",
        )
    if role not in given_by(asker_of(by, unit.instansi_id, today()), unit.path):
        raise refused(
            "Peran ini di unit itu bukan wewenang Anda.",
            "This role at that unit is not yours to give or take.",
            "Minta admin instansi.",
            "Ask the administrator of the agency.",
        )


def check_end(by: User | None, role: Role, unit: Unit, until: date | None) -> None:
    """Refuse a role that would outlive the stand-in who gives it: what they give ends with them at the latest."""
    if by is None or by.is_superuser:
        return

    def long_enough(held: Held) -> bool:
        return held.stands_in_until is None or (until is not None and until <= held.stands_in_until)

    if role not in given_by(asker_of(by, unit.instansi_id, today()), unit.path, long_enough):
        raise refused(
            "Sebagai Plh atau Plt, Anda memberi peran paling lama sampai akhir masa tugas Anda sendiri.",
            "As a stand-in you give roles until the end of your own time at the latest.",
            "Isi hari akhirnya.",
            "Fill in its last day.",
        )


def check_manager(
    by: User | None,
    user: User,
    live: Iterable[Grant] | None = None,
    within: Callable[[Grant], bool] | None = None,
) -> None:
    """Refuse to touch the account of somebody with a role beyond one's reach, or one's own.

    A role that only begins tomorrow counts: a code issued today would still be known then. `live`: the account's
    grants that are not over, where they are known already (with their units); `within`: the reach of `by`, where many
    accounts are checked.
    """
    if by is None:
        return
    if by.pk == user.pk:
        raise refused(
            "Akun sendiri diubah di halaman profil.", "One's own account is changed on the profile page."
        )
    if by.is_superuser:
        return
    held = list(user.grants.not_over(today()).select_related("unit")) if live is None else list(live)
    if user.is_superuser or not held or not all(map(within or reach_of(by), held)):
        raise refused(
            "Akun ini juga memegang peran di luar jangkauan Anda.",
            "This account also holds a role beyond your reach.",
            "Minta admin instansi atau superadmin.",
            "Ask the administrator of the agency, or the superadmin.",
        )


def reach_of(by: User) -> Callable[[Grant], bool]:
    """Whether somebody may give and take a grant; who they are is asked once for each instansi."""
    asker = cache(lambda instansi_id: asker_of(by, instansi_id, today()))

    def within(grant: Grant) -> bool:
        return Role(grant.role) in given_by(asker(grant.instansi_id), grant.unit.path)

    return within


def check_days(since: date, until: date | None, standing: str) -> None:
    """Refuse an impossible period, and a stand-in without an end."""
    if until and until < since:
        raise refused("Hari akhir lebih awal daripada hari mulai.", "The last day is before the first.")
    if standing != Grant.Standing.DEFINITIVE and not until:
        raise refused(
            "Plh atau Plt harus memiliki hari akhir.", "A stand-in (Plh, Plt) must have a last day."
        )
