"""A citizen reads standards and a dictionary without signing in; an analyst sees that one name can be two rubrics; two people
publish a changed document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE_DARK, SCREENS, Screen
from tests.web.cast import make_cast
from tests.web.journeys.ways import LONG, Person
from tests.web.journeys.working import working
from tests.web.standards import kamus
from tests.web.standards.act import TEXT
from tests.web.standards.shelves import FIRST, SECOND, indexed

SignIn = Callable[[Page, User], None]
Shot = Callable[[Page, str], Path]
on_every_screen = pytest.mark.parametrize("screen", SCREENS, ids=[screen.name for screen in SCREENS])


def _sound(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)


@on_every_screen
def test_a_citizen_finds_an_indicator_and_copies_its_address(
    page: Page, server: str, screen: Screen, shot: Shot
) -> None:
    make_cast()
    indexed()
    citizen = Person(page)
    page.goto("/standar/")
    citizen.sees("Perwali Dumai 6/2023")
    _sound(page)
    page.get_by_role("searchbox").fill("kearsipan")
    page.get_by_role("searchbox").press("Enter")
    citizen.sees("kebijakan dalam melakukan pengelolaan persuratan")
    _sound(page)
    shot(page, "standar-cari")
    page.get_by_role("link", name="Tata Naskah Dinas · 1.1").click()
    citizen.sees("Rubrik ini hanya dipakai di sini")
    address = page.get_by_label("Alamat tetap", exact=True).input_value()
    assert address == f"{server}{FIRST}kelas-5/tata-naskah-dinas/1.1/"
    assert address in page.get_by_label("Kutipan dengan alamat tetap").input_value()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    citizen.presses("Salin alamat")
    citizen.sees("Tersalin.")
    assert page.evaluate("navigator.clipboard.readText()") == address
    _sound(page)
    shot(page, "standar-indikator")
    assert page.context.cookies() == []
    page.goto(address)
    expect(page.get_by_role("heading", name="Indikator 1.1")).to_be_visible()


@on_every_screen
def test_an_analyst_sees_that_one_name_is_two_rubrics(page: Page, sign_in: SignIn, shot: Shot) -> None:
    cast = make_cast()
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page.goto("/")
    analyst = Person(page)
    analyst.opens("Standar")
    page.get_by_role("link", name="Perwali Dumai 6/2023", exact=True).click()
    analyst.sees("belum ada standar")
    analyst.presses("Bandingkan")
    page.get_by_label("A", exact=True).select_option(label="Kelas Jabatan 6")
    page.get_by_label("B", exact=True).select_option(label="Kelas Jabatan 5")
    page.get_by_role("button", name="Bandingkan").click()
    for name in ("Tata Naskah Dinas", "Aplikasi Komputer"):
        row = page.locator("summary").filter(has_text=name)
        expect(row).to_contain_text("dua rubrik")
    expect(page.locator("summary").filter(has_text="Integritas")).to_contain_text("rubrik sama")
    analyst.sees("Namanya sama, tetapi indikatornya berbeda")
    analyst.sees("menyusun konsep naskah dinas dengan kompleksitas sedang")
    _sound(page)
    shot(page, "standar-banding")


@on_every_screen
def test_a_citizen_reads_a_competency_level_by_level_in_a_dictionary(page: Page, shot: Shot) -> None:
    kamus.published(make_cast())
    citizen = Person(page)
    page.goto(f"{FIRST}kelas-5/M.1/")
    page.locator("#kamus-2 > summary").click()
    citizen.sees("Contoh: menegur dengan santun.")
    _sound(page)
    shot(page, "standar-level-kamus")
    page.get_by_role("link", name="Integritas, Kepwali Dumai 99/2024").click()
    citizen.sees("Contoh: memastikan unitnya berintegritas.")
    _sound(page)
    shot(page, "kamus-kompetensi")
    page.get_by_role("link", name="2.2", exact=True).click()
    expect(page.locator('[aria-current="true"]')).to_contain_text("menjadi teladan sebaya")
    page.get_by_role("link", name="Kamus kompetensi", exact=True).click()
    citizen.sees("Contoh sintetis: menyusun naskah dinas.")
    _sound(page)
    shot(page, "kamus")
    assert page.context.cookies() == []


@pytest.mark.parametrize("screen", [DESKTOP, PHONE_DARK], ids=["desktop", "ponsel-gelap"])
def test_two_people_publish_a_changed_document(
    page: Page, sign_in: SignIn, shot: Shot, tmp_path: Path
) -> None:
    cast = make_cast()
    document = tmp_path / "perwali.txt"
    document.write_text(TEXT.replace("Tata Naskah Dinas", "Tata Naskah Kedinasan"), "utf-8")
    someone = Person(page)
    with working():
        sign_in(page, cast.dumai.users[Role.ANALYST])
        page.goto("/standar/kelola/unggah/")
        someone.brings(str(document), "Berkas")
        someone.presses("Unggah dan baca")
        someone.sees("Yang masih menahan penerbitan", LONG)
        someone.sees("berganti nama dan belum dikaitkan")
        _sound(page)
        shot(page, "terbit-1-versi")
        version = page.url
        page.get_by_role("link", name="Perwali Dumai 6/2023", exact=True).last.click()
        confirm = page.get_by_role("button", name="Sahkan dan lanjut")
        confirm.first.wait_for()
        while confirm.count():
            confirm.first.click()
            page.wait_for_load_state()  # a page half there has no button either
        _link_and_pair(page, someone, version, shot)
        someone.fills("Mengapa tetap diterbitkan", "Galat ada pada naskah asli")
        someone.presses("Catat alasan")
        someone.presses("Serahkan untuk diterbitkan")
        someone.sees("Diserahkan untuk diterbitkan oleh orang kedua")
        page.context.clear_cookies()
        sign_in(page, cast.dumai.users[Role.AUTHORITY])
        page.goto(f"{version}terbitkan/?berlaku=01-09-2027")
        someone.sees("Siapa yang terdampak")
        _sound(page)
        shot(page, "terbit-4-menahan")
        someone.presses("Terbitkan")
        someone.sees("Belum diketahui siapa yang hasilnya akan berubah")
        someone.presses("Hitung siapa yang terdampak")
        page.get_by_role("link", name="Kembali ke penerbitan").click(timeout=LONG)
        someone.sees("pegawai akan berubah")
        _sound(page)
        shot(page, "terbit-5-siap")
        someone.presses("Terbitkan")
        someone.sees("Versi 2 diterbitkan, berlaku mulai 01-09-2027")
        page.context.clear_cookies()
        page.goto(f"{SECOND}kelas-5/tata-naskah-dinas/")
        someone.sees("Tata Naskah Kedinasan")
        someone.sees("Versi ini belum berlaku")


def _link_and_pair(page: Page, someone: Person, version: str, shot: Shot) -> None:
    """Say that the renamed competency is the earlier one, and that its two rubrics are equivalent one way."""
    page.goto(version)
    someone.fills("Dasar", "Lampiran I")
    someone.presses("Kompetensi yang sama")
    page.get_by_role("link", name="Lihat pasangan rubrik yang berbeda").click()
    card = (
        page.locator("section.card")
        .filter(has=page.get_by_role("heading", name="Tata Naskah Kedinasan"))
        .first
    )
    expect(card.get_by_text("menyusun konsep naskah dinas")).to_be_visible()
    card.locator("summary").click()
    card.get_by_label("hasil rubrik B berlaku untuk rubrik A").check()
    card.get_by_label("Dasar").fill("Berita acara 1/2027")
    card.get_by_label("Alasan").fill("Indikatornya mengukur hal yang sama")
    _sound(page)
    shot(page, "terbit-2-rubrik")
    card.get_by_role("button", name="Catat putusan").click()
    someone.sees("Berita acara 1/2027")
    page.goto(version)
    _sound(page)
    shot(page, "terbit-3-versi")
