"""Activate an account: the code from the slip for a password of one's own."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from selaras.web.accounts.codes import is_code
from selaras.web.accounts.errors import refused
from selaras.web.accounts.models import Activation, User
from selaras.web.audit.record import record

NOBODY = 0  # the account of a NIP that nobody has, so that the answer takes as long


def open_code(nip: str, code: str, at: datetime) -> Activation | None:
    """The code in force that fits, of an account that may sign in."""
    found = (
        Activation.objects.select_related("user")
        .filter(user__nip=nip, used_at=None, withdrawn_at=None, expires_at__gt=at, user__is_active=True)
        .first()
    )
    fits = is_code(found.user_id if found else NOBODY, code, found.kept if found else "")
    return found if fits else None


@transaction.atomic
def activate_account(*, nip: str, code: str, password: str, at: datetime) -> User:
    """Set the person's own password with the code they were given; it works once.

    Raises AccountsRefused with one message, whatever did not fit; ValidationError for a password too like the NIP or the
    name. (Only who has the code is told so.)
    """
    user = User.objects.select_for_update(no_key=True).filter(nip=nip).first()
    found = open_code(nip, code, at)
    if user is None or found is None:
        raise refused(
            "NIP atau kode aktivasi tidak cocok, atau kode sudah tidak berlaku.",
            "The NIP or the activation code does not fit, or the code is no longer valid.",
            "Periksa keduanya, atau minta kode baru kepada admin unit Anda.",
            "Check both, or ask your unit's administrator for a new code.",
        )
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    found.used_at = at
    found.save(update_fields=["used_at"])
    instansi = user.grants.order_by("pk").values_list("instansi_id", flat=True).first()
    record("accounts.activate", user, by=user, at=at, instansi=instansi)
    return user
