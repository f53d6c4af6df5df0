"""Any file that holds a standard → Form: our own layouts by their structure, everything else by its wording."""

from __future__ import annotations

import zipfile
from pathlib import Path

from selaras.files.annex.settings import MAKER
from selaras.files.documents import document_of
from selaras.law import load, standard
from selaras.law.form import Form

_PROPERTIES = "docProps/core.xml"
_START = 200  # bytes of a Markdown file within which its maker is named


def form_of(id_or_path: str | Path) -> Form:
    """An embedded id or a file (.txt, .md, .docx, .pdf, .xlsx, .json) → Form.

    Raises UsageError for an unknown id or a missing file, DataRefused for a file that cannot be read as a standard.
    """
    path = Path(id_or_path)
    if str(id_or_path) in load.embedded_ids() or not path.is_file() or path.suffix.lower() == ".json":
        return load.form(id_or_path)
    if path.suffix.lower() == ".xlsx":
        from selaras.files.annex.read_xlsx import form_of_xlsx

        return form_of_xlsx(path)
    document = document_of(path)
    if not is_ours(path):
        return standard.read(document)
    from selaras.files.annex.read import form_of_annex

    return form_of_annex(document)


def is_ours(path: Path) -> bool:
    """Whether `write_annex` made this file: its keywords say so. What is read is what it shows, never these."""
    with path.open("rb") as stream:
        start = stream.read(_START)
    if start.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(path) as archive:
                return MAKER.encode() in archive.open(_PROPERTIES).read(100_000)
        except (zipfile.BadZipFile, KeyError, OSError):
            return False
    if start.startswith(b"%PDF"):
        import pdfplumber

        with path.open("rb") as stream:
            # Not as a context of its own: closing it would lay out every page, and a damaged one fails there.
            metadata = pdfplumber.open(stream).metadata or {}
            return MAKER in str(metadata.get("Keywords", ""))
    return MAKER.encode() in start
