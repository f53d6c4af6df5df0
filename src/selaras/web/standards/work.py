"""The background work of reading a document."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from selaras.clock import now
from selaras.errors import SelarasError, Text
from selaras.web.jobs.work import Progress, work
from selaras.web.standards.actions.receive import WORK, keep_reading, refuse_reading
from selaras.web.standards.models import Version
from selaras.web.standards.source import read_source


@work(WORK, label=Text("Membaca dokumen standar", "Reading a document of standards"), attempts=2)
def read_document(progress: Progress, *, version: int) -> dict[str, Any]:
    """Read, lint and lay out in parts; begun again after a kill it starts anew, nothing was written."""
    row = Version.objects.select_related("source", "instansi").get(pk=version)
    if row.state == Version.State.READING and row.source is not None:
        progress.step(0, None, Text("Membaca halaman", "Reading pages"))
        try:
            reading = read_source(row.source, lambda done, total: progress.step(done, total))
            progress.step(0, None, Text("Menyusun hasil bacaan", "Laying out what was read"))
            keep_reading(version=row, reading=reading, at=now())
        except SelarasError as error:
            refuse_reading(version=row, error=error, at=now())
    return {"url": reverse("standards:prepared", args=[version])}
