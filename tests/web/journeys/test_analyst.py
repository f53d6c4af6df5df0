"""The analyst: finds people, records what is known about them, settles classes, sees who meets which standard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.people.models import Entry, Kind
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE
from tests.web.cast import Cast
from tests.web.journeys.ways import LONG, Person, elsewhere
from tests.web.journeys.working import working

SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda each: each.name)
RUBRIC = "Integritas"
INDICATORS = 3  # rated one by one in these journeys


@pytest.fixture
def analyst(page: Page, cast: Cast, sign_in: Callable[[Page, User], None]) -> Person:
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page.goto("/")
    return Person(page)


def finds(analyst: Person, sought: str) -> None:
    """By the search that is always at hand: Ctrl K, or a touch on a phone."""
    field = analyst.page.locator("#cari")
    if field.is_visible():
        analyst.page.keyboard.press("Control+k")
    else:
        analyst.page.get_by_role("link", name="Cari").first.click()
    analyst.page.get_by_role("searchbox").filter(visible=True).last.fill(sought)


@SCREENS
def test_an_analyst_finds_a_person_and_records_corrects_and_withdraws_a_result(
    analyst: Person, cast: Cast
) -> None:
    page = analyst.page
    finds(analyst, "contoh pegawai")
    analyst.sees("Bidang Lalu Lintas")
    assert_accessible(page)
    # The other instansi has somebody of the same name.
    expect(page.get_by_role("link", name="Contoh Pegawai").filter(visible=True)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/pegawai/{cast.dumai.person.pk}/")

    analyst.presses("Catat")
    assert_accessible(page)
    analyst.presses("Hasil kompetensi", "Catat")
    analyst.chooses(RUBRIC, "Diukur dengan rubrik")
    analyst.presses("Tampilkan indikatornya")
    rated = page.locator("select[name^=indicator-]")
    for at in range(INDICATORS):
        rated.nth(at).select_option(label="terpenuhi")
    analyst.fills("Tanggal pengukuran", "31-06-2026")
    analyst.presses("Simpan")
    analyst.sees("1 isian perlu diperbaiki")
    assert_accessible(page)
    analyst.fills("Tanggal pengukuran", "01-06-2026")
    analyst.presses("Simpan")
    analyst.presses("Bukti")
    analyst.sees(RUBRIC)
    [result] = Entry.objects.filter(person=cast.dumai.person, kind=Kind.COMPETENCY)
    assert sum(result.data["indicators"].values()) == INDICATORS

    analyst.presses("Perbaiki", RUBRIC)
    page.locator("select[name^=indicator-]").nth(0).select_option(label="belum terpenuhi")
    analyst.fills("Alasan", "salah baca lembar penilaian")
    analyst.presses("Simpan")
    analyst.presses("Bukti")
    analyst.presses("Tarik", RUBRIC)
    assert_accessible(page)
    analyst.fills("Alasan", "diukur ulang bulan depan")
    analyst.presses("Tarik catatan")
    analyst.presses("Riwayat")
    analyst.sees("ditarik")
    assert_accessible(page)
    assert_fits(page)


@SCREENS
def test_an_analyst_records_a_determination_for_everybody_a_filter_finds(analyst: Person, cast: Cast) -> None:
    page = analyst.page
    analyst.opens("Pegawai")
    analyst.presses("Saring")
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_label("Pilih semua 2 hasil").check()
    analyst.presses("Catat untuk semua yang dipilih")
    analyst.sees("2 pegawai dipilih")
    analyst.chooses("Bidang", "Persyaratan")
    page.get_by_label("Penetapan", exact=True).select_option(label="memenuhi")
    analyst.fills("Ditetapkan oleh", "Contoh Kepala BKPSDM")
    analyst.fills("Alasan", "bidang ilmu sesuai rumpun jabatan")
    analyst.fills("Tanggal penetapan", "kemarin")
    analyst.presses("Pratinjau")
    analyst.sees("1 isian perlu diperbaiki")
    assert_accessible(page)
    analyst.fills("Tanggal penetapan", "01-06-2026")
    analyst.presses("Pratinjau")
    analyst.sees("Akan dicatat untuk 2 pegawai")
    analyst.sees("Contoh Orang Lain")
    assert_accessible(page)
    assert_fits(page)
    analyst.presses("Catat untuk 2 pegawai")
    analyst.sees("2 pegawai")
    assert Entry.objects.filter(kind=Kind.DETERMINATION).count() == 2
    assert not Entry.objects.exclude(person__instansi=cast.dumai.instansi).exists()


@SCREENS
def test_an_analyst_settles_a_class_evaluates_and_comes_to_a_person(analyst: Person, cast: Cast) -> None:
    page = analyst.page
    analyst.opens("Pemetaan jabatan")
    analyst.presses("Periksa sebelum menyimpan")
    assert_accessible(page)
    analyst.ticks("Pengadministrasi Perkantoran")
    analyst.chooses("5", "Kelas jabatan")
    analyst.fills("Alasan atau dasar", "keputusan contoh")
    analyst.presses("Periksa sebelum menyimpan")
    analyst.sees("akan memakai kelas 5")
    assert_accessible(page)
    assert_fits(page)
    analyst.presses("Simpan penetapan")
    with working():
        analyst.opens("Kesesuaian")
        analyst.presses("Jalankan penilaian")
        analyst.presses("Lihat daftar hasil")
        page.get_by_role("link", name="Contoh Pegawai").wait_for(timeout=LONG)
    assert_accessible(page)
    analyst.presses("Contoh Pegawai")
    analyst.sees("Belum dapat ditentukan")
    analyst.sees("Yang perlu dilakukan")
    assert_accessible(page)
    assert_fits(page)


def test_an_analyst_works_without_javascript(browser: Browser, server: str, cast: Cast) -> None:
    with elsewhere(browser, server, DESKTOP, javascript=False) as page:
        analyst = Person(page)
        analyst.signs_in(cast.dumai.users[Role.ANALYST].nip)
        analyst.fills("Cari pegawai, jabatan, unit, halaman", "contoh pegawai")
        page.keyboard.press("Enter")
        analyst.presses("Contoh Pegawai")
        analyst.presses("Catat Pendidikan")
        analyst.chooses("Sarjana", "Jenjang")
        analyst.fills("Bidang ilmu", "Ilmu Administrasi")
        analyst.fills("Tanggal lulus", "31-02-2010")
        analyst.presses("Simpan")
        analyst.sees("1 isian perlu diperbaiki")
        analyst.fills("Tanggal lulus", "28-02-2010")
        analyst.presses("Simpan")
        analyst.sees("Ilmu Administrasi")
    assert Entry.objects.filter(person=cast.dumai.person, kind=Kind.EDUCATION).count() == 1


def test_an_analyst_signs_in_and_finds_somebody_by_keyboard_alone(page: Page, cast: Cast) -> None:
    page.goto("/")

    def tabs_to(label: str) -> None:
        """Tab until that is what the keyboard is on."""
        for _ in range(40):
            page.keyboard.press("Tab")
            on = page.evaluate(
                "[document.activeElement.innerText, document.activeElement.labels?.[0]?.innerText].join(' ')"
            )
            if label in " ".join(on.split()):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                return
        raise AssertionError(f"The Tab key does not come to “{label}”.")

    tabs_to("Lewati ke isi")
    tabs_to("Masuk")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Masuk dengan NIP").wait_for()
    expect(page.get_by_label("NIP")).to_be_focused()  # the field is where the keyboard is already
    page.keyboard.type(cast.dumai.users[Role.ANALYST].nip)
    tabs_to("Kata sandi")
    page.keyboard.type("rahasia-contoh-123")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Selamat datang").wait_for()
    page.wait_for_load_state()  # the scripts that listen to the keyboard
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox").filter(visible=True).last).to_be_focused()
    page.keyboard.insert_text("contoh orang")  # at once: one answer, which nothing replaces
    page.get_by_role("link", name="Contoh Orang Lain").wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Contoh Orang Lain")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Contoh Orang Lain").wait_for()
