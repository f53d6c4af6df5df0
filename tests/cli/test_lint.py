"""The linter reads whatever the other commands read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from selaras.cli.standard import standard


@pytest.mark.parametrize("suffix", ["docx", "pdf", "md"])
def test_annex_is_linted_in_every_format(tmp_path: Path, suffix: str) -> None:
    annex = tmp_path / f"lampiran.{suffix}"
    runner = CliRunner()
    runner.invoke(standard, ["write", "perwali-dumai-6-2023", "-o", str(annex)], standalone_mode=False)
    result = runner.invoke(standard, ["lint", str(annex), "--format", "json", "--fail-on", "never"])
    assert result.exit_code == 0, result.output
    found = {finding["rule"] for finding in json.loads(result.stdout)}
    assert {"rank-below-entry", "abbreviation-informal"} <= found
