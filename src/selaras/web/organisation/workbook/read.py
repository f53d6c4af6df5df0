"""Read a workbook of units and positions: every row, everything wrong with it, at its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from selaras.errors import DataRefused, Problem, Severity, Text
from selaras.files.layout import Sheet, header_key
from selaras.files.people.row import Findings, Row
from selaras.files.source import Source, open_source
from selaras.files.table import Table, lay
from selaras.web.organisation.models import Position
from selaras.web.organisation.naming import (
    NAME_LIMIT,
    POSITION_CODE_LIMIT,
    UNIT_CODE_LIMIT,
)
from selaras.web.organisation.workbook.layout import POSITION, UNIT, position_sheet, unit_sheet

MOST_NEEDED = 100_000
LIMITS = {
    "title": NAME_LIMIT,
    "new_title": NAME_LIMIT,
    "name": NAME_LIMIT,
    "family": 120,
    "code": 80,
    "urusan": 200,
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that the file names."""

    row: int
    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position that the file names; a blank cell says nothing (None)."""

    row: int
    code: str
    unit: str
    said: dict[str, object]


@dataclass(slots=True)
class Sheets:
    """A workbook as read."""

    units: list[UnitRow] = field(default_factory=list)
    positions: list[PositionRow] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    tables: dict[str, Table] = field(default_factory=dict)

    def fail(self, sheet: str, row: int, key: str, what: Text, remedy: Text) -> None:
        """Report a row of which a cell cannot be used."""
        table = self.tables[sheet]
        self.findings.problems.append(Problem("organisation", table.place(row, key), what, remedy))
        self.findings.hold(table, row, "")

    def failed(self, sheet: str, row: int) -> bool:
        """Whether a row cannot be used."""
        table = self.tables[sheet]
        return row in self.findings.failed.get(table.raw.name, set())

    @property
    def errors(self) -> list[Problem]:
        """What made rows fail."""
        return [problem for problem in self.findings.problems if problem.severity is Severity.ERROR]


def read_sheets(path: Path, name: str) -> Sheets:
    """Read the workbook at `path`, called `name` by its owner.

    Raises DataRefused when it is no such workbook, damaged, or lacks a column that is needed.
    """
    source, found = open_source(path), Sheets()
    found.findings.problems += source.warnings
    for sheet in (unit_sheet(), position_sheet()):
        if table := _table(source, sheet):
            found.tables[sheet.name] = table
            found.findings.problems += table.problems
    if not found.tables:
        raise DataRefused(
            Text(
                f"{name} tidak memuat lembar {UNIT} atau {POSITION}.",
                f"{name} has neither a sheet {UNIT} nor a sheet {POSITION}.",
            ),
            Text(
                "Pakai templat yang dapat diunduh di halaman ini.", "Use the template offered on this page."
            ),
        )
    if not all(table.readable for table in found.tables.values()):
        what = Text(f"{name} tidak dapat dipakai.", f"{name} cannot be used.")
        remedy = Text("Perbaiki kolom yang disebut.", "Mend the columns named.")
        raise DataRefused(what, remedy, tuple(found.errors))
    _read_rows(found)
    return found


def _table(source: Source, sheet: Sheet) -> Table | None:
    raw = next((raw for raw in source.tables if header_key(raw.name) in sheet.names), None)
    return lay(sheet, raw, source.path) if raw else None


def _read_rows(found: Sheets) -> None:
    seen: dict[tuple[str, str], int] = {}
    for sheet, table in found.tables.items():
        for number, cells in table.rows():
            row = Row(table, number, cells, found.findings)
            made = _unit(row, found) if sheet == UNIT else _position(row, found)
            if made is None:
                continue
            other = seen.setdefault((sheet, made.code), number)
            if other != number:
                what = Text(f"Kode ini juga ada di baris {other}.", f"This code also stands in row {other}.")
                key = "code" if sheet == UNIT else "id"
                found.fail(sheet, number, key, what, Text("Sisakan satu baris.", "Keep one row."))
            elif isinstance(made, UnitRow):
                found.units.append(made)
            else:
                found.positions.append(made)


def _unit(row: Row, found: Sheets) -> UnitRow | None:
    code, name, parent = row.text("code"), row.text("name"), row.text("parent")
    _short(row, found, UNIT, "name", name)
    _fits(row, found, UNIT, "code", code, UNIT_CODE_LIMIT)
    return None if row.failed or found.failed(UNIT, row.number) else UnitRow(row.number, code, name, parent)


def _position(row: Row, found: Sheets) -> PositionRow | None:
    code, unit, word = row.text("id"), row.text("unit_code"), row.choice("type")
    said: dict[str, object] = {
        "title": row.text("title"),
        "new_title": row.text("new_title") or None,
        "type": Position.Type(word) if word else None,
        "job_class": row.job_class(),
        "family": row.text("family") or None,
        "official_code": row.text("code") or None,
        "urusan": row.text("urusan") or None,
        "fields": _list(row.listed("fields")),
        "trainings": _list(row.listed("trainings")),
        "needed": row.whole("needed", low=0, high=MOST_NEEDED),
    }
    for key, column in (
        ("title", "title"),
        ("new_title", "new_title"),
        ("family", "family"),
        ("code", "official_code"),
        ("urusan", "urusan"),
    ):
        _short(row, found, POSITION, key, str(said[column] or ""))
    _fits(row, found, POSITION, "id", code, POSITION_CODE_LIMIT)
    if row.failed or found.failed(POSITION, row.number):
        return None
    return PositionRow(
        row.number, code, unit, {name: value for name, value in said.items() if value is not None}
    )


def _list(value: tuple[str, ...] | None) -> list[str] | None:
    return None if value is None else list(value)


def _short(row: Row, found: Sheets, sheet: str, key: str, text: str) -> None:
    _fits(row, found, sheet, key, text, LIMITS[key])


def _fits(row: Row, found: Sheets, sheet: str, key: str, text: str, limit: int) -> None:
    if len(text) > limit:
        what = Text(f"Isi sel ini melebihi {limit} huruf.", f"This cell holds more than {limit} letters.")
        found.fail(sheet, row.number, key, what, Text("Persingkat.", "Make it shorter."))
