"""Who asks with a key: the key's unit and its permissions, as an asker like any other. Lists need know no difference."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from selaras.clock import WESTERN_INDONESIA
from selaras.web.accounts.keys_models import ApiKey
from selaras.web.accounts.models import Grant
from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.scopes import Asker, Held, inside, well_formed

MARK = "slr"  # how every key begins: programs that look for leaked secrets know it by that
SECRET_BYTES = 32
LONGEST = 120  # no key is longer; anything longer is not looked at
USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class KeyAsker(Asker):
    """Somebody's program, asking with a key. It may what the key says, within the key's unit; never one's “own”."""

    scopes: frozenset[str] = frozenset()
    key: int = 0

    def may(self, permission: Permission) -> bool:
        """Whether the key was given it."""
        return str(permission) in self.scopes

    def paths(self, permission: Permission) -> tuple[str, ...]:
        """The key's unit."""
        return tuple(held.path for held in self.held) if self.may(permission) else ()

    def _above(self, permission: Permission) -> bool:
        return False


def new_token() -> tuple[str, str, str]:
    """A key as its owner keeps it, its prefix, and what is kept of it here."""
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(SECRET_BYTES)
    return f"{MARK}_{prefix}_{secret}", prefix, kept(secret)


def kept(secret: str) -> str:
    """What is kept of the secret part."""
    return hashlib.sha256(secret.encode()).hexdigest()


def key_of(token: str) -> ApiKey | None:
    """The key that a token names and proves, whether it still stands or not."""
    parts = token.split("_", 2)
    if len(token) > LONGEST or len(parts) != 3 or parts[0] != MARK or not token.isascii():
        return None
    found = ApiKey.objects.filter(prefix=parts[1]).select_related("owner", "unit", "instansi").first()
    return found if found and hmac.compare_digest(found.kept, kept(parts[2])) else None


def asker_of_key(key: ApiKey, at: datetime) -> KeyAsker | None:
    """Who asks with a key; None when it was revoked or expired, or its owner may no longer act for the unit."""
    day = at.astimezone(WESTERN_INDONESIA).date()
    if not key.stands(day) or not key.owner.is_active or not well_formed(key.unit.path):
        return None
    if not integrates(key.owner_id, key.unit, at):
        return None
    held = (Held(Role.INTEGRATOR, key.instansi_id, key.unit.path),)
    return KeyAsker(key.owner, key.instansi, held, scopes=frozenset(key.scopes), key=key.pk)


def integrates(user: int, unit: object, at: datetime) -> bool:
    """Whether an account holds the role of integrator for a unit or above it."""
    day = at.astimezone(WESTERN_INDONESIA).date()
    grants = Grant.objects.on(day).filter(user=user, role=Role.INTEGRATOR, instansi=unit.instansi_id)  # type: ignore[attr-defined]
    return any(inside(unit.path, path) for path in grants.values_list("unit__path", flat=True))  # type: ignore[attr-defined]


def seconds_to_wait(key: ApiKey, at: datetime) -> int:
    """Count one request of the current minute. 0, or how long to wait when the minute's share is used up.

    One UPDATE of one row: exact, however many processes ask at once.
    """
    minute, second = divmod(int(at.timestamp()), 60)
    row = ApiKey.objects.filter(pk=key.pk)
    if not row.filter(minute=minute).update(asked=F("asked") + 1):
        row.filter(minute__lt=minute).update(minute=minute, asked=0)
        row.filter(minute=minute).update(asked=F("asked") + 1)
    asked = row.values_list("asked", flat=True).get()
    if key.last_used_at is None or at - key.last_used_at > USED_EVERY:
        row.update(last_used_at=at)
    return 60 - second if asked > key.per_minute else 0
