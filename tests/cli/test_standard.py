"""`selaras standard` as people call it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from selaras.cli.app import main
from selaras.law.schema import check, schema_text
from tests.law.texts import BUPATI, DUMAI

ID = "perwali-dumai-6-2023"


class Answer:
    """What a command printed and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


@pytest.fixture
def selaras(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run `selaras …` in this process."""
    monkeypatch.delenv("SELARAS_LANG", raising=False)

    def run(*words: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["selaras", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Answer(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def dumai(tmp_path: Path) -> Path:
    file = tmp_path / "perwali.txt"
    file.write_text(DUMAI, encoding="utf-8")
    return file


def test_read_says_how_much_was_read(selaras, dumai: Path) -> None:  # type: ignore[no-untyped-def]
    answer = selaras("standard", "read", str(dumai))
    assert answer.code == 0
    assert "14 kompetensi, 42 indikator" in answer.out
    assert "Tidak ada bagian yang belum pasti" in answer.out


def test_read_as_json_prints_only_json(selaras, dumai: Path) -> None:  # type: ignore[no-untyped-def]
    answer = selaras("standard", "read", str(dumai), "--format", "json")
    assert answer.code == 0
    assert check(json.loads(answer.out)).instrument.id == ID


def test_uncertain_places_end_with_code_one_and_their_line(selaras, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "x.txt"
    file.write_text(DUMAI.replace("Sarjana / Diploma IV", "[b]Sarjna[/b]"), encoding="utf-8")
    answer = selaras("standard", "read", str(file))
    assert answer.code == 1
    assert "x.txt:197:26" in answer.out
    assert "[b]Sarjna[/b]" in answer.out
    as_json = selaras("standard", "read", str(file), "--format", "json")
    assert as_json.code == 1
    assert json.loads(as_json.out)["uncertain"][0]["source"] == {"line": 197, "character": 26}
    assert "197:26" in as_json.err


def test_output_goes_to_the_file_named(selaras, dumai: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "out.json"
    assert selaras("standard", "read", str(dumai), "-o", str(target)).code == 0
    assert check(json.loads(target.read_text("utf-8"))).instrument.year == 2023
    text = tmp_path / "out.txt"
    assert selaras("standard", "read", str(dumai), "-o", str(text)).code == 0
    assert "56" in text.read_text("utf-8")
    assert selaras("standard", "read", str(dumai), "-o", str(tmp_path / "out.txt" / "ada.json")).code == 2


def test_a_file_that_is_no_regulation_is_refused_with_code_three(selaras, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "x.txt"
    for data in (b"", b"halo", b"\xff\xfe", b"PK\x03\x04"):
        file.write_bytes(data)
        answer = selaras("standard", "read", str(file))
        assert (answer.code, answer.out) == (3, "")
        assert "→" in answer.err
    assert selaras("standard", "read", str(tmp_path)).code == 3


def test_a_missing_file_is_a_mistake_of_the_caller(selaras, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert selaras("standard", "read", str(tmp_path / "tidak-ada.txt")).code == 2


def test_show_prints_competencies_marks_and_citations(selaras, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    answer = selaras("standard", "show", ID)
    assert answer.code == 0
    for words in (
        "Kelas jabatan 7",
        "Lampiran II (kelas 6)",
        "M.8",
        "● mutlak",
        "◐ penting",
        "Kelas jabatan 4: disebut",
    ):
        assert words in answer.out
    assert "<i>" not in answer.out


def test_show_one_class_only(selaras) -> None:  # type: ignore[no-untyped-def]
    five = selaras("standard", "show", ID, "--class", "5").out
    assert "Mengoperasikan" in five
    assert "kelas 7" not in five
    four = selaras("standard", "show", ID, "--class", "4")
    assert (four.code, "belum ada tabel standarnya" in four.out) == (0, True)
    two = selaras("standard", "show", ID, "--class", "2")
    assert (two.code, "7, 6, 5, 4, 3, 1" in two.err) == (2, True)


def test_show_takes_a_file(selaras, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "x.txt"
    file.write_text(BUPATI, encoding="utf-8")
    assert "Perbup Singkawang Timur 41/2021" in selaras("standard", "show", str(file)).out


def test_list_and_schema(selaras) -> None:  # type: ignore[no-untyped-def]
    listed = selaras("standard", "list")
    assert ID in listed.out
    assert "01-02-2023" in listed.out
    assert selaras("standard", "schema").out == schema_text()


def test_english_when_asked(selaras, dumai: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("SELARAS_LANG", "en")
    monkeypatch.setattr("selaras.cli.standard_view.say", lambda text: text.en)
    assert "Nothing is uncertain" in selaras("standard", "read", str(dumai)).out
