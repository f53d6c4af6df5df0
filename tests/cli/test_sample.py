"""`selaras sample`: synthetic data."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from selaras.cli.sample import sample


def test_sample_is_written_and_labelled(tmp_path: Path) -> None:
    arguments = ["people", "--size", "20", "--seed", "3", "--evidence", "full", "--on", "2026-07-01"]
    result = CliRunner().invoke(sample, [*arguments, "-o", str(tmp_path / "s.xlsx")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "s.xlsx").exists()


def test_size_must_be_positive(tmp_path: Path) -> None:
    result = CliRunner().invoke(sample, ["people", "--size", "0", "-o", str(tmp_path / "s.xlsx")])
    assert result.exit_code == 2
