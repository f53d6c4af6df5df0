"""Columns of a table by the header above them, also where cells are merged."""

from __future__ import annotations

from dataclasses import dataclass

from selaras.law.document import Piece


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row, one a grid column. `spans` as in `law.document.Line`; empty when they are not known."""

    cells: tuple[Piece, ...]
    spans: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the row has."""
        return len(self.cells)

    @property
    def filled(self) -> tuple[Piece, ...]:
        """Cells in which something stands."""
        return tuple(cell for cell in self.cells if cell.text)

    def covered(self, column: int) -> range:
        """The grid columns that the cell beginning in `column` covers."""
        return range(column, column + max(self.spans[column] if self.spans else 1, 1))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each part of a table stands: the first column of each role, in printed order."""

    starts: tuple[tuple[str, int], ...]
    width: int

    @staticmethod
    def of(roles: dict[str, int], width: int) -> Columns:
        """From the columns in which a header names the roles."""
        return Columns(tuple(sorted(roles.items(), key=lambda pair: pair[1])), width)

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles in printed order."""
        return tuple(role for role, _ in self.starts)

    def cells(self, row: Row) -> dict[str, list[Piece]]:
        """Filled cells by role: each belongs to the last header that begins at or before its middle."""
        found: dict[str, list[Piece]] = {role: [] for role in self.roles}
        for at, cell in enumerate(row.cells):
            if cell.text:
                covered = row.covered(at)
                middle = (covered.start + covered.stop - 1) / 2 if row.spans else at
                role = next((role for role, start in reversed(self.starts) if start <= middle), self.roles[0])
                found[role].append(cell)
        return found
