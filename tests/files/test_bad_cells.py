"""Every bad cell is reported with its code, its place and what to do; all of them at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from selaras.files.layout import content
from tests.files.workbooks import BUDI, LAW, PPPK, RINI, Formula, at, found, good, read, spoiled, write_xlsx

# (sheet, row from 0, cells, code, place, words of the remedy)
BAD: list[tuple[str, int, dict[str, Any], str, str, str]] = [
    ("Pegawai", 0, {"NIP": 198501012010012001}, "nip_numeric", "Pegawai!A2", "Format kolom NIP sebagai Teks"),
    ("Pegawai", 0, {"NIP": "1.98501E+17"}, "nip_numeric", "Pegawai!A2", "Jangan memperbaiki"),
    ("Pegawai", 0, {"NIP": "19850101201001200"}, "nip_length", "Pegawai!A2", "Salin NIP lengkap"),
    ("Pegawai", 0, {"NIP": "19850101201001200O"}, "nip_characters", "Pegawai!A2", "18 angka saja"),
    ("Pegawai", 0, {"NIP": "198513012010012001"}, "nip_birth", "Pegawai!A2", "yyyymmdd"),
    ("Pegawai", 0, {"NIP": "198502302010012001"}, "nip_birth", "Pegawai!A2", "SK"),
    ("Pegawai", 0, {"NIP": "198501012010212001"}, "nip_appointment", "Pegawai!A2", "urutan kontrak"),
    ("Pegawai", 0, {"NIP": "198501011995012001"}, "nip_age", "Pegawai!A2", "tahun lahir"),
    ("Pegawai", 0, {"NIP": "198501012010013001"}, "nip_sex", "Pegawai!A2", "SK"),
    (
        "Pegawai",
        0,
        {"Tanggal lahir": date(1985, 1, 2)},
        "nip_birth_differs",
        "Pegawai!C2",
        "milik orang lain",
    ),
    ("Pegawai", 0, {"Nama": None}, "value_missing", "Pegawai!B2", "Isi sel ini"),
    ("Pegawai", 0, {"Jenis kepegawaian": "Honorer"}, "choice_unknown", "Pegawai!D2", "PNS, CPNS, PPPK"),
    ("Pegawai", 0, {"TMT PNS": "31-02-2011"}, "date_impossible", "Pegawai!F2", "hari, bulan, atau tahunnya"),
    ("Pegawai", 0, {"TMT PNS": "1 Februari 2011"}, "date_wrong", "Pegawai!F2", "31-12-2024"),
    ("Pegawai", 0, {"TMT PNS": "02/01/11"}, "date_wrong", "Pegawai!F2", "31-12-2024"),
    ("Pegawai", 0, {"TMT PNS": 40575}, "date_number", "Pegawai!F2", "Format sel sebagai tanggal"),
    ("Pegawai", 0, {"TMT PNS": "01-02-2911"}, "date_implausible", "Pegawai!F2", "Perbaiki tahunnya"),
    ("Pegawai", 0, {"TMT PNS": date(2009, 1, 1)}, "date_order", "Pegawai!F2", "Perbaiki salah satu"),
    ("Pegawai", 0, {"TMT masuk": date(1984, 1, 1)}, "date_before_birth", "Pegawai!E2", "Perbaiki tanggalnya"),
    ("Pegawai", 0, {"Nama": Formula("=A1")}, "formula_without_value", "Pegawai!B2", "tempel sebagai nilai"),
    ("Pegawai", 0, {"NIP": Formula("=A9")}, "formula_without_value", "Pegawai!A2", "tempel sebagai nilai"),
    ("Pegawai", 0, {"Nama": Formula("=#REF!", "#REF!")}, "formula_error", "Pegawai!B2", "Perbaiki rumusnya"),
    ("Pegawai", 0, {"Nama": "x" * (1 << 20)}, "cell_too_long", "Pegawai!B2", "Ringkas"),
    ("Pendidikan", 0, {"Jenjang": "S9"}, "choice_unknown", "Pendidikan!B2", "SLTA"),
    ("Pendidikan", 0, {"Tanggal lulus": None}, "date_or_year", "Pendidikan!D2", "isi tahunnya"),
    ("Pendidikan", 1, {"Tahun lulus": "13"}, "year_wrong", "Pendidikan!E3", "empat angka"),
    ("Pangkat", 0, {"Golongan": "II/e"}, "choice_unknown", "Pangkat!B2", "II/a"),
    ("Pangkat", 0, {"TMT golongan": None}, "value_missing", "Pangkat!C2", "Isi sel ini"),
    ("Pangkat", 0, {"TMT golongan": date(1980, 1, 1)}, "date_before_birth", "Pangkat!C2", "atau NIP"),
    ("Pangkat", 0, {"NIP": PPPK}, "nip_unknown", "Pangkat!A2", "lembar Pegawai"),
    ("Riwayat jabatan", 0, {"Kode posisi": "P9"}, "position_unknown", "Riwayat jabatan!B2", "lembar Posisi"),
    ("Pelatihan", 0, {"Jenis pelatihan": "umum"}, "choice_unknown", "Pelatihan!B2", "manajerial, teknis"),
    ("Pelatihan", 0, {"Lulus": "mungkin"}, "choice_unknown", "Pelatihan!E2", "ya, tidak"),
    ("Kompetensi", 0, {"Level": 6}, "level_wrong", "Kompetensi!E2", "0, 1, 2, 3, 4, atau 5"),
    ("Kompetensi", 0, {"Level": -1}, "level_wrong", "Kompetensi!E2", "0, 1, 2, 3, 4, atau 5"),
    ("Kompetensi", 0, {"Level": 1.5}, "level_wrong", "Kompetensi!E2", "0, 1, 2, 3, 4, atau 5"),
    ("Kompetensi", 0, {"Level": None}, "level_or_indicators", "Kompetensi!E2", "Isi Level"),
    (
        "Kompetensi",
        0,
        {"Indikator terpenuhi": "1.1"},
        "level_and_indicators",
        "Kompetensi!E2",
        "salah satu saja",
    ),
    ("Kompetensi", 1, {"Indikator terpenuhi": "1.1; 1.9"}, "indicator_unknown", "Kompetensi!F3", "nomornya"),
    ("Kompetensi", 1, {"Indikator terpenuhi": "1.1; 1.3"}, "indicator_twice", "Kompetensi!G3", "sekali"),
    ("Kompetensi", 1, {"Indikator terpenuhi": date(2025, 1, 1)}, "indicator_number", "Kompetensi!F3", "Teks"),
    ("Kompetensi", 0, {"Standar": "perwali-x"}, "standard_unknown", "Kompetensi!B2", LAW.instrument.id),
    ("Kompetensi", 0, {"Kelas": 4}, "class_without_standard", "Kompetensi!C2", "7, 6, 5"),
    ("Kompetensi", 0, {"Kelas": "V"}, "class_wrong", "Kompetensi!C2", "bilangan bulat"),
    ("Kompetensi", 0, {"Kompetensi": "Integrasi"}, "competency_unknown", "Kompetensi!D2", "lembar Daftar"),
    (
        "Kompetensi",
        0,
        {"Kompetensi": "Tata Naskah Dinas", "Kelas": None},
        "competency_ambiguous",
        "Kompetensi!C2",
        "7, 6, 5",
    ),
    ("Kompetensi", 0, {"Sumber": "Tetangga"}, "choice_unknown", "Kompetensi!H2", "Panel asesor internal"),
    ("Kompetensi", 0, {"Jumlah asesor": 0}, "whole_wrong", "Kompetensi!I2", "bilangan bulat"),
    ("Kompetensi", 0, {"Berlaku sampai": date(2024, 1, 1)}, "date_order", "Kompetensi!K2", "salah satu"),
    ("Kompetensi", 0, {"NIP": 198501012010012001}, "nip_numeric", "Kompetensi!A2", "Teks"),
    ("Kompetensi", 0, {"Mengoreksi": "K-9"}, "corrects_unknown", "Kompetensi!M2", "ID entri"),
    ("Kompetensi", 0, {"Ditarik": "ya"}, "withdrawn_alone", "Kompetensi!M2", "ID entri yang ditarik"),
    ("Penetapan", 0, {"Jenis penetapan": "nasib"}, "choice_unknown", "Penetapan!A2", "bidang ilmu"),
    ("Penetapan", 0, {"Hasil": None}, "value_missing", "Penetapan!D2", "Isi sel ini"),
    ("Penetapan", 0, {"Kode posisi": "P9"}, "position_unknown", "Penetapan!C2", "lembar Posisi"),
    ("Penetapan", 0, {"Tanggal konfirmasi": None}, "confirmation_half", "Penetapan!J2", "Lengkapi"),
    (
        "Penetapan",
        0,
        {"Jenis penetapan": "kesetaraan rubrik"},
        "value_missing",
        "Penetapan!L2",
        "Isi sel ini",
    ),
    ("Posisi", 1, {"Kode posisi": "P1"}, "position_twice", "Posisi!A3", "kode sendiri"),
    ("Posisi", 0, {"Kelas": "tujuh"}, "class_wrong", "Posisi!E2", "kosongkan"),
    ("Posisi", 0, {"Jenis jabatan": "raja"}, "choice_unknown", "Posisi!D2", "pelaksana, struktural"),
]


@pytest.mark.parametrize(("sheet", "row", "cells", "code", "place", "remedy"), BAD)
def test_bad_cell_is_named_with_place_and_remedy(
    tmp_path: Path, sheet: str, row: int, cells: dict[str, Any], code: str, place: str, remedy: str
) -> None:
    people = spoiled(tmp_path, sheet, row, **{key.replace(" ", "_"): value for key, value in cells.items()})
    problems = [p for p in found(people, code) if str(p.place) == f"pegawai.xlsx {place}"]
    assert problems, at(people)
    assert remedy in problems[0].remedy.id
    assert problems[0].what.en
    assert problems[0].remedy.en
    assert people.errors


WARNINGS: list[tuple[str, int, dict[str, Any], str, str]] = [
    ("Pegawai", 0, {"TMT masuk": date(2010, 3, 1)}, "nip_entry_differs", "Pegawai!E2"),
    ("Pegawai", 0, {"TMT PNS": None}, "pns_since_missing", "Pegawai!F2"),
    ("Kompetensi", 0, {"Jumlah asesor": None}, "panel_without_number", "Kompetensi!I2"),
    ("Penetapan", 0, {"Dikonfirmasi oleh": "contoh  a"}, "confirmation_same", "Penetapan!I2"),
    ("Pegawai", 0, {"Hobi": "catur"}, "column_unknown", "Pegawai!G1"),
]


@pytest.mark.parametrize(("sheet", "row", "cells", "code", "place"), WARNINGS)
def test_doubtful_cell_is_warned_of_and_used(
    tmp_path: Path, sheet: str, row: int, cells: dict[str, Any], code: str, place: str
) -> None:
    people = spoiled(tmp_path, sheet, row, **{key.replace(" ", "_"): value for key, value in cells.items()})
    assert at(people) == [(code, place)]
    assert not people.errors
    assert len(people.persons) == 2


def test_good_workbook_reads_without_a_word(tmp_path: Path) -> None:
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", good()))
    assert people.problems == ()
    assert [person.id for person in people.persons] == [RINI, BUDI]


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"][0]["Nama"] = None
    data["Pangkat"][1]["Golongan"] = "X/z"
    data["Kompetensi"][0]["Level"] = 9
    data["Kompetensi"][0]["Sumber"] = "?"
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert [code for code, _ in at(people)] == [
        "value_missing",
        "choice_unknown",
        "choice_unknown",
        "level_wrong",
    ]


def test_number_that_lost_digits_is_refused_in_any_text_column(tmp_path: Path) -> None:
    people = spoiled(tmp_path, "Penetapan", 0, Dokumen=1234567890123456789)
    assert at(people) == [("number_too_long", "Penetapan!F2")]


def test_messages_do_not_repeat_nip_or_long_values(tmp_path: Path) -> None:
    people = spoiled(tmp_path, "Pegawai", 0, NIP="198513012010012001", TMT_PNS="x" * 5_000)
    assert people.errors
    for problem in people.problems:
        assert "198513012010012001" not in problem.what.id + problem.what.en + problem.remedy.id
        assert len(problem.what.id) < 200


def test_every_message_is_complete_in_both_languages() -> None:
    for code, row in content("problems.yaml").items():
        for part in ("what", "do"):
            assert row[part]["id"].endswith((".", "}")), code
            assert row[part]["en"].endswith((".", "}")), code


@pytest.mark.parametrize(
    ("sheet", "column", "value", "shown"),
    [
        ("Kompetensi", "Level", "198501012010012001", '"198…"'),
        ("Kompetensi", "Level", "Contoh Rini Wulandari", '"Con…"'),
        ("Kompetensi", "Level", "7", '"7"'),
        ("Kompetensi", "Kelas", "0812-3456-7890", '"081…"'),
        ("Kompetensi", "Standar", "Contoh Rini", '"Con…"'),
        ("Kompetensi", "Kompetensi", "Contoh Rini Wulandari", '"Con…"'),
        ("Kompetensi", "Kompetensi", "Integritas dirii", '"Integritas dirii"'),
        ("Kompetensi", "Sumber", "Contoh Rini Wulandari", '"Con…"'),
        ("Kompetensi", "Sumber", "Panel asesor intern", '"Panel asesor intern"'),
        ("Kompetensi", "Tanggal", "0812-3456-7890", '"081…"'),
        ("Kompetensi", "Tanggal", "31 Desember 2024", '"31 Desember 2024"'),
        ("Kompetensi", "Tanggal", "31-02-2024", "31-02-2024"),
        ("Pangkat", "Golongan", "III/z", '"III/z"'),
        ("Pangkat", "Golongan", "Contoh Rini", '"Con…"'),
        ("Pendidikan", "Tahun lulus", "198501012010012001", '"198…"'),
    ],
)
def test_wrong_value_that_may_tell_about_a_person_is_only_begun(
    tmp_path: Path, sheet: str, column: str, value: str, shown: str
) -> None:
    (problem,) = spoiled(tmp_path, sheet, 0, **{column: value}).errors
    assert shown in problem.what.id
    assert shown in problem.what.en
