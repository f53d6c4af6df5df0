"""The cells of a worksheet's XML: how far they reach, and which hold a formula without a value or an error.

A quick look at the bytes is enough for nearly every sheet. Only where something strange shows is the XML parsed.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from xml.parsers import expat

Traps = dict[
    tuple[int, int], tuple[str, str]
]  # (row from 1, column from 0) → code of the problem, shown value

AREA_LIMIT = 20_000_000  # cells of a sheet's rectangle, which a reader allocates even where it is empty
PIECE = 1 << 20
_LONGEST_TAG = 1 << 16  # bytes; what is longer without an end is text, of which nothing need be kept
_USUAL_ROWS, _USUAL_COLUMNS = 99_999, 26  # what a sheet reaches at most when no far cell shows

_FAR = re.compile(rb' r="(?:[A-Za-z]{2,}\d|[A-Za-z]?\d{6})')
_REFERENCE = re.compile(rb' r="([A-Za-z]*)(\d+)"')
_STRANGE_CELL = re.compile(rb"<c(?:[>/]|\s+(?!r=\"))")  # a cell that does not begin with its reference
_STRANGE_ROW = re.compile(rb"<row(?=\s)(?!\s+(?:r=\"|[/>]))")
_COUNT = re.compile(
    rb"ount\s*=\s*[\"'](\d{8,})"
)  # a reader makes room for as many as the file says there are
_TRAP_SIGNS = (b"<f>", b"<f ", b"<f/", b"<f\n", b"<f\r", b"<f\t", b':t="e"', b' t="e"', b"t='e'")
_PREFIX_SIGNS = (b":c>", b":c ", b":c/", b":row ", b":row>", b":f>", b":f ")


@dataclass(slots=True)
class Look:
    """What the bytes of one part show. `rows` × `columns`: the rectangle of its cells, unless it is `strange`."""

    rows: int = _USUAL_ROWS
    columns: int = _USUAL_COLUMNS
    strange: bool = False
    tail: bytes = b""

    def watch(self, piece: bytes) -> None:
        """Take in the next piece. Raises ValueError for a count that no file can mean."""
        piece = self.tail + piece
        end = piece.rfind(b">") + 1  # a tag cut in two would look strange: its rest waits for the next piece
        piece, self.tail = piece[:end], piece[max(end, len(piece) - _LONGEST_TAG) :]
        if any(int(count[:12]) > AREA_LIMIT for count in _COUNT.findall(piece)):
            raise ValueError("an absurd count")
        self.strange = self.strange or (
            any(sign in piece for sign in _TRAP_SIGNS)
            or any(sign in piece for sign in _PREFIX_SIGNS)
            or bool(_STRANGE_CELL.search(piece) or _STRANGE_ROW.search(piece))
        )
        if not self.strange and _FAR.search(piece):
            references = _REFERENCE.findall(piece)
            widest = max(
                (column_index(letters[:6].decode()) for letters in {one for one, _ in references}), default=0
            )
            self.columns = max(self.columns, widest + 1)
            self.rows = max(self.rows, *(int(row[:12]) for _, row in references)) if references else self.rows


class _Cells:
    """Expat handlers that note traps and the farthest cell."""

    def __init__(self) -> None:
        self.traps: Traps = {}
        self.place, self.type, self.text = (0, 0), "", ""
        self.formula = self.reading = False
        self.row = self.column = self.rows = self.columns = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif name == "c":
            self.place = _place(attributes["r"]) if "r" in attributes else (self.row, self.column)
            self.row, self.column = self.place[0], self.place[1] + 1
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
            self.type, self.text, self.formula = attributes.get("t", ""), "", False
        elif name == "f":
            self.formula = True
        elif name == "v":
            self.reading = True

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


def parse(archive: zipfile.ZipFile, part: str) -> tuple[Traps, int, int]:
    """Traps, rows and columns of one sheet. Raises ExpatError or ValueError for XML that is none."""
    cells = _Cells()
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = cells.start, cells.end
    parser.CharacterDataHandler = cells.data
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)
    return cells.traps, cells.rows, cells.columns


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _no_entities  # a workbook declares none; nested ones are a bomb of their own
    return parser


def _no_entities(*_: object) -> None:
    raise ValueError("entities are not allowed")


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    if not letters.isalpha() or len(letters) > 3:
        raise ValueError("no cell reference")
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


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part in the archive, following the workbook's relations."""
    names = {name.lower(): name for name in archive.namelist()}
    relations: dict[str, str] = {}
    for attributes in _elements(archive, names.get("xl/_rels/workbook.xml.rels"), "Relationship"):
        target = attributes.get("Target", "")
        full = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        relations[attributes.get("Id", "")] = names.get(full.lower(), full)
    found: dict[str, str] = {}
    for attributes in _elements(archive, names["xl/workbook.xml"], "sheet"):
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        found[attributes.get("name", "")] = relations.get(relation, "")
    return found


def _elements(archive: zipfile.ZipFile, name: str | None, wanted: str) -> list[dict[str, str]]:
    """Attributes of every element called `wanted` in one small part."""
    found: list[dict[str, str]] = []
    if name is None:
        return found

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(archive.read(name), True)
    return found
