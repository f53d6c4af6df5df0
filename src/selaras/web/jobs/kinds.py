"""Which functions may be run in the background, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from selaras.errors import Text

Work = Callable[..., dict[str, Any] | None]
KINDS: dict[str, Kind] = {}
UNKNOWN = Text("Pekerjaan latar", "Background work")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job. `attempts`: how often it is begun at most, when it breaks or its process dies."""

    name: str
    label: Text
    function: Work
    attempts: int


def work(name: str, *, label: Text, attempts: int = 3) -> Callable[[Work], Work]:
    """Register `function(progress, **arguments) -> result` as background work.

    The result is a dict that JSON can hold; its key "url" is the page on which the outcome is seen. The function must be
    safe to run again: a process killed hard leaves what it had committed, and another begins anew. Work in short
    transactions and report progress between them: on SQLite a long one keeps every user from writing.
    """

    def register(function: Work) -> Work:
        if name in KINDS and KINDS[name].function.__module__ != function.__module__:
            raise ValueError(f"two functions are called {name}")
        KINDS[name] = Kind(name, label, function, attempts)
        return function

    return register


def label_of(name: str) -> Text:
    """What people call a kind of job."""
    return KINDS[name].label if name in KINDS else UNKNOWN
