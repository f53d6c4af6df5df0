"""The files of a version: written once, by the name of its content, and kept beside the uploads."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files import File
from django.core.files.storage import default_storage

from selaras.errors import Text, UsageError
from selaras.files.annex.write import write_annex
from selaras.law.form import Form
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
# Typesetting 1,075 standards takes minutes: nobody may ask that of the server by opening an address. Larger versions are
# typeset in the background after publication, so many standards to a file, and given out together.
TYPESET = ("docx", "pdf", "xlsx")
MOST_TYPESET = 60  # standards
TOGETHER = "zip"
KINDS = (Piece.Kind.CLASS, Piece.Kind.POSITION, Piece.Kind.DICTIONARY)
_lock = Lock()  # one at a time: a typesetter takes memory


def too_large(version: Version) -> bool:
    """Whether a version sets more standards than a single file is typeset for."""
    return Piece.objects.filter(version=version, kind__in=KINDS).count() > MOST_TYPESET


def file_of(version: Version, kind: str) -> str:
    """The name in the storage of a version's file, written at the first request; of a large one, of its files together.

    Raises UsageError while the files of a large version are not typeset yet; else errors as of `write_annex`.
    """
    name = f"{FOLDER}/{version.digest}.{kind}"
    if default_storage.exists(name):
        return name
    if kind in TYPESET and too_large(version):
        together = f"{name}.{TOGETHER}"
        if default_storage.exists(together):
            return together
        raise UsageError(
            Text(
                f"Versi ini memuat lebih dari {MOST_TYPESET} standar; berkas Word, PDF, dan Excel-nya disusun di latar "
                "belakang setelah penerbitan dan belum siap.",
                f"This version holds more than {MOST_TYPESET} standards; its Word, PDF and Excel files are made in the "
                "background after publication and are not ready yet.",
            ),
            Text(
                "Coba lagi nanti, atau unduh sekarang sebagai Markdown atau JSON.",
                "Try again later, or download it now as Markdown or JSON.",
            ),
        )
    with _lock:
        if default_storage.exists(name):
            return name
        with tempfile.TemporaryDirectory(prefix="selaras-standard-") as folder:
            path = Path(folder, f"standard.{kind}")
            write_annex(path, form_of(version))
            return _kept(path, name)


def typeset(version: Version, kind: str, step: Callable[[], None]) -> str:
    """Write the files of a large version, so many standards to one, as one archive; `step` is called after each."""
    name = f"{FOLDER}/{version.digest}.{kind}.{TOGETHER}"
    if default_storage.exists(name):
        return name
    with tempfile.TemporaryDirectory(prefix="selaras-standards-") as folder:
        archive = Path(folder, f"standards.{TOGETHER}")
        with ZipFile(archive, "w", ZIP_DEFLATED) as together:
            for number, part in enumerate(parts_of(form_of(version)), start=1):
                path = Path(folder, f"bagian-{number:03}.{kind}")
                write_annex(path, part)
                together.write(path, path.name)
                path.unlink()
                step()
        return _kept(archive, name)


def parts_of(form: Form) -> Iterator[Form]:
    """A form as several, each with the act and so many of its standards, in printed order."""
    lists = {name: list(getattr(form, name)) for name in ("job_classes", "position_standards", "dictionary")}
    while any(lists.values()):
        taken: dict[str, tuple[Any, ...]] = {}
        room = MOST_TYPESET
        for name, rest in lists.items():
            taken[name], lists[name] = tuple(rest[:room]), rest[room:]
            room -= len(taken[name])
        yield form.model_copy(update=taken)


def number_of_parts(version: Version) -> int:
    """How many files of a kind a large version is typeset in."""
    return -(-Piece.objects.filter(version=version, kind__in=KINDS).count() // MOST_TYPESET)


def _kept(path: Path, name: str) -> str:
    """Put a written file into the storage under its name, at once and whole; another process may have done so."""
    with path.open("rb") as stream:
        made = default_storage.save(f"{name}.{os.getpid()}", File(stream))
    os.replace(default_storage.path(made), default_storage.path(name))
    return name
