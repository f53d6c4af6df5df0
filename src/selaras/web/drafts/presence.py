"""Who else has a draft open: a line beside it, nothing that is kept on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from selaras.web.accounts.models import User
from selaras.web.drafts.models import Draft, Presence

EVERY = timedelta(minutes=1)  # who stays is written down once in this time
LATELY = timedelta(minutes=15)  # who did not ask for the draft since has left it


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has it open. `minutes`: since they last asked for it."""

    name: str
    minutes: int


def others(draft: Draft, by: User, at: datetime) -> Sequence[Other]:
    """Who else had the draft open lately, the latest first; that `by` has it open now is written down."""
    if draft.state in (Draft.State.HANDED, Draft.State.DISCARDED):
        return ()
    lately = draft.presences.filter(at__gt=at - LATELY).select_related("user").order_by("-at")
    found = [(each.user, each.at) for each in lately]
    if not any(user.pk == by.pk and since > at - EVERY for user, since in found):
        Presence.objects.bulk_create(
            [Presence(draft=draft, user=by, at=at)],
            update_conflicts=True,
            unique_fields=["draft", "user"],
            update_fields=["at"],
        )
    return [
        Other(user.name, int((at - since) / timedelta(minutes=1)))
        for user, since in found
        if user.pk != by.pk
    ]
