"""Our own layout, damaged: what belongs to no class is never given to another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from selaras.files.annex.open import form_of
from selaras.files.annex.write import write_annex
from selaras.law.form.table import RequirementEntry


@pytest.mark.parametrize("number", ["0", "S", "00", "6666"])
def test_tables_under_a_damaged_class_number_belong_to_no_class(tmp_path: Path, number: str) -> None:
    path = tmp_path / "lampiran.md"
    write_annex(path, form_of("perwali-dumai-6-2023"))
    path.write_text(path.read_text("utf-8").replace("KELAS JABATAN 6", f"KELAS JABATAN {number}"), "utf-8")
    form = form_of(path)
    assert [len(each.competencies) for each in form.job_classes] == [14, 12]
    assert any(each.blocking for each in form.uncertain)


def test_row_of_too_few_cells_is_doubted_and_never_read(tmp_path: Path) -> None:
    path = tmp_path / "lampiran.md"
    write_annex(path, form_of("perwali-dumai-6-2023"))
    lines = path.read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if "Pelatihan Dasar" in line)
    lines[at] = "|".join(lines[at].split("|")[:3]) + "|"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    form = form_of(path)
    keys = [row.key for row in form.job_classes[0].requirements]
    assert "training.managerial" not in keys or any(
        not row.certain for row in form.job_classes[0].requirements
    )
    assert any(each.blocking for each in form.uncertain)


NEEDS_SHEET = "Kelas 7 – Persyaratan"


def _edited(tmp_path: Path, edit: Callable[[Worksheet], None]) -> RequirementEntry:
    path = tmp_path / "lampiran.xlsx"
    write_annex(path, form_of("perwali-dumai-6-2023"))
    book = openpyxl.load_workbook(path)
    edit(book[NEEDS_SHEET])
    book.save(path)
    return next(row for row in form_of(path).job_classes[0].requirements if row.key == "training.managerial")


def test_a_tick_in_a_cell_merged_over_two_marks_is_uncertain(tmp_path: Path) -> None:
    assert not _edited(tmp_path, lambda sheet: sheet.merge_cells("F6:G6")).certain


def test_a_tick_of_any_shape_typed_by_hand_is_read(tmp_path: Path) -> None:
    def typed(sheet: Worksheet) -> None:
        sheet["F6"], sheet["G6"], sheet["H6"] = "-", "v", "–"

    assert _edited(tmp_path, typed).importance == "penting"


def test_a_tick_in_a_word_cell_merged_over_two_marks_is_uncertain(tmp_path: Path) -> None:
    path = tmp_path / "lampiran.docx"
    write_annex(path, form_of("perwali-dumai-6-2023"))
    word = docx.Document(str(path))
    row = next(
        row
        for table in word.tables
        for row in table.rows
        if any(c.text == "Pelatihan Dasar" for c in row.cells)
    )
    row.cells[3].merge(row.cells[4])
    word.save(str(path))
    [need] = [each for each in form_of(path).job_classes[0].requirements if each.key == "training.managerial"]
    assert not need.certain
