"""A head of an office opens the unit's map, reads it with the keyboard alone, follows a figure to its people, and prints it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.models import Answer
from selaras.web.maps.naming import competencies
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, DESKTOP_DARK, PHONE, SCREENS, Screen
from tests.web.cast import Cast
from tests.web.journeys.ways import Person, elsewhere
from tests.web.maps.made import answer, cell, finish, make_run, mapped

EVERY_SCREEN = pytest.mark.parametrize("screen", SCREENS, ids=lambda each: each.name)
TABS = ("Ringkasan", "Orang dan kompetensi", "Perbandingan", "Cakupan bukti", "Bukti habis berlaku")


@EVERY_SCREEN
def test_a_head_reads_every_page_of_the_units_map(
    page: Page,
    cast: Cast,
    sign_in: Callable[[Page, User], None],
    shot: Callable[[Page, str], Path],
    screen: Screen,
) -> None:
    mapped(cast.dumai)
    sign_in(page, cast.dumai.users[Role.HEAD])
    page.goto("/")
    head = Person(page)
    head.sees("Dinas Perhubungan sekilas")
    assert_accessible(page)
    assert_fits(page)
    head.opens("Peta kompetensi")
    for tab in TABS:
        page.get_by_role("link", name=tab, exact=True).first.click()
        head.sees("per 01-07-2026")
        head.never_sees("Dinas Kesehatan")
        shot(page, f"peta-{tab.casefold().replace(' ', '-')}")
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize("screen", [DESKTOP], ids=lambda each: each.name)
def test_a_head_walks_the_map_by_keyboard_follows_a_figure_and_prints(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None], tmp_path: Path
) -> None:
    run = mapped(cast.dumai)
    sign_in(page, cast.dumai.users[Role.HEAD])
    page.goto("/peta/orang/")
    table = page.get_by_role("table")
    # One stop for Tab; the arrows walk the cells, also over those that lead nowhere.
    page.locator(".heat-wrap").focus()
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.closest('table') !== null")
    assert first
    stops = table.locator("a[tabindex='0']")
    assert stops.count() == 1
    page.keyboard.press("Control+End")
    last = page.evaluate("document.activeElement.getAttribute('href')")
    assert re.fullmatch(r"\d+/\d+/", last)
    page.keyboard.press("Home")
    assert re.fullmatch(r"\d+/", page.evaluate("document.activeElement.getAttribute('href')"))
    page.keyboard.press("ArrowRight")
    here = page.evaluate("document.activeElement.getAttribute('href')")
    assert re.fullmatch(r"\d+/0/", here)
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.getAttribute('href')") == re.sub(
        r"^\d+", lambda found: str(int(found[0]) - 1), here
    )
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/kesesuaian/pegawai/\d+/\?.*#baris-M\.1$"))
    page.go_back()
    # From a count to its people.
    below = Answer.objects.filter(
        run=run, person__unit__path__startswith=cast.dumai.office.path, not_met__gt=0
    )
    names = {
        each.person.name
        for each in below
        if ["competency:M.1", "below"] in [each_[:2] for each_ in each.cells]
    }
    assert len(names) == 1
    table.locator("tbody.sums tr.b td a").first.press("Enter")
    expect(page.get_by_text("hasil", exact=False).first).to_be_visible()
    Person(page).sees(names.pop())
    page.go_back()
    page.get_by_role("button", name="Cetak").wait_for()
    # On paper: the whole table, without what only a screen needs; signs say what colours say.
    page.emulate_media(media="print")
    assert not page.locator(".map-filters").is_visible()
    assert not page.locator("nav.side").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.heat-wrap')).overflow") == "visible"
    Person(page).sees("dicetak")
    for paper in ("A4", "Legal"):  # F4 (folio) is as wide as Legal, and a little shorter
        printed = page.pdf(
            path=tmp_path / f"{paper}.pdf", format=paper, prefer_css_page_size=False, landscape=True
        )
        assert printed.startswith(b"%PDF")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda each: each.name)
def test_a_full_map_of_every_competency_keeps_names_in_sight(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None], shot: Callable[[Page, str], Path]
) -> None:
    run = make_run(cast.dumai)
    states = ("above", "equal", "below", "missing")
    named = competencies(run)
    for n in range(50):
        cells = [cell(each.key, states[(n + m) % 4], achieved=1) for m, each in enumerate(named)]  # type: ignore[arg-type]
        answer(
            run,
            cast.dumai.section,
            cells,
            name=f"Contoh Nama Panjang Sekali {n:02}",
            position=cast.dumai.position,
        )
    finish(run)
    sign_in(page, cast.dumai.users[Role.HEAD])
    page.goto("/peta/orang/")
    wrap = page.locator(".heat-wrap")
    wrap.evaluate("each => each.scrollTo(each.scrollWidth, each.scrollHeight)")
    inside = wrap.bounding_box()
    name = page.get_by_role("link", name="Contoh Nama Panjang Sekali 49").bounding_box()
    header = page.locator(".heat thead th.k").last.bounding_box()
    assert inside
    assert name
    assert header
    assert inside["x"] <= name["x"] < inside["x"] + inside["width"] / 2
    assert abs(header["y"] + header["height"] - inside["y"]) < inside["height"] / 1.5
    shot(page, "peta-penuh")
    assert_accessible(page)
    assert_fits(page)


def test_the_map_is_whole_without_javascript(browser: Browser, server: str, cast: Cast) -> None:
    run = mapped(cast.dumai)
    with elsewhere(browser, server, DESKTOP_DARK, javascript=False) as page:
        head = Person(page)
        head.signs_in(cast.dumai.users[Role.HEAD].nip)
        page.goto("/peta/orang/")
        page.locator("table.heat tbody:not(.sums) td a").first.click()
        expect(page).to_have_url(re.compile(r"/kesesuaian/pegawai/\d+/"))
        page.goto("/peta/")
        page.get_by_label("Kelas jabatan").select_option("5")
        page.get_by_role("button", name="Tampilkan").click()
        expect(page).to_have_url(re.compile("kelas=5"))
        head.sees("kelas 5")
        assert run.finished
