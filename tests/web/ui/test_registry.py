"""What apps bring to the common pages."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from selaras.web.ui import registry, tally


@dataclass
class Somebody:
    """Who asks, as far as the registry knows."""

    permissions: set[str] = field(default_factory=set)
    user: object = None
    instansi: object = None

    def may(self, permission: str) -> bool:
        return permission in self.permissions


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, empty in (("_entries", {}), ("_providers", {}), ("_tasks", []), ("_figures", [])):
        monkeypatch.setattr(registry, name, empty)
    registry.navigation("Beranda", "home", "house", 0)
    registry.navigation("Tema", "theme", "sun", 20, "look", "edit")
    registry.navigation("Bahasa", "set_language", "globe", 10)
    registry.navigation("Belum ada", "nothing:here", "x", 5)


def test_the_navigation_shows_only_what_the_asker_may_use_and_what_exists() -> None:
    assert [place.label for place in registry.places(Somebody(), "/")] == ["Beranda", "Bahasa"]
    assert [place.label for place in registry.places(Somebody({"edit"}), "/")] == [
        "Beranda",
        "Bahasa",
        "Tema",
    ]
    assert registry.places(None, "/") == []


@pytest.mark.parametrize(("path", "label"), [("/", "Beranda"), ("/bahasa/5/", "Bahasa"), ("/lain/", None)])
def test_the_navigation_tells_where_one_is(path: str, label: str | None) -> None:
    current = [place.label for place in registry.places(Somebody(), path) if place.current]
    assert current == ([label] if label else [])


def test_tasks_without_a_count_are_not_shown_and_a_source_counts_once() -> None:
    def give(asker: Somebody) -> list[registry.Task]:
        return [registry.Task("Usulan", 4, "/"), registry.Task("Kosong", 0, "/")]

    registry.tasks(give)
    registry.tasks(give)
    assert [(task.title, task.count) for task in registry.tasks_of(Somebody())] == [("Usulan", 4)]


def test_the_tally_forgets_a_session_and_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_kept", type(tally._kept)())
    monkeypatch.setattr(tally, "KEPT_SESSIONS", 3)
    counts = iter(range(1, 100))
    registry.tasks(lambda asker: [registry.Task("Usulan", next(counts), "/")])

    class Request:
        method = "GET"
        asker = Somebody()

        def __init__(self, key: str) -> None:
            self.session = type("Session", (), {"session_key": key})()

    assert [tally.waiting(Request("a")) for _ in range(3)] == [1, 1, 1]  # type: ignore[arg-type]
    tally.forget("a")
    assert tally.waiting(Request("a")) == 2  # type: ignore[arg-type]
    for key in "bcde":
        tally.waiting(Request(key))  # type: ignore[arg-type]
    assert len(tally._kept) == 3
