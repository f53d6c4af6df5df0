"""The files of a version: written once, by the name of its content, and kept beside the uploads."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from threading import Lock

from django.core.files import File
from django.core.files.storage import default_storage

from selaras.errors import Text, UsageError
from selaras.files.annex.write import write_annex
from selaras.web.standards.models import Piece, Version
from selaras.web.standards.reading import form_of

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
FOLDER = "standards"
# Typesetting 1,075 standards takes minutes and gigabytes: nobody may ask that of the server by opening an address.
TYPESET = frozenset({"docx", "pdf", "xlsx"})
MOST_TYPESET = 60  # standards
_lock = Lock()  # one at a time: a typesetter takes memory


def formats(standards: int) -> list[str]:
    """The formats offered of a version that sets so many standards."""
    return [kind for kind in FORMATS if kind not in TYPESET or standards <= MOST_TYPESET]


def file_of(version: Version, kind: str) -> str:
    """The name in the storage of a version's file, written at the first request.

    Raises UsageError for a version too large to be typeset; else errors as of `write_annex`.
    """
    name = f"{FOLDER}/{version.digest}.{kind}"
    if default_storage.exists(name):
        return name
    kinds = (Piece.Kind.CLASS, Piece.Kind.POSITION, Piece.Kind.DICTIONARY)
    if kind not in formats(Piece.objects.filter(version=version, kind__in=kinds).count()):
        raise UsageError(
            Text(
                f"Versi ini memuat lebih dari {MOST_TYPESET} standar, terlalu besar untuk Word, PDF, dan Excel.",
                f"This version holds more than {MOST_TYPESET} standards, too many for Word, PDF and Excel.",
            ),
            Text("Unduh sebagai Markdown atau JSON.", "Download it as Markdown or JSON."),
        )
    with _lock:
        if default_storage.exists(name):
            return name
        with tempfile.TemporaryDirectory(prefix="selaras-standard-") as folder:
            path = Path(folder, f"standard.{kind}")
            write_annex(path, form_of(version))
            with path.open("rb") as stream:
                made = default_storage.save(f"{name}.{os.getpid()}", File(stream))
        return _settle(made, name)


def _settle(made: str, name: str) -> str:
    """Give a written file its name, at once and whole; another process may have done so meanwhile."""
    os.replace(default_storage.path(made), default_storage.path(name))
    return name
