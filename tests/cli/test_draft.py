"""`selaras standard draft`."""

from __future__ import annotations

from pathlib import Path

from selaras.files.draft import SKELETON, WORKBOOK
from tests.cli.standard_commands import Command, command  # noqa: F401 — the fixture

ID = "perwali-dumai-6-2023"


def test_writes_workbook_and_skeleton(standard: Command, tmp_path: Path) -> None:
    assert standard("draft", "--based-on", ID, "--job-class", 4, "--job-class", 3, "-o", tmp_path) == 0
    assert (tmp_path / WORKBOOK).exists()
    assert (tmp_path / SKELETON).exists()
    assert "Lampiran III (kelas 5)" in standard.out
    assert "Pengemudi Ambulan" in standard.out


def test_a_class_with_a_standard_is_refused(standard: Command, tmp_path: Path) -> None:
    assert standard("draft", "--based-on", ID, "--job-class", 6, "-o", tmp_path / "x") == 2
    assert "sudah ada standarnya" in standard.err
    assert not (tmp_path / "x").exists()
