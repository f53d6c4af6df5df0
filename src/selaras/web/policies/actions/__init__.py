"""Everything that is written here: preparing a version and deciding about it."""

from __future__ import annotations

from selaras.web.policies.actions.confirming import confirm
from selaras.web.policies.actions.deciding import approve, discard, send_back, submit
from selaras.web.policies.actions.preparing import begin, describe, replace_whole, write

__all__ = [
    "approve",
    "begin",
    "confirm",
    "describe",
    "discard",
    "replace_whole",
    "send_back",
    "submit",
    "write",
]
