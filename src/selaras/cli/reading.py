"""What `standard read` adds to reading: a range of pages, a progress bar, and the page to check a reading by eye."""

from __future__ import annotations

import re
from pathlib import Path

from selaras.cli.console import err, language, progress, say
from selaras.errors import Text, UsageError
from selaras.files.annex.open import form_of, is_ours
from selaras.files.documents import document_of
from selaras.files.review import review_page
from selaras.law import load, standard
from selaras.law.document import Document
from selaras.law.form import Form

PAGES = Text(
    "Hanya halaman ini dari PDF, mis. 10-250; batang tubuh peraturan selalu ikut dibaca.",
    "Only these pages of a PDF, such as 10-250; the act itself is always read.",
)
REVIEW = Text(
    "Tulis halaman pemeriksaan (.html): sumber di kiri, yang dipahami di kanan.",
    "Write a page to check the reading (.html): the source on the left, what was understood on the right.",
)


def read_with(file: Path, pages: str | None, review: Path | None) -> Form:
    """A file → its form, with the page to check it when asked for.

    Raises UsageError for a range or a page that the kind of file does not allow, DataRefused as `form_of`.
    """
    if pages is None and review is None and file.suffix.lower() != ".pdf":
        return form_of(file)
    if file.suffix.lower() in (".xlsx", ".json") or str(file) in load.embedded_ids():
        raise UsageError(
            Text(f"{file.name} bukan dokumen berhalaman.", f"{file.name} is no document with pages."),
            Text(
                "Pilih peraturan .pdf, .docx, .md atau .txt.",
                "Choose a regulation as .pdf, .docx, .md or .txt.",
            ),
        )
    with progress() as bar:
        task = bar.add_task(say(Text("Membaca halaman", "Reading pages")), total=None)
        document = document_of(
            file, _range(pages), lambda done, total: bar.update(task, completed=done, total=total)
        )
    form = _form(document, file)
    if review is not None:
        _write(review, review_page(form, document, language()))
    return form


def _form(document: Document, file: Path) -> Form:
    if not is_ours(file):
        return standard.read(document)
    from selaras.files.annex.read import form_of_annex

    return form_of_annex(document)


def _range(pages: str | None) -> tuple[int, int] | None:
    if pages is None:
        return None
    match = re.fullmatch(r"\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5})\s*)?", pages)
    if not match:
        raise UsageError(
            Text(f"“{pages}” bukan rentang halaman.", f"“{pages}” is no range of pages."),
            Text("Tulis seperti 10-250.", "Write it as 10-250."),
        )
    return int(match[1]), int(match[2] or match[1])


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            Text(f"Berkas {path} tidak dapat ditulis.", f"The file {path} cannot be written."),
            Text(
                "Periksa folder tujuan dan hak menulisnya.", "Check the folder and your right to write there."
            ),
        ) from error
    err.print(say(Text("Disimpan di {file}.", "Written to {file}.").format(file=path)), markup=False)
