"""Keys of the installation, each derived from its secret for one purpose, and what is locked with them."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LENGTH = 32  # bytes: what Fernet and HMAC-SHA256 take


def keys(purpose: str) -> list[bytes]:
    """The key of a purpose, then those of earlier secrets (SELARAS_OLD_SECRET_KEYS), newest first."""
    return [_derived(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def lock(purpose: str) -> MultiFernet:
    """Encrypts with today's key; opens what an earlier secret locked."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys(purpose)])


def seals(purpose: str, text: str) -> list[str]:
    """The HMAC-SHA256 of a text under today's key, then under earlier ones."""
    return [hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in keys(purpose)]


@lru_cache(maxsize=64)
def _derived(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), LENGTH, salt=None, info=f"selaras {purpose}".encode()).derive(secret.encode())
