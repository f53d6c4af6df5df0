"""A file taken in without anybody at a browser: the sample, a command. The very same steps."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

from django.db import transaction

from selaras import clock
from selaras.errors import SelarasError, Text
from selaras.files.source import CSV_SUFFIXES
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.imports import commit, dry_run
from selaras.web.imports.actions.receive import open_import
from selaras.web.imports.actions.steps import _refuse_second, locked
from selaras.web.imports.models import Import
from selaras.web.imports.reconcile import Step
from selaras.web.uploads.actions import store_bytes


def take_in(*, path: Path, instansi: Instansi, by: User, at: datetime, on_step: Step | None = None) -> Import:
    """Take in a workbook, a CSV or a folder of CSVs, and save all that is valid; `on_step(done, total, note)`.

    The import comes back as saved, or as refused with the reasons in `refusal`. Raises ImportRefused when another
    import of the instansi is being saved.
    """
    step = on_step or _silent
    batch = _received(path, instansi, by, at)
    if batch.state == Import.State.REFUSED:
        return batch
    _go(batch, Import.State.CHECKING, by)
    dry_run.run(batch, step)
    batch.refresh_from_db()
    if batch.state != Import.State.CHECKED:
        return batch
    _go(batch, Import.State.COMMITTING, by)
    try:
        commit.run(batch, by, step)
    except SelarasError:
        _go(batch, Import.State.CHECKED, by)
        raise
    batch.refresh_from_db()
    return batch


def _received(path: Path, instansi: Instansi, by: User, at: datetime) -> Import:
    content, kind = (_packed(path), "zip") if path.is_dir() else (path.read_bytes(), _kind(path))
    upload = store_bytes(name=path.name, content=content, kind=kind, instansi=instansi, by=by, at=at)
    return open_import(upload=upload, layout="", instansi=instansi, by=by, at=at)


def _kind(path: Path) -> str:
    return "csv" if path.suffix.lower() in CSV_SUFFIXES else "xlsx"


def _packed(folder: Path) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            if file.suffix.lower() in CSV_SUFFIXES:
                archive.write(file, file.name)
    return kept.getvalue()


@transaction.atomic
def _go(batch: Import, state: Import.State, by: User) -> None:
    now = locked(batch)
    before = now.state
    if state == Import.State.COMMITTING:
        _refuse_second(now)
        now.committed_by, now.committed_at = by, clock.now()
    now.state = state
    now.save(update_fields=["state", "committed_by", "committed_at"])
    batch.refresh_from_db()
    record(
        "imports.step",
        now,
        by=by,
        at=clock.now(),
        instansi=now.instansi,
        before={"state": before},
        after={"state": state},
    )


def _silent(_done: int, _total: int | None, _note: Text | None) -> None:
    return None
