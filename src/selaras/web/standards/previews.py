"""Who would be affected by a version before it is published: asked of later rooms, which alone know people.

How to use it:

- The page on which a version is published shows `previews(version, day, repeals)` as a panel: each says what is known,
  links to its report, or offers a button (a POST form to `start_url` with `fields`) that has it made in the background.
- `actions.publish` asks `held(version, day, repeals)` last and refuses while something is held: the report must be of
  exactly this content, day and repeals. Its remedy names the button.
- Who knows about people says so once, in `AppConfig.ready()`: `previews.register(give)`.

An act that comes with the program is published by `publish_embedded`, which asks nothing: nobody is there yet. A
government without people is held by nothing either: `give` returns None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from selaras.errors import Text
from selaras.web.standards.holds import Held
from selaras.web.standards.models import Act, Version

SHOW = "terdampak"  # the anchor of the panel on the page


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


Give = Callable[[Version, date, Sequence[Act]], Preview | None]

_given: list[Give] = []


def register(give: Give) -> None:
    """Add a source of previews: `give(version, effective_from, repeals)`, None when nobody can be affected."""
    if give not in _given:
        _given.append(give)


def previews(version: Version, effective_from: date, repeals: Sequence[Act] = ()) -> list[Preview]:
    """What is known about publishing a confirmed version from a day on, ending what it repeals."""
    found = (give(version, effective_from, tuple(repeals)) for give in _given)
    return [each for each in found if each]


def held(version: Version, effective_from: date, repeals: Sequence[Act] = ()) -> Held | None:
    """Why it may not be published yet, with the way out; None when every report on it is there."""
    waiting = [each for each in previews(version, effective_from, repeals) if not each.ready]
    return Held(waiting[0].what, waiting[0].remedy, SHOW) if waiting else None
