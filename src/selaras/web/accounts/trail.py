"""Sign-ins, their failures, and changes to one's own password or second factor, put on record."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.db import transaction
from django.db.models.signals import post_save
from django.http import HttpRequest

from selaras.clock import now
from selaras.web.accounts.actions.state import end_sessions
from selaras.web.accounts.keys import seals
from selaras.web.accounts.middleware import HAS_SECOND_FACTOR
from selaras.web.accounts.models import User
from selaras.web.accounts.places import places_of
from selaras.web.audit.record import Written, record_many


def note(action: str, user: User, **after: Any) -> None:
    """Put on record what somebody did with their own account: once for each instansi concerned."""
    _put(action, user, places_of(user), after or None, by=user)


def note_failure(typed: str) -> None:
    """Put a failed sign-in on record: the account concerned, or, of a name nobody has, only its keyed hash."""
    user = User.objects.filter(nip=typed).first()
    subject: User | str = user or "accounts.user:unknown"
    after = None if user else {"name": seals("failed sign-in", typed)[0]}
    _put("sign_in_failed", subject, places_of(user) if user else [None], after)


def _put(
    verb: str,
    subject: User | str,
    places: list[int | None],
    after: dict[str, Any] | None,
    by: User | None = None,
) -> None:
    rows = [Written(f"accounts.{verb}", subject, place, after=after) for place in places]
    with transaction.atomic():
        record_many(rows, by=by, at=now())


def listen() -> None:
    """Connect to allauth's signals. (Django's own are also sent by the tests' `force_login`.)"""
    user_logged_in.connect(_signed_in, dispatch_uid="trail")
    # allauth tells of a new one only after the transaction; the record belongs into it.
    post_save.connect(_added, sender=Authenticator, dispatch_uid="trail")
    authenticator_removed.connect(_removed, dispatch_uid="trail")
    authenticator_reset.connect(_reset, dispatch_uid="trail")
    authenticator_used.connect(_used, dispatch_uid="trail")
    authentication_failed.connect(_failed, dispatch_uid="trail")


def _signed_in(user: User, **kwargs: Any) -> None:
    note("sign_in", user)


def _added(instance: Authenticator, created: bool, **kwargs: Any) -> None:
    if created:
        note("second_factor_added", instance.user, kind=instance.type)
    if created and instance.type == Authenticator.Type.TOTP:
        # Sessions that never asked for it end: whoever knew only the password is out.
        request = context.request
        end_sessions(instance.user, but=(request.session.session_key or "") if request else "")


def _removed(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    request.session.pop(HAS_SECOND_FACTOR, None)
    note("second_factor_removed", user, kind=authenticator.type)


def _reset(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    note("recovery_codes_renewed", user, kind=authenticator.type)


def _used(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        note("recovery_code_used", user)


def _failed(user: User, **kwargs: Any) -> None:
    note("second_factor_failed", user)
