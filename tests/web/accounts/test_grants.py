"""Giving and taking roles: within reach, from a day to a day, on record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from selaras.clock import now, today
from selaras.web.accounts.actions import NewAccount, grant_role, make_accounts, revoke_grant
from selaras.web.accounts.errors import AccountsRefused
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import DECIDING, MAY, Permission, Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.models import Entry
from tests.web.cast import PASSWORD, Cast

TODAY = today()
ADD = "/akun/peran/tambah/"


@pytest.fixture
def somebody(cast: Cast) -> User:
    """An employee of the section without any other role."""
    user = User.objects.create_user("199001012015011077", PASSWORD, name="Contoh Seseorang")
    grant_role(user=user, role=Role.EMPLOYEE, unit=cast.dumai.section, since=TODAY, by=None, at=now())
    return user


def give(cast: Cast, user: User, role: Role, by: User | None, unit: str = "office", **more) -> Grant:  # type: ignore[no-untyped-def]
    where = getattr(cast.dumai, unit)
    return grant_role(user=user, role=role, unit=where, **({"since": TODAY} | more), by=by, at=now())


def test_an_administrator_gives_a_role_that_holds_at_once_and_takes_it_again(
    cast: Cast, somebody: User
) -> None:
    admin = cast.dumai.users[Role.ADMIN]
    grant = give(cast, somebody, Role.ANALYST, admin, document="SK 1/2026")
    assert asker_of(somebody, None, TODAY).may(Permission.IMPORT)
    said = Entry.objects.get(action="accounts.grant_role", subject=f"accounts.grant:{grant.pk}")
    assert said.after["document"] == "SK 1/2026"
    revoke_grant(grant=grant, why="Pindah", by=admin, at=now())
    assert not asker_of(somebody, None, TODAY).may(Permission.IMPORT)
    assert Entry.objects.get(action="accounts.revoke_grant").why == "Pindah"
    with pytest.raises(AccountsRefused):
        revoke_grant(grant=grant, why="Lagi", by=admin, at=now())


def test_a_role_holds_from_its_first_to_its_last_day(cast: Cast, somebody: User) -> None:
    first, last = TODAY + timedelta(days=2), TODAY + timedelta(days=4)
    give(cast, somebody, Role.HEAD, None, since=first, until=last)
    holds = [Role.HEAD in asker_of(somebody, None, TODAY + timedelta(days=days)).roles for days in range(7)]
    assert holds == [False, False, True, True, True, False, False]


@pytest.mark.parametrize("role", list(Role))
def test_a_unit_administrator_gives_no_role_that_decides_and_none_outside(
    cast: Cast, somebody: User, role: Role
) -> None:
    by = cast.dumai.users[Role.UNIT_ADMIN]
    for unit in ("root", "other_office"):
        with pytest.raises(AccountsRefused):
            give(cast, somebody, role, by, unit)
    if role in {Role.EMPLOYEE, Role.SUPERVISOR, Role.HEAD}:
        assert role not in DECIDING
        assert give(cast, somebody, role, by)
    else:
        with pytest.raises(AccountsRefused):
            give(cast, somebody, role, by)


@pytest.mark.parametrize("role", list(Role))
def test_an_administrator_gives_every_role_but_the_national_one_and_none_in_another_instansi(
    cast: Cast, somebody: User, role: Role
) -> None:
    by = cast.dumai.users[Role.ADMIN]
    with pytest.raises(AccountsRefused):
        grant_role(user=somebody, role=role, unit=cast.contoh.root, since=TODAY, by=by, at=now())
    if role == Role.NATIONAL:
        with pytest.raises(AccountsRefused):
            give(cast, somebody, role, by, "root")
        assert give(cast, somebody, role, cast.superadmin, "root")
    else:
        assert give(cast, somebody, role, by, "root")


@pytest.mark.parametrize("role", [role for role in Role if Permission.MANAGE_GRANTS not in MAY[role]])
def test_nobody_else_gives_any_role(cast: Cast, somebody: User, role: Role) -> None:
    with pytest.raises(AccountsRefused):
        give(cast, somebody, Role.SUPERVISOR, cast.dumai.users[role])


def test_nobody_gives_themselves_a_role(cast: Cast) -> None:
    admin = cast.dumai.users[Role.ADMIN]
    with pytest.raises(AccountsRefused):
        give(cast, admin, Role.ANALYST, admin)


def test_a_superadmin_and_a_closed_account_get_no_role(cast: Cast, somebody: User) -> None:
    with pytest.raises(AccountsRefused):
        give(cast, cast.superadmin, Role.ADMIN, None, "root")
    User.objects.filter(pk=somebody.pk).update(is_active=False)
    with pytest.raises(AccountsRefused):
        give(cast, somebody, Role.HEAD, None)


def test_a_stand_in_ends_and_stands_in_for_the_holder(cast: Cast, somebody: User) -> None:
    admin, head = cast.dumai.users[Role.ADMIN], cast.dumai.users[Role.HEAD]
    plh = {"standing": Grant.Standing.PLH}
    with pytest.raises(AccountsRefused):
        give(cast, somebody, Role.HEAD, admin, on_behalf_of=head, **plh)
    until = TODAY + timedelta(days=14)
    with pytest.raises(AccountsRefused):
        give(cast, somebody, Role.HEAD, admin, until=until, **plh)
    with pytest.raises(AccountsRefused):  # does not hold it
        give(
            cast,
            somebody,
            Role.HEAD,
            admin,
            until=until,
            on_behalf_of=cast.dumai.users[Role.SUPERVISOR],
            **plh,
        )
    grant = give(cast, somebody, Role.HEAD, admin, until=until, on_behalf_of=head, **plh)
    assert asker_of(somebody, None, until).may(Permission.VIEW_PEOPLE)
    assert not asker_of(somebody, None, until + timedelta(days=1)).may(Permission.VIEW_PEOPLE)
    other = User.objects.create_user("lain", PASSWORD, name="Contoh Lain")
    with pytest.raises(AccountsRefused):  # a stand-in is not stood in for
        give(cast, other, Role.HEAD, admin, until=until, on_behalf_of=grant.user, **plh)


def test_the_same_role_is_not_given_twice_for_the_same_days(cast: Cast, somebody: User) -> None:
    give(cast, somebody, Role.HEAD, None, until=TODAY + timedelta(days=5))
    with pytest.raises(AccountsRefused):
        give(cast, somebody, Role.HEAD, None, since=TODAY + timedelta(days=5))
    assert give(cast, somebody, Role.HEAD, None, since=TODAY + timedelta(days=6))


def test_the_list_tells_who_held_what_on_any_day(cast: Cast, somebody: User) -> None:
    old = TODAY - timedelta(days=30)
    grant = give(cast, somebody, Role.HEAD, None, since=old)
    Grant.objects.filter(pk=grant.pk).update(granted_at=now() - timedelta(days=30))
    client = cast.client(Role.ADMIN)
    revoke_grant(grant=grant, why="Selesai", by=cast.dumai.users[Role.ADMIN], at=now())

    def held(day: str) -> set[int]:
        return {each.pk for each in client.get(f"/akun/peran/?hari={day}&q=seseorang").context["page"]}

    assert grant.pk in held((TODAY - timedelta(days=1)).strftime("%d-%m-%Y"))
    assert grant.pk not in held(TODAY.strftime("%d-%m-%Y"))
    assert grant.pk not in held((old - timedelta(days=1)).strftime("%d-%m-%Y"))
    assert "Hari tidak terbaca" in client.get("/akun/peran/?hari=kemarin").content.decode()


def send(client: Client, cast: Cast, **more: str):  # type: ignore[no-untyped-def]
    sent = {
        "nip": "199001012015011077",
        "role": "head",
        "unit": "dinas perhubungan",
        "standing": "definitive",
        "since": TODAY.strftime("%d-%m-%Y"),
        "document": "SK 1/2026",
    }
    return client.post(ADD, sent | more)


def test_a_role_is_given_on_the_page_by_name_or_code_of_the_unit(cast: Cast, somebody: User) -> None:
    client = cast.client(Role.UNIT_ADMIN)
    assert send(client, cast).url == "/akun/peran/"
    assert send(client, cast, role="supervisor", unit="dumai-01-1").url == "/akun/peran/"
    assert somebody.grants.count() == 3


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"nip": "contoh-head"}, "nip"),  # of the other instansi: as unknown as nobody
        ({"nip": "199999999999999999"}, "nip"),
        ({"unit": "Dinas Kesehatan"}, "unit"),  # out of reach
        ({"unit": "contoh-01"}, "unit"),
        ({"role": "admin"}, "role"),
        ({"role": "national"}, "role"),
        ({"since": "31-02-2026"}, "since"),
        ({"standing": "plt"}, "until"),
        ({"until": "01-01-2020"}, "until"),
        ({"document": ""}, "document"),
    ],
)
def test_what_cannot_be_given_is_told_at_its_field(
    cast: Cast, somebody: User, sent: dict[str, str], field: str
) -> None:
    answer = send(cast.client(Role.UNIT_ADMIN), cast, **sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert somebody.grants.count() == 1


def test_a_role_is_taken_on_the_page_with_a_reason(cast: Cast, somebody: User) -> None:
    grant = give(cast, somebody, Role.HEAD, None)
    client = cast.client(Role.UNIT_ADMIN)
    path = f"/akun/peran/{grant.pk}/cabut/"
    assert client.post(path, {"why": ""}).status_code == 422
    assert client.post(path, {"why": "Mutasi"}).status_code == 302
    grant.refresh_from_db()
    assert grant.revoked_by == cast.dumai.users[Role.UNIT_ADMIN]


def test_a_unit_administrator_does_not_take_what_they_could_not_give(cast: Cast, somebody: User) -> None:
    grant = give(cast, somebody, Role.ANALYST, None)
    answer = cast.client(Role.UNIT_ADMIN).post(f"/akun/peran/{grant.pk}/cabut/", {"why": "Coba"})
    assert answer.status_code == 422
    grant.refresh_from_db()
    assert grant.revoked_at is None


def test_what_a_stand_in_gives_ends_with_them_at_the_latest(cast: Cast, somebody: User) -> None:
    house, last = cast.dumai, today() + timedelta(3)
    admin, stand_in = house.users[Role.ADMIN], house.users[Role.SUPERVISOR]
    plh = {"standing": Grant.Standing.PLH, "on_behalf_of": admin, "since": today(), "until": last}
    give(cast, stand_in, Role.ADMIN, admin, "root", **plh)
    for until in (None, last + timedelta(1)):
        with pytest.raises(AccountsRefused, match="stand-in"):
            give(cast, somebody, Role.ANALYST, stand_in, until=until)
    assert give(cast, somebody, Role.ANALYST, stand_in, until=last)


def test_a_role_put_down_later_does_not_change_what_was_known_before(cast: Cast, somebody: User) -> None:
    grant = give(cast, somebody, Role.HEAD, None, since=TODAY - timedelta(days=30))
    client = cast.client(Role.ADMIN)
    yesterday = (TODAY - timedelta(days=1)).strftime("%d-%m-%Y")
    assert grant not in client.get(f"/akun/peran/?hari={yesterday}&q=seseorang").context["page"]
    page = client.get("/akun/peran/?q=seseorang")
    assert grant in page.context["page"]
    assert f"dicatat {TODAY:%d-%m-%Y}" in page.content.decode()


@pytest.mark.parametrize("role", [Role.SUPERVISOR, *sorted(DECIDING - {Role.NATIONAL})])
def test_a_code_handed_out_before_does_not_open_an_account_that_now_decides(
    cast: Cast, client: Client, role: Role
) -> None:
    row = NewAccount("199001012015011088", "Contoh Belum Aktif", cast.dumai.section)
    [slip] = make_accounts(rows=[row], instansi=cast.dumai.instansi, by=None, at=now())
    answer = send(cast.client(Role.ADMIN), cast, nip=slip.nip, role=role)
    assert answer.url == "/akun/peran/"
    user = User.objects.get(nip=slip.nip)
    ended = role in DECIDING
    assert user.activations.filter(withdrawn_at=None).exists() != ended
    assert Entry.objects.filter(action="accounts.withdraw_code").exists() == ended
    sent = {"nip": slip.nip, "code": slip.code, "password1": "sandi-milik-sendiri-9"}
    client.post("/akun/aktivasi/", sent | {"password2": sent["password1"]})
    user.refresh_from_db()
    assert user.has_usable_password() != ended


def test_who_gives_a_role_that_decides_is_told_that_a_new_code_is_needed(cast: Cast) -> None:
    row = NewAccount("199001012015011088", "Contoh Belum Aktif", cast.dumai.section)
    [slip] = make_accounts(rows=[row], instansi=cast.dumai.instansi, by=None, at=now())
    admin = cast.client(Role.ADMIN)
    send(admin, cast, nip=slip.nip, role="analyst")
    assert "buat kode baru di halaman akunnya" in admin.get("/akun/peran/").content.decode()
    send(admin, cast, nip=slip.nip, role="auditor")
    assert "buat kode baru di halaman akunnya" not in admin.get("/akun/peran/").content.decode()
