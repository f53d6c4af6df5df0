"""The browser of the journeys, for single pages."""

from __future__ import annotations

from tests.web.journeys.conftest import browser, context, page, screen, server, shot, sign_in

__all__ = ["browser", "context", "page", "screen", "server", "shot", "sign_in"]
