"""Comments on a row or on the whole draft; reasons why an error of the linter stands."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.drafts.actions.noting import locked, locked_row, note
from selaras.web.drafts.composing import content_of
from selaras.web.drafts.errors import refused
from selaras.web.drafts.findings import findings_of
from selaras.web.drafts.models import Change, Comment, Draft, Row
from selaras.web.steps import reasoned

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


@transaction.atomic
def accept(*, row: Row, finding: str, why: str, by: User, at: datetime) -> Change:
    """Let an error of the linter stand, with the reason; it is held again once the row says something else.

    `finding`: the key of one that the row has. Raises Refused without a reason, or when it is gone.
    """
    found = locked_row(row.pk, Draft.State.OPEN)
    why = reasoned(why)
    errors = [each for each in findings_of(content_of(found.draft)) if each.row == found.pk and each.error]
    error = next((each for each in errors if each.key == finding), None)
    if error is None:
        raise refused(
            "Galat itu sudah tidak ada.",
            "That error is gone.",
            "Muat ulang halaman dan lihat yang masih ada.",
            "Load the page again and see what is left.",
        )
    said, what = {"accepted": error.key}, error.message.id
    return note(found.draft, Change.Verb.ACCEPT, row=found, what=what, after=said, why=why, by=by, at=at)
