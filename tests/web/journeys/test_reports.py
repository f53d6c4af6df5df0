"""Taking things along: a zip of a unit's profiles, a head's report, one's own profile."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from selaras.core.policy import Purpose
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE_DARK
from tests.web.cast import Cast
from tests.web.journeys.ways import LONG, Person
from tests.web.journeys.working import working
from tests.web.reports.paper import text
from tests.web.reports.people import evaluated, recorded

SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE_DARK], ids=lambda each: each.name)


def fetched(page: Page, somebody: Person, button: str, folder: Path) -> Path:
    """What a button brings."""
    with page.expect_download() as coming:
        somebody.presses(button)
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


@SCREENS
def test_an_analyst_has_the_profiles_of_a_unit_printed_and_takes_the_zip(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None], tmp_path: Path
) -> None:
    recorded(cast.dumai.person, cast.dumai.position)
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page.goto("/")
    analyst = Person(page)
    analyst.opens("Laporan")
    assert_accessible(page)
    assert_fits(page)
    analyst.fills("Unit", "Dinas Perhubungan", "Cetak profil")
    with working():
        analyst.presses("Cetak profil", "Satu PDF untuk setiap pegawai")
        analyst.sees("Unduh ZIP", LONG)
    assert_accessible(page)
    assert_fits(page)
    path = fetched(page, analyst, "Unduh ZIP", tmp_path)
    with zipfile.ZipFile(path) as archive:
        [profile] = [name for name in archive.namelist() if name.endswith(".pdf")]
        assert cast.dumai.person.nip not in profile
        assert "Contoh Pegawai" in text(archive.read(profile))


@SCREENS
def test_a_head_prints_the_report_of_the_own_unit(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None], tmp_path: Path
) -> None:
    recorded(cast.dumai.person, cast.dumai.position)
    evaluated(cast, Purpose.MAPPING)
    sign_in(page, cast.dumai.users[Role.HEAD])
    page.goto("/")
    head = Person(page)
    head.opens("Laporan")
    printed = text(fetched(page, head, "Unduh laporan", tmp_path).read_bytes())
    assert "Laporan kesesuaian unit" in printed
    assert "Contoh Pegawai" in printed
    assert "Contoh Orang Lain" not in printed
    head.presses("Buka daftar bukti")
    head.sees("Analisis kesenjangan")
    assert_accessible(page)
    assert_fits(page)


@SCREENS
def test_an_employee_takes_the_own_profile(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None], tmp_path: Path
) -> None:
    recorded(cast.dumai.person, cast.dumai.position)
    sign_in(page, cast.dumai.users[Role.EMPLOYEE])
    page.goto(f"/kesesuaian/pegawai/{cast.dumai.person.pk}/")
    employee = Person(page)
    assert "Laporan" not in employee.menu()
    printed = text(fetched(page, employee, "Profil PDF", tmp_path).read_bytes())
    assert "Contoh Pegawai" in printed
    assert "Profil kompetensi dan kesesuaian jabatan" in printed
