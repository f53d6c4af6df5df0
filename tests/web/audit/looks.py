"""Views of records, for the tests."""

from __future__ import annotations

from selaras.web.accounts.roles import Role
from selaras.web.accounts.scopes import Asker, asker_of
from selaras.web.audit import access
from selaras.web.people.models import Person
from tests.web.cast import DAY, Cast, House


def asker(cast: Cast, role: Role, house: House | None = None) -> Asker:
    """The holder of a role, asking."""
    return asker_of((house or cast.dumai).users[role], None, DAY)


def look(
    cast: Cast, role: Role = Role.ANALYST, person: Person | None = None, what: str = "people.record"
) -> None:
    """Somebody of Kota Dumai looks at a record."""
    access.looked(asker=asker(cast, role), person=person or cast.dumai.person, what=what)
