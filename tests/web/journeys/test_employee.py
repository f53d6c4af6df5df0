"""The employee: sees the own record, proposes what is wrong in it, sees who looked, sees the answer and the own verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.people.models import Entry
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE, Screen
from tests.web.cast import Cast
from tests.web.journeys.ways import Person, elsewhere

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda each: each.name)
def test_an_employee_has_a_mistake_mended_and_sees_who_looked(
    page: Page,
    browser: Browser,
    server: str,
    cast: Cast,
    screen: Screen,
    sign_in: Callable[[Page, User], None],
    tmp_path: Path,
) -> None:
    diploma = tmp_path / "ijazah.pdf"
    diploma.write_bytes(PDF)
    sign_in(page, cast.dumai.users[Role.EMPLOYEE])
    page.goto("/")
    employee = Person(page)
    assert not {"Pegawai", "Impor", "Akun", "Peran", "Jejak audit", "Kesesuaian"} & set(employee.menu())
    employee.opens("Data saya")
    employee.never_sees("Contoh Orang Lain")
    employee.presses("Usulkan perbaikan")
    assert_accessible(page)
    employee.presses("Pendidikan", "Usulkan perbaikan")
    employee.chooses("Sarjana", "Jenjang")
    employee.fills("Bidang ilmu", "Ilmu Administrasi")
    employee.fills("Tanggal lulus", "31-13-2012")
    employee.fills("Alasan", "ijazah belum tercatat")
    employee.presses("Kirim usulan")
    employee.sees("1 isian perlu diperbaiki")
    assert_accessible(page)
    employee.fills("Tanggal lulus", "31-08-2012")
    employee.brings(str(diploma), "Berkas dokumen")
    employee.presses("Kirim usulan")
    employee.sees("Usulan")
    assert not Entry.objects.exists()  # nothing changes before somebody decided

    with elsewhere(browser, server, screen) as desk:
        analyst = Person(desk)
        analyst.signs_in(cast.dumai.users[Role.ANALYST].nip)
        analyst.presses("1 Usulan perbaikan data menunggu putusan")
        analyst.presses("Contoh Pegawai")
        with desk.expect_download() as coming:
            analyst.presses("ijazah.pdf")
        assert Path(coming.value.path()).read_bytes() == PDF
        analyst.presses("Tolak")
        analyst.sees("alasan")  # refusing takes one
        assert_accessible(desk)
        analyst.fills("Alasan atau keterangan", "sesuai dengan ijazah")
        analyst.presses("Terima")
        desk.wait_for_load_state()
        desk.goto(f"/pegawai/{cast.dumai.person.pk}/")
        analyst.sees("Ilmu Administrasi")

    employee.opens("Data saya")
    employee.sees("Ilmu Administrasi")
    employee.presses("Riwayat")
    employee.sees("sesuai dengan ijazah")
    assert_accessible(page)
    assert_fits(page)
    employee.opens("Siapa melihat data saya")
    employee.sees("Contoh Analis SDM Kota Dumai")
    assert_accessible(page)
    employee.opens("Data saya")
    employee.presses("Kesesuaian")
    employee.sees("Yang perlu dilakukan")
    assert_accessible(page)
    assert_fits(page)


def test_an_employee_sees_nobody_else(page: Page, cast: Cast, sign_in: Callable[[Page, User], None]) -> None:
    sign_in(page, cast.dumai.users[Role.EMPLOYEE])
    employee = Person(page)
    for address in (
        f"/pegawai/{cast.dumai.stranger.pk}/",
        f"/kesesuaian/pegawai/{cast.dumai.stranger.pk}/",
        f"/pegawai/{cast.contoh.person.pk}/",
        "/pegawai/",
        "/impor/",
        "/audit/",
    ):
        answer = page.goto(address)
        assert answer
        assert answer.status in {403, 404}, address
        employee.never_sees("Contoh Orang Lain")
        employee.sees("Ke beranda")
        assert_accessible(page)
    page.goto("/cari/?q=contoh+orang")
    employee.never_sees("Contoh Orang Lain")
