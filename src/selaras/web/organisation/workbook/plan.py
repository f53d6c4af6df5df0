"""What a workbook would do: each of its units and positions against what is recorded."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from selaras.errors import Text
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.organisation.history import named
from selaras.web.organisation.models import Position, Unit
from selaras.web.organisation.naming import POSITION_CODE_LIMIT, UNIT_CODE_LIMIT, stored_code
from selaras.web.organisation.workbook.layout import POSITION, UNIT
from selaras.web.organisation.workbook.read import PositionRow, Sheets, UnitRow

EDIT = Permission.EDIT_ORGANISATION


class State(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """One unit or position of the file. `differences`: (field, as recorded, as in the file)."""

    sheet: str
    row: int
    name: str
    state: State
    source: UnitRow | PositionRow
    owner: Unit | Position | None = None
    unit: str = ""  # the code of the unit it belongs in, or of the parent
    differences: tuple[tuple[Any, Any, Any], ...] = ()


@dataclass(slots=True)
class Plan:
    """All changes of a workbook. `mark` is its fingerprint: what was previewed is what will be done."""

    sheets: Sheets
    changes: list[Change] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """State → rows; `rejected` for rows that cannot be used."""
        found = Counter(change.state.value for change in self.changes)
        rejected = sum(map(len, self.sheets.findings.failed.values()))
        return {state.value: found[state.value] for state in State} | {"rejected": rejected}

    @property
    def mark(self) -> str:
        """A fingerprint of what would be done."""
        said = [
            (each.sheet, each.row, each.state.value, each.unit, each.differences) for each in self.changes
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def plan(sheets: Sheets, asker: Asker, today: date) -> Plan:
    """Compare a workbook with what is recorded today, within the scope of who asks. Rows beyond it are rejected."""
    made = Plan(sheets)
    known = {unit.code: unit for unit in Unit.objects.filter(instansi=asker.instansi)}
    root = next((unit for unit in known.values() if unit.parent_id is None), None)
    named_in_file = {stored_code(row.code, UNIT_CODE_LIMIT) for row in sheets.units}
    by_name: dict[str, list[str]] = defaultdict(list)
    for unit in known.values():
        by_name[unit.name.casefold()].append(unit.code)
    for row in sheets.units:
        by_name[row.name.casefold()].append(row.code)
    for row in sheets.units:
        _plan_unit(made, row, known, named_in_file, root, asker)
    _drop_orphans(made, known)
    standing = {stored_code(change.source.code, UNIT_CODE_LIMIT) for change in made.changes} | set(known)
    positions = {
        position.code: position
        for position in Position.objects.filter(instansi=asker.instansi).select_related("unit")
    }
    for line in sheets.positions:
        _plan_position(made, line, known, standing, by_name, positions, root, asker)
    return made


def _plan_unit(
    made: Plan, row: UnitRow, known: dict[str, Unit], named_in_file: set[str], root: Unit | None, asker: Asker
) -> None:
    code, parent = stored_code(row.code, UNIT_CODE_LIMIT), stored_code(row.parent, UNIT_CODE_LIMIT)
    unit = known.get(code)
    if parent and parent not in known and parent not in named_in_file:
        return _unknown(made, UNIT, row.row, "parent", row.parent)
    above = known.get(parent) if parent else root
    if not _reached(asker, unit.path if unit else None, above.path if above else None):
        return _beyond(made, UNIT, row.row, "code")
    if unit is None:
        made.changes.append(Change(UNIT, row.row, row.name, State.NEW, row, unit=parent))
        return None
    differences = []
    if unit.name != row.name:
        differences.append((named("name", Unit), unit.name, row.name))
    stands = unit.parent.code if unit.parent else ""
    if parent and parent != stands:
        differences.append((named("parent", Unit), stands, parent))
    state = State.CHANGED if differences else State.UNCHANGED
    made.changes.append(Change(UNIT, row.row, row.name, state, row, unit, parent, tuple(differences)))
    return None


def _drop_orphans(made: Plan, known: dict[str, Unit]) -> None:
    """New units whose parent was itself rejected, or that are each other's parents, cannot be placed."""
    placed = set(known)
    waiting = [change for change in made.changes if change.state is State.NEW]
    while ready := [change for change in waiting if not change.unit or change.unit in placed]:
        placed |= {stored_code(change.source.code, UNIT_CODE_LIMIT) for change in ready}
        waiting = [change for change in waiting if change not in ready]
    for change in waiting:
        made.changes.remove(change)
        made.sheets.fail(
            UNIT,
            change.row,
            "parent",
            Text("Unit induknya tidak dapat dipakai.", "Its parent cannot be used."),
            Text("Perbaiki baris unit induk lebih dulu.", "Mend the parent's row first."),
        )


def _plan_position(
    made: Plan,
    row: PositionRow,
    known: dict[str, Unit],
    standing: set[str],
    by_name: dict[str, list[str]],
    positions: dict[str, Position],
    root: Unit | None,
    asker: Asker,
) -> None:
    position = positions.get(stored_code(row.code, POSITION_CODE_LIMIT))
    code = stored_code(row.unit, UNIT_CODE_LIMIT)
    if code and code not in standing:
        same = sorted(set(by_name.get(row.unit.casefold(), ())) & standing)
        if len(same) != 1:
            return _unknown(made, POSITION, row.row, "unit_code", row.unit, len(same))
        code = same[0]
    if not code and position is None:
        code = root.code if root else ""
    unit = known.get(code)
    if not _reached(asker, position.unit.path if position else None, unit.path if unit else None):
        return _beyond(made, POSITION, row.row, "id")
    title = str(row.said["title"])
    if position is None:
        made.changes.append(Change(POSITION, row.row, title, State.NEW, row, unit=code))
        return None
    differences = [
        (named(name, Position), getattr(position, name), value)
        for name, value in row.said.items()
        if getattr(position, name) != value
    ]
    if code and code != position.unit.code:
        differences.append((named("unit", Position), position.unit.code, code))
    state = State.CHANGED if differences else State.UNCHANGED
    made.changes.append(Change(POSITION, row.row, title, state, row, position, code, tuple(differences)))
    return None


def _reached(asker: Asker, stands: str | None, goes: str | None) -> bool:
    """Whether the asker may change what stands there, and put it where it goes. None: nothing, or not there yet."""
    return all(asker.reaches(EDIT, path) for path in (stands, goes) if path is not None)


def _unknown(made: Plan, sheet: str, row: int, key: str, code: str, same: int = 0) -> None:
    what = (
        Text(f"Ada {same} unit bernama begitu.", f"There are {same} units of that name.")
        if same
        else Text(f'Unit "{code[:60]}" tidak dikenal.', f'Unit "{code[:60]}" is not known.')
    )
    remedy = Text(
        "Tulis kode unit dari lembar Unit, atau tambahkan unitnya di sana.",
        "Write a code from sheet Unit, or add the unit there.",
    )
    made.sheets.fail(sheet, row, key, what, remedy)


def _beyond(made: Plan, sheet: str, row: int, key: str) -> None:
    what = Text("Unit ini di luar kewenangan Anda.", "This unit is beyond your authority.")
    remedy = Text("Hapus barisnya, atau minta yang berwenang.", "Delete the row, or ask who is in charge.")
    made.sheets.fail(sheet, row, key, what, remedy)
