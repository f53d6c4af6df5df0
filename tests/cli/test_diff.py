"""`selaras standard diff`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.standard_commands import Command, command  # noqa: F401 — the fixture

ID = "perwali-dumai-6-2023"


def test_the_same_ends_with_0(standard: Command) -> None:
    assert standard("diff", ID, ID) == 0
    assert "Tidak ada perbedaan" in standard.out


def test_two_classes_by_number_sign_and_by_option(standard: Command) -> None:
    assert standard("diff", f"{ID}#6", f"{ID}#5") == 1
    first = standard.out
    assert standard("diff", ID, ID, "--class", 6, "--class-b", 5) == 1
    assert standard.out == first
    assert "Rubrik tetap sama, sehingga bukti untuknya tetap berlaku (9)" in first
    assert "Rubrik berubah: Tata Naskah Dinas" in first
    assert "{+Juru Muda (I/a) – +}" in first  # readable without colour


def test_json_says_which_rubrics_stay(standard: Command) -> None:
    assert standard("diff", f"{ID}#7", f"{ID}#6", "--format", "json") == 1
    data = json.loads(standard.raw)
    stays = {each["code"]: each["rubric_stays"] for each in data["standards"][0]["competencies"]}
    assert stays["M.2"] is True
    assert stays["pengelolaan-keuangan"] is None
    assert data["same"] is False


def test_a_class_without_standard_is_a_usage_error(standard: Command) -> None:
    assert standard("diff", f"{ID}#4", f"{ID}#5") == 2
    assert "7, 6, 5" in standard.err


def test_a_class_for_b_alone_is_a_usage_error(standard: Command) -> None:
    assert standard("diff", ID, f"{ID}#5") == 2


def test_a_refused_file_ends_with_3(standard: Command, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 rusak")
    assert standard("diff", ID, tmp_path / "x.pdf") == 3
