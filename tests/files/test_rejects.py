"""The workbook of failed rows can be mended and sent again by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from selaras.files.people import read_people
from selaras.files.rejects import write_rejects
from tests.files.workbooks import BUDI, LAW, RINI, good, read, write_csv, write_parquet, write_xlsx


@pytest.mark.parametrize("write", [lambda p, d: write_xlsx(p / "pegawai.xlsx", d), write_csv, write_parquet])
def test_mended_rejects_read_clean_with_everything_about_the_person(
    tmp_path: Path, write: Callable[[Path, dict[str, Any]], Path]
) -> None:
    data = good()
    data["Kompetensi"][0] |= {"Level": 7, "Catatan sendiri": "=1+1"}
    path = write(tmp_path, data)
    people = read(path)
    out = tmp_path / "galat.xlsx"
    assert write_rejects(out, people) == 1

    book = openpyxl.load_workbook(out)
    page = book["Kompetensi"]
    columns = {cell.value: cell.column for cell in page[1]}
    wrong = page.cell(2, columns["Level"])
    assert str(wrong.value) == "7"
    assert wrong.fill.start_color.rgb == "FFF8CBAD"
    assert "Level" in page.cell(2, columns["Galat"]).value
    assert page.cell(2, columns["Catatan sendiri"]).value == "=1+1"
    assert page.cell(2, columns["Catatan sendiri"]).data_type == "s"
    assert [row[0].value for row in book["Pegawai"].iter_rows(min_col=columns["Galat"] + 1)] == ["NIP", RINI]
    wrong.value = 1
    book.save(out)

    mended = read(out)
    assert not mended.errors
    whole = read(write_xlsx(tmp_path / "whole.xlsx", good())).persons[0]
    again = mended.persons[0]
    assert [person.id for person in mended.persons] == [RINI]
    assert len(again.evidence) == len(whole.evidence)
    assert [r.rank for r in again.ranks] == [r.rank for r in whole.ranks]
    assert [p.position for p in again.positions] == [p.position for p in whole.positions]
    assert len(again.determinations) == 1


def test_numeric_nip_stays_numeric_until_somebody_mends_it(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"][0]["NIP"] = 198501012010012001
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    out = tmp_path / "galat.xlsx"
    write_rejects(out, people)
    assert "nip_numeric" in [p.code for p in read(out).problems]


def test_rejects_hold_nobody_who_is_right(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"][0]["TMT golongan"] = date(1970, 1, 1)
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    write_rejects(tmp_path / "galat.xlsx", people)
    cells = [
        c.value for page in openpyxl.load_workbook(tmp_path / "galat.xlsx") for line in page for c in line
    ]
    assert BUDI not in cells
    assert RINI in cells


def test_formula_like_text_is_written_as_text(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"][0] |= {"Nama": '=HYPERLINK("http://x","y")', "Jenis kepegawaian": "?"}
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    write_rejects(tmp_path / "galat.xlsx", people)
    page = openpyxl.load_workbook(tmp_path / "galat.xlsx")["Pegawai"]
    assert [c.data_type for c in page[2] if str(c.value).startswith("=HYPER")] == ["s"]


def test_complaints_name_the_column_by_its_header(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"][0] |= {"NIP": 198501012010012001, "Jenis kepegawaian": "?"}
    write_rejects(tmp_path / "galat.xlsx", read(write_xlsx(tmp_path / "pegawai.xlsx", data)))
    said = openpyxl.load_workbook(tmp_path / "galat.xlsx")["Pegawai"]["A2"].value.splitlines()
    assert said[0].startswith("NIP: NIP tersimpan sebagai bilangan")
    assert said[1].startswith("Kolom Jenis kepegawaian: ")


def test_rejects_offer_the_words_of_the_template_in_the_users_own_columns(tmp_path: Path) -> None:
    data = good()
    data["Kompetensi"][0] |= {"Level": 7}
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    write_rejects(tmp_path / "galat.xlsx", people)
    page = openpyxl.load_workbook(tmp_path / "galat.xlsx")["Kompetensi"]
    offered = {
        page.cell(1, area.min_col).value: rule.formula1
        for rule in page.data_validations.dataValidation
        for area in rule.sqref.ranges
    }
    assert LAW.instrument.id in offered["Standar"]
    assert offered["Level"] == "0"
    assert "NIP" not in offered
    history = openpyxl.load_workbook(tmp_path / "galat.xlsx")["Riwayat jabatan"]
    assert not [r for r in history.data_validations.dataValidation if "Posisi" in r.formula1]


def test_rejects_are_written_where_no_regulation_is_used_yet(tmp_path: Path) -> None:
    people = read_people(write_xlsx(tmp_path / "pegawai.xlsx", good()), (), region="Kabupaten Contoh")
    assert people.errors  # results name a standard that nobody knows here
    assert write_rejects(tmp_path / "galat.xlsx", people)
