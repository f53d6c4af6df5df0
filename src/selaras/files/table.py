"""A raw table laid under the columns that are expected: header found, columns matched, rows with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from selaras.errors import Place, Problem
from selaras.files.cells import Trap
from selaras.files.grid import column_letters
from selaras.files.layout import ERROR_COLUMN, Column, Sheet, header_key
from selaras.files.report import brief, nearest, one_line, problem
from selaras.files.source import RawTable

HEADER_WITHIN = 20  # rows above the header that an export may fill with titles
FAR_COLUMN = 16_384  # a table has no column beyond Excel's last
NOTHING_MAPPED: Mapping[str, str] = {}


@dataclass(slots=True)
class Table:
    """A table ready to be read.

    `index`: column key → position from 0. `header_row` counts from 1. `problems` found in the header;
    `readable` is False when a required column is missing or doubled.
    """

    sheet: Sheet
    raw: RawTable
    path: Path
    header_row: int = 1
    headers: list[str] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True
    columns: dict[str, Column] = field(default_factory=dict)

    def place(self, row: int | None = None, key: str = "", at: int | None = None) -> Place:
        """The place of a cell, by column key or position."""
        at = self.index.get(key) if at is None else at
        return Place(
            file=self.raw.file, sheet=self.raw.name, row=row, column="" if at is None else column_letters(at)
        )

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """(row number, cells) of every row below the header that is not blank; traps put in as `Trap`."""
        traps = _by_row(self.raw)
        number = 0
        for number, cells in enumerate(self.raw.rows(self.path), 1):
            if number <= self.header_row:
                continue
            if number in traps:
                cells = _trapped(cells, traps.pop(number))
            if any(cells) and any(
                not isinstance(cell, str) or cell.strip() for cell in cells if cell is not None
            ):
                yield number, cells
        for row in sorted(row for row in traps if row > number):
            yield (
                row,
                _trapped([], traps[row]),
            )  # rows of nothing but uncalculated formulas lie past the last value


def _by_row(raw: RawTable) -> dict[int, dict[int, Trap]]:
    found: dict[int, dict[int, Trap]] = {}
    for (row, column), (code, shown) in raw.traps.items():
        found.setdefault(row, {})[column] = Trap(code, shown)
    return found


def _trapped(cells: list[Any], traps: dict[int, Trap]) -> list[Any]:
    cells = list(cells) + [None] * (max(traps) + 1 - len(cells))
    for column, trap in traps.items():
        cells[column] = trap
    return cells


def lay(
    sheet: Sheet,
    raw: RawTable,
    path: Path,
    *,
    strangers: bool = True,
    mapped: Mapping[str, str] = NOTHING_MAPPED,
) -> Table:
    """Find the header of `raw` and match its columns to those of `sheet`.

    `strangers`: whether a column that is not expected is worth a warning. `mapped`: folded header → key of the
    column that somebody said it means (empty: none); it goes before what the header says by itself.
    """
    table = Table(sheet, raw, path, columns={column.key: column for column in sheet.columns})
    table.header_row, table.headers = _header(sheet, raw, path, mapped)
    _apply(table, mapped)
    told = set(table.index)
    known = {name: column for column in reversed(sheet.columns) for name in reversed(column.names)}
    exact = {header_key(column.header): column for column in sheet.columns}
    for at, header in enumerate(table.headers):
        column = exact.get(header_key(header)) or known.get(header_key(header))
        if column is None or column.key in told or header_key(header) in mapped:
            continue
        if column.key not in table.index:
            table.index[column.key] = at
        elif header_key(table.headers[table.index[column.key]]) == header_key(header):
            table.problems.append(
                problem("column_twice", table.place(table.header_row, at=at), name=column.header)
            )
            table.readable = False
        elif header_key(header) == header_key(column.header):
            table.index[column.key] = at  # the column's own name goes before an alias of it
    _report_columns(table, strangers, mapped)
    return table


def _apply(table: Table, mapped: Mapping[str, str]) -> None:
    for at, header in enumerate(table.headers):
        key = mapped.get(header_key(header), "")
        if key in table.columns and key not in table.index:
            table.index[key] = at


def _header(sheet: Sheet, raw: RawTable, path: Path, mapped: Mapping[str, str]) -> tuple[int, list[str]]:
    names = {name for column in sheet.columns for name in column.names} | set(mapped)
    best, found, row = 0, 1, []
    for number, cells in enumerate(islice(raw.rows(path), HEADER_WITHIN), 1):
        texts = [one_line(cell) if cell not in (None, "") else "" for cell in cells[:FAR_COLUMN]]
        score = len({header_key(text) for text in texts} & names)
        if score > best or (number == 1 and not best):
            best, found, row = score, number, texts
    return found, row


def _report_columns(table: Table, strangers: bool, mapped: Mapping[str, str]) -> None:
    used = set(table.index.values())
    free = [
        (at, header)
        for at, header in enumerate(table.headers)
        if at not in used and header and header_key(header) != header_key(ERROR_COLUMN)
    ]
    for column in table.sheet.columns:
        if column.required and column.key not in table.index:
            near = nearest(column.header, [header for _, header in free])
            place = table.place(table.header_row)
            table.problems.append(problem("column_missing", place, name=column.header, near=near))
            table.readable = False
    names = {name for column in table.sheet.columns for name in column.names}
    absent = [column.header for column in table.sheet.columns if column.key not in table.index]
    for at, header in free if strangers else []:
        if header_key(header) not in names and header_key(header) not in mapped:
            place = table.place(table.header_row, at=at)
            table.problems.append(
                problem("column_unknown", place, value=brief(header), near=nearest(header, absent))
            )
