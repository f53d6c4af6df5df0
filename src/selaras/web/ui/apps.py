"""Django's entry to this app."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.signals import request_started
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Base page, components, navigation, translations."""

    name = "selaras.web.ui"

    def ready(self) -> None:
        """Put home first, and count tasks anew after whatever somebody does."""
        from selaras.web.ui import registry

        registry.navigation(_("Beranda"), "home", "house", 0)
        request_started.connect(recount, dispatch_uid="selaras.web.ui.recount")


def recount(sender: object, environ: dict[str, Any] | None = None, **others: object) -> None:
    """Before a request that may change something: its session's count of tasks is no longer known."""
    from selaras.web.ui import tally

    if not environ or environ.get("REQUEST_METHOD") in tally.READING:
        return
    try:
        cookie = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return
    if cookie:
        tally.forget(cookie.value)
