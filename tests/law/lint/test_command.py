"""`lint` on the command line: forms of the result, exit codes, silences, dictionary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from selaras.cli.lint import lint
from selaras.errors import DocumentRefused, UsageError
from tests.law.lint.frame import dictionary, regulation

SLIP = {"articles": "Pasal 2\n\nBupati melakukan analisa.\n"}
WARNINGS_ONLY = regulation(SLIP)
WITH_ERROR = regulation({"articles": "Pasal 4\n\nKelas Jabatan 7 (enam) meliputi Analis dan Penata.\n"})


def _run(tmp_path: Path, text: str, *options: str) -> Result:
    path = tmp_path / "perbup.txt"
    path.write_text(text, "utf-8")
    return CliRunner().invoke(lint, [str(path), *options], standalone_mode=False)


def test_json_is_a_list_of_findings(tmp_path: Path) -> None:
    result = _run(tmp_path, WARNINGS_ONLY, "--format", "json")
    found = [each for each in json.loads(result.stdout) if each["rule"] == "spelling"]
    assert len(found) == 1
    assert found[0]["quote"] == "analisa"
    assert found[0]["severity"] == "warning"
    assert found[0]["heuristic"] is False
    assert found[0]["source"]["line"] > 0
    assert found[0]["source"]["character"] == 18
    assert isinstance(found[0]["message"], str)
    assert isinstance(found[0]["advice"], str)
    assert found[0]["related"] == []


def test_related_places_have_line_and_quote(tmp_path: Path) -> None:
    text = regulation(
        {"articles": "Pasal 4\n\nKelas Jabatan 7 (tujuh) meliputi Analis, Penata, dan Analis.\n"}
    )
    result = _run(tmp_path, text, "--format", "json")
    twice = next(each for each in json.loads(result.stdout) if each["rule"] == "family-twice")
    assert twice["related"][0]["line"] == twice["source"]["line"]
    assert twice["related"][0]["quote"] == "Analis"


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (regulation({}), (), 0),
        (WARNINGS_ONLY, (), 0),
        (WARNINGS_ONLY, ("--fail-on", "warning"), 1),
        (WITH_ERROR, (), 1),
        (WITH_ERROR, ("--fail-on", "never"), 0),
    ],
)
def test_exit_code_follows_fail_on(tmp_path: Path, text: str, options: tuple[str, ...], code: int) -> None:
    assert _run(tmp_path, text, *options).return_value == code


def test_text_is_grouped_by_place_and_summed_up(tmp_path: Path) -> None:
    result = _run(tmp_path, WARNINGS_ONLY)
    assert "analisis" in result.stdout
    assert "[spelling]" in result.stdout
    assert "temuan:" in result.stdout


def test_text_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELARAS_LANG", "en")
    assert "is not the standard form" in _run(tmp_path, WARNINGS_ONLY).stdout


def test_silenced_findings_are_counted(tmp_path: Path) -> None:
    silence = "- rule: spelling\n  quote: analisa\n  reason: nama lama\n"
    (tmp_path / "perbup.txt.lint.yaml").write_text(silence, "utf-8")
    result = _run(tmp_path, WARNINGS_ONLY)
    assert "analisis" not in result.stdout
    assert "1 temuan disampingkan" in result.stdout


def test_a_file_that_is_no_regulation_is_refused(tmp_path: Path) -> None:
    result = _run(tmp_path, "belanja: beras, gula\n")
    assert isinstance(result.exception, DocumentRefused)


def test_a_dictionary_reports_drift(tmp_path: Path) -> None:
    path = tmp_path / "kamus.json"
    entries = dictionary(
        "M.2|Kerja Sama|1|Berperan aktif dalam kelompok|Mendukung tim.|Menghargai masukan.|Berbagi."
    )
    head = {
        "id": "kamus",
        "type": "Kamus",
        "issuer": "BKN",
        "region": None,
        "number": "1",
        "year": 2020,
        "title": "K",
    }
    form = {"instrument": head, "dictionary": [entry.model_dump(mode="json") for entry in entries]}
    path.write_text(json.dumps(form), "utf-8")
    result = _run(tmp_path, regulation({}), "--dictionary", str(path), "--format", "json")
    rules = {each["rule"] for each in json.loads(result.stdout)}
    assert {"dictionary-description", "dictionary-indicator"} <= rules


def test_a_form_without_dictionary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kamus.json"
    head = {
        "id": "kamus",
        "type": "Kamus",
        "issuer": "BKN",
        "region": None,
        "number": "1",
        "year": 2020,
        "title": "K",
    }
    path.write_text(json.dumps({"instrument": head}), "utf-8")
    result = _run(tmp_path, regulation({}), "--dictionary", str(path))
    assert isinstance(result.exception, UsageError)
