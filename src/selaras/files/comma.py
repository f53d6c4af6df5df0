"""CSV files: separator found, encoding checked, rows as lists of text."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from selaras.errors import PeopleRefused, Place, Problem
from selaras.files.container import refused, refused_for
from selaras.files.report import problem

PIECE = 1 << 20
SEPARATORS = (";", ",", "\t")
LOOKED_AT = 20  # lines in which the separator is sought: exports put titles above their header
csv.field_size_limit(
    64 << 20
)  # a cell of megabytes is reported as such, with its place, not as a damaged file


def csv_warnings(path: Path) -> tuple[Problem, ...]:
    """What to know about the file's encoding. Raises PeopleRefused for UTF-16."""
    if _encoding(path, path.stat().st_mtime_ns) == "cp1252":
        return (problem("encoding_cp1252", Place(file=path.name)),)
    return ()


def csv_rows(path: Path) -> Iterator[list[Any]]:
    """Every record as a list of texts. Raises PeopleRefused where a record cannot be parsed."""
    encoding = _encoding(path, path.stat().st_mtime_ns)
    with path.open(
        encoding=encoding, newline="", errors="replace" if encoding == "cp1252" else "strict"
    ) as file:
        lines = [file.readline(PIECE) for _ in range(LOOKED_AT)]
        separator = _separator(lines)
        file.seek(0)
        reader = csv.reader(file, delimiter=separator, strict=True)
        number = 0
        try:
            for number, row in enumerate(reader, 1):
                yield [] if number == 1 and row and row[0].startswith("sep=") else row
        except csv.Error as error:
            raise _unparsed(path, number + 1) from error


def _unparsed(path: Path, row: int) -> PeopleRefused:
    return refused_for(path, problem("csv_damaged", Place(file=path.name, row=row)))


def _separator(lines: list[str]) -> str:
    if lines and lines[0].startswith("sep=") and lines[0][4:5] in SEPARATORS:
        return lines[0][4]
    return max(SEPARATORS, key=lambda separator: max(line.count(separator) for line in lines))


@lru_cache(maxsize=64)
def _encoding(path: Path, _changed: int) -> str:
    """UTF-8 with or without its mark; what is not UTF-8 is taken as Windows-1252, and said so."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise refused(path, "encoding_utf16")
        try:
            decoder.decode(start)
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"
