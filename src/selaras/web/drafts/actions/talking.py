"""Comments on a row or on the whole draft."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.drafts.actions.noting import locked
from selaras.web.drafts.errors import refused
from selaras.web.drafts.models import Comment, Draft, Row

LIVING = (Draft.State.OPEN, Draft.State.SUBMITTED, Draft.State.APPROVED)


@transaction.atomic
def comment(*, draft: Draft, row: Row | None, text: str, by: User, at: datetime) -> Comment:
    """Say something of a row, or of the whole; also while it waits for approval."""
    draft = locked(draft.pk, *LIVING)
    if not text.strip():
        raise refused(
            "Komentarnya belum ditulis.", "The comment is empty.", "Tulis komentarnya.", "Write the comment."
        )
    said = text.replace("\x00", "").strip()
    made = Comment.objects.create(draft=draft, row=row, text=said, by=by, at=at)
    after = {"comment": made.pk, "row": row.pk if row else None, "text": said}
    record("drafts.comment", draft, by=by, at=at, instansi=draft.instansi, after=after)
    return made


@transaction.atomic
def resolve(*, comment: Comment, by: User, at: datetime) -> Comment:
    """What was asked is settled."""
    draft = locked(comment.draft_id, *LIVING)
    found = Comment.objects.select_for_update(no_key=True, of=("self",)).get(pk=comment.pk)
    if found.resolved_at is None:
        found.resolved_by, found.resolved_at = by, at
        found.save(update_fields=["resolved_by", "resolved_at"])
        after = {"comment": found.pk}
        record("drafts.resolve", draft, by=by, at=at, instansi=draft.instansi, after=after)
    return found
