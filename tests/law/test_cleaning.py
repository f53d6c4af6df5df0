"""A reading is offered where one repair makes sense, and names what stands in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.law.cleaning import Repair, reading_of


@pytest.mark.parametrize(
    ("verbatim", "read"),
    [
        ("K O TA D U M A I", "KOTADUMAI"),
        ("M E M U T U S K A N :", "MEMUTUSKAN :"),
        ("P E R A T U R A N T E N T A N G", "PERATURAN TENTANG"),
        ("PERATURAIT WALI KOTA", "PERATURAN WALI KOTA"),
        ("NOMOR 6 TAHUN 2OIO", "NOMOR 6 TAHUN 2010"),
        ("pimpinan danlatau pejabat", "pimpinan dan/atau pejabat"),
        ("Реraturan", "Peraturan"),
        ("stan\u00addar", "standar"),
    ],
)
def test_damage_with_one_meaning_is_read(verbatim: str, read: str) -> None:
    found = reading_of(verbatim)
    assert found.text == read
    assert found.repairs
    assert all(repair.verbatim in verbatim for repair in found.repairs[:1])


def test_known_words_part_a_title_set_apart() -> None:
    assert reading_of("K O TA D U M A I", ["kota", "dumai"]).text == "KOTA DUMAI"


@pytest.mark.parametrize(
    "text",
    [
        "a. bahwa b c",
        "Il Postino",
        "Olimpiade",
        "I/a dan II/b",
        "KELAS JABATAN 7",
        "кириллица",
        "Pasal 10",
        "A B C",
    ],
)
def test_a_sound_text_is_left_alone(text: str) -> None:
    assert reading_of(text).text == text
    assert not reading_of(text).repairs


def test_a_repair_quotes_the_source() -> None:
    assert reading_of("TAHUN 2OIO").repairs == (Repair("digits", "2OIO", "2010"),)


@given(st.text(max_size=200))
def test_without_repairs_the_reading_is_the_text(text: str) -> None:
    found = reading_of(text)
    assert found.repairs or found.text == text
