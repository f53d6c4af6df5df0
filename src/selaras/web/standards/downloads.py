"""The files of a version: written once, by the name of its content, and kept beside the uploads."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from threading import Lock

from django.core.files import File
from django.core.files.storage import default_storage

from selaras.files.annex.write import write_annex
from selaras.web.standards.models import Version
from selaras.web.standards.reading import form_of

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
FOLDER = "standards"
_lock = Lock()  # one at a time: a typesetter takes memory


def file_of(version: Version, kind: str) -> str:
    """The name in the storage of a version's file, written at the first request. Errors as of `write_annex`."""
    name = f"{FOLDER}/{version.digest}.{kind}"
    if default_storage.exists(name):
        return name
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
