"""An .xlsx file before anything parses it: is it one, is it whole, how far does it expand, what do its cells hide.

Nothing here trusts the sizes that the file declares: every part is expanded in pieces, counted and thrown away.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from selaras.errors import PeopleRefused, Place, Problem, Text
from selaras.files.grid import AREA_LIMIT, Look, Traps, column_letters, parse, sheet_parts
from selaras.files.report import problem

OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PIECE = 1 << 20
TOTAL_LIMIT = 600 << 20  # bytes of all parts expanded: a sheet of 500,000 rows fits, a zip bomb does not
RATIO_LIMIT = 400  # the densest real sheet met packs about 40:1; deflate's limit, which bombs use, is 1032:1
RATIO_FROM = 32 << 20  # small parts may be as repetitive as they like
PARTS_LIMIT = 2_000
UNUSABLE = Text("{name} tidak dapat dipakai.", "{name} cannot be used.")
AGAIN = Text("Perbaiki berkasnya, lalu jalankan lagi.", "Mend the file and run again.")


@dataclass(slots=True)
class Container:
    """What a look at the container showed. `traps`: sheet → (row from 1, column from 0) → code and shown value."""

    macros: bool = False
    links: bool = False
    traps: dict[str, Traps] = field(default_factory=dict)


def refused(path: Path, code: str, sheet: str = "", **values: object) -> PeopleRefused:
    """The refusal of a whole file with one problem."""
    return refused_for(path, problem(code, Place(file=path.name, sheet=sheet), **values))


def refused_for(path: Path, found: Problem) -> PeopleRefused:
    """The refusal of a whole file for one problem. It says neither what is wrong nor what to do: the problem does."""
    return PeopleRefused(UNUSABLE.format(name=path.name), AGAIN, (found,))


def inspect(path: Path) -> Container:
    """Check an .xlsx file and find its formula traps.

    Raises PeopleRefused when it is no workbook, is protected, damaged, or expands beyond the limits.
    """
    _check_signature(path)
    found = Container()
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            _check_kind(path, archive, found)
            looks = _expand_all(path, archive, file)
            sheets = sheet_parts(archive)
            loose = {name for name in looks if name.lower().startswith("xl/worksheets/sheet")} - set(
                sheets.values()
            )
            for sheet, part in [*sheets.items(), *((name, name) for name in loose)]:
                found.traps[sheet] = _check_sheet(path, archive, sheet, part, looks)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        OSError,
        LookupError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise refused(path, "file_damaged") from error
    return found


def _check_signature(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(8)
        rest = file.read(PIECE) if start == OLE_SIGNATURE else b""
        if start == OLE_SIGNATURE and ENCRYPTED not in rest:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - PIECE))
            rest = file.read(PIECE)
    if not start:
        raise refused(path, "file_empty")
    if start == OLE_SIGNATURE:
        raise refused(path, "file_password" if ENCRYPTED in rest else "file_old_excel")
    if not start.startswith(b"PK"):
        raise refused(path, "file_kind", found=_kind_of(start))


def _kind_of(start: bytes) -> str | Text:
    if start.lstrip().startswith(b"<"):
        return "HTML/XML"
    return "PDF" if start.startswith(b"%PDF") else Text("bukan Excel", "not Excel")


def _check_kind(path: Path, archive: zipfile.ZipFile, found: Container) -> None:
    names = {name.lower() for name in archive.namelist()}
    if len(archive.namelist()) != len(names):
        raise zipfile.BadZipFile("a part stands there twice, and readers would differ on which counts")
    if len(names) > PARTS_LIMIT:
        raise refused(path, "file_bomb", found=Text(f"{len(names)} bagian", f"{len(names)} parts"))
    if "xl/workbook.xml" not in names:
        kind: str | Text = next((kind for part, kind in _OTHER_KINDS.items() if part in names), "ZIP")
        raise refused(path, "file_kind", found=kind)
    found.macros = any(name.endswith("vbaproject.bin") for name in names)
    found.links = any(name.startswith("xl/externallinks/") for name in names)


_OTHER_KINDS: dict[str, str | Text] = {
    "word/document.xml": "Word",
    "ppt/presentation.xml": "PowerPoint",
    "xl/workbook.bin": Text("Excel biner .xlsb", "binary Excel .xlsb"),
    "content.xml": "OpenDocument",
}


def _expand_all(path: Path, archive: zipfile.ZipFile, file: BinaryIO) -> dict[str, Look]:
    """Expand every part to nothing, within the limits; returns what was seen of each on the way."""
    total = 0
    looks: dict[str, Look] = {}
    for info in archive.infolist():
        look, size = looks.setdefault(info.filename, Look()), 0
        for piece in _pieces(file, info):
            size += len(piece)
            if size > RATIO_FROM and size > RATIO_LIMIT * max(info.compress_size, 1):
                raise refused(path, "file_bomb", found=f"> {size >> 20} MB")
            if total + size > TOTAL_LIMIT:
                raise refused(path, "file_bomb", found=f"> {(total + size) >> 20} MB")
            look.watch(piece)
        total += size
    return looks


def _check_sheet(
    path: Path, archive: zipfile.ZipFile, sheet: str, part: str, looks: dict[str, Look]
) -> Traps:
    """The traps of one sheet. Refuses one whose used rectangle is beyond reason."""
    look = looks.get(part)
    if look is None:
        return {}  # a reader will miss the part, too, and say so
    traps: Traps = {}
    rows, columns = look.rows, look.columns
    if look.strange:
        traps, rows, columns = parse(archive, part)
    if rows * columns > AREA_LIMIT:
        raise refused(path, "file_too_wide", sheet, found=f"{column_letters(columns - 1)}{rows}")
    return traps


def _pieces(file: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The expanded bytes of one part, by its real stream and not by its declared size."""
    if info.flag_bits & 0x1:
        raise zipfile.BadZipFile("encrypted part")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("unusual compression")
    file.seek(info.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile("no local header")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    left = info.compress_size
    inflater = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
    while block := file.read(min(PIECE, left)):
        left -= len(block)
        while block:
            yield inflater.decompress(block, PIECE) if inflater else block
            block = inflater.unconsumed_tail if inflater else b""
    while inflater and not inflater.eof and (rest := inflater.decompress(b"", PIECE)):
        yield rest
    if left or (inflater and not inflater.eof):
        raise zipfile.BadZipFile("cut off")
