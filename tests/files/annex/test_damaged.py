"""Our own layout, damaged: what belongs to no class is never given to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from selaras.files.annex.open import form_of
from selaras.files.annex.write import write_annex


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
