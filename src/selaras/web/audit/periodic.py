"""What time asks of the log. The periodic runner calls these; called again they do nothing twice."""

from __future__ import annotations

from datetime import datetime

from selaras.web.audit import access, actions, verify
from selaras.web.audit.models import Check


def often(at: datetime) -> None:
    """Every few minutes: chain the views; seal where the day or the number of entries asks for it."""
    access.chain_batch(at)
    actions.seal_day(at=at)


def daily(at: datetime) -> Check:
    """Once a day: chain, seal, and walk along the whole log."""
    often(at)
    return verify.check(at=at)
