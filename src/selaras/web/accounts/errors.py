"""What accounts refuse."""

from __future__ import annotations

from selaras.errors import Text, UsageError


class AccountsRefused(UsageError):
    """An account or a role that may not be changed so, by this person."""


def refused(id: str, en: str, remedy_id: str = "", remedy_en: str = "") -> AccountsRefused:
    """A refusal in both languages."""
    return AccountsRefused(Text(id, en), Text(remedy_id, remedy_en))
