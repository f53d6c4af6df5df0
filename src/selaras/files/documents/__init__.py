"""A regulation in whatever file it comes → `law.document.Document`. The kind is told by content, not by name."""

from __future__ import annotations

from pathlib import Path

from selaras.law.document import Document, of_file

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # bytes before the signature that readers tolerate


def document_of(path: Path) -> Document:
    """A file (.txt, .md, .docx, .pdf) → Document. Raises DocumentRefused with the reason and a remedy."""
    start = _start_of(path)
    if start.startswith(_ZIP):
        from selaras.files.documents.docx import document_of_docx

        return document_of_docx(path)
    if _PDF in start:
        from selaras.files.documents.pdf import document_of_pdf

        return document_of_pdf(path)
    if path.suffix.lower() in (".md", ".markdown"):
        from selaras.files.documents.markdown import document_of_markdown

        return document_of_markdown(path)
    return of_file(path)


def _start_of(path: Path) -> bytes:
    """The first bytes; none when the file cannot be opened, which `of_file` then refuses in words."""
    try:
        with path.open("rb") as stream:
            return stream.read(_PDF_WITHIN)
    except OSError:
        return b""
