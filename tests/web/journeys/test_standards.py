"""A citizen reads the standard without signing in; an analyst sees that one name can be two rubrics."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import SCREENS, Screen
from tests.web.cast import make_cast
from tests.web.journeys.ways import Person
from tests.web.standards.shelves import FIRST, indexed

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
    _sound(page)
    shot(page, "standar-banding")
