"""A file comes in, and somebody says what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from selaras.errors import PeopleRefused
from selaras.files.people import recognise
from selaras.files.people.guide import PEOPLE, SIASN, Recognised
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.imports.complaints import refusal_of
from selaras.web.imports.errors import unmapped
from selaras.web.imports.local import guide_of, local
from selaras.web.imports.memory import recall, remember
from selaras.web.imports.models import Import
from selaras.web.uploads.actions import store
from selaras.web.uploads.models import Upload

KINDS = ("xlsx", "csv", "zip")


def receive(*, file: UploadedFile[Any], layout: str, instansi: Instansi, by: User, at: datetime) -> Import:
    """Keep a file and look at its headers. `layout`: what its owner says it is; empty: whatever its headers say.

    Raises DataRefused for a file of another kind, too big or hostile. One that the readers cannot use becomes an
    import that is refused, with the reasons.
    """
    upload = store(file=file, instansi=instansi, kinds=KINDS, by=by, at=at)
    return open_import(upload=upload, layout=layout, instansi=instansi, by=by, at=at)


@transaction.atomic
def open_import(*, upload: Upload, layout: str, instansi: Instansi, by: User, at: datetime) -> Import:
    """An import of a stored file, its columns mapped as its headers say or as they were mapped before."""
    batch = Import(instansi=instansi, upload=upload, by=by, at=at)
    try:
        with local(upload) as path:
            seen = recognise(path, guide_of(layout, {}))
            kept = recall(instansi, _readings(path, layout))
            if kept:
                batch.layout, batch.columns = kept.layout, kept.columns
                seen = recognise(path, guide_of(kept.layout, kept.columns))
            batch.layout = seen.layout
    except PeopleRefused as error:
        batch.refusal, batch.state = refusal_of(error), Import.State.REFUSED
    batch.save()
    after = {"file": upload.name, "sha256": upload.sha256, "layout": batch.layout, "state": batch.state}
    record("imports.receive", batch, by=by, at=at, instansi=instansi, after=after)
    return batch


def _readings(path: Path, layout: str) -> Iterator[Recognised]:
    """The headers as each layout would lay them: an earlier mapping is known by one of them."""
    for each in dict.fromkeys((layout, SIASN, PEOPLE)):
        yield recognise(path, guide_of(each, {}))


def seen_of(
    batch: Import, layout: str = "", columns: Mapping[str, dict[str, str]] | None = None
) -> Recognised:
    """The headers of an import's file, read as it is mapped, or as given."""
    said = dict(batch.columns if columns is None else columns)
    with local(batch.upload) as path:
        return recognise(path, guide_of(layout or batch.layout, said))


@transaction.atomic
def map_columns(
    *, batch: Import, layout: str, columns: dict[str, dict[str, str]], by: User, at: datetime
) -> Import:
    """Say what the columns mean, for this file and the next with the same headers.

    Raises ImportRefused when a required column is left without a header.
    """
    seen = seen_of(batch, layout, columns)
    missing = [table.sheet.column(key).header for table in seen.tables for key in table.missing]
    if missing:
        raise unmapped(missing)
    before = {"layout": batch.layout, "columns": batch.columns}
    batch.layout, batch.columns = layout, columns
    batch.save(update_fields=["layout", "columns"])
    remember(batch.instansi, seen_of(batch, layout, {}), layout, columns)
    after = {"layout": layout, "columns": columns}
    record("imports.map_columns", batch, by=by, at=at, instansi=batch.instansi, before=before, after=after)
    return batch
