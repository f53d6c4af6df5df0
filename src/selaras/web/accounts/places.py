"""In which instansi something about an account is put on record: an auditor reads the log of one instansi."""

from __future__ import annotations

from selaras.clock import today
from selaras.web.accounts.models import GrantQuerySet, User


def places_of(user: User) -> list[int | None]:
    """Every instansi (id) in which the account holds a role today or later; else all where it held one; else none."""
    live = _instansi(user.grants.not_over(today()))
    return live or _instansi(user.grants.all()) or [None]


def _instansi(grants: GrantQuerySet) -> list[int | None]:
    return [*sorted(set(grants.values_list("instansi_id", flat=True)))]
