"""A stored file as the readers want it: a path that carries its owner's name, a zip of tables as a folder."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from selaras.clock import today
from selaras.core.model import Regulation
from selaras.files.container import refused
from selaras.files.people import Guide
from selaras.files.source import CSV_SUFFIXES
from selaras.web.accounts.models import Instansi
from selaras.web.standards.reading import in_force
from selaras.web.uploads.contents import UNPACKED
from selaras.web.uploads.models import Upload

PIECE = 1 << 20
LONGEST = (
    100  # letters of a name on disk, of up to four bytes each where 255 are allowed: half of that is plenty
)


@contextmanager
def local(upload: Upload) -> Iterator[Path]:
    """The file, for as long as the block lasts."""
    with TemporaryDirectory(prefix="selaras-impor-") as folder:
        stored = Path(upload.file.path)
        if upload.kind == "zip":
            path = Path(folder, _short(upload.name, ""))
            path.mkdir()
            _unpack(stored, path)
        else:
            ending = ".csv" if upload.kind == "csv" else ".xlsx"
            path = Path(folder, _short(upload.name, ending))
            path.symlink_to(stored)
        yield path


def _short(name: str, ending: str) -> str:
    suffix = Path(name).suffix
    stem = (Path(name).stem or "berkas")[:LONGEST].encode()[: 2 * LONGEST].decode(errors="ignore")
    if ending == ".csv" and suffix.lower() not in CSV_SUFFIXES:
        suffix = ending
    return f"{stem}{suffix[:8]}" if ending else stem


def _unpack(archive: Path, folder: Path) -> None:
    """Write the tables of a zip, by their own names only; the real size counts, not the one it declares.

    Raises PeopleRefused when one of them is damaged or packed in an unusual way.
    """
    left = UNPACKED
    try:
        with zipfile.ZipFile(archive) as packed:
            for info in packed.infolist():
                name = PurePosixPath(info.filename.replace("\\", "/")).name
                if info.is_dir() or Path(name).suffix.lower() not in CSV_SUFFIXES:
                    continue
                with packed.open(info) as source, Path(folder, _short(name, ".csv")).open("wb") as target:
                    while left > 0 and (piece := source.read(min(PIECE, left))):
                        left -= len(piece)
                        target.write(piece)
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise refused(folder, "file_damaged") from error


def laws(instansi: Instansi) -> tuple[Regulation, ...]:
    """The regulations in force for an instansi today."""
    return in_force(instansi, today())


def guide_of(layout: str, columns: dict[str, dict[str, str]]) -> Guide:
    """The guide that an import keeps."""
    return Guide(layout, columns)
