"""Who leads a unit sees that unit and takes its list along; who decides sees the whole instansi. Nobody changes data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.people.models import Person as Employee
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE
from tests.web.cast import Cast, make_person
from tests.web.journeys.ways import Person

SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda each: each.name)
FORMULA = '=HYPERLINK("http://contoh.invalid","Contoh")'


@SCREENS
def test_a_head_takes_the_list_of_the_own_unit_along_and_it_holds_no_formulas(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None], tmp_path: Path
) -> None:
    make_person("199103032015011003", FORMULA, cast.dumai.section, None)
    sign_in(page, cast.dumai.users[Role.HEAD])
    page.goto("/")
    head = Person(page)
    assert not {"Impor", "Pemetaan jabatan", "Akun", "Peran", "Jejak audit"} & set(head.menu())
    head.opens("Pegawai")
    head.sees("Contoh Pegawai")
    head.never_sees("Contoh Orang Lain")  # of another office
    expect(page.get_by_role("button", name="Catat")).to_have_count(0)
    head.presses("Unduh")
    assert_accessible(page)
    with page.expect_download() as coming:
        head.presses("Excel (XLSX)")
    file = tmp_path / "pegawai.xlsx"
    coming.value.save_as(file)
    rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows())
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    written = [str(cell.value) for row in rows for cell in row if cell.value is not None]
    assert FORMULA in written
    assert "Contoh Orang Lain" not in written
    above = " ".join(written[:12])
    assert cast.dumai.users[Role.HEAD].name in above
    assert "WIB" in above
    page.locator("h1").click()  # beside the menu: it folds
    head.presses("Contoh Pegawai")
    head.never_sees("Perbaiki", "Tarik", "Catat ")
    assert_accessible(page)
    assert_fits(page)
    head.opens("Peta jabatan")
    head.sees("Dinas Perhubungan")
    head.never_sees("Dinas Kesehatan")


@SCREENS
def test_a_supervisor_sees_the_team_and_its_gaps_and_takes_nothing_away(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, cast.dumai.users[Role.SUPERVISOR])
    page.goto("/")
    supervisor = Person(page)
    supervisor.opens("Pegawai")
    supervisor.never_sees("Contoh Orang Lain", "Unduh")
    supervisor.presses("Contoh Pegawai")
    supervisor.presses("Kesesuaian", "Riwayat")
    supervisor.sees("Yang perlu dilakukan")
    assert_accessible(page)
    assert_fits(page)
    for address in (f"/pegawai/{cast.dumai.stranger.pk}/", f"/kesesuaian/pegawai/{cast.dumai.stranger.pk}/"):
        answer = page.goto(address)
        assert answer
        assert answer.status == 404


@SCREENS
def test_the_authority_reads_everybody_of_the_instansi_and_changes_nobody(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, cast.dumai.users[Role.AUTHORITY])
    page.goto("/")
    authority = Person(page)
    authority.opens("Pegawai")
    authority.sees("Contoh Orang Lain")
    authority.presses("Contoh Orang Lain")
    authority.never_sees("Perbaiki", "Usulkan")
    authority.opens("Kesesuaian")
    authority.never_sees("Jalankan penilaian pertama", "Penilaian baru")
    assert_accessible(page)
    answer = page.goto(f"/pegawai/{cast.dumai.stranger.pk}/catat/education/")
    assert answer
    assert answer.status == 403
    answer = page.goto(f"/pegawai/{cast.contoh.person.pk}/")
    assert answer
    assert answer.status == 404
    assert Employee.objects.count() == 4


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.NATIONAL, Role.INTEGRATOR])
@SCREENS
def test_who_has_no_work_with_records_sees_none(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None], role: Role
) -> None:
    sign_in(page, cast.dumai.users[role])
    page.goto("/")
    person = Person(page)
    person.sees("Selamat datang")
    assert not {"Pegawai", "Impor", "Akun", "Peran", "Jejak audit", "Data saya"} & set(person.menu())
    assert_accessible(page)
    for address in (
        "/pegawai/",
        f"/pegawai/{cast.dumai.person.pk}/",
        "/impor/",
        "/audit/",
        "/akun/pengguna/",
    ):
        answer = page.goto(address)
        assert answer
        assert answer.status in {403, 404}, address
        person.never_sees("Contoh Pegawai")
        person.sees("Ke beranda")
    page.goto("/cari/?q=contoh")
    person.never_sees("Contoh Orang Lain")
