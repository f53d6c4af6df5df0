"""The people workbook: competency results, determinations, equivalences, corrections of its own entries."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from selaras.clock import today
from selaras.files.people import read_people
from selaras.web.imports import actions
from selaras.web.imports.models import Import, Row
from selaras.web.people import load
from selaras.web.people.models import Entry, Person, RubricEquivalence
from tests.files.workbooks import LAW, write_csv
from tests.web.cast import Cast
from tests.web.imports.desk import BUDI, RINI, Desk, good, state, workbook

pytestmark = pytest.mark.django_db


def told(person: Any) -> dict[str, list[str]]:
    """What the engine sees of a person, without ids."""
    fields = ("employment", "educations", "ranks", "positions", "trainings", "evidence", "determinations")
    found: dict[str, list[str]] = {}
    for name in fields:
        rows = []
        for entry in getattr(person, name):
            kept = {
                key: sorted(value.items()) if isinstance(value := getattr(entry, key), Mapping) else value
                for key in entry.__dataclass_fields__
                if key not in ("id", "corrects", "recorded_on", "position")
            }
            rows.append(repr(sorted(kept.items(), key=lambda item: item[0])))
        found[name] = sorted(rows)
    return found


def test_the_engine_sees_the_same_people_as_from_the_file(cast: Cast, tmp_path: Path) -> None:
    path = workbook(tmp_path)
    batch = Desk(cast).take(path)
    assert batch.state == Import.State.COMMITTED
    here = load.persons(Person.objects.filter(nip__in=[RINI, BUDI]), today())
    file = read_people(path, [LAW]).persons
    assert {person.id: told(person) for person in here} == {person.id: told(person) for person in file}


def test_the_same_workbook_again_is_all_unchanged(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(workbook(tmp_path))
    before = state()
    batch = desk.check(workbook(tmp_path))
    assert set(batch.rows.filter(nip__in=[RINI, BUDI]).values_list("state", flat=True)) == {"unchanged"}
    desk.commit(batch)
    assert state() == before
    assert RubricEquivalence.objects.count() == len(read_people(workbook(tmp_path), [LAW]).equivalences)


def test_entries_corrected_within_the_file_are_corrected_here_and_stay_so(cast: Cast, tmp_path: Path) -> None:
    data = good()
    data["Pangkat"] = [
        {"NIP": RINI, "Golongan": "II/a", "TMT golongan": "01-01-2010", "ID": "r1"},
        {"NIP": RINI, "Golongan": "II/b", "TMT golongan": "01-01-2010", "ID": "r2", "Mengoreksi": "r1"},
        {"NIP": RINI, "Golongan": "II/c", "TMT golongan": "01-01-2014", "ID": "r3"},
        {
            "NIP": RINI,
            "Golongan": "II/c",
            "TMT golongan": "01-01-2014",
            "ID": "r4",
            "Mengoreksi": "r3",
            "Ditarik": "ya",
        },
    ]
    desk = Desk(cast)
    desk.take(workbook(tmp_path, data))
    entries = Entry.objects.filter(person__nip=RINI, kind="rank")
    assert entries.count() == 4
    assert entries.get(corrects__data={"rank": "II/a"}).data == {"rank": "II/b"}
    assert desk.person(RINI).rank == "II/b"
    before = state()
    batch = desk.check(workbook(tmp_path, data))
    assert desk.row(batch, RINI).changes == []
    desk.commit(batch)
    assert state() == before


def test_two_results_of_one_day_that_differ_are_both_kept(cast: Cast, tmp_path: Path) -> None:
    data = good()
    first = data["Kompetensi"][0]
    data["Kompetensi"].append(first | {"Level": 0})
    desk = Desk(cast)
    desk.take(workbook(tmp_path, data))
    count = Entry.objects.filter(person__nip=RINI, kind="competency").count()
    assert count == len([row for row in data["Kompetensi"] if row["NIP"] == RINI])
    assert desk.row(desk.check(workbook(tmp_path, data)), RINI).state == Row.State.UNCHANGED


def test_a_result_put_right_in_the_file_corrects_the_recorded_one(cast: Cast, tmp_path: Path) -> None:
    desk, data = Desk(cast), good()
    desk.take(workbook(tmp_path, data))
    data["Kompetensi"][0]["Level"] = 0
    batch = desk.check(workbook(tmp_path, data))
    (change,) = desk.row(batch, RINI).changes
    assert (change["how"], change["before"]["level"], change["after"]["level"]) == ("correct", 1, 0)


def test_a_history_in_the_workbook_is_appended_by_rule(cast: Cast, tmp_path: Path) -> None:
    desk, data = Desk(cast), good()
    desk.take(workbook(tmp_path, data))
    data["Pangkat"].insert(0, {"NIP": RINI, "Golongan": "I/c", "TMT golongan": "01-01-2008"})
    batch = desk.check(workbook(tmp_path, data))
    assert desk.row(batch, RINI).changes[0]["how"] == "older"
    assert (
        desk.row(batch, RINI).state == Row.State.CHANGED
    )  # a workbook brings histories: appended unless told not to
    actions.set_rules(batch=batch, rules={"older": "leave"}, by=desk.by, at=desk.at)
    assert desk.row(batch, RINI).state == Row.State.UNCHANGED


def test_a_csv_of_people_alone_and_a_zip_of_all_tables_are_taken(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    folder = write_csv(tmp_path, good())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"data/{file.name}")
    path = tmp_path / "semua.zip"
    path.write_bytes(packed.getvalue())
    batch = desk.check(path)
    assert (batch.state, batch.layout, batch.counts["new"]) == ("checked", "people", 2)
    alone = desk.check(folder / "Pegawai.csv")
    assert (alone.state, alone.counts["new"]) == ("checked", 2)


def test_titles_without_class_are_listed_until_somebody_decides(cast: Cast, tmp_path: Path) -> None:
    from tests.web.imports.desk import export

    batch = Desk(cast).check(export(tmp_path))
    (title,) = batch.plan["titles"]
    assert (title["title"], title["heads"]) == ("PENGELOLA KEUANGAN", 2)


def test_a_workbook_may_be_taken_in_without_a_browser(cast: Cast, tmp_path: Path) -> None:
    steps: list[int] = []
    batch = actions.take_in(
        path=write_csv(tmp_path, good()),
        instansi=cast.dumai.instansi,
        by=Desk(cast).by,
        at=Desk(cast).at,
        on_step=lambda done, _total, _note: steps.append(done),
    )
    assert batch.state == Import.State.COMMITTED
    assert steps
    assert Person.objects.filter(nip__in=[RINI, BUDI]).count() == 2


def test_a_file_that_cannot_be_taken_in_says_why(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "kosong.xlsx"
    path.write_bytes(b"PK\x03\x04 bukan buku kerja")
    desk = Desk(cast)
    batch = actions.take_in(path=path, instansi=cast.dumai.instansi, by=desk.by, at=desk.at)
    assert batch.state == Import.State.REFUSED
    assert batch.refusal["problems"][0]["code"] == "file_damaged"
