"""`selaras template`: workbooks to fill."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from selaras.cli.sample import sample
from selaras.cli.template import template
from selaras.errors import UsageError


def test_people_template_is_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(template, ["people", "-o", str(tmp_path / "t.xlsx")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "t.xlsx").stat().st_size > 5_000


def test_position_map_is_written_from_an_export(tmp_path: Path) -> None:
    export, path = str(tmp_path / "siasn.xlsx"), str(tmp_path / "peta.xlsx")
    made = ["people", "--size", "50", "--on", "2026-07-01", "--as", "siasn", "-o", export]
    assert CliRunner().invoke(sample, made).exit_code == 0
    result = CliRunner().invoke(template, ["positions", "--from", export, "-o", path])
    assert result.exit_code == 0, result.output
    assert Path(path).exists()


def test_template_of_another_kind_is_a_usage_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(template, ["people", "-o", str(tmp_path / "t.csv")])
    assert isinstance(result.exception, UsageError)
