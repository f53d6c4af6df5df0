"""What an analyst does: answer, and keep the new verdict once the data are mended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.audit.record import record, sealed
from selaras.web.objections.actions.raising import locked, step
from selaras.web.objections.errors import answered, refused
from selaras.web.objections.freezing import as_of, same
from selaras.web.objections.models import ANSWERS, MENDING, Objection, State, Step


@transaction.atomic
def answer(*, objection: Objection, state: State, text: str, by: User, at: datetime) -> Objection:
    """Answer with a reason; the verdict as it is now is kept beside the old one.

    Upheld with a line that still says the same: it stays on the list of what is to be mended. Raises UsageError
    without a reason, about oneself, or when somebody was quicker.
    """
    if state not in ANSWERS:
        raise refused("Pilih jawabannya.", "Choose the answer.")
    if not text.strip():
        raise refused(
            "Jawaban perlu alasan.",
            "An answer needs a reason.",
            "Tulis dengan kata yang dapat dipahami dan diterima pegawai.",
            "Write it so that the employee can understand and accept it.",
        )
    standing = locked(objection)
    _refuse_oneself(standing, by)
    if not standing.open:
        raise answered()
    now = as_of(standing)
    standing.state, standing.answer = state, text.strip()
    standing.answered_by, standing.answered_at = by, at
    standing.mended = state in MENDING and not same(standing.verdict, now, standing.row)
    standing.save(update_fields=["state", "answer", "answered_by", "answered_at", "mended"])
    step(standing, Step.Kind.ANSWERED, standing.answer, by, at, verdict=now)
    record(
        "objections.answer",
        standing,
        by=by,
        at=at,
        instansi=standing.instansi,
        before={"state": "open"},
        after={
            "state": str(state),
            "mended": standing.mended,
            "answer": sealed({"text": standing.answer}),
        },
    )
    return standing


@transaction.atomic
def renew(*, objection: Objection, by: User, at: datetime) -> bool:
    """Keep the new verdict of an upheld objection after the data were mended. False: the line still says the same."""
    standing = locked(objection)
    _refuse_oneself(standing, by)
    if standing.state not in MENDING or standing.mended:
        raise answered()
    now = as_of(standing)
    if same(standing.verdict, now, standing.row):
        return False
    standing.mended = True
    standing.save(update_fields=["mended"])
    step(standing, Step.Kind.RENEWED, "", by, at, verdict=now)
    record("objections.renew", standing, by=by, at=at, instansi=standing.instansi, after={"mended": True})
    return True


def _refuse_oneself(objection: Objection, by: User) -> None:
    if by.pk in (objection.person.user_id, objection.raised_by_id):
        raise refused(
            "Keberatan sendiri tidak dapat dijawab sendiri.",
            "One cannot answer one's own objection.",
            "Minta analis lain menjawabnya.",
            "Ask another analyst to answer it.",
        )
