"""`selaras standard write`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selaras.law.load import embedded_form
from tests.cli.standard_commands import Command, command  # noqa: F401 — the fixture

ID = "perwali-dumai-6-2023"


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx", ".md", ".json"])
def test_writes_and_reads_back(standard: Command, tmp_path: Path, suffix: str) -> None:
    assert standard("write", ID, "-o", tmp_path / f"lampiran{suffix}") == 0
    assert "Dibaca kembali: sama" in standard.out


def test_a_written_file_is_written_again_without_loss(standard: Command, tmp_path: Path) -> None:
    assert standard("write", ID, "-o", tmp_path / "a.docx") == 0
    assert standard("write", tmp_path / "a.docx", "-o", tmp_path / "b.xlsx") == 0
    assert standard("diff", ID, tmp_path / "b.xlsx") == 0


def test_an_unknown_suffix_is_a_usage_error(standard: Command, tmp_path: Path) -> None:
    assert standard("write", ID, "-o", tmp_path / "x.odt") == 2
    assert ".docx" in standard.err


def test_an_unknown_id_is_a_usage_error(standard: Command, tmp_path: Path) -> None:
    assert standard("write", "perwali-tak-ada", "-o", tmp_path / "x.docx") == 2


def test_a_file_that_is_no_regulation_is_refused(standard: Command, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 rusak")
    assert standard("write", tmp_path / "x.docx", "-o", tmp_path / "y.pdf") == 3
    assert not (tmp_path / "y.pdf").exists()


def test_what_does_not_survive_is_named(standard: Command, tmp_path: Path) -> None:
    """A code given by hand is not printed in an annex: reading back says so instead of losing it silently."""
    data = embedded_form(ID).model_dump(mode="json")
    data["job_classes"][0]["competencies"][9] |= {"code": "T.12", "rubric": None}
    (tmp_path / "x.json").write_text(json.dumps(data), encoding="utf-8")
    assert standard("write", tmp_path / "x.json", "-o", tmp_path / "x.docx") == 1
    assert "$.job_classes[0].competencies[9].code" in standard.err


def test_help_and_messages_speak_english(
    standard: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELARAS_LANG", "en")
    assert standard("write", ID, "-o", tmp_path / "x.md") == 0
    assert "Read back: the same." in standard.out
