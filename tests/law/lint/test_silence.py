"""A finding is silenced with a reason beside the document; nothing is silenced without."""

from __future__ import annotations

from pathlib import Path

import pytest

from selaras.errors import UsageError
from selaras.law.lint import Finding
from selaras.law.lint.silence import silenced, silences_beside
from tests.law.lint.frame import linted

SLIP = {"articles": "Pasal 2\n\nBupati melakukan analisa.\n\nPasal 3\n\nBupati melakukan kordinasi.\n"}


def _findings() -> list[Finding]:
    return [finding for finding in linted(SLIP)[1].findings if finding.rule == "spelling"]


def _silenced(tmp_path: Path, text: str) -> tuple[list[str], list[str]]:
    document = tmp_path / "perbup.txt"
    (tmp_path / "perbup.txt.lint.yaml").write_text(text, "utf-8")
    kept, quiet = silenced(_findings(), silences_beside(document))
    return [f"{f.rule} {f.spot.quote}" for f in kept], [f.spot.quote for f in quiet]


def test_without_a_file_nothing_is_silenced(tmp_path: Path) -> None:
    assert silences_beside(tmp_path / "perbup.txt") == ()


def test_a_quote_with_its_reason_is_silenced(tmp_path: Path) -> None:
    kept, quiet = _silenced(
        tmp_path, "- rule: spelling\n  quote: analisa\n  reason: kutipan dari nama lama\n"
    )
    assert quiet == ["analisa"]
    assert kept == ["spelling kordinasi"]


def test_the_file_may_drop_the_ending_of_the_document(tmp_path: Path) -> None:
    text = "- rule: spelling\n  quote: analisa\n  reason: nama lama\n"
    (tmp_path / "perbup.lint.yaml").write_text(text, "utf-8")
    assert [silence.quote for silence in silences_beside(tmp_path / "perbup.txt")] == ["analisa"]


def test_a_line_with_its_reason_is_silenced(tmp_path: Path) -> None:
    line = _findings()[1].spot.place.line
    _, quiet = _silenced(tmp_path, f"- rule: spelling\n  line: {line}\n  reason: kutipan\n")
    assert quiet == ["kordinasi"]


def test_a_silence_without_reason_does_nothing_and_is_reported(tmp_path: Path) -> None:
    kept, quiet = _silenced(tmp_path, "- rule: spelling\n  quote: analisa\n")
    assert quiet == []
    assert "silence-without-reason - rule: spelling" in kept


def test_a_silence_that_fits_nothing_is_reported(tmp_path: Path) -> None:
    kept, _ = _silenced(tmp_path, "- rule: spelling\n  quote: resiko\n  reason: kutipan\n")
    assert "silence-unused - rule: spelling" in kept


def test_a_rule_alone_silences_nothing(tmp_path: Path) -> None:
    kept, quiet = _silenced(tmp_path, "- rule: spelling\n  reason: semua\n")
    assert quiet == []
    assert len(kept) == 3


@pytest.mark.parametrize(
    "text", ["rule: spelling", "- spelling", "- {rul: x}", "[", "- rule: a\n  line: x", "\x00"]
)
def test_an_unreadable_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError):
        _silenced(tmp_path, text)
