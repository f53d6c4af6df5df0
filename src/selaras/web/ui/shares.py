"""Shares of a whole, as every page says them."""

from __future__ import annotations


def share(count: int, total: int) -> int:
    """Whole percent, rounded half up; never 100 where somebody is missing and never 0 where there is somebody."""
    if not total:
        return 0
    percent = (200 * count + total) // (2 * total)
    if percent == 100 and count < total:
        return 99
    return 1 if percent == 0 and count else percent
