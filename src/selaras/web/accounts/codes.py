"""Activation codes: printed on a slip, typed in once. Random enough that a quick keyed hash keeps them safe."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from selaras.web.accounts.keys import seals

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: they are read wrong on paper
GROUPS, GROUP = 3, 4  # 12 signs of 32: 60 bits
VALID_FOR = timedelta(days=60)
PURPOSE = "activation"


def new_code() -> str:
    """A code as it is printed: XXXX-XXXX-XXXX."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def plain_code(typed: str) -> str:
    """A code as it is compared: without the signs that people add or leave out."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def kept_code(user_id: int, code: str) -> str:
    """What is kept of a code: it tells nothing, and fits no other account."""
    return seals(PURPOSE, _said(user_id, code))[0]


def is_code(user_id: int, typed: str, kept: str) -> bool:
    """Whether what was typed is the code kept (also one made before the secret was changed)."""
    return any(hmac.compare_digest(seal, kept) for seal in seals(PURPOSE, _said(user_id, typed)))


def _said(user_id: int, code: str) -> str:
    return f"{user_id}:{plain_code(code)}"
