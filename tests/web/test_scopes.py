"""Who sees whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from selaras.clock import today
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import MAY, Permission, Role
from selaras.web.accounts.scopes import Asker, Held, asker_of, inside
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Person
from tests.web.cast import AT, BEGAN, DAY, Cast


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


def test_unit_12_is_not_inside_unit_1() -> None:
    assert inside("/1/12/", "/1/")
    assert not inside("/12/", "/1/")
    assert not inside("/1/", "/1/12/")
    assert not inside("/1/", "")  # a path that was never set reaches nothing
    assert not inside("/1/", "/")


def test_a_scope_does_not_run_over_into_a_unit_whose_number_begins_alike(cast: Cast) -> None:
    first, second = cast.dumai.office, cast.dumai.other_office
    Unit.objects.filter(pk=first.pk).update(path="/900/2/")
    Unit.objects.filter(pk=second.pk).update(path="/900/21/")
    asker = Asker(cast.dumai.users[Role.HEAD], cast.dumai.instansi, (Held(Role.HEAD, 1, "/900/2/"),))
    assert set(Unit.objects.visible_to(asker)) == {first}
    assert not asker.reaches(Permission.VIEW_PEOPLE, "/900/21/")


def test_a_grant_for_a_unit_without_a_path_opens_nothing(cast: Cast) -> None:
    user = cast.dumai.users[Role.ANALYST]
    Unit.objects.filter(pk=cast.dumai.root.pk).update(path="")
    assert asker_of(user, None, DAY).held == ()


def test_a_grant_whose_unit_is_of_another_instansi_opens_nothing(cast: Cast) -> None:
    Grant.objects.filter(user=cast.dumai.users[Role.ANALYST]).update(unit=cast.contoh.root)
    assert asker_of(cast.dumai.users[Role.ANALYST], None, DAY).held == ()


def test_roles_of_two_instansi_are_never_added_up(cast: Cast) -> None:
    user = cast.dumai.users[Role.ANALYST]
    _give(user, cast, "contoh", Role.HEAD)
    here = asker_of(user, cast.dumai.instansi.pk, DAY)
    there = asker_of(user, cast.contoh.instansi.pk, DAY)
    assert here.choices == there.choices == (cast.dumai.instansi, cast.contoh.instansi)
    assert (here.roles, there.roles) == ({Role.ANALYST}, {Role.HEAD})
    assert set(Person.objects.visible_to(here)) == {cast.dumai.person, cast.dumai.stranger}
    assert set(Person.objects.visible_to(there)) == {cast.contoh.person}
    assert there.deciding  # the account needs its second factor wherever it works


def test_an_instansi_without_a_grant_is_not_chosen(cast: Cast) -> None:
    user = cast.dumai.users[Role.ANALYST]
    assert asker_of(user, cast.contoh.instansi.pk, DAY).instansi == cast.dumai.instansi


def test_a_role_that_is_revoked_over_or_not_yet_begun_opens_nothing(cast: Cast) -> None:
    user = cast.dumai.users[Role.HEAD]
    grants = Grant.objects.filter(user=user)
    for said in ({"revoked_at": AT}, {"until": DAY - timedelta(days=1)}, {"since": DAY + timedelta(days=1)}):
        grants.update(since=BEGAN, until=None, revoked_at=None)
        grants.update(**said)
        assert asker_of(user, None, DAY).held == ()


def test_only_a_national_role_sees_across_and_only_what_it_may(cast: Cast) -> None:
    asker = asker_of(cast.dumai.users[Role.NATIONAL], None, DAY)
    assert set(Unit.objects.visible_to(asker)) == set(Unit.objects.all())
    assert not Person.objects.visible_to(asker, Permission.EDIT_PEOPLE)
    for role in set(Role) - {Role.NATIONAL}:
        seen = Unit.objects.visible_to(asker_of(cast.dumai.users[role], None, DAY))
        assert not seen.exclude(instansi=cast.dumai.instansi)


@pytest.mark.parametrize("role", list(Role))
def test_a_scope_never_holds_more_than_the_role_may(cast: Cast, role: Role) -> None:
    asker = asker_of(cast.dumai.users[role], None, DAY)
    for permission in set(Permission) - MAY[role]:
        assert not asker.may(permission)
        assert asker.paths(permission) == ()
        assert not Unit.objects.filter(asker.within(permission, "path"))
        assert not Unit.objects.filter(asker.in_instansi(permission))


def test_who_asks_costs_one_query(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    user = cast.dumai.users[Role.ANALYST]
    _give(user, cast, "contoh", Role.HEAD)
    with django_assert_max_num_queries(1):
        asker = asker_of(user, None, DAY)
        assert asker.instansi
        assert asker.choices[1].name


def test_the_instansi_is_switched_among_ones_own_and_nowhere_else(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.HEAD]
    other = User.objects.get(pk=user.pk)
    client.force_login(other)
    sent = {"instansi": cast.contoh.instansi.pk, "next": "https://jahat.example/"}
    assert client.post("/akun/instansi/", sent).url == "/"
    assert "instansi" not in client.session
    _give(user, cast, "contoh", Role.HEAD)
    assert client.post("/akun/instansi/", sent).url == "/"
    assert client.session["instansi"] == cast.contoh.instansi.pk
    for wrong in ("", "x", "999999999999999999999", "-1"):
        client.post("/akun/instansi/", {"instansi": wrong})
        assert client.session["instansi"] == cast.contoh.instansi.pk


def _give(user: User, cast: Cast, house: str, role: Role) -> None:
    there = getattr(cast, house)
    Grant.objects.create(
        user=user,
        instansi=there.instansi,
        unit=there.office,
        role=role,
        since=min(BEGAN, today()),
        granted_at=AT,
        granted_by=None,
    )
