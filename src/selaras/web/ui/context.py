"""What every page knows."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from selaras.web.ui import registry, tally
from selaras.web.ui.theme import theme_of

VERSION = version("selaras")


def page(request: HttpRequest) -> dict[str, Any]:
    """Who asks, where they may go, how the page should look. Worked out only where a template uses it."""
    asker = getattr(request, "asker", None)
    return {
        "asker": asker,
        "places": SimpleLazyObject(lambda: registry.places(asker, request.path)),
        "tasks_waiting": partial(tally.waiting, request),
        "theme": theme_of(request),
        "version": VERSION,
    }
