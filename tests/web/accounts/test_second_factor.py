"""The second factor: required where a role decides, encrypted at rest, taken away only by somebody above."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import DECIDING, Role
from selaras.web.audit.models import Entry
from tests.web.accounts.test_sign_in import actions, sign_in
from tests.web.cast import PASSWORD, Cast

SET_UP = "/akun/faktor-kedua/pasang/"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.SELARAS_TOTP_REQUIRED = True


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def set_up(client: Client) -> str:
    """Set up a second factor in the browser; returns its secret."""
    page = client.get(SET_UP)
    secret = str(page.context["form"].secret)
    assert client.post(SET_UP, {"code": code_of(secret)}).status_code == 302
    return secret


@pytest.mark.parametrize("role", list(Role))
def test_roles_that_decide_set_up_a_second_factor_before_anything_else(
    cast: Cast, client: Client, role: Role
) -> None:
    sign_in(client, cast.dumai.users[role].nip)
    answer = client.get("/akun/profil/")
    if role in DECIDING:
        assert answer.url == SET_UP
        assert client.get("/").url == SET_UP
        assert client.post("/akun/keluar/").status_code == 302  # leaving is always possible
    else:
        assert answer.status_code == 200


def test_the_superadmin_needs_one_too(cast: Cast, client: Client) -> None:
    sign_in(client, cast.superadmin.nip)
    assert client.get("/pengelola/").url == SET_UP
    set_up(client)
    assert client.get("/pengelola/").status_code == 200


def test_somebody_sets_it_up_with_a_picture_and_a_code_and_gets_recovery_codes(
    cast: Cast, client: Client
) -> None:
    sign_in(client, cast.dumai.users[Role.ANALYST].nip)
    page = client.get(SET_UP)
    assert b"data:image/svg+xml;base64," in page.content
    assert client.post(SET_UP, {"code": "000000"}).status_code == 200
    set_up(client)
    codes = client.get("/akun/faktor-kedua/cadangan/").context["unused_codes"]
    assert len(codes) == 10
    assert client.get("/akun/profil/").status_code == 200
    assert actions().count("accounts.second_factor_added") == 2  # the app, and the recovery codes


def test_the_password_alone_no_longer_lets_in(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.ANALYST]
    sign_in(client, user.nip)
    set_up(client)
    codes = client.get("/akun/faktor-kedua/cadangan/").context["unused_codes"]
    again = Client()
    assert sign_in(again, user.nip).url == "/akun/masuk/kode/"
    assert "_auth_user_id" not in again.session
    assert again.get("/akun/profil/").status_code == 302
    assert again.post("/akun/masuk/kode/", {"code": "000000"}).status_code == 200
    assert "accounts.second_factor_failed" in actions()
    assert again.post("/akun/masuk/kode/", {"code": codes[0]}).status_code == 302
    assert again.get("/akun/profil/").status_code == 200
    third = Client()
    sign_in(third, user.nip)
    assert third.post("/akun/masuk/kode/", {"code": codes[0]}).status_code == 200  # once only
    assert "_auth_user_id" not in third.session


def test_a_code_of_the_app_works_once(cast: Cast) -> None:
    first, second = Client(), Client()
    user = cast.dumai.users[Role.ANALYST]
    secret = generate_totp_secret()
    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt(secret)})
    sign_in(first, user.nip)
    sign_in(second, user.nip)
    code = code_of(secret)
    assert first.post("/akun/masuk/kode/", {"code": code}).status_code == 302
    assert second.post("/akun/masuk/kode/", {"code": code}).status_code == 200


def test_secrets_are_encrypted_in_the_database(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.ANALYST]
    sign_in(client, user.nip)
    secret = set_up(client)
    kept = {each.type: each.data for each in Authenticator.objects.filter(user=user)}
    assert secret not in str(kept)
    assert decrypt(kept["totp"]["secret"]) == secret
    assert kept["recovery_codes"]["seed"].startswith("gAAAA")
    assert secret not in str(list(Entry.objects.values_list("after", flat=True)))


def test_secrets_outlive_the_installations_key_when_the_old_one_is_named(settings: Settings) -> None:
    locked = encrypt("rahasia")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-secret-" + "y" * 40
    with pytest.raises(ImproperlyConfigured, match="SELARAS_OLD_SECRET_KEYS"):
        decrypt(locked)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert decrypt(locked) == "rahasia"


def test_a_role_that_decides_cannot_do_without(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.ANALYST]
    sign_in(client, user.nip)
    set_up(client)
    client.post("/akun/faktor-kedua/lepas/")
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_others_may_take_it_off_again(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.EMPLOYEE]
    sign_in(client, user.nip)
    set_up(client)
    client.post("/akun/faktor-kedua/lepas/")
    assert not Authenticator.objects.filter(user=user, type="totp").exists()
    assert "accounts.second_factor_removed" in actions()


def test_it_is_not_asked_for_where_the_installation_does_not_want_it(
    cast: Cast, client: Client, settings: Settings
) -> None:
    settings.SELARAS_TOTP_REQUIRED = False
    sign_in(client, cast.dumai.users[Role.ANALYST].nip)
    assert client.get("/akun/profil/").status_code == 200


def test_setting_it_up_later_asks_for_the_password_again(cast: Cast, client: Client) -> None:
    client.force_login(cast.dumai.users[Role.EMPLOYEE])
    assert client.get(SET_UP).url.startswith("/akun/konfirmasi/")
    answer = client.post(f"/akun/konfirmasi/?next={SET_UP}", {"password": PASSWORD})
    assert answer.url == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_a_temporary_password_comes_before_the_second_factor(cast: Cast, client: Client) -> None:
    user = cast.dumai.users[Role.ANALYST]
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    sign_in(client, user.nip)
    assert client.get("/").url == "/akun/kata-sandi/"
    assert client.get(SET_UP).url == "/akun/kata-sandi/"


def test_a_new_second_factor_ends_the_sessions_that_never_asked_for_it(cast: Cast) -> None:
    user, thief, owner = cast.dumai.users[Role.ANALYST], Client(), Client()
    sign_in(thief, user.nip)
    sign_in(owner, user.nip)
    set_up(owner)
    assert thief.get("/akun/profil/").url.startswith("/akun/masuk/")
    assert owner.get("/akun/profil/").status_code == 200
