"""Two people at one unit or position: the second is told."""

from __future__ import annotations

from django.db.models import Count, Max, Q

from selaras.web.organisation.errors import Stale
from selaras.web.organisation.models import Position, Unit


def version(owner: Unit | Position) -> str:
    """What a form remembers of the state it was read from: every write adds or retires a period."""
    known = owner.periods.aggregate(last=Max("pk"), live=Count("pk", filter=Q(retired_at__isnull=True)))
    return f"{known['last']}-{known['live']}"


def expect(owner: Unit | Position, seen: str | None) -> None:
    """Raise Stale when it was written to since `seen`. None: whoever asks read it under the same lock."""
    if seen is not None and seen != version(owner):
        raise Stale
