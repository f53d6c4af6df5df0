"""How people move about a page: by what they read on it, never by ids or classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.browser import PATIENCE, Screen
from tests.web.cast import PASSWORD

PLACES = (
    "tr, li, fieldset, form, section, aside, details, nav, dialog"  # what “pada” may name, by a text in it
)
LONG = 120_000  # milliseconds that work in the background may take


@dataclass(frozen=True)
class Person:
    """Somebody at a browser. `within` narrows to the innermost place on the page that holds a text."""

    page: Page

    def opens(self, label: str) -> None:
        """Go somewhere by the main menu, which a phone keeps folded."""
        beside = self.page.locator("nav.side").get_by_role("link", name=label, exact=True)
        if not beside.is_visible():
            self.page.locator("details.menu-nav > summary").click()
            beside = self.page.locator("details.menu-nav").get_by_role("link", name=label, exact=True)
        beside.click()

    def presses(self, label: str, within: str = "") -> None:
        """Press a button, a link or what unfolds."""
        self._pressable(label, within).click()

    def fills(self, label: str, value: str, within: str = "") -> None:
        """Write into a field."""
        self.field(label, within).fill(value)

    def chooses(self, value: str, label: str) -> None:
        """Choose from a list or among round buttons, by the text of the choice or its beginning."""
        field = self.field(label)
        self.page.wait_for_load_state()
        if field.evaluate("each => each.localName") == "select":
            texts = field.locator("option").all_text_contents()
            wanted = [text for text in texts if text.strip().casefold().startswith(value.casefold())]
            assert wanted, f"“{label}” offers {texts}, not “{value}”."
            field.select_option(label=wanted[0])
        else:
            field.get_by_label(value).check()

    def ticks(self, label: str, within: str = "") -> None:
        """Tick a box."""
        self._place(within).get_by_role("checkbox", name=_exactly(label)).first.check()

    def brings(self, path: str, label: str) -> None:
        """Choose a file."""
        self.field(label).set_input_files(path)

    def sees(self, text: str, patience: int = PATIENCE) -> None:
        """Wait for a text to be on the page, and visible."""
        found = self.page.get_by_text(text).filter(visible=True)
        expect(found.first, f"“{text}” is to be read on {self.page.url}").to_be_visible(timeout=patience)

    def never_sees(self, *texts: str) -> None:
        """Nothing of this is on the page, once all of it is there."""
        self.page.wait_for_load_state()
        shown = self.page.locator("body").inner_text()
        for text in texts:
            assert text not in shown, f"“{text}” may not be read on {self.page.url}."

    def menu(self) -> list[str]:
        """What the main menu offers."""
        self.page.wait_for_load_state()
        texts = self.page.locator("nav.side, details.menu-nav nav").first.get_by_role(
            "link", include_hidden=True
        )
        return [text.strip() for text in texts.all_text_contents()]

    def signs_in(self, nip: str, password: str = PASSWORD) -> None:
        """By the real form."""
        self.page.goto("/akun/masuk/")
        self.fills("NIP", nip)
        self.fills("Kata sandi", password)
        with self.page.expect_navigation():  # whoever goes elsewhere at once is signed in by then
            self.page.get_by_role("button", name="Masuk", exact=True).click()

    def field(self, label: str, within: str = "") -> Locator:
        """The field with this label (its beginning will do), or a group of round buttons of that name."""
        place = self._place(within)
        group = place.get_by_role("group", name=_beginning(label)).filter(has=self.page.get_by_role("radio"))
        box = place.get_by_label(_beginning(label)).and_(place.locator("input, select, textarea"))
        found = box.or_(group).filter(visible=True)
        found.first.wait_for()
        exact = place.get_by_label(label, exact=True).and_(place.locator("input, select, textarea"))
        visible = exact.filter(visible=True)
        return visible.first if visible.count() else found.first

    def _place(self, within: str, having: Locator | None = None) -> Locator:
        """The innermost place with a text, and with what is sought in it."""
        if not within:
            return self.page.locator("body")
        found = self.page.locator(PLACES).filter(has_text=within).filter(visible=True)
        if having is not None:
            found = found.filter(has=having)
        found.first.wait_for()
        self.page.wait_for_load_state()
        sizes = [each.inner_text() for each in found.all()]
        return found.nth(sizes.index(min(sizes, key=len)))

    def _pressable(self, label: str, within: str) -> Locator:
        name = _beginning(label)
        sought = (
            self.page.get_by_role("button", name=name)
            .or_(self.page.get_by_role("link", name=name))
            .or_(self.page.locator("summary").filter(has_text=name))
        )
        found = self._place(within, sought).locator(sought).filter(visible=True)
        found.first.wait_for()
        self.page.wait_for_load_state()
        shown = [" ".join(each.inner_text().split()).casefold() for each in found.all()]
        at = shown.index(label.casefold()) if label.casefold() in shown else 0
        return found.nth(at)


@contextmanager
def elsewhere(browser: Browser, server: str, screen: Screen, *, javascript: bool = True) -> Iterator[Page]:
    """A page in another browser profile: somebody else, or the same person at another machine."""
    context = browser.new_context(
        base_url=server,
        viewport={"width": screen.width, "height": screen.height},
        locale="id-ID",
        java_script_enabled=javascript,
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def _beginning(label: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{_said(label)}(?!\w)", re.IGNORECASE)


def _exactly(label: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{_said(label)}\s*$", re.IGNORECASE)


def _said(label: str) -> str:
    """A label; its “…” stands for a number."""
    return re.escape(label).replace("…", r"[\d.]+")
