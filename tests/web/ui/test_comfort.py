"""What scripts add, and that nothing needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from tests.web.browser import PHONE
from tests.web.cast import Cast
from tests.web.ui.test_pages import enter_gallery

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def gallery(cast: Cast, page: Page, sign_in: SignIn) -> Page:
    """The gallery, open."""
    enter_gallery(cast)
    sign_in(page, cast.superadmin)
    page.goto("/gaya/")
    return page


@pytest.fixture
def bare(browser: Browser, server: str, sign_in: SignIn, page: Page, cast: Cast) -> Iterator[Page]:
    """A phone whose browser runs no scripts, with an analyst signed in."""
    sign_in(page, cast.dumai.users[Role.ANALYST])
    context = browser.new_context(
        base_url=server,
        java_script_enabled=False,
        locale="id-ID",
        viewport={"width": PHONE.width, "height": PHONE.height},
    )
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_the_search_opens_by_key_finds_and_closes(cast: Cast, page: Page, sign_in: SignIn) -> None:
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page.goto("/")
    dialog = page.locator("#palet")
    expect(dialog).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(dialog).to_be_visible()
    page.keyboard.type("pegawai")
    expect(dialog.locator("a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(dialog.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(dialog).to_be_visible()


def test_leaving_a_changed_form_is_asked_about_and_an_unchanged_one_not(gallery: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    gallery.on("dialog", stay)
    gallery.goto("/")
    assert asked == []
    gallery.goto("/gaya/")
    gallery.locator("#id_name").fill("Contoh Berubah")
    gallery.goto("/")
    assert asked == ["beforeunload"]


def test_a_form_clicked_twice_is_sent_once(gallery: Page) -> None:
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            sent.append(request.url)

    gallery.on("request", note)
    gallery.evaluate(
        """() => {
          const form = document.querySelector("form[data-guard]");
          form.action = "/tema/";
          form.noValidate = true;
          const button = form.querySelector("button");
          button.click();
          button.click();
        }"""
    )
    gallery.wait_for_url(lambda url: "/gaya/" not in url)
    assert len(sent) == 1


def test_a_menu_closes_by_escape_and_gives_the_focus_back(cast: Cast, page: Page, sign_in: SignIn) -> None:
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page.goto("/")
    menu = page.locator("header details.menu-end")
    menu.locator("summary").click()
    expect(menu.locator(".menu-box")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.locator(".menu-box")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_the_first_key_leads_past_the_menu(cast: Cast, page: Page, sign_in: SignIn) -> None:
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_errors_of_a_form_are_where_the_reader_goes_first(gallery: Page) -> None:
    expect(gallery.locator("[data-focus]")).to_be_focused()


def test_without_scripts_the_menu_the_search_the_theme_and_the_language_work(bare: Page) -> None:
    bare.goto("/")
    bare.locator("header .menu-nav summary").click()
    expect(bare.locator("header .menu-nav a", has_text="Beranda")).to_be_visible()
    bare.goto("/")
    bare.locator("#cari").fill("contoh")
    bare.locator("#cari").press("Enter")
    bare.wait_for_url("**/cari/?q=contoh")
    bare.goto("/")
    bare.locator("header .menu-end summary").click()
    bare.get_by_role("button", name="Gelap").click()
    expect(bare.locator("html")).to_have_attribute("data-bs-theme", "dark")
    bare.locator("header .menu-end summary").click()
    bare.get_by_role("button", name="English").click()
    expect(bare.locator("html")).to_have_attribute("lang", "en")


def test_a_lost_connection_is_told(cast: Cast, page: Page, sign_in: SignIn) -> None:
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page = page.context.new_page()  # a page whose complaints are expected
    page.goto("/")
    page.route("**/cari/**", lambda route: route.abort())
    page.keyboard.press("Control+k")
    page.keyboard.type("pegawai")
    expect(page.locator("#pesan")).to_contain_text("Server tidak dapat dihubungi")


@pytest.mark.parametrize("status", [200, 500])
def test_a_whole_page_in_place_of_a_fragment_is_shown_as_a_page(
    cast: Cast, page: Page, sign_in: SignIn, status: int
) -> None:
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page = page.context.new_page()
    page.goto("/")
    whole = "<!doctype html><title>x</title><main><h1>Halaman lain</h1></main>"
    page.route("**/cari/**", lambda route: route.fulfill(status=status, body=whole, content_type="text/html"))
    page.keyboard.press("Control+k")
    page.keyboard.type("pegawai")
    expect(page.locator("main h1")).to_have_text("Halaman lain")
    assert page.url.endswith("/" if status == 500 else "/cari/?q=pegawai")
