"""The pages every app builds on, in a real browser: on four screens, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import SCREENS, Screen
from tests.web.cast import Cast
from tests.web.ui.test_pages import enter_gallery

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.django_db(transaction=True)]
on_every_screen = pytest.mark.parametrize(
    "screen", SCREENS, ids=[screen.name for screen in SCREENS], indirect=False
)
SignIn = Callable[[Page, User], None]
Shot = Callable[[Page, str], Path]


@on_every_screen
def test_the_gallery_is_accessible_and_fits(
    cast: Cast, page: Page, sign_in: SignIn, shot: Shot, screen: Screen
) -> None:
    enter_gallery(cast)
    sign_in(page, cast.superadmin)
    assert page.goto("/gaya/").ok  # type: ignore[union-attr]
    page.evaluate("scrollTo(0, 0)")
    shot(page, "gaya")
    assert_accessible(page)
    assert_fits(page)


@on_every_screen
def test_home_is_accessible_and_fits(
    cast: Cast, page: Page, sign_in: SignIn, shot: Shot, screen: Screen
) -> None:
    page.goto("/")
    shot(page, "sampul")
    assert_accessible(page)
    assert_fits(page)
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page.goto("/")
    shot(page, "beranda")
    assert_accessible(page)
    assert_fits(page)
    page.locator("header .menu-end summary").click()
    shot(page, "beranda-menu")
    assert_accessible(page)
    assert_fits(page)


@on_every_screen
def test_a_lost_page_is_accessible_and_fits(cast: Cast, page: Page, shot: Shot, screen: Screen) -> None:
    page.goto("/tidak-ada/")
    shot(page, "404")
    assert_accessible(page)
    assert_fits(page)
