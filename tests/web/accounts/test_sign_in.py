"""Signing in by NIP, and what must come first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from selaras.clock import today
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from tests.web.cast import AT, BEGAN, PASSWORD, Cast

SIGN_IN = "/akun/masuk/"


def sign_in(client: Client, nip: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    return client.post(SIGN_IN, {"login": nip, "password": password, **more})


def actions() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def test_somebody_signs_in_and_out_and_both_are_on_record(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.HEAD]
    answer = sign_in(client, user.nip)
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.post("/akun/keluar/").status_code == 302
    assert "_auth_user_id" not in client.session
    assert actions()[-2:] == ["accounts.sign_in", "accounts.sign_out"]
    assert Entry.objects.get(action="accounts.sign_in").by == user


def test_a_nip_may_be_typed_in_its_groups(cast: Cast, client: Client) -> None:
    User.objects.create_user("199001012015011009", PASSWORD, name="Contoh Berjarak")
    assert sign_in(client, "19900101 201501 1 009").status_code == 302


@pytest.mark.parametrize("case", ["unknown", "wrong", "closed", "never activated"])
def test_every_failure_reads_the_same(cast: Cast, client: Client, case: str) -> None:
    user = cast.dumai.users[Role.HEAD]
    nip, password = user.nip, PASSWORD
    if case == "unknown":
        nip = "199912312020121001"
    elif case == "wrong":
        password = "bukan-kata-sandi"
    elif case == "closed":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        user.set_unusable_password()
        user.save()
    answer = sign_in(client, nip, password)
    assert answer.status_code == 200
    assert "NIP atau kata sandi tidak cocok" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    entry = Entry.objects.get(action="accounts.sign_in_failed")
    assert entry.by is None
    if case == "unknown":
        assert nip not in str(entry.after) + entry.subject


def test_the_sixth_failure_at_one_account_has_to_wait_whatever_is_typed(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.HEAD]
    for _ in range(5):
        sign_in(client, user.nip, "bukan-kata-sandi")
    answer = sign_in(client, user.nip)
    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert sign_in(Client(), cast.dumai.users[Role.ANALYST].nip).status_code == 302  # others are not held up


def test_the_session_gets_another_key_at_sign_in(cast: Cast, client: Client) -> None:
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    sign_in(client, cast.dumai.users[Role.HEAD].nip)
    assert client.session.session_key != planted


@pytest.mark.parametrize(
    "target", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "/\\jahat.example"]
)
def test_nobody_is_sent_away_after_signing_in(cast: Cast, client: Client, target: str) -> None:
    answer = sign_in(client, cast.dumai.users[Role.HEAD].nip, next=target)
    assert answer.url == "/"


def test_a_page_asked_for_before_signing_in_comes_after_it(cast: Cast, client: Client) -> None:
    asked = client.get("/akun/profil/")
    assert asked.url == f"{SIGN_IN}?next=/akun/profil/"
    assert sign_in(client, cast.dumai.users[Role.HEAD].nip, next="/akun/profil/").url == "/akun/profil/"


@pytest.mark.parametrize(
    "path", ["signup/", "daftar/", "email/", "password/reset/", "login/code/", "confirm-email/x/", "social/"]
)
def test_pages_of_the_package_that_are_not_used_do_not_exist(cast: Cast, client: Client, path: str) -> None:
    assert client.get(f"/akun/{path}").status_code == 404
    assert client.get(f"/accounts/{path}").status_code == 404


def test_a_temporary_password_must_be_replaced_before_anything_else(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.HEAD]
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    sign_in(client, user.nip)
    for path in ("/", "/akun/profil/", "/pegawai/", "/akun/perangkat/"):
        assert client.get(path).url == "/akun/kata-sandi/"
    new = "sandi-baru-sendiri-7"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/akun/kata-sandi/", sent)
    assert client.get("/akun/profil/").status_code == 200
    user.refresh_from_db()
    assert not user.must_change_password
    assert user.check_password(new)
    assert "accounts.password_changed" in actions()


@pytest.mark.parametrize("weak", ["pendek1", "12345678901234", "password123", "dumai-head"])
def test_a_weak_password_is_refused(cast: Cast, client: Client, weak: str) -> None:
    client.force_login(cast.dumai.users[Role.HEAD])
    sent = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert client.post("/akun/kata-sandi/", sent).status_code == 200
    assert cast.dumai.users[Role.HEAD].check_password(PASSWORD)


def test_changing_the_password_ends_the_other_sessions(cast: Cast, client: Client) -> None:
    other = Client()
    nip = cast.dumai.users[Role.HEAD].nip
    sign_in(client, nip)
    sign_in(other, nip)
    new = "sandi-baru-sendiri-7"
    client.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/akun/profil/").status_code == 200
    assert other.get("/akun/profil/").status_code == 302


def test_somebody_ends_the_sessions_of_other_devices(cast: Cast, client: Client) -> None:
    other = Client(HTTP_USER_AGENT="Peramban lain")
    nip = cast.dumai.users[Role.HEAD].nip
    sign_in(client, nip)
    sign_in(other, nip)
    page = client.get("/akun/perangkat/").content.decode()
    assert "Peramban lain" in page
    client.post("/akun/perangkat/")
    assert client.get("/akun/profil/").status_code == 200
    assert other.get("/akun/profil/").status_code == 302


def test_a_closed_account_is_out_at_the_next_click(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.HEAD]
    sign_in(client, user.nip)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/akun/profil/").status_code == 302


def test_the_language_of_the_account_comes_with_it(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.HEAD]
    client.force_login(user)
    client.post("/bahasa/", {"language": "en"})
    again = Client()
    assert sign_in(again, user.nip).cookies["django_language"].value == "en"
    client.post("/bahasa/", {"language": "xx"})
    user.refresh_from_db()
    assert user.language == "en"


def test_an_account_without_a_role_is_told_whom_to_ask(cast: Cast, client: Client) -> None:
    client.force_login(User.objects.create_user("tanpa-peran", PASSWORD, name="Contoh Tanpa Peran"))
    answer = client.get("/")
    assert answer.status_code == 403
    assert "admin unit atau admin instansi" in answer.content.decode()
    assert client.get("/akun/profil/").status_code == 200


def test_passwords_are_kept_as_argon2() -> None:
    from selaras.web.config import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_the_limits_of_attempts_are_shared_by_all_processes(settings: Settings) -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_what_happens_to_an_account_is_on_record_in_every_instansi_it_serves(
    cast: Cast, client: Client
) -> None:
    user = cast.dumai.users[Role.HEAD]
    said = {"instansi": cast.contoh.instansi, "unit": cast.contoh.office, "since": BEGAN, "granted_at": AT}
    for role in (Role.SUPERVISOR, Role.HEAD):
        Grant.objects.create(user=user, role=role, **said)
    sign_in(client, user.nip, "bukan-kata-sandi")
    sign_in(client, user.nip)
    both = {cast.dumai.instansi.pk, cast.contoh.instansi.pk}
    for action in ("accounts.sign_in", "accounts.sign_in_failed"):
        found = Entry.objects.filter(action=action).values_list("instansi", flat=True)
        assert sorted(found) == sorted(both)
    user.grants.update(until=today() - timedelta(days=1))  # no role any more: where they were known
    client.post("/akun/keluar/")
    assert Entry.objects.filter(action="accounts.sign_out").count() == 2
