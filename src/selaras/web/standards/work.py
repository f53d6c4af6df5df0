"""Background work: reading a document; after publication, filling the search and typesetting large versions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from selaras.clock import now, today
from selaras.errors import SelarasError, Text
from selaras.web.jobs.work import Progress, work
from selaras.web.standards.actions.publishing import INDEX, TYPESET
from selaras.web.standards.actions.receive import WORK, keep_reading, refuse_reading
from selaras.web.standards.dictionaries import reference
from selaras.web.standards.downloads import TYPESET as FORMATS
from selaras.web.standards.downloads import number_of_parts, typeset
from selaras.web.standards.indexing import index
from selaras.web.standards.models import Version
from selaras.web.standards.present import address
from selaras.web.standards.source import checked, read_document_of


@work(WORK, label=Text("Membaca dokumen standar", "Reading a document of standards"), attempts=2)
def read_document(progress: Progress, *, version: int) -> dict[str, Any]:
    """Read, lint and lay out in parts; begun again after a kill it starts anew, nothing was written."""
    row = Version.objects.select_related("source", "instansi").get(pk=version)
    if row.state == Version.State.READING and row.source is not None:
        progress.step(0, None, Text("Membaca halaman", "Reading pages"))
        dictionary = reference(row.instansi, today()) if row.instansi else ()
        try:
            document = read_document_of(row.source, lambda done, total: progress.step(done, total))
            progress.step(0, None, Text("Memeriksa naskah", "Checking the drafting"))
            reading = checked(document, dictionary)
            progress.step(0, None, Text("Menyusun hasil bacaan", "Laying out what was read"))
            keep_reading(version=row, reading=reading, at=now())
        except SelarasError as error:
            refuse_reading(version=row, error=error, at=now())
    return {"url": reverse("standards:prepared", args=[version])}


@work(
    INDEX, label=Text("Menyiapkan pencarian dalam standar", "Preparing the search in a standard"), attempts=3
)
def fill_search(progress: Progress, *, version: int) -> dict[str, Any]:
    """Write what the search looks in; all of it or nothing, so beginning again is safe."""
    row = Version.objects.published().select_related("act__instansi").get(pk=version)
    progress.step(0, None, Text("Memilah kata", "Sorting words"))
    index(row)
    return {"url": address(row)}


@work(TYPESET, label=Text("Menyusun berkas standar", "Typesetting a standard's files"), attempts=2)
def write_files(progress: Progress, *, version: int) -> dict[str, Any]:
    """Word, PDF and Excel files of a large version; a kind that is written already is left."""
    row = Version.objects.published().select_related("act__instansi").get(pk=version)
    total = number_of_parts(row) * len(FORMATS)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress.step(done, total)

    progress.step(0, total, Text("Menyusun berkas", "Typesetting"))
    for kind in FORMATS:
        typeset(row, kind, step)
    return {"url": address(row)}
