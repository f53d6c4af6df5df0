"""Accounts for thousands: made without passwords, activated with a code from a slip."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from pathlib import Path

import pdfplumber
import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from selaras.clock import now
from selaras.web.accounts.actions import (
    NewAccount,
    Slip,
    activate_account,
    issue_codes,
    make_accounts,
    move_accounts,
)
from selaras.web.accounts.codes import ALPHABET, new_code
from selaras.web.accounts.errors import AccountsRefused
from selaras.web.accounts.models import Activation, Grant, User
from selaras.web.accounts.roles import Role
from selaras.web.accounts.slips import write_slips
from selaras.web.audit.models import Entry
from tests.web.accounts.test_sign_in import sign_in
from tests.web.cast import AT, Cast, make_cast

ACTIVATE = "/akun/aktivasi/"
NEW = "sandi-baru-sendiri-7"
NIP = "199505052020121005"


def one(cast: Cast, nip: str = NIP) -> Slip:
    rows = [NewAccount(nip, "Contoh Pegawai Baru", cast.dumai.section)]
    [slip] = make_accounts(rows=rows, instansi=cast.dumai.instansi, by=None, at=now())
    return slip


def activate(client: Client, nip: str, code: str, password: str = NEW):  # type: ignore[no-untyped-def]
    sent = {"nip": nip, "code": code, "password1": password, "password2": password}
    return client.post(ACTIVATE, sent)


def test_a_new_account_is_an_employee_of_its_unit_and_cannot_sign_in_yet(cast: Cast, client: Client) -> None:
    slip = one(cast)
    user = User.objects.get(nip=NIP)
    assert not user.has_usable_password()
    grant = user.grants.get()
    assert (grant.role, grant.unit, grant.instansi) == (
        Role.EMPLOYEE,
        cast.dumai.section,
        cast.dumai.instansi,
    )
    assert slip.unit_name == "Bidang Lalu Lintas"
    sign_in(client, NIP, slip.code)
    assert "_auth_user_id" not in client.session


def test_somebody_activates_their_account_once(cast: Cast, client: Client) -> None:
    slip = one(cast)
    assert activate(client, NIP, slip.code.lower().replace("-", " ")).url == "/akun/masuk/"
    assert sign_in(client, NIP, NEW).status_code == 302
    again = activate(Client(), NIP, slip.code, "sandi-orang-lain-8")
    assert "NIP atau kode aktivasi tidak cocok" in again.content.decode()
    assert User.objects.get(nip=NIP).check_password(NEW)
    assert Entry.objects.filter(action="accounts.activate").count() == 1


@pytest.mark.parametrize(
    "case", ["unknown nip", "wrong code", "old code", "closed", "another's code", "withdrawn"]
)
def test_what_does_not_fit_reads_the_same(cast: Cast, client: Client, case: str) -> None:
    slip = one(cast)
    nip, code = NIP, slip.code
    if case == "unknown nip":
        nip = "199912312020121001"
    elif case == "wrong code":
        code = new_code()
    elif case == "old code":
        Activation.objects.update(expires_at=now() - timedelta(days=1))
    elif case == "closed":
        User.objects.filter(nip=NIP).update(is_active=False)
    elif case == "another's code":
        code = one(cast, "199505052020121006").code
    else:
        issue_codes(users=[User.objects.get(nip=NIP)], by=None, at=now())
    answer = activate(client, nip, code)
    assert "NIP atau kode aktivasi tidak cocok" in answer.content.decode()
    assert not User.objects.get(nip=NIP).has_usable_password()


def test_codes_are_not_guessed_at(cast: Cast, client: Client) -> None:
    slip = one(cast)
    for _ in range(5):
        activate(client, NIP, new_code())
    assert activate(client, NIP, slip.code).status_code == 429


def test_a_weak_password_is_refused_and_the_code_stays_good(cast: Cast, client: Client) -> None:
    slip = one(cast)
    assert activate(client, NIP, slip.code, "12345678901").status_code == 200
    assert activate(client, NIP, slip.code, NIP).status_code == 200
    assert activate(client, NIP, slip.code).status_code == 302


def test_codes_are_long_plain_and_kept_nowhere(cast: Cast) -> None:
    slip = one(cast)
    signs = slip.code.replace("-", "")
    assert len(signs) == 12
    assert set(signs) <= set(ALPHABET)
    assert not set("01IO") & set(ALPHABET)
    kept = [*Activation.objects.values_list("kept", flat=True), *map(str, Entry.objects.values())]
    assert not [each for each in kept if slip.code in each or signs in each]


def test_codes_outlive_the_installations_key_when_the_old_one_is_named(
    cast: Cast, client: Client, settings: Settings
) -> None:
    slip = one(cast)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-" + "y" * 40
    assert activate(client, NIP, slip.code).status_code == 302


def test_making_the_same_accounts_again_changes_nothing(cast: Cast) -> None:
    one(cast)
    entries = Entry.objects.count()
    rows = [NewAccount(NIP, "Contoh Pegawai Baru", cast.dumai.section)]
    assert make_accounts(rows=rows, instansi=cast.dumai.instansi, by=None, at=now()) == []
    assert Entry.objects.count() == entries
    assert User.objects.get(nip=NIP).grants.count() == 1


def test_another_instansi_gets_no_code_for_an_account_it_did_not_make(cast: Cast) -> None:
    one(cast)
    rows = [NewAccount(NIP, "Contoh Pegawai Baru", cast.contoh.section)]
    assert make_accounts(rows=rows, instansi=cast.contoh.instansi, by=None, at=now()) == []
    user = User.objects.get(nip=NIP)
    assert user.grants.count() == 2
    with pytest.raises(AccountsRefused):
        issue_codes(users=[user], by=cast.contoh.users[Role.ADMIN], at=now())


def test_a_superadmin_never_becomes_an_employee(cast: Cast) -> None:
    rows = [NewAccount(cast.superadmin.nip, "Contoh", cast.dumai.section)]
    assert make_accounts(rows=rows, instansi=cast.dumai.instansi, by=None, at=now()) == []
    assert not cast.superadmin.grants.exists()


def test_accounts_move_with_their_people(cast: Cast) -> None:
    slip = one(cast)
    at = now()
    moves = {slip.user_id: cast.dumai.other_office}
    assert move_accounts(moves=moves, instansi=cast.dumai.instansi, by=None, at=at) == 1
    assert move_accounts(moves=moves, instansi=cast.dumai.instansi, by=None, at=at) == 0
    live = Grant.objects.filter(user=slip.user_id, revoked_at=None).get()
    assert live.unit == cast.dumai.other_office


def test_four_thousand_accounts_are_made_in_seconds(cast: Cast) -> None:
    rows = [
        NewAccount(f"19900101{number:010d}", f"Contoh {number}", cast.dumai.section) for number in range(4000)
    ]
    began = time.perf_counter()
    slips = make_accounts(rows=rows, instansi=cast.dumai.instansi, by=None, at=now())
    assert len({slip.code for slip in slips}) == 4000
    assert time.perf_counter() - began < 30


def test_slips_are_printed_eight_on_a_page_and_each_unit_on_its_own(cast: Cast, tmp_path: Path) -> None:
    slips = [
        Slip(number, f"1990010120150110{number:02d}", f"Contoh #[*{number}*]", unit, new_code(), AT)
        for number, unit in enumerate(["Dinas Kesehatan"] * 9 + ["Dinas Perhubungan"] * 2)
    ]
    path = tmp_path / "slip.pdf"
    assert (
        write_slips(path, slips, instansi="Kota Dumai", address="https://contoh.go.id/akun/aktivasi/") == 11
    )
    with pdfplumber.open(path) as document:
        pages = [page.extract_text() for page in document.pages]
    assert len(pages) == 3
    assert all(slip.code in "".join(pages) for slip in slips)
    assert "Contoh #[*3*]" in pages[0]
    assert "19900101 201501 1 000" in pages[0]
    assert "https://contoh.go.id/akun/aktivasi/" in pages[0]
    assert "Dinas Perhubungan" in pages[2]
    assert "Dinas Perhubungan" not in pages[1]


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_use_a_code_at_once_one_wins() -> None:
    cast = make_cast()
    slip = one(cast)
    ready = threading.Barrier(8)
    won = []

    def use(number: int) -> None:
        ready.wait()
        try:
            activate_account(nip=NIP, code=slip.code, password=f"sandi-nomor-{number}", at=now())
            won.append(number)
        except AccountsRefused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [winner] = won
    assert User.objects.get(nip=NIP).check_password(f"sandi-nomor-{winner}")


def test_the_pages_speak_english_to_who_wants_it(db: None, client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert "Sign in with your NIP" in client.get("/akun/masuk/").content.decode()
    page = client.get(ACTIVATE).content.decode()
    assert "Activate account" in page
    assert 'lang="en"' in page


def test_a_password_like_the_name_or_the_nip_is_refused_and_the_code_still_holds(cast: Cast) -> None:
    slip, client = one(cast), Client()
    for alike in ("contohpegawaibaru", f"{NIP}x"):
        page = activate(client, slip.nip, slip.code, alike)
        assert page.status_code == 200
        assert page.context["form"].errors["password1"]
    assert activate(client, slip.nip, slip.code).status_code == 302
