"""Puts who asks on the request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from selaras.clock import today
from selaras.web.accounts.scopes import Asker, asker_of

CHOSEN = "instansi"  # the session's key of the instansi being worked in


class AskerMiddleware:
    """Sets `request.asker`, worked out at first use; None for somebody not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the asker and go on."""

        def find() -> Asker | None:
            user = request.user
            return asker_of(user, request.session.get(CHOSEN), today()) if user.is_authenticated else None

        request.asker = SimpleLazyObject(find)  # type: ignore[attr-defined]
        return self.get_response(request)
