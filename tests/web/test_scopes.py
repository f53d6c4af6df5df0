"""Who sees whom."""

from __future__ import annotations

from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.people.models import Person
from tests.web.cast import DAY, Cast


def test_an_analyst_sees_everybody_of_the_own_instansi_and_nobody_of_another(cast: Cast) -> None:
    asker = asker_of(cast.dumai.users[Role.ANALYST], None, DAY)
    seen = set(Person.objects.visible_to(asker))
    assert seen == {cast.dumai.person, cast.dumai.stranger}


def test_a_head_sees_the_own_unit_and_what_is_below_it(cast: Cast) -> None:
    asker = asker_of(cast.dumai.users[Role.HEAD], None, DAY)
    assert set(Person.objects.visible_to(asker)) == {cast.dumai.person}


def test_an_employee_sees_only_themselves(cast: Cast) -> None:
    asker = asker_of(cast.dumai.users[Role.EMPLOYEE], None, DAY)
    assert set(Person.objects.visible_to(asker)) == {cast.dumai.person}
    assert not Person.objects.visible_to(asker, Permission.EDIT_PEOPLE)
