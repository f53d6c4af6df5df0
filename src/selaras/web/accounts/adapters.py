"""How allauth behaves here: nobody signs up, one message for every failure, secrets encrypted, all on record."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.web.accounts.keys import lock
from selaras.web.accounts.middleware import needs_second_factor
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import DECIDING
from selaras.web.accounts.trail import note, note_failure

FRESH = 300  # seconds after the password was typed in which it is not asked again
WRONG = _(
    "NIP atau kata sandi tidak cocok. Periksa keduanya, atau minta admin unit Anda menyetel ulang kata sandi."
)
LATER = _("Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package ships no types
    """Signing in by NIP."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "account_inactive": WRONG,
        "too_many_login_attempts": LATER,
        "rate_limited": LATER,
        "incorrect_password": _("Kata sandi tidak cocok."),
        "enter_current_password": _("Kata sandi sekarang tidak cocok."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made for people, not by them."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Somebody who may sign in. A deactivated account fails as an unknown one does."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Put it on record."""
        note_failure(str(credentials.get("username", "")))

    def logout(self, request: HttpRequest) -> None:
        """Sign out, on record."""
        if isinstance(request.user, User):
            note("sign_out", request.user)
        super().logout(request)

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """The person's own password: from now on nobody else knows it."""
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        note("password_changed", user)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not again directly after signing in with the password."""
        from allauth.core import context  # the request of this thread

        records = get_authentication_records(context.request, context.request.user)
        return not any(each["method"] == "password" and time.time() - each["at"] < FRESH for each in records)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on, in the language the person chose."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                user.language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )
        return response


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the package ships no types
    """Second factors, encrypted at rest."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode tidak cocok. Kode berganti setiap 30 detik: masukkan yang sedang tampil."),
        "cannot_delete_authenticator": _(
            "Peran Anda mewajibkan faktor kedua, jadi tidak dapat dimatikan. Bila perangkat hilang, minta admin "
            "menyetel ulang."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Locked with the installation's key."""
        return lock("second factor").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Opened with the installation's key or an earlier one."""
        try:
            return lock("second factor").decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise ImproperlyConfigured(
                "A second factor was locked with another secret. Name the earlier one in SELARAS_OLD_SECRET_KEYS."
            ) from error

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not while the account's roles need one."""
        roles = Grant.objects.on(today()).filter(user_id=authenticator.user_id)
        return not needs_second_factor(authenticator.user, deciding=roles.filter(role__in=DECIDING).exists())
