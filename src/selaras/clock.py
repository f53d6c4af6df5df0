"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

WESTERN_INDONESIA = ZoneInfo("Asia/Jakarta")


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The current calendar day in western Indonesia (WIB), where Dumai is."""
    return now().astimezone(WESTERN_INDONESIA).date()
