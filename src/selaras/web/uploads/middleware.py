"""Refuses a body that is too big before it is read, with a page that names the limit."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selaras.web.uploads.actions import too_big

ROOM = 256 * 1024  # for the other fields of a form
SWALLOWED = (
    4  # times the limit: read and dropped, so that a browser shows the answer instead of a broken connection
)
PIECE = 64 * 1024


class BodyLimitMiddleware:
    """Answers 413. What the body really brings can never be more: the server reads no further than announced."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on when the body is small enough for its kind."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        size = int(announced) if announced.isdecimal() else 0
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        if request.content_type == "multipart/form-data":
            whole = settings.SELARAS_UPLOAD_LIMIT + ROOM
            # Nobody brings a file before signing in.
            limit = whole if size > limit and request.user.is_authenticated else min(limit, whole)
        return self.refuse(request, size) if size > limit else self.get_response(request)

    def refuse(self, request: HttpRequest, size: int) -> HttpResponse:
        """The page that names the limit."""
        if size <= SWALLOWED * settings.SELARAS_UPLOAD_LIMIT:
            while request.read(PIECE):
                pass
        error = too_big()
        response = render(
            request, "uploads/too_big.html", {"what": error.what, "remedy": error.remedy}, status=413
        )
        response["Connection"] = "close"
        return response
