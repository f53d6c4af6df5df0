"""An import is undone by compensating entries, never by deleting; who was changed since is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from selaras.web.audit.labels import words_of
from selaras.web.audit.models import Entry as Written
from selaras.web.imports.models import Import
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Entry, Kind, Person
from tests.web.cast import Cast
from tests.web.imports.desk import BUDI, RINI, Desk, export, good, siasn_row, workbook

pytestmark = pytest.mark.django_db


def standing(nip: str) -> list[tuple[str, object]]:
    """What stands of somebody."""
    entries = Entry.objects.filter(person__nip=nip, corrected_by__isnull=True, withdrawn=False)
    return sorted((str(entry.kind), repr((entry.since, entry.data))) for entry in entries)


def test_a_change_is_undone_to_what_stood_before(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(export(tmp_path))
    before, entries = standing(RINI), Entry.objects.count()
    changed = siasn_row(
        GOL_AKHIR_ID="33", GOL_AKHIR_NAMA="III/c", PENDIDIKAN_NAMA="S-2 HUKUM", TAHUN_LULUS="2020"
    )
    batch = desk.take(export(tmp_path, changed, siasn_row(BUDI)))
    assert standing(RINI) != before
    batch = desk.undo(batch)
    assert batch.state == Import.State.UNDONE
    assert standing(RINI) == before
    assert desk.person(RINI).rank == "III/a"
    assert Entry.objects.count() > entries  # nothing was deleted
    assert (batch.counts["undone"], batch.counts["left"]) == (1, 0)


def test_new_people_leave_again_and_come_back_with_the_file(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.undo(desk.take(export(tmp_path)))
    rini = desk.person(RINI)
    assert (rini.status, standing(RINI)) == (Person.Status.LEFT, [])
    again = desk.check(export(tmp_path))
    assert desk.row(again, RINI).state == "new"
    desk.commit(again)
    assert desk.person(RINI).status == Person.Status.ACTIVE
    assert desk.person(RINI).rank == "III/a"
    assert desk.row(desk.check(export(tmp_path)), RINI).state == "unchanged"


def test_who_was_changed_since_is_listed_and_left(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    batch = desk.take(export(tmp_path))
    record_entry(
        person=desk.person(RINI),
        kind=Kind.RANK,
        since=desk.at.date(),
        data={"rank": "III/d"},
        by=desk.by,
        at=desk.at,
    )
    batch = desk.undo(batch)
    assert (desk.row(batch, RINI).undo, desk.row(batch, BUDI).undo) == ("left", "undone")
    assert desk.row(batch, RINI).problems[-1]["code"] == "left_as_is"
    assert desk.person(RINI).rank == "III/d"
    assert desk.person(RINI).status == Person.Status.ACTIVE


def test_marking_as_left_is_undone(cast: Cast, tmp_path: Path) -> None:
    from selaras.web.imports import actions

    desk = Desk(cast)
    desk.take(export(tmp_path))
    batch = desk.check(export(tmp_path, siasn_row()))
    rules = {"missing": "left", "missing_reason": "pensiun"}
    actions.set_rules(batch=batch, rules=rules, by=desk.by, at=desk.at)
    batch = desk.commit(batch)
    assert desk.person(BUDI).status == Person.Status.LEFT
    desk.undo(batch)
    assert desk.person(BUDI).status == Person.Status.ACTIVE
    told = {
        each.action: dict(words_of(each.action, each.after) or ())
        for each in Written.objects.order_by("number")
    }
    assert told["imports.rules"]["Pegawai yang tidak ada di berkas"] == "tandai tidak lagi di instansi ini"
    assert told["imports.committed"]["ditandai tidak lagi di instansi ini"] == "1"
    assert told["imports.undone"] == {"dibatalkan": "1"}


def test_a_workbook_with_everything_is_undone_and_comes_back(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(workbook(tmp_path))
    full = standing(RINI)
    desk.undo(Import.objects.get())
    assert standing(RINI) == []
    desk.take(workbook(tmp_path))
    assert standing(RINI) == full


def test_in_file_corrections_leave_nothing_behind(cast: Cast, tmp_path: Path) -> None:
    data = good()
    data["Pangkat"] = [
        {"NIP": RINI, "Golongan": "II/a", "TMT golongan": "01-01-2010", "ID": "r1"},
        {"NIP": RINI, "Golongan": "II/b", "TMT golongan": "01-01-2010", "ID": "r2", "Mengoreksi": "r1"},
    ]
    desk = Desk(cast)
    desk.undo(desk.take(workbook(tmp_path, data)))
    assert standing(RINI) == []
    desk.take(workbook(tmp_path, data))
    assert desk.person(RINI).rank == "II/b"
