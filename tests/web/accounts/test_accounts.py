"""The accounts of one's units."""

from __future__ import annotations

import re
from datetime import timedelta

import pdfplumber
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from selaras.clock import now, today
from selaras.web.accounts.actions import NewAccount, grant_role, issue_codes, make_accounts
from selaras.web.accounts.errors import AccountsRefused
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from tests.web.accounts.test_activation import NEW, activate, one
from tests.web.accounts.test_sign_in import sign_in
from tests.web.cast import PASSWORD, Cast

LIST = "/akun/pengguna/"


def names(client: Client, query: str = "") -> set[str]:
    return {user.nip for user in client.get(LIST + query).context["page"]}


def test_a_unit_administrator_sees_the_accounts_of_the_own_unit(cast: Cast) -> None:
    one(cast)
    stranger = User.objects.create_user("lain", PASSWORD, name="Contoh Lain")
    grant(stranger, Role.EMPLOYEE, cast.dumai.other_office)
    seen = names(cast.client(Role.UNIT_ADMIN))
    assert "199505052020121005" in seen
    assert cast.dumai.users[Role.HEAD].nip in seen
    assert "lain" not in seen
    assert cast.dumai.users[Role.ADMIN].nip not in seen  # stands at the root
    assert not [nip for nip in seen if nip.startswith("contoh-")]


def test_accounts_are_found_by_name_by_nip_and_by_state(cast: Cast) -> None:
    one(cast)
    client = cast.client(Role.ADMIN)
    assert names(client, "?q=pegawai+baru") == {"199505052020121005"}
    assert names(client, "?q=19950505+202012") == {"199505052020121005"}
    assert names(client, "?keadaan=baru") == {"199505052020121005"}
    assert names(client, "?keadaan=tutup") == set()
    assert names(client, "?q=tidak+ada&keadaan=apa") == set()


