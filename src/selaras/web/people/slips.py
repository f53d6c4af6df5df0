"""Activation slips between printing and cutting: locked, fetched once, and gone after a day at the latest.

A code opens an account for weeks. A file of them is worth as much as the passwords of everybody on it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.db import transaction

from selaras.errors import SelarasError, Text
from selaras.web.accounts.keys import lock
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.lists.keeping import delete_files
from selaras.web.lists.models import Export
from selaras.web.organisation.models import Unit
from selaras.web.uploads.actions import store_bytes

SLIPS = "slips"  # the key under which the files are kept: for who asked for them, and nobody else
KEPT = timedelta(hours=24)
PURPOSE = "activation slips"


class SlipsGone(SelarasError):
    """There is nothing to fetch any more."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Slip ini tidak tersedia lagi: hanya dapat diunduh satu kali, dalam 24 jam setelah dibuat.",
                "These slips are no longer available: they can be fetched once, within 24 hours of being made.",
            ),
            Text("Cetak slip baru dengan kode baru.", "Print new slips with new codes."),
        )


@transaction.atomic
def keep_slips(*, content: bytes, rows: int, unit: Unit, by: User, at: datetime) -> Export:
    """Store a file of slips, locked with a key of the installation."""
    upload = store_bytes(
        name="slip-aktivasi.pdf",
        content=lock(PURPOSE).encrypt(content),
        kind="pdf",
        instansi=unit.instansi,
        by=by,
        at=at,
    )
    said = {"instansi": unit.instansi, "by": by, "at": at, "rows": rows, "paths": [unit.path]}
    return Export.objects.create(key=SLIPS, upload=upload, **said)


@transaction.atomic
def fetch_slips(*, file: Export, by: User, at: datetime) -> bytes:
    """The PDF. Its file is deleted: should the transaction fail after that, the codes are lost and never left behind.

    Raises SlipsGone.
    """
    found = Export.objects.select_for_update(no_key=True, of=("self",)).select_related("upload")
    locked = found.get(pk=file.pk, key=SLIPS)
    if locked.deleted_at or locked.at <= at - KEPT:
        raise SlipsGone
    try:
        with locked.upload.file.open("rb") as stored:
            content = lock(PURPOSE).decrypt(stored.read())
    except (InvalidToken, FileNotFoundError):
        raise SlipsGone from None
    locked.fetched_at = locked.deleted_at = at
    locked.save(update_fields=["fetched_at", "deleted_at"])
    after = {"slips": locked.rows}
    record("people.fetch_slips", locked, by=by, at=at, instansi=locked.instansi_id, after=after)
    locked.upload.file.delete(save=False)
    return content


def clear_slips(at: datetime) -> int:
    """Delete slips that nobody fetched in time. Returns how many files."""
    return delete_files(Export.objects.filter(key=SLIPS, at__lte=at - KEPT), at=at)
