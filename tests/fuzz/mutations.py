"""Damage: to the bytes of a file, and to the rows and cells of a document. All of it follows from one seed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace

from selaras.errors import Place
from selaras.law.document import Document, Line, Piece
from selaras.law.reading.marks import TICKS

STRANGE = "\x00\u202e\u00a0\ufffd√✓vX\t\n<>&1.(I)aA—'\"\u0130ﬁ𝟙"


def bytes_of(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few random harms."""
    harmed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(harmed) + 1)
        length = min(chance.choice((1, 2, 8, 64, 1024)), len(harmed) - at)
        match chance.randrange(6):
            case 0:
                harmed[at : at + length] = chance.randbytes(length)
            case 1:
                del harmed[at : at + length]
            case 2:
                harmed[at:at] = harmed[at : at + length] * chance.choice((1, 2, 50))
            case 3:
                harmed[at : at + length] = b"\x00" * length
            case 4:
                harmed[at:at] = chance.choice(
                    (b"<<", b">>", b"]", b"endobj", b"99999999999", b"-1", b"<w:tc>", b"&x;")
                )
            case _ if at:
                del harmed[at:]
        if not harmed:
            return b""
    return bytes(harmed)


def part_of(data: bytes, chance: random.Random) -> bytes:
    """A package (.docx, .xlsx) with one XML part harmed and packed again: its sums are right, so that it is read."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        parts = {name: source.read(name) for name in source.namelist()}
        texts = [name for name in parts if name.endswith(("document.xml", "styles.xml", "numbering.xml"))]
        texts += [name for name in parts if "/worksheets/sheet" in name or name.endswith("sharedStrings.xml")]
        harmed = chance.choice(texts)
        tags = re.findall(rb"<[^>]*>|[^<]+", parts[harmed])
        for _ in range(chance.choice((1, 1, 2, 5))):
            at, length = chance.randrange(len(tags)), chance.choice((1, 1, 2, 8))
            match chance.randrange(4):
                case 0:
                    del tags[at : at + length]
                case 1:
                    tags[at:at] = tags[at : at + length]
                case 2:
                    tags[at] = bytes_of(tags[at], chance)
                case _:
                    tags[at] = re.sub(rb"\d+", chance.choice((b"-1", b"0", b"99999999999", b"x")), tags[at])
            tags = tags or [b" "]
        for name, content in parts.items():
            target.writestr(name, b"".join(tags) if name == harmed else content)
    return packed.getvalue()


def text_of(text: str, chance: random.Random) -> str:
    """The text with strange characters put in and stretches moved."""
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice((1, 5, 80)))
        match chance.randrange(4):
            case 0:
                text = text[:at] + chance.choice(STRANGE) * chance.choice((1, 1, 3, 400)) + text[at:]
            case 1:
                text = text[:at] + text[end:]
            case 2:
                text = text[:at] + text[at:end] * 2 + text[end:]
            case _:
                text = text[:at] + text[at:end][::-1] + text[end:]
    return text


def structure_of(document: Document, chance: random.Random) -> tuple[Document, set[str]]:
    """The document with lines and cells harmed, and the ways in which it was."""
    rows = [[cell.text for cell in line.cells] or [line.text] for line in document.lines]
    kinds = [bool(line.cells) for line in document.lines]
    ways = set()
    for _ in range(chance.choice((1, 1, 2, 3))):
        way = chance.choice(tuple(_WAYS))
        ways.add(way)
        _WAYS[way](rows, kinds, chance)
    return _document(document, rows, kinds), ways


def _drop_row(rows: list[list[str]], kinds: list[bool], chance: random.Random) -> None:
    at = chance.randrange(len(rows))
    del rows[at], kinds[at]


def _double_row(rows: list[list[str]], kinds: list[bool], chance: random.Random) -> None:
    at = chance.randrange(len(rows))
    rows.insert(at, list(rows[at]))
    kinds.insert(at, kinds[at])


def _swap_rows(rows: list[list[str]], kinds: list[bool], chance: random.Random) -> None:
    one, other = chance.randrange(len(rows)), chance.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]
    kinds[one], kinds[other] = kinds[other], kinds[one]


def _table_row(rows: list[list[str]], kinds: list[bool], chance: random.Random) -> list[str]:
    tables = [row for row, kind in zip(rows, kinds, strict=True) if kind]
    return chance.choice(tables) if tables else []


def _drop_cell(rows: list[list[str]], kinds: list[bool], chance: random.Random) -> None:
    row = _table_row(rows, kinds, chance)
    if len(row) > 2:
        del row[chance.randrange(len(row))]


def _double_cell(rows: list[list[str]], kinds: list[bool], chance: random.Random) -> None:
    if row := _table_row(rows, kinds, chance):
        at = chance.randrange(len(row))
        row.insert(at, row[at])


def _empty_cell(rows: list[list[str]], kinds: list[bool], chance: random.Random) -> None:
    if row := _table_row(rows, kinds, chance):
        row[chance.randrange(len(row))] = ""


def _add_tick(rows: list[list[str]], kinds: list[bool], chance: random.Random) -> None:
    """A second tick where one stands: which of them counts is not known."""
    ticked = [row for row in rows if any(cell in TICKS for cell in row)]
    if ticked:
        row = chance.choice(ticked)
        free = [i for i, cell in enumerate(row) if not cell and i > 1]
        if free:
            row[chance.choice(free)] = "√"


def _lose_tick(rows: list[list[str]], kinds: list[bool], chance: random.Random) -> None:
    ticked = [(row, i) for row in rows for i, cell in enumerate(row) if cell in TICKS]
    if ticked:
        row, i = chance.choice(ticked)
        row[i] = ""


_WAYS = {
    "drop_row": _drop_row,
    "double_row": _double_row,
    "swap_rows": _swap_rows,
    "drop_cell": _drop_cell,
    "double_cell": _double_cell,
    "empty_cell": _empty_cell,
    "add_tick": _add_tick,
    "lose_tick": _lose_tick,
}


# one of each can move a tick into the next column without a trace: no reader could know, and no test may ask it to
ADDING = {"double_cell", "add_tick"}
LOSING = {"drop_cell", "empty_cell", "lose_tick"}


def _document(document: Document, rows: list[list[str]], kinds: list[bool]) -> Document:
    lines: list[Line] = []
    number = 1
    for cells, is_row in zip(rows, kinds, strict=True):
        text = "\t".join(cells)
        place = Place(file=document.file, line=number, character=1)
        pieces, start = [], 0
        for cell in cells if is_row else ():
            pieces.append(Piece(text, place).part(start, start + len(cell)))
            start += len(cell) + 1
        lines.append(Line(text, place, tuple(pieces)))
        number += text.count("\n") + 1
    return replace(document, lines=tuple(lines))