def test_the_list_costs_the_same_for_few_and_many(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [
        NewAccount(f"19900101{number:010d}", f"Contoh {number}", cast.dumai.section) for number in range(120)
    ]
    make_accounts(rows=rows, instansi=cast.dumai.instansi, by=None, at=now())
    client = cast.client(Role.ADMIN)
    with django_assert_max_num_queries(8):
        answer = client.get(LIST)
    assert len(answer.content) < 150_000


def test_the_asker_costs_one_query(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = cast.client(Role.HEAD)
    with django_assert_max_num_queries(3):  # the session, the account, the asker
        client.get(LIST)


def test_a_forgotten_password_is_replaced_by_a_code_shown_once(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.HEAD]
    sign_in(client, user.nip)
    admin = cast.client(Role.UNIT_ADMIN)
    page = admin.post(f"{LIST}{user.pk}/kode/", {"why": "Lupa kata sandi"})
    code = page.context["slip"].code
    assert code in page.content.decode()
    assert page.headers["Cache-Control"].count("no-store")
    assert client.get("/akun/profil/").status_code == 302  # signed out
    assert "_auth_user_id" not in Client().session
    assert Entry.objects.get(action="accounts.issue_code").why == "Lupa kata sandi"
    slip = admin.post(f"{LIST}{user.pk}/slip/", {"ticket": page.context["ticket"]})
    assert slip.headers["Content-Type"] == "application/pdf"
    assert activate(client, user.nip, code).status_code == 302
    assert sign_in(client, user.nip, NEW).status_code == 302


def test_a_slip_is_of_the_account_it_was_made_for(cast: Cast) -> None:
    admin = cast.client(Role.UNIT_ADMIN)
    page = admin.post(f"{LIST}{cast.dumai.users[Role.HEAD].pk}/kode/", {"why": "Lupa"})
    other = cast.dumai.users[Role.SUPERVISOR]
    for ticket in (page.context["ticket"], "gAAAAAB", "", "é"):
        assert admin.post(f"{LIST}{other.pk}/slip/", {"ticket": ticket}).status_code == 302


def test_a_reason_is_asked_for(cast: Cast) -> None:
    user = cast.dumai.users[Role.HEAD]
    answer = cast.client(Role.UNIT_ADMIN).post(f"{LIST}{user.pk}/kode/", {"why": " "})
    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("verb", ["kode", "tutup", "faktor-kedua"])
def test_a_unit_administrator_touches_no_account_that_decides(cast: Cast, verb: str) -> None:
    """Else they could take over the analyst by a new code."""
    analyst = User.objects.create_user("analis-unit", PASSWORD, name="Contoh Analis Unit")
    grant(analyst, Role.ANALYST, cast.dumai.office)
    answer = cast.client(Role.UNIT_ADMIN).post(f"{LIST}{analyst.pk}/{verb}/", {"why": "Coba"})
    assert answer.status_code == 422
    analyst.refresh_from_db()
    assert analyst.check_password(PASSWORD)
    assert analyst.is_active


def test_nor_one_with_a_role_elsewhere(cast: Cast) -> None:
    user = cast.dumai.users[Role.SUPERVISOR]
    grant(user, Role.SUPERVISOR, cast.dumai.other_office)
    with pytest.raises(AccountsRefused):
        issue_codes(users=[user], by=cast.dumai.users[Role.UNIT_ADMIN], at=now())
    assert issue_codes(users=[user], by=cast.dumai.users[Role.ADMIN], at=now())
    grant(user, Role.EMPLOYEE, cast.contoh.section)
    with pytest.raises(AccountsRefused):
        issue_codes(users=[user], by=cast.dumai.users[Role.ADMIN], at=now())
    assert issue_codes(users=[user], by=cast.superadmin, at=now())


def test_nor_one_whose_role_elsewhere_begins_tomorrow(cast: Cast) -> None:
    user, tomorrow = cast.dumai.users[Role.SUPERVISOR], today() + timedelta(days=1)
    grant_role(user=user, role=Role.ANALYST, unit=cast.dumai.root, since=tomorrow, by=None, at=now())
    with pytest.raises(AccountsRefused):
        issue_codes(users=[user], by=cast.dumai.users[Role.UNIT_ADMIN], at=now())


def test_nobody_resets_themselves(cast: Cast) -> None:
    admin = cast.dumai.users[Role.ADMIN]
    with pytest.raises(AccountsRefused):
        issue_codes(users=[admin], by=admin, at=now())


def test_an_account_is_closed_and_opened_with_a_reason(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.HEAD]
    sign_in(client, user.nip)
    admin = cast.client(Role.UNIT_ADMIN)
    admin.post(f"{LIST}{user.pk}/tutup/", {"why": "Pindah ke instansi lain"})
    assert client.get("/akun/profil/").status_code == 302
    assert sign_in(client, user.nip).status_code == 200
    assert names(admin, "?keadaan=tutup") == {user.nip}
    admin.post(f"{LIST}{user.pk}/buka/", {"why": "Kembali"})
    assert sign_in(client, user.nip).status_code == 302
    said = Entry.objects.get(action="accounts.close_account")
    assert (said.before, said.after) == ({"active": True}, {"active": False})


def test_a_lost_second_factor_is_taken_away(cast: Cast) -> None:
    user = cast.dumai.users[Role.HEAD]
    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt("x")})
    cast.client(Role.UNIT_ADMIN).post(f"{LIST}{user.pk}/faktor-kedua/", {"why": "Ponsel hilang"})
    assert not Authenticator.objects.filter(user=user).exists()
    assert Entry.objects.filter(action="accounts.reset_second_factor", why="Ponsel hilang").exists()


def test_slips_of_a_unit_are_for_those_who_never_were_active(cast: Cast, tmp_path) -> None:  # type: ignore[no-untyped-def]
    old = one(cast)
    admin = cast.client(Role.UNIT_ADMIN)
    assert re.search(r"1 belum aktif", admin.get(f"{LIST}slip/").content.decode())
    answer = admin.post(f"{LIST}slip/", {"unit": cast.dumai.office.pk})
    path = tmp_path / "slip.pdf"
    path.write_bytes(answer.content)
    with pdfplumber.open(path) as document:
        text = "".join(page.extract_text() for page in document.pages)
    assert "Contoh Pegawai Baru" in text
    assert old.code not in text
    assert cast.dumai.users[Role.HEAD].name not in text
    assert cast.dumai.users[Role.HEAD].check_password(PASSWORD)


@pytest.mark.parametrize("unit", ["other_office", "root"])
def test_slips_of_a_unit_out_of_reach_are_not_printed(cast: Cast, unit: str) -> None:
    answer = cast.client(Role.UNIT_ADMIN).post(f"{LIST}slip/", {"unit": getattr(cast.dumai, unit).pk})
    assert answer.status_code == 422


def test_names_are_text_and_never_markup(cast: Cast) -> None:
    user = User.objects.create_user("nakal", PASSWORD, name="<script>alert(1)</script>")
    grant(user, Role.EMPLOYEE, cast.dumai.section)
    client = cast.client(Role.ADMIN)
    for path in (LIST, f"{LIST}{user.pk}/", "/akun/peran/?q=script"):
        page = client.get(path).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


def grant(user: User, role: Role, unit) -> Grant:  # type: ignore[no-untyped-def]
    return grant_role(user=user, role=role, unit=unit, since=today(), by=None, at=now())
