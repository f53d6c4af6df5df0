"""Light, dark or as the device has it: chosen by a form, kept in a cookie, rendered by the server (so nothing flashes)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "tema"
THEMES = ("auto", "light", "dark")
KEPT_SECONDS = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The theme chosen in this browser."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else THEMES[0]


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember a theme and go back to where it was chosen."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(back if safe else "/")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            COOKIE, chosen, KEPT_SECONDS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    return response
