"""Characters that a database cannot keep: PostgreSQL refuses NUL in any text, wherever somebody put it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse

from selaras.web.ui.errors import refused


class UnkeptMiddleware:
    """Answers 400 instead of an error of the server."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a request that cannot be read, where the database met a NUL."""
        if isinstance(exception, (DataError, ValueError)) and "NUL (0x00)" in str(exception):
            return refused(request, BadRequest())
        return None
