"""Things of accounts, and the plain ones everybody needs."""

from __future__ import annotations

from datetime import date

from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Role
from selaras.web.organisation.models import Unit
from tests.web.cast import AT, BEGAN
from tests.web.matrix.makers import Place, maker


@maker("unit")
def make_unit(place: Place) -> Unit:
    """The unit of the place itself."""
    return place.unit


@maker("account")
def make_account(place: Place) -> User:
    """The account of an employee in the unit."""
    user = User.objects.create_user(f"akun-{place.house.instansi.code}", None, name="Contoh Pemegang Akun")
    _grant(user, place, Role.EMPLOYEE)
    return user


@maker("grant")
def make_grant(place: Place) -> Grant:
    """A role of somebody for the unit."""
    user = User.objects.create_user(f"peran-{place.house.instansi.code}", None, name="Contoh Pemegang Peran")
    return _grant(user, place, Role.SUPERVISOR)


def _grant(user: User, place: Place, role: Role, since: date = BEGAN) -> Grant:
    return Grant.objects.create(
        user=user,
        instansi=place.house.instansi,
        unit=place.unit,
        role=role,
        since=since,
        granted_at=AT,
        granted_by=None,
    )
