"""The installation's keys, in SELARAS_DATA/keys: made at first use, readable by the installation alone."""

from __future__ import annotations

import base64
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

SIGNING = "audit-ed25519"  # the 32 bytes of an Ed25519 private key, base64
DIGEST = "audit-digest"  # 32 random bytes, base64
SIZE = 32


def folder() -> Path:
    """Where keys are kept."""
    return Path(settings.DATA) / "keys"


def signing_key() -> Ed25519PrivateKey:
    """The key that signs seals."""
    return Ed25519PrivateKey.from_private_bytes(_kept(folder() / SIGNING))


def digest_key() -> bytes:
    """The key of digests of what the log must not tell."""
    return _kept(folder() / DIGEST)


def public_key() -> str:
    """The public key as it is printed and handed out: base64, 44 characters."""
    return base64.b64encode(signing_key().public_key().public_bytes_raw()).decode()


def sign(message: bytes) -> str:
    """A signature, 128 hexadecimal digits."""
    return signing_key().sign(message).hex()


def signed(message: bytes, signature: str, public: str) -> bool:
    """Whether `public` signed the message. Nonsense for a key or a signature is a No."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


@cache
def _kept(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _make(path)
    return base64.b64decode(path.read_text(encoding="ascii"))


def _make(path: Path) -> None:
    # Written aside and linked: of two processes that start together one wins, and nobody reads half a key.
    aside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(SIZE)))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass  # another process was first: its key holds
    finally:
        aside.unlink()
