"""Every change of the log is found and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from selaras.web.audit import actions, keys, periodic, rows, seals
from selaras.web.audit.canonical import dumps
from selaras.web.audit.models import Check, Seal
from selaras.web.audit.verify import Tally, database
from tests.web.audit.harm import chain, forge, insert, kinds, run
from tests.web.cast import AT

pytestmark = pytest.mark.django_db


def test_an_untouched_log_is_whole() -> None:
    chain(5)
    tally = Tally()
    assert not list(database(tally))
    assert tally.entries == 5


def test_an_empty_log_is_whole() -> None:
    assert kinds() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2026-07-01 03:00:01"),
        ("by_name", "Contoh Lain"),
        ("action", "test.other"),
        ("subject", "test:99"),
        ("before", '{"n":7}'),
        ("after", '{"n":4 ,"name":"Contoh 3"}'),
        ("after", None),
        ("why", ""),
        ("hash", "0" * 64),
        ("previous", "0" * 64),
    ],
)
def test_a_changed_column_is_found_in_its_row(column: str, value: str | None) -> None:
    chain(6)
    run(f"UPDATE audit_entry SET {column} = %s WHERE number = 4", value)
    assert kinds() == [("changed", 4, 4)]


@pytest.mark.parametrize("column", ["hash", "previous"])
def test_a_changed_link_is_named(column: str) -> None:
    chain(6)
    run(f"UPDATE audit_entry SET {column} = %s WHERE number = 4", "0" * 64)
    assert [column in found.what.en for found in database(Tally())] == [True]


def test_removed_rows_are_named() -> None:
    chain(9)
    run("DELETE FROM audit_entry WHERE number IN (3, 5, 6)")
    assert kinds() == [("removed", 3, 3), ("removed", 5, 6)]


def test_a_row_removed_from_the_beginning_is_named() -> None:
    chain(3)
    run("DELETE FROM audit_entry WHERE number = 1")
    assert kinds() == [("removed", 1, 1)]


def test_a_cut_tail_is_named() -> None:
    chain(9)
    run("DELETE FROM audit_entry WHERE number > 6")
    assert kinds() == [("cut", 7, 9)]


def test_everything_removed_is_a_cut_tail() -> None:
    chain(3)
    run("DELETE FROM audit_entry")
    assert kinds() == [("cut", 1, 3)]


def test_a_row_rewritten_with_its_hash_is_named() -> None:
    chain(6)
    forge(4, why="lain")
    assert kinds() == [("rewritten", 4, 4)]


def test_the_last_row_rewritten_with_its_hash_is_named() -> None:
    chain(6)
    forge(6, why="lain")
    assert kinds() == [("rewritten", 6, 6)]


def test_two_rows_that_changed_places_are_named_with_their_numbers() -> None:
    chain(6)
    for was, becomes in ((3, 1000), (4, 3), (1000, 4)):
        run("UPDATE audit_entry SET number = %s WHERE number = %s", becomes, was)
    assert kinds() == [("moved", 3, 3), ("moved", 4, 4)]
    assert "recorded under number 4" in next(database(Tally())).what.en


def test_a_row_thrown_to_the_end_is_missed_and_recognised() -> None:
    chain(6)
    run("UPDATE audit_entry SET number = 77 WHERE number = 3")
    assert kinds() == [("removed", 3, 3), ("moved", 77, 77)]


def test_an_inserted_row_is_named_and_what_it_pushed_away_as_one() -> None:
    stored = chain(6)
    for number in range(6, 3, -1):
        run("UPDATE audit_entry SET number = %s WHERE number = %s", number + 1, number)
    insert(stored[0] | {"number": 4, "hash": "f" * 64})
    found = kinds()
    assert found == [("changed", 4, 4), ("moved", 5, 7), ("head", 6, 7)]


def test_a_row_appended_past_the_application_is_found() -> None:
    stored = chain(3)
    insert(stored[-1] | {"number": 4, "hash": "f" * 64})
    assert kinds()


def test_a_head_set_back_is_found() -> None:
    chain(3)
    run("UPDATE audit_head SET number = 2")
    assert kinds() == [("head", 2, 3)]


def cut_cleverly(last: int) -> None:
    """Cut the tail and set the head back, so that nothing in the chain itself tells."""
    own = next(iter(rows.entries(last, last)))["hash"]
    run("DELETE FROM audit_entry WHERE number > %s", last)
    run("UPDATE audit_head SET number = %s, hash = %s WHERE id = 1", last, own)


def test_a_seal_tells_what_was_cut_with_the_head_set_back() -> None:
    chain(9)
    actions.seal(at=AT)
    cut_cleverly(6)
    assert kinds() == [("cut", 7, 9)]


def test_without_seals_the_same_goes_unseen() -> None:
    chain(9)
    cut_cleverly(6)
    assert kinds() == []  # why seals are kept elsewhere


def test_a_seal_kept_elsewhere_tells_when_the_database_s_own_are_gone(tmp_path: Path) -> None:
    chain(9)
    actions.seal(at=AT)
    assert seals.write_to(tmp_path / "seals.jsonl") == 1
    run("DELETE FROM audit_seal")
    cut_cleverly(6)
    assert kinds(database(Tally(), files=[tmp_path / "seals.jsonl"])) == [("cut", 7, 9)]


def rechain(start: int) -> None:
    """Rewrite an entry and every one after it, and the head: nothing but a seal remembers."""
    from selaras.web.audit.models import Entry

    own = forge(start, why="lain")
    for number in range(start + 1, Entry.objects.count() + 1):
        own = forge(number, previous=own)
    run("UPDATE audit_head SET hash = %s WHERE id = 1", own)


def test_a_rewritten_chain_is_told_by_the_first_seal_after_the_change() -> None:
    for _ in range(3):
        chain(3)
        actions.seal(at=AT)
    rechain(5)
    assert kinds() == [("rewritten", 4, 6)]


def test_a_seal_that_was_not_signed_here_is_refused() -> None:
    chain(3)
    actions.seal(at=AT)
    run("UPDATE audit_seal SET signature = %s", "0" * 128)
    assert [kind for kind, *_ in kinds()] == ["seal"]


def test_a_seal_moved_to_another_number_is_refused() -> None:
    chain(3)
    actions.seal(at=AT)
    run("UPDATE audit_seal SET number = 2")
    assert [kind for kind, *_ in kinds()] == ["seal"]


def test_another_key_signs_nothing_here(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    chain(3)
    seal = seals.said(actions.seal(at=AT)) | {"number": 9}
    seal["signature"] = Ed25519PrivateKey.generate().sign(seals.message(seal)).hex()
    (tmp_path / "s").write_text(dumps(seal) + "\n")
    assert [kind for kind, *_ in kinds(database(Tally(), files=[tmp_path / "s"]))] == ["seal"]


@pytest.mark.parametrize("column", ["at", "why", "by_name"])
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no such text")
def test_bytes_that_are_no_text_are_found_and_not_stumbled_over(column: str) -> None:
    chain(3)
    run(f"UPDATE audit_entry SET {column} = CAST(x'ff00fe' AS TEXT) WHERE number = 2")
    assert kinds() == [("changed", 2, 2)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps numbers only")
def test_a_number_that_is_none_is_found() -> None:
    chain(3)
    run("UPDATE audit_entry SET number = 'dua' WHERE number = 2")
    assert kinds() == [("removed", 2, 2), ("moved", "dua", "dua")]


def test_a_day_is_sealed_once_and_a_busy_one_again() -> None:
    from datetime import timedelta

    chain(2)
    assert actions.seal_day(at=AT)
    assert actions.seal_day(at=AT + timedelta(hours=3)) is None
    chain(actions.SEAL_AFTER)
    assert actions.seal_day(at=AT + timedelta(hours=4))
    assert actions.seal_day(at=AT + timedelta(days=1))
    assert Seal.objects.count() == 3


def test_the_check_is_kept_for_the_pages() -> None:
    chain(3)
    assert periodic.daily(AT).found == 0
    run("UPDATE audit_entry SET why = 'x' WHERE number = 2")
    check = periodic.daily(AT)
    assert check.found == 1
    assert check.findings[0]["first"] == 2
    assert Check.objects.count() == 2


def test_the_key_is_made_once_and_closed_to_others() -> None:
    assert keys.public_key() == keys.public_key()
    path = keys.folder() / keys.SIGNING
    assert path.stat().st_mode & 0o777 == 0o600
    assert not keys.signed(b"x", "nonsense", "nonsense")
    assert not keys.signed(b"x", "00", keys.public_key())
