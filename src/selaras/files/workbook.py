"""Sheets of an .xlsx file as rows of plain values, read with calamine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from selaras.files.container import refused

Traps = Mapping[tuple[int, int], tuple[str, str]]
NO_TRAPS: Traps = {}


def workbook_tables(
    path: Path, traps: Mapping[str, Traps]
) -> list[tuple[str, Callable[[], Iterator[list[Any]]], Traps]]:
    """(name, rows, traps) of every worksheet. `traps` are by sheet.

    Raises PeopleRefused when the workbook is damaged.
    """
    book = _guarded(path, lambda: CalamineWorkbook.from_path(path))
    names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    book.close()
    return [(name, _opener(path, name), traps.get(name, NO_TRAPS)) for name in names]


def merged_over_columns(path: Path, name: str) -> dict[tuple[int, int], int]:
    """How many columns each merged cell of a sheet covers, by its row and column from 0; only those of several."""
    ranges = _sheet(path, name).merged_cell_ranges or ()
    return {(top, left): right - left + 1 for (top, left), (_, right) in ranges if right > left}


def _opener(path: Path, name: str) -> Callable[[], Iterator[list[Any]]]:
    """Opens the sheet's rows. Parsing takes long, so the sheet parsed for its header is kept for the next reading."""
    kept: list[CalamineSheet] = []

    def rows() -> Iterator[list[Any]]:
        sheet = kept.pop() if kept else _sheet(path, name)
        if not opened:
            kept.append(sheet)
        opened.append(True)
        return _rows(sheet)

    opened: list[bool] = []
    return rows


def _sheet(path: Path, name: str) -> CalamineSheet:
    def parse() -> CalamineSheet:
        return CalamineWorkbook.from_path(path).get_sheet_by_name(name)

    sheet: CalamineSheet = _guarded(path, parse)
    return sheet


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """Rows from the sheet's first; calamine leaves out empty columns on the left, so they are put back."""
    left = [""] * sheet.start[1] if sheet.start else []
    if not left:
        return iter(sheet.iter_rows())
    return (left + row for row in sheet.iter_rows())


def _guarded(path: Path, call: Callable[[], Any]) -> Any:
    """Run a reader's call; whatever it dies of on a damaged file becomes a refusal.

    A panic inside the library is a BaseException of a class that cannot be imported, hence the wide net.
    """
    try:
        return call()
    except BaseException as error:
        if isinstance(error, CalamineError | Exception) or type(error).__name__ == "PanicException":
            raise refused(path, "file_damaged") from error
        raise
