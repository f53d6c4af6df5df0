"""`make run` in small: synthetic people in, a labelled result out."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from click.testing import CliRunner

from selaras.cli.demo import demo


def test_the_demonstration_says_that_everybody_is_synthetic(tmp_path: Path) -> None:
    arguments = ["--size", "40", "--seed", "3", "--on", "2026-07-01", "-o", str(tmp_path)]
    result = CliRunner().invoke(demo, arguments, standalone_mode=False)
    assert result.exception is None
    assert "sintetis" in result.output
    rows = openpyxl.load_workbook(tmp_path / "hasil.xlsx")["Ringkasan"].iter_rows(values_only=True)
    assert any(row[0] == "Semua orang dalam hasil ini sintetis." for row in rows)
