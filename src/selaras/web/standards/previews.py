"""Who would be affected by a version before it is published: asked of later rooms, which alone know people.

How to use it:

- The page on which a version is published shows `AFFECTED.of(version, day, repeals)` as a panel: each says what is
  known, links to its report, or offers a button (a POST form to `start_url` with `fields`) that has it made in the
  background.
- `actions.publish` asks `AFFECTED.held(version, day, repeals)` last and refuses while something is held: the report
  must be of exactly this content, day and repeals. Its remedy names the button.
- Who knows about people says so once, in `AppConfig.ready()`: `AFFECTED.register(give)`.

An act that comes with the program is published by `publish_embedded`, which asks nothing: nobody is there yet. A
government without people is held by nothing either: `give` returns None.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from selaras.web.standards.models import Act, Version
from selaras.web.ui.previews import Previews

AFFECTED: Previews[Version, date, Sequence[Act]] = Previews()
