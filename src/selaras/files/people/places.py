"""Rows of Posisi, and the position map that gives titles their class."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from selaras.core.model import Position, PositionType, normalise
from selaras.errors import PeopleRefused, Text
from selaras.files.container import refused
from selaras.files.layout import header_key, mapping_sheet, sheets
from selaras.files.people.reading import Reading, family_of
from selaras.files.people.row import Findings, Row
from selaras.files.source import Source, open_source
from selaras.files.table import Table, lay

_DETERMINED = {"job_class", "family", "fields", "trainings"}  # what a map says about a title
MappingKey = tuple[str, str, str]  # position code, title, unit; normalised, empty where it does not matter


@dataclass(frozen=True, slots=True)
class MappedTitle:
    """What the agency determined for one title. `row` is its row in the map."""

    job_class: int | None
    family: str | None
    fields: tuple[str, ...] | None
    trainings: tuple[str, ...] | None
    row: int = 0


class PositionMap:
    """Titles with their determined class. The most specific row wins: with unit before without, code before name.

    A row with code and name is also found by its name, unless two such rows of one name disagree.
    """

    def __init__(self) -> None:
        self._rows: dict[MappingKey, MappedTitle] = {}
        self._by_name: dict[MappingKey, MappedTitle | None] = {}

    def add(self, code: str, title: str, unit: str, mapped: MappedTitle) -> MappedTitle:
        """Add a row. Returns the row that already stands there, else the new one."""
        code, title, unit = normalise(code), normalise(title), normalise(unit)
        if code and title:
            known = self._by_name.setdefault(("", title, unit), mapped)
            if known and _said(known) != _said(mapped):
                self._by_name[("", title, unit)] = None
        return self._rows.setdefault((code, "", unit) if code else ("", title, unit), mapped)

    def find(self, code: str, title: str, unit: str) -> MappedTitle | None:
        """The row for a position, or None."""
        code, title, unit = normalise(code), normalise(title), normalise(unit)
        for key in ((code, "", unit), ("", title, unit), (code, "", ""), ("", title, "")):
            found = self._rows.get(key) or self._by_name.get(key)
            if (key[0] or key[1]) and found:
                return found
        return None


def read_position(row: Row, reading: Reading, mapped: PositionMap | None) -> Position | None:
    """One row of Posisi. A blank class stays unknown unless the position map determines it."""
    code, title, unit = row.text("id"), row.text("title"), row.text("unit")
    word, job_class, family = row.choice("type"), row.job_class(), row.text("family")
    fields, trainings = row.listed("fields"), row.listed("trainings")
    official, urusan, region = row.text("code"), row.text("urusan"), row.text("region")
    if row.failed:
        return None
    found = mapped.find(official, title, unit) if mapped else None
    if found and job_class and found.job_class and job_class != found.job_class:
        row.fail("mapping_contradicts", "job_class")
    if found:
        job_class = job_class or found.job_class
        family = family or found.family or ""
        fields, trainings = fields or found.fields, trainings or found.trainings
    return Position(
        id=code,
        title=title,
        region=region or reading.region,
        type=PositionType(word or "executor"),
        job_class=job_class,
        family=family or family_of(title, reading.regulations),
        code=official,
        unit=unit,
        urusan=urusan,
        fields=fields,
        trainings=trainings,
    )


def read_position_map(path: Path) -> PositionMap:
    """Read a position map, an .xlsx or .csv file. Raises PeopleRefused with everything that is wrong in it."""
    source, findings = open_source(path), Findings()
    table = _mapping_table(source)
    findings.problems += [*source.warnings, *table.problems]
    found = PositionMap()
    for number, cells in table.rows() if table.readable else ():
        _map_row(Row(table, number, cells, findings), found)
    if findings.failed or not table.readable:
        what = Text(
            f"Pemetaan jabatan {path.name} tidak dapat dipakai.", f"Position map {path.name} cannot be used."
        )
        remedy = Text("Perbaiki sel yang disebut, lalu jalankan lagi.", "Mend the cells named and run again.")
        raise PeopleRefused(what, remedy, tuple(findings.problems))
    return found


def _mapping_table(source: Source) -> Table:
    """The sheet of that name, else the first whose header fits. A workforce file is none, though Posisi looks alike."""
    sheet, tables = mapping_sheet(), source.tables
    named = [raw for raw in tables if header_key(raw.name) in sheet.names]
    persons = any(header_key(raw.name) in sheets()["persons"].names for raw in tables)
    for raw in named or (() if persons else tables):
        table = lay(sheet, raw, source.path)
        if table.index.keys() & {"code", "title"} and table.index.keys() & _DETERMINED:
            return table
    raise refused(source.path, "mapping_not")


def _map_row(row: Row, found: PositionMap) -> None:
    code, title, unit = row.text("code"), row.text("title"), row.text("unit")
    mapped = MappedTitle(
        row.job_class(), row.text("family") or None, row.listed("fields"), row.listed("trainings"), row.number
    )
    if not (code or title):
        row.fail("mapping_unnamed", "title")
    if row.failed:
        return
    known = found.add(code, title, unit, mapped)
    if known is not mapped and _said(known) != _said(mapped):
        row.fail("mapping_twice", "title", other=known.row)


def _said(mapped: MappedTitle) -> tuple[object, ...]:
    return mapped.job_class, mapped.family, mapped.fields, mapped.trainings
