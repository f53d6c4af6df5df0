"""Locks and notes that every action of this app begins and ends with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from selaras.errors import Text
from selaras.web import steps
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.drafts.models import Change, Draft, Row

DRAFT = Text("Rancangan", "draft")


def locked(pk: int, *states: str) -> Draft:
    """The draft as it is now, ours until the transaction ends. Raises Refused when its state is another."""
    rows = Draft.objects.select_related("instansi", "act", "base", "version")
    return steps.locked(rows, pk, states, named=DRAFT)


def locked_row(pk: int, *states: str) -> Row:
    """A row as it is now, with its draft locked."""
    draft_id = Row.objects.values_list("draft", flat=True).get(pk=pk)
    draft = locked(draft_id, *states)
    row = Row.objects.select_related("part", "by").get(pk=pk)
    row.draft = draft
    return row


def note(
    draft: Draft,
    verb: str,
    *,
    by: User,
    at: datetime,
    row: Row | None = None,
    what: str = "",
    before: Any = None,
    after: Any = None,
    why: str = "",
) -> Change:
    """Append to the history, touch the draft, and put it on record."""
    if verb in Change.WRITING:
        draft.changed_at = at
        draft.save(update_fields=["changed_at"])
    change = Change.objects.create(
        draft=draft,
        row=row,
        verb=verb,
        version=row.version if row else 0,
        before=before,
        after=after,
        what=what[:400],
        why=why,
        by=by,
        at=at,
    )
    said: dict[str, Any] = {"row": row.pk, "what": what} if row else {"what": what} if what else {}
    old, new = _changed(before, after)
    record(
        f"drafts.{verb}",
        draft,
        by=by,
        at=at,
        instansi=draft.instansi,
        before=old,
        after=said | (new or {}) or {"state": draft.state},
        why=why,
    )
    return change


def _changed(before: Any, after: Any) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The fields that differ, of both."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return (before if isinstance(before, dict) else None), (after if isinstance(after, dict) else None)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}
