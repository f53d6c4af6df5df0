"""Finding answers by what one of their cells says, in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func

EACH = {
    "sqlite": ("json_each({cells})", "json_extract(cell.value, '$[{n}]')"),
    "postgresql": ("jsonb_array_elements({cells}) AS cell(value)", "cell.value->>{n}"),
}
KEY, STATE, MEASURED, REASON = 0, 1, 4, 5  # places in `evaluations.cells.Cell.stored`


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a cell must say. Empty: anything. `after` and `until`: the day of measurement, ISO."""

    key: str = ""
    states: Sequence[str] = ()
    reasons: Sequence[str] = ()
    not_reasons: Sequence[str] = ()
    after: str = ""
    until: str = ""

    def conditions(self) -> list[tuple[int, str, Sequence[str]]]:
        """Place, comparison, values."""
        said: list[tuple[int, str, Sequence[str]]] = [
            (KEY, "=", [self.key] if self.key else []),
            (STATE, "IN", self.states),
            (REASON, "IN", self.reasons),
            (REASON, "NOT IN", self.not_reasons),
            (MEASURED, ">", [self.after] if self.after else []),
            (MEASURED, "<=", [self.until] if self.until else []),
        ]
        return [(place, sign, values) for place, sign, values in said if values]


class HasCell(Func):
    """Whether an answer has a cell that says what is wanted: a condition for `filter()`."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, wanted: Wanted, cells: str = "cells") -> None:
        super().__init__(F(cells))
        self.wanted = wanted

    def _exists(self, compiler: Any, vendor: str) -> tuple[str, list[Any]]:
        table, part = EACH[vendor]
        cells, params = compiler.compile(self.source_expressions[0])
        tests, values = ["1 = 1"], list(params)
        for place, sign, wanted in self.wanted.conditions():
            holes = ", ".join(["%s"] * len(wanted))
            listed = f"({holes})" if "IN" in sign else holes
            tests.append(f"{part.format(n=place)} {sign} {listed}")
            values += wanted
        source = table.format(cells=cells) + (" AS cell" if vendor == "sqlite" else "")
        return f"EXISTS (SELECT 1 FROM {source} WHERE {' AND '.join(tests)})", values

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """SQL of SQLite."""
        return self._exists(compiler, "sqlite")

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        """SQL of PostgreSQL."""
        return self._exists(compiler, "postgresql")
