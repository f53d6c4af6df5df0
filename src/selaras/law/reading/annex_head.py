"""The head of an annex: it repeats the act it belongs to, and says it alone when the body of the act is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from selaras.errors import Place
from selaras.law.document import Document, Line, Piece, passage
from selaras.law.reading.doubts import Doubts
from selaras.law.reading.flow import flowing
from selaras.law.reading.head import Head, head_of
from selaras.law.reading.headings import ANNEX, class_heading, is_standard_heading, part_heading
from selaras.law.reading.identity import fields_of
from selaras.law.reading.words import date_in

_LONGEST = 30  # lines of a head
_DATE = re.compile(r"^\s*TANGGAL\b", re.IGNORECASE)


def head_of_annex(lines: Sequence[Line], file: str) -> Head:
    """`LAMPIRAN`, `PERATURAN BUPATI X`, `NOMOR 4 TAHUN 2021`, `TENTANG`, title → Head.

    Raises DocumentRefused when no act is named there.
    """
    start = next((i for i, line in enumerate(lines) if ANNEX.match(line.text)), None)
    head = [] if start is None else _head_lines(flowing(lines[start : start + _LONGEST]))
    found = head_of(head, file)
    dates = (date_in(line.text) for line in head if _DATE.match(line.text))
    day = next((day for day in dates if day), None)
    return replace(found, year=found.year or (day.year if day else None))


def _head_lines(lines: Sequence[Line]) -> list[Line]:
    """The head's lines up to its title, which is made one line."""
    match = ANNEX.match(lines[0].text)
    first = lines[0].piece.part(match.end() if match else 0)
    first = first.part(len(first.text) - len(first.text.lstrip(": ")))
    found = [Line(first.text, first.place)] if first.text else []
    title: list[Line] = []
    about = False
    for line in lines[1:]:
        if about and ((title and line.blank) or _ends_title(line)):
            break
        if about and not line.blank:
            title.append(line)
        elif not about:
            found.append(line)
        about = about or line.text.strip().upper() == "TENTANG"
    whole = passage(title)
    return [*found, Line(whole.text, whole.place)] if title else found


def _ends_title(line: Line) -> bool:
    filled = [line.piece.part(0)]
    part = part_heading(filled)
    return bool(
        len(line.cells) > 1
        or class_heading(filled)
        or (part and part.numeral)  # without numeral it may be the title itself
        or fields_of(filled)
        or (is_standard_heading(filled) and re.match(r"\s*(?:[IVXLC]+|[A-Z]|\d+)\s*\.", line.text))
    )


def unknown_head(document: Document, doubts: Doubts) -> Head:
    """The head of a document that names no act: everything in it is to be asked of a person."""
    first = next((line.piece.part(0) for line in document.lines if not line.blank), Piece("", Place()))
    doubts.add("head", first, blocking=True)
    return Head(
        type="?",
        short_type=f"dokumen {document.sha256[:12]}".strip(),
        issuer="?",
        region=None,
        province=None,
        number="?",
        year=None,
        title=PurePath(document.file).stem or "?",
        place=first.place,
    )
