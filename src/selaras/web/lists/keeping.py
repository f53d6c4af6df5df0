"""How long the files made of lists are kept. The row that one was made stays; the people in it are gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction

from selaras.web.audit.record import Written, record_many
from selaras.web.lists.models import Export, ExportQuerySet

KEPT = timedelta(days=7)


def delete_old_files(at: datetime) -> int:
    """Delete the files of exports older than KEPT. Returns how many."""
    return delete_files(Export.objects.filter(at__lt=at - KEPT), at=at)


@transaction.atomic
def delete_files(found: ExportQuerySet, *, at: datetime) -> int:
    """Delete the files of exports that still have one; one entry for each instansi. Returns how many.

    The files go before the commit: cut off in between, the next time finds the rows again, and never a row that says
    its file is gone while it is there.
    """
    there = found.filter(deleted_at=None).select_for_update(no_key=True, of=("self",))
    files = list(there.select_related("upload").order_by("instansi_id", "pk"))
    for file in files:
        file.upload.file.delete(save=False)
    Export.objects.filter(pk__in=[file.pk for file in files]).update(deleted_at=at)
    rows = [
        Written("lists.delete_files", "lists.export", instansi, after={"exports": [file.pk for file in each]})
        for instansi, each in groupby(files, key=lambda file: file.instansi_id)
    ]
    if rows:
        record_many(rows, by=None, at=at)
    return len(files)
