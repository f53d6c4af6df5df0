"""Walk every route × every role × own and foreign unit and instansi."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from tests.web.cast import Cast
from tests.web.matrix.expectation import ACTORS, ANONYMOUS, NOBODY, SUPERADMIN, expected, fits
from tests.web.matrix.lines import Line, all_lines, line_of
from tests.web.matrix.makers import FOREIGN_INSTANSI, FOREIGN_UNIT, OWN, Place, all_makers
from tests.web.matrix.routes import UNNAMED, Route, all_routes

ROUTES = all_routes()


def _grouped(route: Route) -> bool:
    line = line_of(route.name)
    return bool(line and line.name.endswith("*"))


LISTED = [route for route in ROUTES if line_of(route.name) and not _grouped(route)]
GROUPED = [route for route in ROUTES if _grouped(route) and not route.name.endswith(UNNAMED)]


LET_IN = {"in", "page", "redirect"}


def test_every_route_is_listed() -> None:
    missing = [
        f"  {route.name or '(give it a name)'}:   # /{route.pattern}"
        for route in ROUTES
        if not line_of(route.name)
    ]
    assert not missing, (
        "Routes without a line. Add them to tests/web/matrix/<app>.yaml (its README says how):\n"
        + "\n".join(missing)
    )


def test_every_line_is_of_a_route() -> None:
    used = {line.name for route in ROUTES if (line := line_of(route.name))}
    gone = [f"{line.file}: {name}" for name, line in all_lines().items() if name not in used]
    assert not gone, "Lines of routes that do not exist: " + ", ".join(gone)


@pytest.mark.parametrize("route", LISTED, ids=lambda route: route.name)
def test_a_route_lets_in_whom_it_should_and_nobody_else(route: Route, cast: Cast) -> None:
    line = line_of(route.name)
    assert line
    nobody = _nobody()
    wrong = []
    for actor in ACTORS:
        user = _user(cast, actor, nobody)
        client = _client(user)
        for place in _places(line):
            for method in line.methods:
                wanted = expected(line, actor, method, place)
                answer = _ask(client, method, cast, route, line, place, user or nobody)
                if not fits(wanted, answer.status_code, answer.headers.get("Location", "")):
                    wrong.append(f"  {actor} {method} {place}: {_said(answer)}, expected {wanted}")
    assert not wrong, (
        f"{route.name} (tests/web/matrix/{line.file}). Mend the view, or say otherwise under `but:`, as "
        f'"{wrong[0].split(":")[0].strip()}": …\n' + "\n".join(wrong)
    )


@pytest.mark.parametrize("route", LISTED, ids=lambda route: route.name)
def test_a_route_refuses_other_methods_and_posts_without_a_token(route: Route, cast: Cast) -> None:
    line = line_of(route.name)
    assert line
    nobody = _nobody()
    place = _places(line)[0]
    other = next((method for method in ("get", "post") if method not in line.methods), None)
    let_in = [each for each in ACTORS if expected(line, each, line.methods[0], place) in LET_IN]
    for actor in let_in[:1] if other else []:
        user = _user(cast, actor, nobody)
        answer = _ask(_client(user), str(other), cast, route, line, place, user or nobody)
        assert answer.status_code == 405, (
            f"{route.name}: {actor} got {_said(answer)} for {other}, which its line does not list. "
            "Expected 405: use require_safe or require_POST, or list the method."
        )
    for actor in let_in[:1] if "post" in line.methods else []:
        user = _user(cast, actor, nobody)
        strict = _client(user, enforce_csrf_checks=True)
        answer = _ask(strict, "post", cast, route, line, place, user or nobody)
        assert answer.status_code == 403, f"{route.name}: a POST without CSRF token got {_said(answer)}."


@pytest.mark.parametrize("route", GROUPED, ids=lambda route: route.name)
def test_a_route_of_a_group_shows_nobody_a_page_who_should_not(route: Route, cast: Cast) -> None:
    line = line_of(route.name)
    assert line
    nobody = _nobody()
    parts = {part: line.kwargs.get(part, "1") for part in route.parts}
    address = _address(route, line, parts)
    for actor in ACTORS:
        wanted = expected(line, actor, "get", "none")
        if wanted in LET_IN:
            continue
        with _undone():
            answer: Any = _client(_user(cast, actor, nobody)).get(address)
        assert answer.status_code >= 300, (
            f"{route.name}: {actor} got {_said(answer)}, expected {wanted} (line “{line.name}” of {line.file})."
        )


def _ask(
    client: Client, method: str, cast: Cast, route: Route, line: Line, place: str, owner: User
) -> HttpResponse:
    """One request to something made for it; nothing of it stays."""
    with _undone():
        made = _made(cast, line, place, owner)
        address = _address(route, line, _filled(route, line, made))
        send = getattr(client, method)
        answer: HttpResponse = send(address, line.data) if method == "post" else send(address)
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        return answer


class _undone:  # noqa: N801  # reads as a word
    """Everything within is rolled back: one request does not see what another did."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(*error)  # type: ignore[arg-type]


def _made(cast: Cast, line: Line, place: str, owner: User) -> Any:
    if not line.object:
        return None
    assert line.object in all_makers(), (
        f"{line.file}, “{line.name}”: no maker is called “{line.object}”. Write one in makers_<app>.py."
    )
    house = cast.contoh if place == FOREIGN_INSTANSI else cast.dumai
    unit = house.other_office if place == FOREIGN_UNIT else house.section
    if place == FOREIGN_UNIT:
        owner = house.users[Role.INTEGRATOR]
    elif place == FOREIGN_INSTANSI:
        owner = house.users[Role.ANALYST]
    return all_makers()[line.object](Place(place, cast, house, unit, owner))


def _filled(route: Route, line: Line, made: Any) -> dict[str, Any]:
    if isinstance(made, dict):
        return line.kwargs | made
    open_parts = [part for part in route.parts if part not in line.kwargs]
    if isinstance(made, models.Model) and len(open_parts) == 1:
        return line.kwargs | {open_parts[0]: made.pk}
    assert not open_parts, (
        f"{line.file}, “{line.name}”: the address needs {open_parts}. Say `object` (a maker; of several parts one "
        "that returns a dict) or `kwargs`."
    )
    return line.kwargs


def _address(route: Route, line: Line, kwargs: dict[str, Any]) -> str:
    return reverse(route.name, kwargs=kwargs) + (f"?{line.query}" if line.query else "")


def _places(line: Line) -> list[str]:
    if not line.object:
        return ["none"]
    return [OWN, FOREIGN_INSTANSI] if line.belongs == "instansi" else [OWN, FOREIGN_UNIT, FOREIGN_INSTANSI]


def _nobody() -> User:
    return User.objects.create_user("tanpa-peran", "rahasia-contoh-123", name="Contoh Tanpa Peran")


def _user(cast: Cast, actor: str, nobody: User) -> User | None:
    if actor == ANONYMOUS:
        return None
    return {SUPERADMIN: cast.superadmin, NOBODY: nobody}.get(actor) or cast.dumai.users[Role(actor)]


def _client(user: User | None, **options: Any) -> Client:
    client = Client(**options)
    if user:
        client.force_login(user)
    return client


def _said(answer: HttpResponse) -> str:
    location = answer.headers.get("Location")
    return f"{answer.status_code} → {location}" if location else str(answer.status_code)
