"""What a page shows, before something is published, of who would be affected: asked of later rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec

from selaras.errors import Text

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Preview:
    """What is known about the effect of exactly this content. `ready`: the report exists, and nothing is held by it.

    `url`: the report, or the work under way. `start_url` with `fields`, posted, begins the work; empty while it runs.
    """

    ready: bool
    what: Text
    remedy: Text
    url: str = ""
    start_url: str = ""
    fields: tuple[tuple[str, str], ...] = ()


class Previews(Generic[P]):
    """The sources of previews of one kind of content."""

    def __init__(self) -> None:
        self._given: list[Callable[P, Preview | None]] = []

    def register(self, give: Callable[P, Preview | None]) -> None:
        """Add a source; it gives None when nobody can be affected."""
        if give not in self._given:
            self._given.append(give)

    def of(self, *content: P.args, **named: P.kwargs) -> list[Preview]:
        """What is known about the effect of a content."""
        return [found for give in self._given if (found := give(*content, **named))]

    def held(self, *content: P.args, **named: P.kwargs) -> Preview | None:
        """The first report that is not there yet, with the way out; None when every one is."""
        return next((each for each in self.of(*content, **named) if not each.ready), None)
