"""Puts who asks on the request, and what must come first: an own password, a second factor, a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from selaras.clock import today
from selaras.web.accounts.models import User
from selaras.web.accounts.scopes import Asker, asker_of

CHOSEN = "instansi"  # the session's key of the instansi being worked in
HAS_SECOND_FACTOR = "second_factor"  # the session's note that one is there, so that no query is needed

ALWAYS = frozenset({"account_logout", "account_login", "set_language", "theme", "health", "ready"})
SETS_PASSWORD = ALWAYS | {"account_change_password"}
SETS_FACTOR = ALWAYS | {
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_reauthenticate",
}
# Open to an account without any role: its own affairs.
WITHOUT_ROLE = SETS_FACTOR | {
    "accounts:activate",
    "accounts:profile",
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "usersessions_list",
}


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

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Send somebody to what they must do first."""
        match = request.resolver_match
        name = match.view_name if match else ""
        user = request.user
        if getattr(view, "public", False) or not user.is_authenticated or name in ALWAYS:
            return None
        if user.must_change_password:
            return None if name in SETS_PASSWORD else redirect("account_change_password")
        asker: Asker = request.asker  # type: ignore[attr-defined]
        if name not in SETS_FACTOR and lacks_second_factor(request, asker):
            return redirect("mfa_activate_totp")
        if asker.held or name in WITHOUT_ROLE or (user.is_superuser and name.startswith("admin:")):
            return None
        return render(request, "accounts/without_role.html", status=403)


def needs_second_factor(user: User, *, deciding: bool) -> bool:
    """Whether an account may work only with a second factor. `deciding`: it holds a role that decides."""
    return bool(settings.SELARAS_TOTP_REQUIRED) and (deciding or user.is_superuser)


def lacks_second_factor(request: HttpRequest, asker: Asker) -> bool:
    """Whether the asker must set one up first."""
    session: Any = request.session
    if not needs_second_factor(asker.user, deciding=asker.deciding) or session.get(HAS_SECOND_FACTOR):
        return False
    if Authenticator.objects.filter(user_id=asker.user.pk, type=Authenticator.Type.TOTP).exists():
        session[HAS_SECOND_FACTOR] = True
        return False
    return True
