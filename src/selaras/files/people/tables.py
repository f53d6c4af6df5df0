"""The workbook, folder of CSVs or Parquet: which sheet is which, read in an order that lets references resolve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from selaras.core.model import Equivalence, Recorded
from selaras.errors import Place, Text
from selaras.files.layout import sheets
from selaras.files.people.determinations import read_determination
from selaras.files.people.evidence import read_evidence
from selaras.files.people.facts import read_education, read_history, read_person, read_rank, read_training
from selaras.files.people.guide import is_alone, sheet_of
from selaras.files.people.places import PositionMap, read_position
from selaras.files.people.reading import SAME_DIGITS, Draft, Reading
from selaras.files.people.row import Placed, Row
from selaras.files.report import nearest, problem
from selaras.files.source import RawTable, Source
from selaras.files.table import Table, lay

Step = Callable[[str, int], None]
STEP_ROWS = 1_000  # rows between two signs of progress

_READERS: Mapping[str, tuple[str, Callable[[Row, Reading], Recorded | None]]] = {
    "educations": ("educations", read_education),
    "ranks": ("ranks", read_rank),
    "history": ("positions", read_history),
    "trainings": ("trainings", read_training),
    "evidence": ("evidence", read_evidence),
    "determinations": ("determinations", read_determination),
}


def arrange(source: Source, reading: Reading) -> dict[str, Table]:
    """Expected sheet → table. What is missing, doubled or misnamed is reported."""
    found: dict[str, RawTable] = {}
    alone = is_alone(source)
    for raw in source.tables:
        sheet = sheets()["persons"] if alone else sheet_of(raw.name)
        if sheet and sheet.key in found:
            place = Place(file=raw.file, sheet=raw.name)
            reading.findings.problems.append(problem("sheet_twice", place, name=sheet.name))
        elif sheet:
            found[sheet.key] = raw
    strange = [raw.name for raw in source.tables if sheet_of(raw.name) is None]
    for sheet in sheets().values():
        if sheet.key not in found and not alone:
            near = nearest(sheet.name, strange) if strange else Text("", "")
            code = "sheet_missing" if sheet.required else "sheet_absent"
            place = Place(file=source.path.name, sheet=sheet.name)
            reading.findings.problems.append(problem(code, place, name=sheet.name, near=near))
    return {
        key: lay(sheets()[key], raw, source.path, mapped=reading.guide.of(sheets()[key]))
        for key, raw in found.items()
    }


def read_tables(
    tables: Mapping[str, Table], reading: Reading, mapped: PositionMap | None, step: Step
) -> None:
    """Read every table into `reading`: positions and people first, then what refers to them."""
    for table in tables.values():
        reading.findings.problems += table.problems
    for key in ("positions", "persons", *_READERS):
        if key not in tables or not tables[key].readable:
            if key in tables or sheets()[key].required:
                reading.unread.add(key)
            continue
        table = tables[key]
        number = 0
        for number, (at, cells) in enumerate(table.rows(), 1):
            row = Row(table, at, cells, reading.findings)
            if key == "positions":
                _take_position(row, reading, mapped)
            elif key == "persons":
                settle_person(row, read_person(row, reading), reading)
            else:
                _take_fact(row, reading, *_READERS[key])
            if not number % STEP_ROWS:
                step(table.sheet.name, STEP_ROWS)
        reading.counts[table.sheet.name] = number
        if key == "persons":
            reading.report_nobody(table)
        step(table.sheet.name, number % STEP_ROWS)


def _take_position(row: Row, reading: Reading, mapped: PositionMap | None) -> None:
    position = read_position(row, reading, mapped)
    code = str(row.raw("id") or "").strip() if position is None else position.id
    if code in reading.positions or code in reading.broken_positions:
        row.fail("position_twice", "id", other=_position_row(reading, code))
    elif position is None:
        reading.broken_positions[code] = row.number
    else:
        reading.positions[code] = position
        reading.position_rows[code] = row.number


def _position_row(reading: Reading, code: str) -> int:
    return reading.broken_positions.get(code) or reading.position_rows[code]


def settle_person(row: Row, draft: Draft | None, reading: Reading) -> None:
    """Keep the person of one row, unless the row failed or the NIP stands there twice: then neither row holds."""
    name = row.raw("name")
    reading.findings.whose[row.table.raw.name, row.number] = row.nip, name if isinstance(name, str) else ""
    known = reading.drafts.get(row.nip)
    first = known.row if known else reading.broken.get(row.nip)
    if row.nip and first:
        row.fail("nip_twice", "nip", other=first)
        reading.findings.add(row.table, first, "nip_twice", "nip", row.nip, other=row.number)
        reading.drafts.pop(row.nip, None)
        reading.broken.setdefault(row.nip, first)
    elif draft is not None and not row.failed:
        reading.drafts[row.nip] = draft
    elif row.nip:
        reading.broken[row.nip] = row.number
    elif digits := _digits(row.raw("nip")):
        reading.garbled.add(digits)


def _digits(value: Any) -> str:
    """The leading digits of an NIP that cannot be read, when they are still certain; else empty."""
    text = f"{value:.0f}" if isinstance(value, float | int) else str(value)
    digits = "".join(letter for letter in text if letter in "0123456789")
    return digits[:SAME_DIGITS] if len(digits) >= SAME_DIGITS else ""


def _take_fact(
    row: Row, reading: Reading, name: str, read: Callable[[Row, Reading], Recorded | None]
) -> None:
    """One row of a table of facts, given to its person. Facts of a person whose own row failed wait with it."""
    nip = row.read_nip()
    draft = reading.drafts.get(nip)
    if nip and draft is None:
        if reading.is_held(nip):
            row.hold()
        else:
            row.fail("nip_unknown", "nip")
    entry = read(row, reading)
    if draft and entry and entry.since < draft.birth:
        row.fail("date_before_birth", "since", value=entry.since.isoformat())
    if row.failed:
        _dispute(row, reading)
    elif isinstance(entry, Equivalence):
        reading.equivalences.append(Placed(row.table, row.number, entry))
    elif draft and entry:
        draft.add(name, Placed(row.table, row.number, entry))


def _dispute(row: Row, reading: Reading) -> None:
    corrected: Any = row.raw("corrects")
    if isinstance(corrected, str | float | int):
        reading.disputed[str(corrected).strip()] = row.number
