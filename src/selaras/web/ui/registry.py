"""Where each app says what it brings to the common pages: navigation, search, tasks, figures.

Called once, from `AppConfig.ready()`. Nothing here knows an app: who asks is anybody that can say what they may do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Label = str | Promise


class Asker(Protocol):
    """Whoever asks, as far as the common pages need to know them."""

    @property
    def user(self) -> Any:
        """The account."""

    @property
    def instansi(self) -> Any:
        """The government being worked in, or None."""

    def may(self, permission: Any) -> bool:
        """Whether it is allowed anywhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation. Without permissions everybody signed in sees it; with several, any is enough."""

    label: Label
    url: str
    icon: str
    order: int
    permissions: tuple[Any, ...] = ()
    group: int = 0

    def open_to(self, asker: Asker) -> bool:
        """Whether the asker may use the page behind it."""
        return not self.permissions or any(asker.may(permission) for permission in self.permissions)


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the navigation as it is shown: with its address, and whether one is there."""

    label: Label
    url: str
    icon: str
    current: bool
    group: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: what it is called, what tells it apart, and where it is."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Provider:
    """A source of search results."""

    key: str
    label: Label
    find: Callable[[Any, str, int], Sequence[Hit]]
    order: int = 50


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for the asker. A count of 0 is not shown."""

    title: Label
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that leads to the list behind it, with the day or moment its data are of."""

    label: Label
    value: int | str
    url: str
    as_of: date | datetime


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the home page: its template and what that knows. `style`: its stylesheet, a static file.

    A lower `order` comes first; a `wide` one takes the whole width.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 50
    wide: bool = False
    style: str = ""


_entries: dict[str, Entry] = {}
_providers: dict[str, Provider] = {}
_tasks: list[Callable[[Any], Iterable[Task]]] = []
_figures: list[Callable[[Any], Iterable[Figure]]] = []
_panels: list[Callable[[Any], Iterable[Panel]]] = []


def navigation(label: Label, url: str, icon: str, order: int, *permissions: Any, group: int = 0) -> None:
    """Put a page into the navigation. `url` is a name without arguments; a higher `group` stands below a rule."""
    _entries[url] = Entry(label, url, icon, order, permissions, group)


def search(
    *, key: str, label: Label, find: Callable[[Any, str, int], Sequence[Hit]], order: int = 50
) -> None:
    """Add a source of search results: `find(asker, text, limit)`, within the asker's scope."""
    _providers[key] = Provider(key, label, find, order)


def tasks(give: Callable[[Any], Iterable[Task]]) -> None:
    """Add a source of “Tugas saya”."""
    if give not in _tasks:
        _tasks.append(give)


def figures(give: Callable[[Any], Iterable[Figure]]) -> None:
    """Add a source of figures for the home page."""
    if give not in _figures:
        _figures.append(give)


def panels(give: Callable[[Any], Iterable[Panel]]) -> None:
    """Add a source of parts of the home page: what somebody's role needs first."""
    if give not in _panels:
        _panels.append(give)


def places(asker: Asker | None, path: str) -> list[Place]:
    """The navigation of the asker; the longest address that `path` begins with is where they are."""
    if not asker:
        return []
    entries = sorted((each for each in _entries.values() if each.open_to(asker)), key=_rank)
    found = [(entry, url) for entry in entries if (url := _address(entry.url))]
    here = max((url for _, url in found if _holds(url, path)), key=len, default="")
    return [Place(entry.label, url, entry.icon, url == here, entry.group) for entry, url in found]


def providers() -> list[Provider]:
    """The sources of search results, in order."""
    return sorted(_providers.values(), key=lambda provider: (provider.order, provider.key))


def tasks_of(asker: Asker) -> list[Task]:
    """What waits for the asker, most first by source."""
    return [task for give in _tasks for task in give(asker) if task.count]


def figures_of(asker: Asker) -> list[Figure]:
    """The figures of the asker's scope."""
    return [figure for give in _figures for figure in give(asker)]


def panels_of(asker: Asker) -> list[Panel]:
    """The parts of the asker's home page, in order."""
    return sorted((panel for give in _panels for panel in give(asker)), key=lambda panel: panel.order)


def _rank(entry: Entry) -> tuple[int, int, str]:
    return entry.group, entry.order, entry.url


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # an app may name a page that an installation leaves out
        return ""


def _holds(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
