"""A workforce file as named tables of raw rows, whatever it is written in: workbook, CSV, Parquet, one or a folder.

Rows come one by one, numbered from 1 as a spreadsheet shows them; nothing is executed and no link is followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selaras.errors import Place, Problem, Text
from selaras.files.comma import csv_rows, csv_warnings
from selaras.files.container import OLE_SIGNATURE, inspect, refused
from selaras.files.parquet import parquet_rows
from selaras.files.report import problem
from selaras.files.workbook import workbook_tables

ROW_LIMIT = (
    1_048_576  # rows of one table: an Excel sheet's own limit; more are a matter for columns, not rows
)
CSV_SUFFIXES = (".csv", ".txt", ".tsv")

Rows = Iterator[list[Any]]


@dataclass(frozen=True, slots=True)
class RawTable:
    """One named table. `open` starts its rows anew; `traps` are cells (row from 1, column from 0) without a value."""

    name: str
    file: str
    open: Callable[[], Rows]
    traps: Mapping[tuple[int, int], tuple[str, str]] = field(default_factory=dict)

    def rows(self, path: Path) -> Rows:
        """All rows, header and preamble included. Raises PeopleRefused past the limit of rows."""
        for count, row in enumerate(self.open(), 1):
            if count > ROW_LIMIT:
                raise refused(path, "too_many_rows", self.name, limit=ROW_LIMIT)
            yield row


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file or folder: its kind, its tables in order, and warnings about the whole."""

    path: Path
    kind: str
    tables: tuple[RawTable, ...]
    warnings: tuple[Problem, ...] = ()


def open_source(path: Path) -> Source:
    """Open a workforce file or folder. Raises PeopleRefused when it is missing, of another kind, or damaged."""
    if not path.exists():
        raise refused(path, "file_missing")
    if path.is_dir():
        return _folder(path)
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise refused(path, "file_empty")
    if start.startswith(b"PAR1"):
        return Source(path, "parquet", (_parquet(path),))
    if path.suffix.lower() in CSV_SUFFIXES and not start.startswith((b"PK\x03\x04", OLE_SIGNATURE)):
        return Source(path, "csv", (_csv(path),), csv_warnings(path))
    return _workbook(path)


def _workbook(path: Path) -> Source:
    container = inspect(path)
    warnings = [
        problem(code, Place(file=path.name))
        for code, found in (("macros_ignored", container.macros), ("links_ignored", container.links))
        if found
    ]
    tables = tuple(
        RawTable(name, path.name, rows, traps) for name, rows, traps in workbook_tables(path, container.traps)
    )
    return Source(path, "xlsx", tables, tuple(warnings))


def _folder(path: Path) -> Source:
    tables: list[RawTable] = []
    warnings: list[Problem] = []
    kinds = set()
    for file in sorted(path.iterdir()):
        suffix = file.suffix.lower()
        if suffix == ".parquet":
            tables.append(_parquet(file))
        elif suffix in CSV_SUFFIXES:
            tables.append(_csv(file))
            warnings += csv_warnings(file)
        else:
            continue
        kinds.add("parquet" if suffix == ".parquet" else "csv")
    if not tables:
        raise refused(path, "file_kind", found=Text("folder tanpa tabel", "folder without tables"))
    return Source(path, "/".join(sorted(kinds)), tuple(tables), tuple(warnings))


def _csv(path: Path) -> RawTable:
    return RawTable(path.stem, path.name, lambda: csv_rows(path))


def _parquet(path: Path) -> RawTable:
    return RawTable(path.stem, path.name, lambda: parquet_rows(path))
