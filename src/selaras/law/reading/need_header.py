"""The header of a requirement table: `Jenis Persyaratan`, `Uraian`, `Tingkat pentingnya`, and the marks below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selaras.law.document import Piece
from selaras.law.reading.columns import Row
from selaras.law.reading.marks import names_in
from selaras.law.reading.spelling import Spelt, spelt

_OVER_MARKS = re.compile(r"^tingkat\s+(?:ke)?penting", re.IGNORECASE)
_KINDS = ("jenis persyaratan", "persyaratan jabatan", "persyaratan", "jenis persyaratan jabatan")


def is_header(cells: Sequence[Piece]) -> bool:
    """Whether the row is the table's header (`Jenis Persyaratan`, `Uraian`)."""
    return value_of(cells) is not None and any(
        cell.flat.casefold().startswith("jenis") or spelt(cell.flat, _KINDS) for cell in cells if cell.text
    )


def value_of(cells: Sequence[Piece]) -> tuple[int, Spelt] | None:
    """The column headed `Uraian`, and how it is spelt."""
    for at, cell in enumerate(cells):
        if cell.text and (found := spelt(cell.flat, ("uraian",))):
            return at, found
    return None


def over_marks(row: Row) -> range | None:
    """The columns that `Tingkat pentingnya` covers; to the end of the row where merged cells are not known."""
    found = next((row.covered(at) for at, cell in enumerate(row.cells) if _OVER_MARKS.match(cell.flat)), None)
    return found if row.spans or found is None else range(found.start, row.width)


def names_marks(row: Row) -> bool:
    """Whether the row names the marks: `Mutlak`, `Penting`, `Perlu`."""
    found = names_in(row)
    return len(found) > 1 and (len(found) == len(row.filled) or is_header(row.cells))
