"""Which requirement rows share the cell of their group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from selaras.files.annex.blocks import Need


def group_spans(rows: Sequence[Need]) -> Iterator[tuple[Need, int]]:
    """Each row with the number of rows that its group's cell covers; 0 where the cell above covers this row."""
    for (_, has_parts), members in groupby(rows, key=lambda row: (row.group, bool(row.part))):
        found = list(members)
        for index, row in enumerate(found):
            yield row, (len(found) if index == 0 else 0) if has_parts else 1
