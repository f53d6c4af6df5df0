"""The browser and the server of the tests that look at pages: one browser a process, whoever asks first.

A journey takes `page` (a desktop in light colours) or is parametrised over `SCREENS` with `screen`; `server` is the
address of the running application, whose database is the test's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from selaras.web.accounts.models import User
from tests.web.journeys import chromium

SHOTS = Path(__file__).parents[2] / "var" / "shots"
PATIENCE = 30_000  # milliseconds: a busy machine is slow, not wrong


@dataclass(frozen=True)
class Screen:
    """A screen to look through."""

    name: str
    width: int
    height: int
    colours: Literal["light", "dark"]


DESKTOP = Screen("desktop", 1280, 900, "light")
DESKTOP_DARK = Screen("desktop-gelap", 1280, 900, "dark")
PHONE = Screen("ponsel", 360, 740, "light")
PHONE_DARK = Screen("ponsel-gelap", 360, 740, "dark")
SCREENS = (DESKTOP, DESKTOP_DARK, PHONE, PHONE_DARK)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    try:
        executable = chromium.path()
    except chromium.Missing as missing:
        pytest.exit(str(missing), returncode=2)
    # Playwright keeps an event loop in this thread; Django would take the tests for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(chromium.FLAGS))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def server(live_server: LiveServer, transactional_db: None) -> str:
    """The address of the application."""
    return str(live_server.url)


@pytest.fixture
def screen() -> Screen:
    """The screen of `page`: a desktop, unless a test is parametrised with another."""
    return DESKTOP


@pytest.fixture
def context(browser: Browser, server: str, screen: Screen) -> Iterator[BrowserContext]:
    """A fresh browser profile."""
    context = browser.new_context(
        base_url=server,
        viewport={"width": screen.width, "height": screen.height},
        color_scheme=screen.colours,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        has_touch=screen.width < 600,
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page. The test fails when a script breaks or the Content-Security-Policy stops something."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if _is_wrong(said) else None)
    yield page
    assert not wrong, wrong


def _is_wrong(said: Any) -> bool:
    # A refused page (403, 404, 413) is reported as a failed resource; journeys go there on purpose.
    return said.type == "error" and "Failed to load resource" not in said.text


@pytest.fixture
def sign_in(context: BrowserContext, server: str) -> Callable[[Page, User], None]:
    """Be signed in as somebody, without going through the form (which has a journey of its own)."""

    def sign_in(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": server}])

    return sign_in


@pytest.fixture
def shot(screen: Screen) -> Callable[[Page, str], Path]:
    """Keep a picture of the whole page in var/shots."""

    def shot(page: Page, name: str) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.{screen.name}.png"
        try:
            page.screenshot(path=path, full_page=True)
        except Error:  # taller than a picture can be
            page.screenshot(path=path)
        return path

    return shot
