"""Which rows law leaves to judgement: the engine asks for a determination on these, and on no others."""

from __future__ import annotations

from selaras.core.model import (
    ExperienceNeeded,
    FieldRelevant,
    RankBetween,
    Requirement,
    TrainingNeeded,
    Unread,
)
from selaras.core.verdict import Reason


def judged(row: Requirement, reason: Reason | None = None) -> bool:
    """Whether a determination on a row can count. A rank only where its scale differs from the range's (`reason`)."""
    if isinstance(row.demand, RankBetween):
        return reason in (None, Reason.NEEDS_DETERMINATION)
    return isinstance(row.demand, FieldRelevant | TrainingNeeded | ExperienceNeeded | Unread)
