"""The workbook of failed rows: the user's own rows and columns, what is wrong beside them, wrong cells coloured.

It can be mended and sent again by itself: everyone with a failing row stands in it with *all* their rows, together
with the positions they refer to, so that mending it gives those people their complete verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from xlsxwriter.worksheet import Worksheet

from selaras.errors import Language, Problem, Severity
from selaras.files.cells import Trap, Wrong, nip_of
from selaras.files.grid import column_index
from selaras.files.layout import ERROR_COLUMN, Column
from selaras.files.people.guide import laid
from selaras.files.people.reader import PeopleFile
from selaras.files.sheets import Book, add_dropdowns, write_value
from selaras.files.source import open_source
from selaras.files.table import Table
from selaras.files.template import law_lists

SMALL = 5_000  # rows; a larger workbook is written row by row, so that memory stays flat

_OPENING: Mapping[Language, str] = {"id": "Kolom ", "en": "Column "}

Complaints = Mapping[tuple[str, int], list[Problem]]


@dataclass(slots=True)
class _Wanted:
    """Which rows go into the workbook."""

    people: PeopleFile
    complaints: Complaints
    nips: set[str]
    codes: set[str] = field(default_factory=set)

    def takes(self, table: Table, number: int, cells: list[Any]) -> bool:
        if number in self.people.failed.get(table.raw.name, ()):
            return True
        if table.sheet.key == "positions":
            return str(_cell(table, cells, "id") or "").strip() in self.codes
        nip = _nip(table, cells)
        return nip in self.nips or (table.sheet.key == "determinations" and not nip)


def write_rejects(path: Path, people: PeopleFile, language: Language = "id") -> int:
    """Write the failing rows of `people` and what belongs to them; returns how many rows failed.

    The file that was read is read again, since its raw rows are not kept. Only columns that matching needs are
    copied from a SIASN export. Raises PeopleRefused when that file is no longer readable.
    """
    source = open_source(people.path)
    tables = laid(source, siasn=people.siasn, guide=people.guide)
    complaints: dict[tuple[str, int], list[Problem]] = {}
    for found in people.problems:
        if found.place.row is not None:
            complaints.setdefault((found.place.sheet, found.place.row), []).append(found)
    wanted = _Wanted(people, complaints, set(people.touched))
    rows = {key: _rows(tables[key], wanted) for key in sorted(tables, key=lambda key: key == "positions")}
    book = Book(str(path), small=sum(map(len, rows.values())) < SMALL)
    for key, table in tables.items():
        _write_table(book, table, rows[key], complaints, law_lists(people.regulations), language)
    book.close()
    return sum(map(len, people.failed.values()))


def _rows(table: Table, wanted: _Wanted) -> list[tuple[int, list[Any]]]:
    """The rows to copy; positions that they name are wanted, too (positions are asked for last)."""
    found = []
    for number, cells in table.rows():
        if wanted.takes(table, number, cells):
            found.append((number, cells))
            if "position" in table.index and table.sheet.key != "siasn":
                wanted.codes.add(str(_cell(table, cells, "position") or "").strip())
    return found


def _cell(table: Table, cells: list[Any], key: str) -> Any:
    at = table.index.get(key)
    return cells[at] if at is not None and at < len(cells) else None


def _nip(table: Table, cells: list[Any]) -> str:
    value = _cell(table, cells, "nip")
    try:
        return nip_of(value) if value not in (None, "") else ""
    except Wrong:
        return "?"


def _write_table(
    book: Book,
    table: Table,
    rows: Iterable[tuple[int, list[Any]]],
    complaints: Complaints,
    lists: Mapping[str, tuple[str, ...]],
    language: Language,
) -> None:
    """One sheet: the error column first, then the user's columns (of a SIASN export the needed ones)."""
    name = table.sheet.name
    page = book.sheet(name)
    page.set_column(0, 0, 60, book.wrap)
    page.write_string(0, 0, ERROR_COLUMN, book.header)
    kept = sorted(table.index.values()) if table.sheet.key == "siasn" else list(range(len(table.headers)))
    by_position = {at: key for key, at in table.index.items()}
    for column, at in enumerate(kept, 1):
        known = table.columns.get(by_position.get(at, ""))
        style = book.date if known and known.form == "date" else book.text
        page.set_column(column, column, known.width if known else 16, style)
        page.write_string(0, column, table.headers[at], book.header)
    page.freeze_panes(1, 1)
    _offer_words(book, page, table, [by_position.get(at, "") for at in kept], lists, language)
    for line, (number, cells) in enumerate(rows, 1):
        found = complaints.get((table.raw.name, number), [])
        text = "\n".join(_complaint(one, table.headers, language) for one in found)
        _write_row(book, page, line, cells, kept, found, text)


def _complaint(found: Problem, headers: list[str], language: Language) -> str:
    """One problem after the header of its column; its letter is another one here than in the file that was read."""
    text = f"{found.what[language]} {found.remedy[language]}"
    at = column_index(found.place.column) if found.place.column else len(headers)
    header = headers[at] if at < len(headers) else ""
    return f"{header}: {text}" if header and not text.startswith(_OPENING[language] + header) else text


def _offer_words(
    book: Book,
    page: Worksheet,
    table: Table,
    keys: list[str],
    lists: Mapping[str, tuple[str, ...]],
    language: Language,
) -> None:
    """The dropdowns of the template over the user's own columns, without that of positions: its range is another one here."""
    if table.sheet.key == "siasn":
        return
    columns = [table.columns.get(key, Column("", "")) for key in keys]
    offered = [replace(c, choice="") if c.choice == "positions" else c for c in columns]
    add_dropdowns(book, page, replace(table.sheet, columns=tuple(offered)), lists, language, 1)


def _write_row(
    book: Book,
    page: Any,
    line: int,
    cells: list[Any],
    kept: list[int],
    found: list[Problem],
    text: str,
) -> None:
    """One row with its complaints in the first column, wrong cells coloured."""
    wrong = {
        column_index(one.place.column) for one in found if one.place.column and one.severity is Severity.ERROR
    }
    if text:
        page.write_string(line, 0, text[:32_000], book.wrap)
    for column, at in enumerate(kept, 1):
        value = cells[at] if at < len(cells) else None
        if type(value) is Trap:
            value = None
        write_value(book, page, line, column, value, book.wrong if at in wrong else None)
