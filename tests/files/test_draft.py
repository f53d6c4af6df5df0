"""A draft carries over what is known, leaves blank what is not, and reads back once it is filled in."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import openpyxl
import pytest

from selaras.errors import LawRefused, UsageError
from selaras.files.annex.open import form_of
from selaras.files.documents import document_of
from selaras.files.draft import SKELETON, WORKBOOK, draft_of, write_draft
from selaras.law.compare import rubric_of
from selaras.law.load import embedded_form, to_regulation

NEEDS = {
    4: "SMP/Setara",
    5: "-",
    6: "Pelatihan Dasar",
    7: "Diklat sesuai jabatan",
    8: "-",
    9: "Memiliki pengalaman kerja sesuai jabatannya",
}
NEEDS |= {
    10: "Juru Muda (I/a) – Pengatur Muda (II/a)",
    11: "Sesuai indikator kinerja individu yang telah ditetapkan",
}
MARKS = {6: "F", 7: "G", 9: "G"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_draft(tmp_path, draft_of(embedded_form("perwali-dumai-6-2023"), [4]))
    return tmp_path


def fill(path: Path) -> None:
    """What a drafter does: the act, one technical competency, the others emptied, every requirement."""
    book = openpyxl.load_workbook(path)
    act = {row[0].value: row[1] for row in book["Peraturan"].iter_rows(max_col=2)}
    act["Nomor"].value, act["Tahun"].value = 9, 2026
    act["Mulai berlaku (tanggal-bulan-tahun)"].value = "02-03-2026"
    act["Nama penandatangan"].value = "PAISAL"
    one = book["Kelas 4 – Kompetensi"]
    first = next(row for row in range(1, 60) if one.cell(row, 1).value == "10")
    for column, value in (
        (2, "Keselamatan berkendara"),
        (3, 1),
        (4, "Mengemudi dengan selamat"),
        (6, "=1+1 adalah teks?"),
    ):
        one.cell(first, column).value = value
        one.cell(first, column).data_type = "n" if column == 3 else "s"
    for row in range(first + 1, first + 9):
        for column in range(1, 7):
            cell = one.cell(row, column)
            if not isinstance(cell, openpyxl.cell.MergedCell):
                cell.value = None
    two = book["Kelas 4 – Persyaratan"]
    for row, value in NEEDS.items():
        two[f"E{row}"] = value
    for row, column in MARKS.items():
        two[f"{column}{row}"] = "√"
    book.save(path)


def test_a_filled_in_workbook_is_a_new_version(folder: Path) -> None:
    fill(folder / WORKBOOK)
    form = form_of(folder / WORKBOOK)
    assert [each.reason for each in form.uncertain] == []
    law = to_regulation(form)
    assert law.instrument.id == "perwali-dumai-9-2026"
    assert law.instrument.short == "Perwali Dumai 9/2026"
    [standard] = law.standards
    assert standard.applies_to.job_class == 4
    five = next(each for each in embedded_form("perwali-dumai-6-2023").job_classes if each.job_class == 5)
    assert [row.rubric.id for row in standard.competencies[:9]] == [
        rubric_of(row) for row in five.competencies[:9]
    ]
    assert standard.competencies[9].rubric.indicators[0].text == "=1+1 adalah teks?"
    marks = {str(need.key): need.importance for need in standard.requirements}
    assert marks["training.managerial"] == "mutlak"
    assert marks["training.technical"] == marks["experience"] == "penting"
    assert marks["rank"] is None
    assert law.families == {4: ("Pengemudi Ambulan",)}


def test_every_blank_is_uncertain_and_blocks(folder: Path) -> None:
    form = form_of(folder / WORKBOOK)
    blanks = [each for each in form.uncertain if each.code in ("blank", "in_force")]
    assert all(each.blocking for each in blanks)
    assert (
        len(blanks) == 3 + 3 * (1 + 3) + 8
    )  # act; names and indicators of three technical competencies; rows
    with pytest.raises(LawRefused):
        to_regulation(form)


def test_no_importance_and_no_value_is_carried_over(folder: Path) -> None:
    [standard] = form_of(folder / WORKBOOK).job_classes
    assert all(row.importance is None and row.value == "" for row in standard.requirements)


def test_the_skeleton_is_an_amending_act_with_its_annex(folder: Path) -> None:
    text = document_of(folder / SKELETON).text
    for words in (
        "PERUBAHAN ATAS PERATURAN WALI KOTA DUMAI NOMOR 6 TAHUN 2023",
        "Menimbang",
        "Mengingat",
        "Pasal I\n",
        "Pasal II",
    ):
        assert words in text
    assert "KELAS JABATAN 4" in text
    assert "Bertingkah laku sesuai dengan perkataan; berkata sesuai dengan fakta." in text
    assert text.count("[isi uraian]") == 8


SAYS = {
    "[isi nomor]": "9",
    "[isi tahun]": "2026",
    "[isi tanggal-bulan-tahun]": "2 Maret 2026",
    "[isi nama pejabat]": "PAISAL",
    "[isi nama kompetensi teknis]": "Keselamatan Berkendara",
    "[isi 1–5]": "1",
    "[isi deskripsi]": "Mengemudi dengan selamat",
    "[isi indikator]": "Memeriksa kendaraan.",
}


def fill_word(path: Path) -> None:
    """The same work in the skeleton: every blank overwritten, ticks typed as letters."""
    word = docx.Document(str(path))
    skills, needs = (next(t for t in word.tables if len(t.columns) == size) for size in (4, 6))
    for row in [row for row in skills.rows if row.cells[0].text.startswith(("11.", "12."))]:
        row._tr.getparent().remove(row._tr)
    for value, row in zip(NEEDS.values(), needs.rows[-8:], strict=True):
        row.cells[2].paragraphs[0].runs[0].text = value
    for at, column in MARKS.items():
        needs.rows[at - 12].cells["EFGH".index(column) + 2].paragraphs[0].runs[0].text = "v"
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    for paragraph in [*word.paragraphs, *(p for cell in cells for p in cell.paragraphs)]:
        text = paragraph.text
        for blank, said in SAYS.items():
            text = text.replace(blank, said)
        text = re.sub(r"\[isi alasan[^\]]*\]", "bahwa kelas itu belum diatur", text)
        text = re.sub(r"\s*\[(?:isi|periksa)[^\]]*\]", "", text)
        if text != paragraph.text:
            paragraph.runs[0].text = text
            for run in paragraph.runs[1:]:
                run.text = ""
    word.save(str(path))


def test_a_filled_in_skeleton_is_a_new_version(folder: Path) -> None:
    assert any(each.code == "blank" and each.blocking for each in form_of(folder / SKELETON).uncertain)
    fill_word(folder / SKELETON)
    form = form_of(folder / SKELETON)
    assert [each.reason for each in form.uncertain] == []
    law = to_regulation(form)
    assert (law.instrument.id, str(law.instrument.in_force_from)) == ("perwali-dumai-9-2026", "2026-03-02")
    assert form.instrument.amends is not None
    assert (form.instrument.amends.number, form.instrument.amends.year) == ("6", 2023)
    [standard] = law.standards
    assert [row.rubric.level for row in standard.competencies] == [1] * 10
    marks = {str(need.key): need.importance for need in standard.requirements if need.importance}
    assert marks == {
        "training.managerial": "mutlak",
        "training.technical": "penting",
        "experience": "penting",
    }


def test_a_class_with_a_standard_is_refused_with_the_reason() -> None:
    with pytest.raises(UsageError, match="has a standard already"):
        draft_of(embedded_form("perwali-dumai-6-2023"), [5])


def test_a_class_the_act_does_not_name_is_refused() -> None:
    with pytest.raises(UsageError, match="does not name job class 2"):
        draft_of(embedded_form("perwali-dumai-6-2023"), [2])


def test_work_of_a_drafter_is_not_overwritten(folder: Path) -> None:
    with pytest.raises(UsageError, match="there already"):
        write_draft(folder, draft_of(embedded_form("perwali-dumai-6-2023"), [4]))


def test_the_source_class_is_named() -> None:
    notes = draft_of(embedded_form("perwali-dumai-6-2023"), [4]).notes
    assert "Lampiran III (kelas 5)" in notes[0].en
    assert "the same in every other class" in notes[0].en
