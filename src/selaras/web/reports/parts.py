"""The zip in the making: parts of some profiles each, on disk, so that work begun again goes on where it was."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

ENDING = ".zip"
LEVEL = 1  # of compression: halves a PDF's structure; more takes longer than it saves
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Printed:
    """One file of a zip. `digest`: of what it says, as printed on it."""

    person: int
    name: str
    content: bytes
    digest: str


def write(folder: str, number: int, files: Sequence[Printed]) -> None:
    """Keep one part. What a process that was killed left half written is replaced."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for each in files:
            archive.writestr(each.name, each.content)
            archive.getinfo(each.name).comment = each.digest.encode()
    path = _path(folder, number)
    default_storage.delete(path)
    default_storage.save(path, ContentFile(made.getvalue()))


def names_of(folder: str, number: int) -> dict[str, str] | None:
    """The files of a part, each with its digest; None when it is not there, or not whole."""
    path = _path(folder, number)
    if not default_storage.exists(path):
        return None
    try:
        with default_storage.open(path) as stored, zipfile.ZipFile(stored) as archive:
            return {each.filename: each.comment.decode() for each in archive.infolist()}
    except (zipfile.BadZipFile, OSError):
        return None


def names(folder: str, count: int) -> dict[int, tuple[str, str]]:
    """Person → file and digest, of all parts."""
    every = ((names_of(folder, number) or {}).items() for number in range(count))
    return {person_of(name): (name, digest) for part in every for name, digest in part}


def join(folder: str, count: int, out: IO[bytes], last: Sequence[tuple[str, bytes]]) -> None:
    """Put the parts together into one zip, with some further files; nothing is packed anew."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for number in range(count):
            with default_storage.open(_path(folder, number)) as stored, zipfile.ZipFile(stored) as part:
                _append(whole, part, stored)
        for name, content in last:
            whole.writestr(name, content)


def _append(whole: Any, part: zipfile.ZipFile, stored: IO[bytes]) -> None:
    """The entries of a part as they are: their bytes behind those already there, their places moved by as much.

    `zipfile` reads and packs every entry anew; for thousands of profiles that takes longer than setting them.
    """
    start = whole.fp.tell()
    end: int = part.start_dir  # where the entries end and their directory begins
    stored.seek(0)
    left = end
    while left and (piece := stored.read(min(PIECE, left))):
        whole.fp.write(piece)
        left -= len(piece)
    for info in part.infolist():
        info.header_offset += start
        whole.filelist.append(info)
        whole.NameToInfo[info.filename] = info
    whole.start_dir = whole.fp.tell()
    whole._didModify = True


def clear(folder: str) -> None:
    """Delete the parts."""
    if not default_storage.exists(folder):
        return
    _, names = default_storage.listdir(folder)
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    shutil.rmtree(default_storage.path(folder), ignore_errors=True)


def folders() -> Iterator[str]:
    """Every folder in which parts lie."""
    if not default_storage.exists(""):
        return
    for instansi in default_storage.listdir("")[0]:
        for name in default_storage.listdir(instansi)[0]:
            if name.startswith("profil-"):
                yield f"{instansi}/{name}"


def person_of(name: str) -> int:
    """The person that a file of the zip is about: the number that its name ends with."""
    return int(PurePosixPath(name).stem.rpartition("-")[2])


def _path(folder: str, number: int) -> str:
    return f"{folder}/{number:05}{ENDING}"
