"""A visitor: comes to the first page, is refused kindly, chooses language and colours, and sees no person."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from selaras.web.accounts.roles import Role
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE
from tests.web.cast import Cast
from tests.web.journeys.ways import Person


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda each: each.name)
def test_a_visitor_reads_what_selaras_is_in_both_languages_and_in_the_dark(page: Page, cast: Cast) -> None:
    page.goto("/")
    visitor = Person(page)
    visitor.sees("Standar kompetensi ASN, dari pasal sampai orang")
    visitor.never_sees("Contoh Pegawai")
    visitor.presses("Tampilan")
    assert_accessible(page)
    visitor.presses("English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    visitor.never_sees("Standar kompetensi ASN")
    assert_accessible(page)
    page.locator("header details.menu-end > summary").click()
    visitor.presses("Dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert_accessible(page)
    assert_fits(page)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda each: each.name)
def test_a_wrong_password_is_refused_kindly_and_tells_nobody_who_has_an_account(
    page: Page, cast: Cast
) -> None:
    told = []
    for nip in (cast.dumai.users[Role.ANALYST].nip, "199999999999999999"):
        page.goto("/akun/masuk/")
        visitor = Person(page)
        visitor.fills("NIP", nip)
        visitor.fills("Kata sandi", "bukan-ini-juga")
        visitor.presses("Masuk", "Kata sandi")
        page.get_by_role("alert").wait_for()
        told.append(page.get_by_role("alert").inner_text())
        visitor.sees("Lupa kata sandi: minta kode aktivasi baru kepada admin unit Anda.")
        assert_accessible(page)
        assert_fits(page)
    assert told[0] == told[1]
    for address in ("/pegawai/", f"/pegawai/{cast.dumai.person.pk}/", "/audit/", "/pengelola/"):
        page.goto(address)
        visitor.sees("Masuk dengan NIP")
        visitor.never_sees("Contoh Pegawai")
