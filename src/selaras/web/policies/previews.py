"""Who would be affected by a policy or code list before it holds: asked of later rooms, which alone know people.

How to use it:

- `load(give)` once, in `AppConfig.ready()`: how a `Content` is made of the key of a prepared version. The background
  work asks for it again by that key.
- The page on which a version is approved shows `AFFECTED.of(content)` as a panel: each says what is known, links to
  its report, or offers a button (a POST form to `start_url` with `fields`) that has it made in the background.
- The action that makes it hold asks `AFFECTED.held(content)` last and refuses while it is not None: the report must be
  of exactly this content (`digest`) and day. In a test, `tests.web.evaluations.affected.seen` has the reports made.
- Who knows about people says so once: `AFFECTED.register(give)`. A government without people is held by nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from selaras.core.policy import Policy, Purpose
from selaras.web.accounts.models import Instansi
from selaras.web.ui.previews import Previews

SHOW = "terdampak"  # the anchor of the panel on the page


@dataclass(frozen=True, slots=True)
class Content:
    """What would hold: the policies of every purpose that changes, from a day on.

    `pk` and `title` are of the prepared version, `digest` names its content, `back` is the page it is approved on.
    """

    pk: int
    instansi: Instansi
    title: str
    digest: str
    effective_from: date
    policies: Mapping[Purpose, tuple[Policy, ...]]
    back: str


Load = Callable[[int], Content | None]

AFFECTED: Previews[Content] = Previews()
_loading: list[Load] = []


def load(give: Load) -> None:
    """Say how the content of a prepared version is found by its key: None when there is none to be approved."""
    _loading[:] = [give]


def content(pk: int) -> Content | None:
    """The content of a prepared version."""
    return _loading[0](pk) if _loading else None
