"""The background work of an import."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from selaras.errors import Text
from selaras.web.imports import commit, dry_run, undo
from selaras.web.imports.models import Import
from selaras.web.jobs.work import Progress, work


def _taken(progress: Progress, pk: int, state: Import.State) -> Import | None:
    """The import, if this is still the work it waits for; what was started before and overtaken ends quietly."""
    batch = Import.objects.select_related("upload", "instansi", "by").get(pk=pk)
    return batch if batch.state == state and batch.job_id == progress.job.pk else None


def _seen_at(pk: int) -> dict[str, Any]:
    return {"url": reverse("imports:detail", args=[pk])}


@work("imports.check", label=Text("Memeriksa berkas impor", "Checking an import"), attempts=3)
def check_file(progress: Progress, batch: int) -> dict[str, Any]:
    """The dry run."""
    if found := _taken(progress, batch, Import.State.CHECKING):
        dry_run.run(found, progress.step)
    return _seen_at(batch)


@work("imports.commit", label=Text("Menyimpan impor", "Saving an import"), attempts=5)
def save_file(progress: Progress, batch: int) -> dict[str, Any]:
    """Saving what was found."""
    owner = progress.job.owner
    if (found := _taken(progress, batch, Import.State.COMMITTING)) and owner:
        commit.run(found, owner, progress.step)
    return _seen_at(batch)


@work("imports.undo", label=Text("Membatalkan impor", "Undoing an import"), attempts=5)
def take_back(progress: Progress, batch: int) -> dict[str, Any]:
    """Undoing what was saved."""
    owner = progress.job.owner
    if (found := _taken(progress, batch, Import.State.UNDOING)) and owner:
        undo.run(found, owner, progress.step)
    return _seen_at(batch)
