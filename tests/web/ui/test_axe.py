"""The check of pages finds what it looks for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.axe import assert_accessible, assert_fits, violations

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.django_db(transaction=True)]
GOOD = '<!doctype html><html lang="id"><title>Baik</title><main><h1>Baik</h1>{}</main></html>'


def test_a_picture_without_text_and_pale_words_are_found(page: Page) -> None:
    page.set_content(GOOD.format(""))
    assert violations(page) == []
    page.set_content(GOOD.format('<img src="data:,"><p style="color:#bbb;background:#fff">pucat</p>'))
    told = "\n".join(violations(page))
    assert "image-alt" in told
    assert "color-contrast" in told
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_what_sticks_out_of_the_screen_is_named(page: Page) -> None:
    page.set_content(GOOD.format("<p>muat</p>"))
    assert_fits(page)
    page.set_content(GOOD.format('<p id="lebar" style="width:3000px">lebar</p>'))
    with pytest.raises(AssertionError, match="lebar"):
        assert_fits(page)
