"""An exported file can be checked without the database."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from selaras.web.audit import actions, keys, seals
from selaras.web.audit.export import export
from selaras.web.audit.models import Entry
from selaras.web.audit.record import record
from selaras.web.audit.verify import Tally, file
from selaras.web.commands.audit import audit
from tests.web.audit.harm import chain, kinds, run
from tests.web.cast import AT

pytestmark = pytest.mark.django_db


def taken(folder: Path, since: date | None = None, until: date | None = None) -> Path:
    path = folder / "audit.jsonl"
    with path.open("wb") as into:
        export(since, until, into, at=AT + timedelta(days=30))
    return path


def test_an_exported_file_is_whole_and_the_export_on_record(tmp_path: Path) -> None:
    chain(5)
    tally = Tally()
    assert not list(file(taken(tmp_path), tally, public=keys.public_key()))
    assert tally.entries == 5
    assert Entry.objects.first().action == "audit.export"  # type: ignore[union-attr]


def test_some_days_are_a_piece_of_the_chain(tmp_path: Path) -> None:
    for day in range(6):
        record("test.write", f"test:{day}", by=None, at=AT + timedelta(days=day))
    path = taken(tmp_path, date(2026, 7, 2), date(2026, 7, 4))
    assert kinds(file(path, Tally())) == []
    assert [line for line in path.read_text().splitlines() if '"number":1,' in line] == []
    assert path.read_text().count("test.write") == 3


def test_no_entry_in_those_days_is_an_empty_piece(tmp_path: Path) -> None:
    chain(2)
    assert kinds(file(taken(tmp_path, date(2030, 1, 1)), Tally())) == []


@pytest.mark.parametrize("line", range(7))
def test_every_removed_line_is_found(tmp_path: Path, line: int) -> None:
    chain(5)
    path = taken(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:line] + lines[line + 1 :]))
    assert kinds(file(path, Tally()))


def test_a_shortened_file_with_an_end_of_its_own_is_found(tmp_path: Path) -> None:
    chain(5)
    lines = taken(tmp_path).read_bytes().splitlines(keepends=True)
    with (tmp_path / "other").open("wb") as into:
        into.write(b"".join([*lines[:4], lines[-1]]))
    assert ("cut", 4, 5) in kinds(file(tmp_path / "other", Tally()))


def test_seals_tell_a_file_made_from_a_rewritten_database(tmp_path: Path) -> None:
    chain(5)
    actions.seal(at=AT)
    seals.write_to(tmp_path / "seals")
    run("DELETE FROM audit_entry WHERE number > 2")
    path = taken(tmp_path)
    assert kinds(file(path, Tally())) == [("cut", 3, 5)]
    run("DELETE FROM audit_entry WHERE number > 2")
    run(
        "UPDATE audit_head SET number = 2, hash = (SELECT hash FROM audit_entry WHERE number = 2) WHERE id = 1"
    )
    path = taken(tmp_path)
    assert kinds(file(path, Tally())) == []
    assert kinds(file(path, Tally(), files=[tmp_path / "seals"], public=keys.public_key())) == [("cut", 4, 5)]


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"{}", b"\xff\xfe", b"[1]\n" * 3, b'{"selaras":"audit"}\n', b"[" * 100000]
)
def test_a_file_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    assert {kind for kind, *_ in kinds(file(tmp_path / "x", Tally()))} == {"file"}


def ask(*arguments: object) -> Result:
    return CliRunner().invoke(audit, [str(each) for each in arguments], env={"SELARAS_LANG": "en"})


def test_the_command_says_that_the_log_is_whole() -> None:
    chain(3)
    answer = ask("verify")
    assert answer.exit_code == 0, answer.output
    assert "3" in answer.output


def test_the_command_names_what_was_done_and_ends_with_1() -> None:
    chain(5)
    run("UPDATE audit_entry SET why = 'x' WHERE number = 2")
    run("DELETE FROM audit_entry WHERE number = 4")
    answer = ask("verify")
    assert answer.exit_code == 1
    assert "2" in answer.output.splitlines()[0]
    assert "4" in answer.output.splitlines()[1]


def test_the_inspector_s_way(tmp_path: Path) -> None:
    chain(5)
    public = ask("key").output.strip()
    assert public == keys.public_key()
    assert ask("seal", "--to", tmp_path / "seals").exit_code == 0
    assert ask("export", "--from", "2026-07-01", "--to", "01-07-2026", "-o", tmp_path / "log").exit_code == 0
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o600
    whole = ask("verify", "--file", tmp_path / "log", "--seals", tmp_path / "seals", "--key", public)
    assert whole.exit_code == 0, whole.output
    (tmp_path / "log").write_bytes((tmp_path / "log").read_bytes().replace(b"alasan 3", b"alasan 4"))
    told = ask("verify", "--file", tmp_path / "log", "--seals", tmp_path / "seals", "--key", public)
    assert told.exit_code == 1
    other = ask("verify", "--file", tmp_path / "log", "--key", "A" * 44)
    assert other.exit_code == 1


def test_a_damaged_file_of_seals_is_refused_with_its_line(tmp_path: Path) -> None:
    chain(1)
    (tmp_path / "seals").write_text("{}\n")
    answer = ask("verify", "--seals", tmp_path / "seals")
    assert "line 1" in str(answer.exception)


def test_days_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    answer = ask("export", "--from", "2026-07-02", "--to", "2026-07-01", "-o", tmp_path / "log")
    assert "before the first" in str(answer.exception)
    assert not (tmp_path / "log").exists()


def test_the_installation_s_own_file_of_seals_heals(transactional_db: None) -> None:
    seals.kept().unlink(missing_ok=True)
    chain(2)
    actions.seal(at=AT)
    whole = seals.kept().read_bytes()
    seals.kept().write_bytes(whole + whole[:20])  # a crash in mid-line
    actions.seal(at=AT + timedelta(days=1))
    assert len(list(seals.read(seals.kept()))) == 2
    assert seals.kept().read_bytes().startswith(whole)
