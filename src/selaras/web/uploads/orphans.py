"""Files that no row points to: a process was killed between writing the file and writing its row."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction

from selaras.web.audit.record import record
from selaras.web.uploads.models import Upload

AGE = timedelta(days=1)  # no transaction takes so long: its row would have come
FEW = 10
logger = logging.getLogger(__name__)


def remove_orphans(at: datetime) -> int:
    """Delete files older than AGE without a row, and put on record which. Returns how many. Done daily.

    More of them than files with a row are no leftovers: then the database is not the one of this folder (an older
    copy brought back, a wrong address), and all are left where they are.
    """
    known = set(Upload.objects.values_list("file", flat=True).iterator())
    found = [
        path for path in _stored() if path not in known and default_storage.get_modified_time(path) < at - AGE
    ]
    if len(found) > max(FEW, len(known)):
        logger.error(
            "the folder of files belongs to another database: nothing was tidied", extra={"files": len(found)}
        )
        return 0
    if found:
        with transaction.atomic():
            record("uploads.remove_orphans", "uploads.upload", by=None, at=at, after={"files": found})
        for path in found:
            default_storage.delete(path)
    return len(found)


def _stored() -> Iterator[str]:
    """What lies in the folders of the instansi, by the names that `actions` gives; other files are nobody's business."""
    for folder in default_storage.listdir("")[0] if default_storage.exists("") else ():
        if folder.isdecimal():
            yield from (
                f"{folder}/{name}" for name in default_storage.listdir(folder)[1] if name[:32].isalnum()
            )
