"""Every page of the application, opened in a browser by somebody who may: accessible, and no wider than the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from tests.web.axe import violations
from tests.web.browser import DESKTOP, PHONE_DARK, Screen
from tests.web.cast import Cast, make_cast
from tests.web.matrix.expectation import expected
from tests.web.matrix.lines import Line, line_of
from tests.web.matrix.makers import OWN, Place, all_makers
from tests.web.matrix.routes import Route, all_routes

# Who opens a page: the first of these who may.
PREFERRED = (Role.ANALYST, Role.ADMIN, Role.AUDITOR, Role.EMPLOYEE, Role.UNIT_ADMIN, Role.HEAD)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEAVIEST = 150 * 1024  # bytes of a page, without what the browser keeps


def _pages() -> list[tuple[Route, Line, str]]:
    found = []
    for route in all_routes():
        line = line_of(route.name)
        if line is None or line.name.endswith("*") or "get" not in line.methods:
            continue
        actors = ("anonymous",) if line.who == "public" else (*PREFERRED, "superadmin")
        place = OWN if line.object else "none"
        actor = next((each for each in actors if expected(line, each, "get", place) in {"in", "page"}), None)
        if actor:
            found.append((route, line, str(actor)))
    return found


APPS = sorted(
    {route.name.partition(":")[0] if ":" in route.name else "" for route, _line, _actor in _pages()}
)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE_DARK], ids=lambda each: each.name)
@pytest.mark.parametrize("app", APPS)
def test_every_page_is_accessible_and_fits_the_screen(
    app: str,
    screen: Screen,
    page: Page,
    sign_in: Callable[[Page, User], None],
    shot: Callable[[Page, str], Path],
) -> None:
    cast, made = make_cast(), {}
    wrong = []
    for route, line, actor in _pages():
        if (route.name.partition(":")[0] if ":" in route.name else "") != app:
            continue
        page.context.clear_cookies()
        if actor != "anonymous":
            sign_in(page, cast.superadmin if actor == "superadmin" else cast.dumai.users[Role(actor)])
        found = _open(route, line, _parts(route, line, cast, actor, made), page, shot)
        wrong.extend(f"{route.name} as {actor}: {problem}" for problem in found)
    assert not wrong, "\n".join(wrong)


def _open(
    route: Route, line: Line, parts: dict[str, object], page: Page, shot: Callable[[Page, str], Path]
) -> Iterator[str]:
    address = reverse(route.name, kwargs=parts)
    answer = page.request.get(f"{address}?{line.query}", max_redirects=5)
    if "text/html" not in answer.headers.get("content-type", ""):
        return
    if answer.status >= 400:
        yield f"answered {answer.status}"
        return
    if b"<html" not in answer.body():
        return  # a part of a page
    if len(answer.body()) > HEAVIEST:
        yield f"weighs {len(answer.body()) // 1024} KB"
    page.goto(f"{address}?{line.query}")
    shot(page, f"halaman-{route.name.replace(':', '-')}")
    yield from violations(page)
    if (over := page.evaluate(TOO_WIDE)) > 0:
        yield f"{over} px wider than the screen"


def _parts(
    route: Route, line: Line, cast: Cast, actor: str, made: dict[tuple[str, str], Any]
) -> dict[str, object]:
    """The address's parts. What one maker made for somebody serves all routes that point to such a thing."""
    thing = None
    if line.object:
        owner = cast.dumai.users[Role(actor)] if actor in Role.values else cast.superadmin
        if (key := (line.object, actor)) not in made:
            with transaction.atomic():
                place = Place(OWN, cast, cast.dumai, cast.dumai.section, owner)
                made[key] = all_makers()[line.object](place)
        thing = made[key]
    given = thing if isinstance(thing, dict) else {}
    rest = [part for part in route.parts if part not in given and part not in line.kwargs]
    return {**given, **line.kwargs, **({rest[0]: thing.pk} if thing is not None and rest else {})}
