"""What somebody here put right by hand is never taken back by a file without being asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from selaras.clock import WESTERN_INDONESIA
from selaras.errors import SelarasError
from selaras.web.imports import actions
from selaras.web.imports.models import Import
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Entry, Kind
from tests.web.cast import Cast
from tests.web.imports.desk import BUDI, RINI, Desk, export, siasn_row

pytestmark = pytest.mark.django_db


def mend(desk: Desk, nip: str = RINI, **said: Any) -> Entry:
    """Correct the recorded rank by hand."""
    standing = Entry.objects.get(person__nip=nip, kind="rank", corrected_by__isnull=True)
    return record_entry(
        person=standing.person,
        kind=Kind.RANK,
        since=standing.since,
        data={"rank": "III/b"},
        corrects=standing,
        reason="SK ada di berkas",
        by=desk.by,
        at=desk.at,
        **said,
    )


@pytest.fixture
def desk(cast: Cast, tmp_path: Path) -> Desk:
    """Two people imported, the rank of one put right by hand."""
    desk = Desk(cast)
    desk.take(export(tmp_path))
    mend(desk)
    return desk


def test_a_file_that_repeats_what_was_put_right_is_a_conflict(desk: Desk, tmp_path: Path) -> None:
    batch = desk.check(export(tmp_path))
    row = desk.row(batch, RINI)
    assert (row.state, row.conflict, row.decision) == ("changed", True, "")
    (change,) = row.changes
    assert (change["before"], change["after"], change["conflict"]) == (
        {"rank": "III/b"},
        {"rank": "III/a"},
        True,
    )
    assert desk.row(batch, BUDI).state == "unchanged"


def test_undecided_conflicts_are_left_out_by_valid_only_and_refuse_a_commit_of_all(
    desk: Desk, tmp_path: Path
) -> None:
    batch = desk.check(export(tmp_path))
    with pytest.raises(SelarasError):
        desk.start(batch, only_valid=False)
    desk.commit(batch)
    assert desk.person(RINI).rank == "III/b"


@pytest.mark.parametrize(("decision", "rank"), [("file", "III/a"), ("keep", "III/b")])
def test_one_conflict_is_decided(desk: Desk, tmp_path: Path, decision: str, rank: str) -> None:
    batch = desk.check(export(tmp_path))
    row = actions.decide(row=desk.row(batch, RINI), at_change=0, decision=decision, by=desk.by, at=desk.at)
    assert row.decision == decision
    desk.commit(batch, only_valid=False)
    assert desk.person(RINI).rank == rank


@pytest.mark.parametrize(("decision", "rank"), [("file", "III/a"), ("keep", "III/b")])
def test_all_conflicts_are_decided_by_one_rule(desk: Desk, tmp_path: Path, decision: str, rank: str) -> None:
    mend(desk, BUDI)
    batch = desk.check(export(tmp_path))
    assert actions.decide_all(batch=batch, decision=decision, by=desk.by, at=desk.at) == 2
    desk.commit(batch, only_valid=False)
    assert (desk.person(RINI).rank, desk.person(BUDI).rank) == (rank, rank)


def test_who_kept_their_own_value_is_not_asked_again_about_the_same(desk: Desk, tmp_path: Path) -> None:
    batch = desk.check(export(tmp_path))
    actions.decide_all(batch=batch, decision="keep", by=desk.by, at=desk.at)
    desk.commit(batch)
    again = desk.check(export(tmp_path))
    assert desk.row(again, RINI).decision == "keep"
    assert again.counts["undecided"] == 0


def test_something_withdrawn_by_hand_does_not_come_back_unasked(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(export(tmp_path))
    mend(desk, withdrawn=True)
    row = desk.row(desk.check(export(tmp_path)), RINI)
    assert row.conflict
    assert row.changes[0]["how"] == "add"


def test_a_name_corrected_here_is_a_conflict(desk: Desk, tmp_path: Path) -> None:
    person = desk.person(BUDI)
    record_entry(
        person=person,
        kind=Kind.PROFILE,
        since=desk.at.astimezone(WESTERN_INDONESIA).date(),
        data={"name": "Contoh Budi Utama", "entered_on": None},
        by=desk.by,
        at=desk.at,
    )
    row = desk.row(desk.check(export(tmp_path)), BUDI)
    assert row.changes[0]["kind"] == "profile"
    assert row.conflict


def test_a_name_in_capitals_is_the_same_name(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(export(tmp_path))
    same = siasn_row(NAMA="Contoh  Rini")
    assert desk.row(desk.check(export(tmp_path, same, siasn_row(BUDI))), RINI).state == "unchanged"


def test_someone_changed_since_the_dry_run_is_compared_anew(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(export(tmp_path))
    changed = [siasn_row(nip, GOL_AKHIR_ID="33", GOL_AKHIR_NAMA="III/c") for nip in (RINI, BUDI)]
    batch = desk.check(export(tmp_path, *changed))
    mend(desk)
    batch = desk.commit(batch)
    assert batch.state == Import.State.COMMITTED
    row = desk.row(batch, RINI)
    assert (row.applied, row.conflict, row.problems[0]["code"]) == (False, True, "changed_since")
    assert (desk.person(RINI).rank, desk.person(BUDI).rank) == ("III/b", "III/c")
    # decided, the rest is saved with a second commit
    actions.decide(row=row, at_change=0, decision="file", by=desk.by, at=desk.at)
    desk.commit(batch)
    assert desk.person(RINI).rank == "III/c"


def test_someone_changed_elsewhere_since_is_saved_all_the_same(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(export(tmp_path))
    batch = desk.check(
        export(tmp_path, siasn_row(GOL_AKHIR_ID="33", GOL_AKHIR_NAMA="III/c"), siasn_row(BUDI))
    )
    record_entry(
        person=desk.person(RINI),
        kind=Kind.PERFORMANCE,
        since=desk.at.date(),
        data={"year": 2025, "predicate": "Baik"},
        by=desk.by,
        at=desk.at,
    )
    desk.commit(batch)
    assert desk.person(RINI).rank == "III/c"
