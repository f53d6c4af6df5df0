"""Whole numbers out of an address or a hidden field, which anybody may have written."""

from __future__ import annotations

LONGEST = 18  # digits that every column of a number holds


def whole(said: str) -> int:
    """The number that a text is, in plain digits; 0, which no row has, for all else and for what no database holds."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST else 0
