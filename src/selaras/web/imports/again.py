"""The changes of a row against a record that moved on since they were found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from selaras.web.imports.change import STATUS, Change
from selaras.web.imports.compare import Comparison, profile_change
from selaras.web.imports.known import Recorded
from selaras.web.people.facts import Fact
from selaras.web.people.models import Kind


def again(changes: Iterable[Change], recorded: Recorded, *, present_only: bool, today: date) -> list[Change]:
    """The same changes against a record that moved on meanwhile; decisions about the same content are kept."""
    decided = {change.told: change.decision for change in changes if change.decision}
    facts, found = [], []
    for change in changes:
        if change.kind == Kind.PROFILE:
            entered = change.after.get("entered_on")
            profile = profile_change(
                change.after["name"], date.fromisoformat(entered) if entered else None, recorded, today
            )
            found += [profile] if profile else []
        elif change.how == STATUS:
            found.append(change)
        elif change.withdrawn and change.entry:
            if change.entry not in recorded.corrected_by:
                found.append(change)
        else:
            facts.append(fact_again(change))
    found += Comparison(facts, recorded, present_only=present_only).changes()
    for change in found:
        change.decision = change.decision or decided.get(change.told, "")
    return found


def fact_again(change: Change) -> Fact:
    """The fact of the file that a change was made from."""
    known_on = date.fromisoformat(change.known_on) if change.known_on else None
    return Fact(
        Kind(change.kind),
        date.fromisoformat(change.since),
        change.after,
        change.position,
        known_on,
        change.id,
        change.corrects,
        change.withdrawn,
    )
