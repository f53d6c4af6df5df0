"""Sealing: both heads signed, kept in the database and in a file outside of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.clock import WESTERN_INDONESIA
from selaras.web.audit import keys, seals
from selaras.web.audit.models import Head, Seal
from selaras.web.audit.record import locked

SEAL_AFTER = 1000  # entries: however busy a day, so many at most stand without a seal


@transaction.atomic
def seal(*, at: datetime) -> Seal:
    """Sign both heads as they are now. The file follows once the transaction holds."""
    entries, batches = locked(Head.ENTRIES), locked(Head.BATCHES)
    made = Seal(
        at=at,
        number=entries.number,
        hash=entries.hash,
        batch_number=batches.number,
        batch_hash=batches.hash,
        key=keys.public_key(),
    )
    made.signature = keys.sign(seals.message(seals.said(made)))
    made.save(force_insert=True)
    transaction.on_commit(seals.write_out)
    return made


@transaction.atomic
def seal_day(*, at: datetime) -> Seal | None:
    """The day's seal, once; and another after every 1,000 entries. None where neither is due."""
    head = locked(Head.ENTRIES)
    last = Seal.objects.order_by("-pk").first()
    if last and _day(last.at) >= _day(at) and head.number - last.number < SEAL_AFTER:
        transaction.on_commit(seals.write_out)  # what a crash kept from the file
        return None
    return seal(at=at)


def _day(at: datetime) -> str:
    return at.astimezone(WESTERN_INDONESIA).date().isoformat()
