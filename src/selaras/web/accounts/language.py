"""The language somebody chose goes with their account to other browsers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from selaras.clock import now
from selaras.web.accounts.models import User
from selaras.web.ui.language import chosen


def listen() -> None:
    """Hear of every choice."""
    chosen.connect(_keep, dispatch_uid="accounts")


def _keep(request: HttpRequest, language: str, **kwargs: Any) -> None:
    from selaras.web.accounts.actions import choose_language  # its models are allauth's: not loaded at start

    if isinstance(request.user, User):
        choose_language(user=request.user, language=language, by=request.user, at=now())
