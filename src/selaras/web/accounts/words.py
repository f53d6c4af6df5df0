"""Errors in the language of the page."""

from __future__ import annotations

from selaras.errors import SelarasError
from selaras.web.ui.templatetags.ui import say


def told(error: SelarasError) -> str:
    """What happened and what to do, in one line."""
    return f"{say(error.what)} {say(error.remedy)}".strip()
