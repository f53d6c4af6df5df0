"""A number inside a sentence may be a reference, not the next indicator: it is never taken silently."""

from __future__ import annotations

from selaras.errors import Place
from selaras.law.document import Piece
from selaras.law.reading.indicators import numbered_indicators


def read(text: str) -> list[tuple[str, bool]]:
    return [(each.number, each.sure) for each in numbered_indicators(Piece(text, Place(line=1, character=1)))]


def test_numbers_after_full_stops_are_sure():
    assert read("1.1 Menyusun laporan. 1.2 Mengirim laporan.") == [("1.1", True), ("1.2", True)]


def test_number_within_a_sentence_is_doubted_though_it_follows():
    found = read("1.1 Bekerja menurut butir 1.2 di bawah. 1.2 Mengirim laporan.")
    assert found[0] == ("1.1", True)
    assert not found[1][1]


def test_number_at_a_line_start_is_sure_without_a_full_stop():
    assert read("1.1 Menyusun laporan\n1.2 Mengirim laporan") == [("1.1", True), ("1.2", True)]
