"""The ground that journeys stand on: browser, server, signed-in people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from tests.web.browser import SCREENS, Screen
from tests.web.cast import Cast


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_the_first_page_opens_on_every_screen_without_sideways_scrolling(
    page: Page, screen: Screen, cast: Cast, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, cast.dumai.users[Role.EMPLOYEE])
    answer = page.goto("/")
    assert answer
    assert answer.status == 200
    assert page.evaluate("document.documentElement.scrollWidth") <= screen.width
