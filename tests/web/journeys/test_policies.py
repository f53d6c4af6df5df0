"""An administrator changes a policy, a second person approves it, and a verdict differs from that day on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from tests.cast import RINI
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE_DARK, Screen
from tests.web.cast import make_cast
from tests.web.evaluations.people import showing
from tests.web.journeys.ways import LONG, Person, elsewhere
from tests.web.journeys.working import working

SignIn = Callable[[Page, User], None]
Shot = Callable[[Page, str], Path]
MEETS, NOT_YET = "Memenuhi standar", "Belum memenuhi standar"


@pytest.mark.parametrize("screen", [DESKTOP, PHONE_DARK], ids=lambda each: each.name)
def test_a_gap_is_refused_then_mended_and_approved_and_the_verdict_differs_from_its_day_on(
    page: Page, browser: Browser, server: str, screen: Screen, sign_in: SignIn, shot: Shot
) -> None:
    cast = make_cast()
    first, *others = RINI.evidence
    two_of_three = {indicator.key: indicator.number != "1.3" for indicator in first.rubric.indicators}
    partly = replace(first, level=None, indicators=two_of_three)
    who = showing(cast.dumai, cast.dumai.person, replace(RINI, evidence=(partly, *others)))

    def sound(where: Page, name: str) -> None:
        assert_accessible(where)
        assert_fits(where)
        shot(where, f"kebijakan-{name}")

    sign_in(page, cast.dumai.users[Role.ADMIN])
    page.goto("/")
    admin = Person(page)
    admin.opens("Kebijakan")
    admin.sees("9 belum diverifikasi")
    admin.presses("Pengangkatan")
    sound(page, "bawaan")
    admin.presses("Susun versi berikutnya")
    admin.sees("Hari mulai berlakunya belum ditentukan")
    sound(page, "ditahan")
    admin.presses("Lengkapi")
    admin.fills("Berlaku mulai", "01-09-2026")
    admin.fills("Dasar hukum versi ini", "Keputusan Wali Kota Contoh 7/2026")
    admin.fills("Alasan perubahan", "Dua dari tiga indikator cukup untuk jabatan pelaksana.")
    admin.presses("Simpan")
    admin.presses("Ubah Ambang indikator")
    admin.fills("Bagian indikator", "2/3")
    admin.fills("Dasar hukum", "Keputusan Wali Kota Contoh 7/2026 angka 1")
    admin.presses("Simpan")
    admin.sees("2/3 dari indikator")

    admin.presses("Ubah Kategori JPM")
    admin.fills("Mulai dari, baris 3", "85")
    admin.presses("Simpan")
    admin.sees("Dari 80 sampai di bawah 85 tidak ada kategori")
    expect(page.locator("svg.bands rect.gap")).to_have_count(1)
    sound(page, "celah")
    admin.fills("Sampai di bawah, baris 2", "85")
    admin.presses("Simpan")
    admin.sees("85 persen ke atas")
    sound(page, "rancangan")
    admin.presses("Ajukan untuk disetujui")
    admin.sees("Anda ikut menyusun atau mengajukan versi ini.")

    with working(), elsewhere(browser, server, screen) as own:
        second = Person(own)
        second.signs_in(cast.dumai.users[Role.AUTHORITY].nip)
        own.goto("/")
        own.get_by_role("link", name="Kebijakan atau daftar kode menunggu persetujuan").click()
        draft = own.url
        second.sees("Hitung siapa yang terdampak")
        sound(own, "menunggu")
        second.presses("Hitung siapa yang terdampak")
        expect(own.get_by_text("terdampak").first).to_be_visible(timeout=LONG)
        own.wait_for_url("**/terdampak/*/", timeout=LONG)
        own.goto(draft)
        second.sees("Lihat siapa yang terdampak", LONG)
        sound(own, "siap")
        second.presses("Setujui")
        second.sees("Disetujui. Versi ini tidak berubah lagi.")
        expect(own.get_by_role("heading", level=1)).to_have_text("Pengangkatan · 2026-01")
        address = own.url
        assert address.endswith("/kebijakan/dumai/appointment/1/")
        second.presses("Bandingkan")
        second.sees("2 nilai berbeda.")
        sound(own, "banding")

    with elsewhere(browser, server, screen) as reader:
        Person(reader).signs_in(cast.dumai.users[Role.ANALYST].nip)
        said = {}
        for day in ("31-08-2026", "01-09-2026"):
            reader.goto(f"/kesesuaian/pegawai/{who.pk}/?per={day}&keperluan=appointment")
            said[day] = reader.locator("main").inner_text()
        assert NOT_YET in said["31-08-2026"]
        assert NOT_YET not in said["01-09-2026"]
        assert MEETS in said["01-09-2026"]
        reader.goto(address)
        Person(reader).sees("2/3 dari indikator")
