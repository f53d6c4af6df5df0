"""Where bands are wrong agrees with the engine, whatever they are."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from selaras.core.policy import Band, BandSet
from selaras.errors import LawRefused, Text
from selaras.web.policies.bands import Row, faults, picture

EDGES = st.integers(0, 6).map(lambda number: Fraction(number * 20))
ROWS = st.lists(st.builds(Row, st.just("X"), st.just("x"), EDGES, st.none() | EDGES), min_size=1, max_size=5)


@given(ROWS)
def test_rows_without_fault_are_those_the_engine_takes(rows: list[Row]) -> None:
    rows = sorted(rows, key=lambda row: row.start)
    bands = tuple(Band(row.code, Text("x", "x"), row.start, row.below) for row in rows)
    try:
        BandSet("X", bands)
    except LawRefused:
        assert faults(rows)
    else:
        assert not faults(rows)


@given(ROWS)
def test_the_picture_of_sound_bands_has_neither_gap_nor_overlap(rows: list[Row]) -> None:
    rows = sorted(rows, key=lambda row: row.start)
    kinds = {segment.kind for segment in picture(rows)}
    if not faults(rows):
        assert kinds == {"band"}
