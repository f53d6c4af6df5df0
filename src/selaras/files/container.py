"""An .xlsx file before anything parses it: is it one, is it whole, how far does it expand, what do its formulas hide.

Nothing here trusts the sizes that the file declares: every part is expanded in pieces, counted and thrown away.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from xml.parsers import expat

from selaras.errors import PeopleRefused, Place, Text
from selaras.files.report import problem

OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PIECE = 1 << 20
TOTAL_LIMIT = 600 << 20  # bytes of all parts expanded: a sheet of 500,000 rows fits, a zip bomb does not
RATIO_LIMIT = 400  # the densest real sheet met packs about 40:1; deflate's limit, which bombs use, is 1032:1
RATIO_FROM = 32 << 20  # small parts may be as repetitive as they like
PARTS_LIMIT = 2_000
AREA_LIMIT = 20_000_000  # cells of one sheet's rectangle, which a reader allocates even where it is empty

_FAR_CELL = re.compile(rb'r="(?:[A-Za-z]{2,3}\d|[A-Za-z]\d{6})')
_ODD_REFERENCE = re.compile(rb"[\s]r(?:\s*=\s*'|\s+=\s*\"|=\s+\")[A-Za-z]")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,9})[\"']")
_TRAP_SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"', b"t='e'", b"<f\n", b"<f\r", b"<f\t")
_ODD_SIGNS = (
    b"r='",
    b"r =",
    b"r= ",
    b"r=\n",
    b"r=\t",
    b"r=\r",
    b"r\t",
    b"r\n",
    b"r\r",
)  # plain search is quick
_OVERLAP = 64  # bytes kept between pieces, so that no reference is cut in two


@dataclass(slots=True)
class Container:
    """What a look at the container showed. `traps`: sheet part → (row, column index) → code and shown value."""

    macros: bool = False
    links: bool = False
    traps: dict[str, dict[tuple[int, int], tuple[str, str]]] = field(default_factory=dict)


def refused(path: Path, code: str, sheet: str = "", **values: object) -> PeopleRefused:
    """The refusal of a whole file with one problem."""
    found = problem(code, Place(file=path.name, sheet=sheet), **values)
    return PeopleRefused(
        Text(f"{path.name}: {found.what.id}", f"{path.name}: {found.what.en}"), found.remedy, (found,)
    )


def inspect(path: Path) -> Container:
    """Check an .xlsx file and find its formula traps.

    Raises PeopleRefused when it is no workbook, is protected, damaged, or expands beyond the limits.
    """
    _check_signature(path)
    found = Container()
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            _check_kind(path, archive, found)
            total = 0
            for info in archive.infolist():
                total += _Part(path, info, found).expand(file, total)
            sheets = {name: archive.getinfo(name) for name, traps in found.traps.items() if not traps}
            for name in sheets:
                found.traps[name] = _traps(archive, name)
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


def _kind_of(start: bytes) -> str:
    if start.lstrip().startswith(b"<"):
        return "HTML/XML"
    return "PDF" if start.startswith(b"%PDF") else "bukan Excel / not Excel"


def _check_kind(path: Path, archive: zipfile.ZipFile, found: Container) -> None:
    names = {name.lower() for name in archive.namelist()}
    if len(names) > PARTS_LIMIT:
        raise refused(path, "file_bomb", found=f"{len(names)} parts")
    if "xl/workbook.xml" not in names:
        kind = next((kind for part, kind in _OTHER_KINDS.items() if part in names), "ZIP")
        raise refused(path, "file_kind", found=kind)
    found.macros = any(name.endswith("vbaproject.bin") for name in names)
    found.links = any(name.startswith("xl/externallinks/") for name in names)


_OTHER_KINDS = {
    "word/document.xml": "Word",
    "ppt/presentation.xml": "PowerPoint",
    "xl/workbook.bin": "Excel biner .xlsb / binary Excel .xlsb",
    "content.xml": "OpenDocument",
}


class _Part:
    """One part of the archive, expanded in pieces and watched."""

    def __init__(self, path: Path, info: zipfile.ZipInfo, found: Container) -> None:
        self.path, self.info, self.found = path, info, found
        self.is_sheet = info.filename.lower().startswith("xl/worksheets/") and info.filename.lower().endswith(
            ".xml"
        )
        self.columns: set[bytes] = set()
        self.last_row = 0

    def expand(self, file: BinaryIO, before: int) -> int:
        """Expand to nothing. Returns the size in bytes; `before` is what other parts took."""
        size, tail = 0, b""
        for piece in _pieces(file, self.info):
            size += len(piece)
            self._limit(size, before)
            if self.is_sheet:
                self._watch(tail + piece)
                tail = piece[-_OVERLAP:]
        return size

    def _limit(self, size: int, before: int) -> None:
        dense = size > RATIO_FROM and size > RATIO_LIMIT * max(self.info.compress_size, 1)
        if dense or before + size > TOTAL_LIMIT:
            raise refused(self.path, "file_bomb", found=f"> {(before + size) >> 20} MB")

    def _watch(self, piece: bytes) -> None:
        if any(sign in piece for sign in _TRAP_SIGNS):
            self.found.traps.setdefault(self.info.filename, {})
        odd = any(sign in piece for sign in _ODD_SIGNS) and _ODD_REFERENCE.search(piece)
        if not (odd or _FAR_CELL.search(piece)):
            return
        references = _REFERENCE.findall(piece)
        self.columns.update(letters for letters, _ in references)
        self.last_row = (
            max(self.last_row, *(int(row) for _, row in references)) if references else self.last_row
        )
        width = max(map(column_index, (name.decode() for name in self.columns)), default=0) + 1
        if width * max(self.last_row, 1) > AREA_LIMIT:
            raise refused(self.path, "file_too_wide", self.info.filename, found=f"{width} × {self.last_row}")


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


class _TrapFinder:
    """Expat handlers: cells with a formula and no value, and cells whose value is an error."""

    def __init__(self) -> None:
        self.traps: dict[tuple[int, int], tuple[str, str]] = {}
        self.place, self.type, self.text = (0, 0), "", ""
        self.formula = self.value = self.reading = False
        self.row = self.column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif name == "c":
            self.place = _place(attributes["r"]) if "r" in attributes else (self.row, self.column)
            self.column = self.place[1] + 1
            self.type, self.text, self.formula, self.value = attributes.get("t", ""), "", False, False
        elif name == "f":
            self.formula = True
        elif name == "v":
            self.value = self.reading = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "v":
            self.reading = False
        elif name == "c" and self.type == "e":
            self.traps[self.place] = ("formula_error", self.text[:20])
        elif name == "c" and self.formula and not self.text and self.type != "str":
            self.traps[self.place] = ("formula_without_value", "")

    def data(self, text: str) -> None:
        if self.reading:
            self.text += text


def _traps(archive: zipfile.ZipFile, name: str) -> dict[tuple[int, int], tuple[str, str]]:
    """(row from 1, column from 0) → (code, shown value) of every trap in one sheet."""
    finder = _TrapFinder()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = finder.start, finder.end
    parser.CharacterDataHandler = finder.data
    parser.EntityDeclHandler = _no_entities  # a workbook declares none; nested ones are a bomb of their own
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)
    return finder.traps


def _no_entities(*_: object) -> None:
    raise ValueError("entities are not allowed")


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), column_index(letters)


def column_index(letters: str) -> int:
    """0 for A, 25 for Z, 26 for AA."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


@cache
def column_letters(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_parts(path: Path) -> dict[str, str]:
    """Sheet name → its part in the archive, following the workbook's relations."""
    with zipfile.ZipFile(path) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        relations: dict[str, str] = {}
        for attributes in _elements(archive, names.get("xl/_rels/workbook.xml.rels"), "Relationship"):
            target = attributes.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            relations[attributes.get("Id", "")] = names.get(full.lower(), full)
        return {
            attributes.get("name", ""): relations.get(
                next((v for k, v in attributes.items() if k.endswith(":id")), ""), ""
            )
            for attributes in _elements(archive, names["xl/workbook.xml"], "sheet")
        }


def _elements(archive: zipfile.ZipFile, name: str | None, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    if name is None:
        return found

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = _no_entities
    parser.Parse(archive.read(name), True)
    return found
