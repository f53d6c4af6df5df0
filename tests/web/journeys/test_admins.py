"""Who looks after accounts: activation codes, roles for a time, a second factor; and the superadmin, apart from all."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from selaras.clock import now, today
from selaras.web.accounts.actions import NewAccount, make_accounts
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Role
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE, Screen
from tests.web.cast import PASSWORD, Cast
from tests.web.journeys.ways import Person, elsewhere

SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda each: each.name)
NIP = "199202022020121001"
CHOSEN = "kuda-laut-di-Dumai"


@SCREENS
def test_a_unit_admin_gives_a_code_with_which_somebody_activates_the_own_account(
    page: Page,
    browser: Browser,
    server: str,
    screen: Screen,
    cast: Cast,
    sign_in: Callable[[Page, User], None],
) -> None:
    newcomer = NewAccount(NIP, "Contoh Pegawai Baru", cast.dumai.section)
    make_accounts(rows=[newcomer], instansi=cast.dumai.instansi, by=None, at=now())
    sign_in(page, cast.dumai.users[Role.UNIT_ADMIN])
    page.goto("/")
    admin = Person(page)
    assert not {"Pegawai", "Impor", "Kesesuaian", "Jejak audit"} & set(admin.menu())
    admin.opens("Akun")
    admin.never_sees("Kabupaten Contoh")
    admin.fills("Nama atau NIP", "pegawai baru")
    admin.presses("Cari", "Keadaan")
    admin.presses("Contoh Pegawai Baru")
    admin.fills("Alasan", "slip pertama hilang", "Kode aktivasi baru")
    admin.presses("Buat kode")
    admin.sees("hanya tampil sekali")
    code = page.locator("main code").first.inner_text()
    assert_accessible(page)
    assert_fits(page)
    with page.expect_download():
        admin.presses("Unduh slip (PDF)")

    with elsewhere(browser, server, screen) as own:
        somebody = Person(own)
        own.goto("/")
        somebody.presses("Masuk dengan NIP")
        somebody.presses("Aktifkan akun dengan kode dari slip")
        somebody.fills("NIP", NIP)
        somebody.fills("Kode aktivasi", code)
        somebody.fills("Kata sandi baru", CHOSEN)
        somebody.fills("Kata sandi baru, sekali lagi", CHOSEN + "!")
        somebody.presses("Aktifkan")
        somebody.sees("Kedua kata sandi tidak sama.")
        assert_accessible(own)
        somebody.fills("Kode aktivasi", code)
        somebody.fills("Kata sandi baru", CHOSEN)
        somebody.fills("Kata sandi baru, sekali lagi", CHOSEN)
        somebody.presses("Aktifkan")
        somebody.sees("Akun Anda aktif.")
        somebody.fills("NIP", NIP)
        somebody.fills("Kata sandi", CHOSEN)
        somebody.presses("Masuk", "Kata sandi")
        somebody.sees("Selamat datang, Contoh Pegawai Baru")
        own.locator("header details.menu-end > summary").click()
        assert_accessible(own)
        somebody.presses("Keluar")
        somebody.sees("Masuk dengan NIP")
        own.goto("/pegawai/saya/")
        somebody.sees("Kata sandi")


@SCREENS
def test_an_admin_lets_somebody_stand_in_until_a_day_and_takes_it_back(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, cast.dumai.users[Role.ADMIN])
    page.goto("/")
    admin = Person(page)
    assert not {"Pegawai", "Impor", "Kesesuaian"} & set(admin.menu())
    admin.opens("Peran")
    admin.presses("Beri peran")
    admin.fills("NIP", cast.dumai.users[Role.SUPERVISOR].nip)
    admin.chooses("Kepala perangkat daerah", "Peran")
    admin.fills("Unit", cast.dumai.office.code)
    admin.chooses("pelaksana harian (Plh)", "Kedudukan")
    admin.fills("NIP yang digantikan", cast.dumai.users[Role.HEAD].nip)
    admin.fills("Dasar", "SPRINT/7/2026")
    admin.presses("Beri peran", "Kedudukan")
    admin.sees("Plh atau Plt harus memiliki hari akhir.")
    assert_accessible(page)
    assert_fits(page)
    admin.fills("Sampai", f"{today() + timedelta(days=14):%d-%m-%Y}")
    admin.presses("Beri peran", "Kedudukan")
    admin.sees("menggantikan Contoh Kepala perangkat daerah")
    assert_accessible(page)
    given = Grant.objects.get(standing=Grant.Standing.PLH)
    assert given.until == today() + timedelta(days=14)
    page.get_by_label("Cabut peran Kepala perangkat daerah dari Contoh Atasan langsung").click()
    admin.fills("Alasan", "pejabatnya sudah kembali")
    assert_accessible(page)
    admin.presses("Cabut peran")
    admin.sees("dicabut")
    given.refresh_from_db()
    assert given.revoked_at


@SCREENS
def test_who_decides_sets_a_second_factor_up_before_working(
    page: Page, cast: Cast, settings: Settings, browser: Browser, server: str, screen: Screen
) -> None:
    settings.SELARAS_TOTP_REQUIRED = True
    settings.MFA_TOTP_TOLERANCE = 2  # a slow machine may type a code when its half minute is over
    nip = cast.dumai.users[Role.ANALYST].nip
    analyst = Person(page)
    analyst.signs_in(nip)
    analyst.sees("Pasang faktor kedua")
    page.goto("/pegawai/")
    analyst.sees("Pasang faktor kedua")  # there is no way around
    secret = page.locator("main code").inner_text()
    analyst.fills("Kode", "000000")
    analyst.presses("Pasang", "Masukkan kode yang tampil")
    analyst.sees("1 isian perlu diperbaiki")
    assert_accessible(page)
    secret = page.locator("main code").inner_text()
    analyst.fills("Kode", code_of(secret))
    analyst.presses("Pasang", "Masukkan kode yang tampil")
    analyst.sees("Kode cadangan")
    assert_accessible(page)
    assert_fits(page)
    spare = page.locator("main code").first.inner_text()
    analyst.presses("Sudah saya simpan, lanjutkan")
    analyst.sees("Selamat datang")
    with elsewhere(browser, server, screen) as other:
        again = Person(other)
        again.signs_in(nip)
        again.sees("Faktor kedua")
        again.fills("Kode", spare)
        assert_accessible(other)
        again.presses("Masuk", "Kode")
        again.sees("Selamat datang")


def code_of(secret: str) -> str:
    """What the app on a phone shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


@SCREENS
def test_the_superadmin_works_at_the_second_address_and_nowhere_else(page: Page, cast: Cast) -> None:
    superadmin = Person(page)
    superadmin.signs_in(cast.superadmin.nip)
    superadmin.sees("Superadmin mengelola instalasi, bukan data pegawai.")
    assert_accessible(page)
    for address in ("/pegawai/", f"/pegawai/{cast.dumai.person.pk}/", "/impor/", "/audit/"):
        answer = page.goto(address)
        assert answer
        superadmin.never_sees("Contoh Pegawai", "Contoh Orang Lain")
    page.goto("/")
    superadmin.presses("Buka halaman pengelola")
    page.wait_for_url("**/pengelola/")
    superadmin.presses("Instansi")
    superadmin.sees("Kota Dumai")
    superadmin.never_sees("Contoh Pegawai", "Contoh Orang Lain")


def test_nobody_else_comes_to_the_second_address(page: Page, cast: Cast) -> None:
    Person(page).signs_in(cast.dumai.users[Role.ADMIN].nip, PASSWORD)
    page.get_by_role("heading", name="Selamat datang").wait_for()
    answer = page.goto("/pengelola/")
    assert answer
    assert answer.status in {403, 404}
