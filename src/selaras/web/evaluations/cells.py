"""Competency rows as cells: required level, result, one of five states. Says only what the engine's rows say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from selaras.core.model import CompetencyRow, Evidence
from selaras.core.verdict import RowResult, Verdict
from selaras.files.profile.rows import State, state_of

STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Cell:
    """One competency of one person.

    `state`: above, equal (met); below (not met); missing (undetermined: `reason` says why); none (the standard does
    not ask for it). Levels, `gap` (achieved - required) only where one is known: indicator results say none.
    `measured_on` and `source` are of the result that counted.
    """

    key: str
    state: State
    required: int | None
    achieved: int | None
    gap: int | None
    reason: str
    measured_on: date | None
    source: str

    def stored(self) -> list[Any]:
        """As an answer keeps it; `cell_of` is the way back."""
        day = self.measured_on.isoformat() if self.measured_on else None
        return [self.key, self.state, self.required, self.achieved, day, self.reason, self.source]


def cells_of(verdict: Verdict) -> tuple[Cell, ...]:
    """The competency rows of a verdict, in the order of its standard; none where no standard applied."""
    return tuple(_cell(row, row.row) for row in verdict.rows if isinstance(row.row, CompetencyRow))


def cell_of(stored: Sequence[Any]) -> Cell:
    """A cell as an answer kept it."""
    key, state, required, achieved, day, reason, source = stored
    measured_on = date.fromisoformat(day) if day else None
    return Cell(key, state, required, achieved, _gap(required, achieved), reason, measured_on, source)


def without(key: str) -> Cell:
    """The cell of a competency that somebody's standard does not ask for."""
    return Cell(key, "none", None, None, None, "", None, "")


def _cell(row: RowResult, asked: CompetencyRow) -> Cell:
    used = row.used if isinstance(row.used, Evidence) else None
    achieved = used.level if used else None
    gap = _gap(asked.level, achieved)
    measured_on, source = (used.since, used.source) if used else (None, "")
    return Cell(
        row.key, state_of(row, asked), asked.level, achieved, gap, str(row.reason), measured_on, source
    )


def _gap(required: int | None, achieved: int | None) -> int | None:
    return None if required is None or achieved is None else achieved - required
