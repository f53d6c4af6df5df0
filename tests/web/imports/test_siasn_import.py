"""A SIASN export beside the record: what is new, changed, the same, missing; saved, and saved again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from selaras.web.accounts.roles import Role
from selaras.web.imports.models import Import, Row
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Entry, Person
from tests.web.cast import Cast
from tests.web.imports.desk import BUDI, RINI, Desk, export, siasn_row, state

pytestmark = pytest.mark.django_db


def test_new_people_come_with_what_the_export_says(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    batch = desk.check(export(tmp_path))
    assert batch.state == Import.State.CHECKED
    assert {name: batch.counts[name] for name in ("new", "changed", "rejected")} == {
        "new": 2,
        "changed": 0,
        "rejected": 0,
    }
    assert batch.plan["units"] == {"U1": "Dinas Sosial"}
    assert [position["title"] for position in batch.plan["positions"]] == ["PENGELOLA KEUANGAN"]
    assert not Person.objects.filter(nip=RINI).exists()

    batch = desk.commit(batch)
    assert batch.state == Import.State.COMMITTED
    rini = desk.person(RINI)
    assert (rini.rank, rini.education, rini.employment, rini.unit.code) == ("III/a", "S-1", "pns", "U1")
    assert rini.position is not None
    assert rini.position.title == "PENGELOLA KEUANGAN"
    assert set(rini.entries.values_list("origin", flat=True)) == {f"import:{batch.pk}"}


def test_the_same_file_again_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(export(tmp_path))
    before = state()
    batch = desk.check(export(tmp_path))
    assert set(batch.rows.filter(nip__in=[RINI, BUDI]).values_list("state", flat=True)) == {"unchanged"}
    desk.commit(batch)
    assert state() == before


def test_a_later_rank_is_a_new_entry_and_the_old_one_stays(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(export(tmp_path))
    risen = siasn_row(GOL_AKHIR_ID="32", GOL_AKHIR_NAMA="III/b", TMT_GOLONGAN="01-04-2024")
    batch = desk.check(export(tmp_path, risen, siasn_row(BUDI)))
    row = desk.row(batch, RINI)
    assert row.state == Row.State.CHANGED
    (change,) = row.changes
    assert (change["how"], change["before"], change["after"]) == ("add", {"rank": "III/a"}, {"rank": "III/b"})
    desk.commit(batch)
    assert desk.person(RINI).rank == "III/b"
    assert Entry.objects.filter(person__nip=RINI, kind="rank", corrected_by__isnull=True).count() == 2


def test_another_rank_on_the_same_day_corrects_the_recorded_one(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.take(export(tmp_path))
    other = siasn_row(GOL_AKHIR_ID="32", GOL_AKHIR_NAMA="III/b")
    batch = desk.check(export(tmp_path, other, siasn_row(BUDI)))
    (change,) = desk.row(batch, RINI).changes
    assert change["how"] == "correct"
    desk.commit(batch)
    assert desk.person(RINI).rank == "III/b"
    assert Entry.objects.get(person__nip=RINI, kind="rank", corrects__isnull=False).data == {"rank": "III/b"}


def test_what_is_older_than_the_record_is_shown_and_appended_only_by_rule(cast: Cast, tmp_path: Path) -> None:
    from selaras.web.imports import actions

    desk = Desk(cast)
    desk.take(export(tmp_path))
    older = siasn_row(GOL_AKHIR_ID="24", GOL_AKHIR_NAMA="II/d", TMT_GOLONGAN="01-04-2016")
    batch = desk.check(export(tmp_path, older, siasn_row(BUDI)))
    row = desk.row(batch, RINI)
    assert (row.state, row.older, row.changes[0]["how"]) == ("unchanged", True, "older")
    actions.set_rules(batch=batch, rules={"older": "append"}, by=desk.by, at=desk.at)
    row.refresh_from_db()
    assert row.state == "changed"
    desk.commit(batch)
    assert desk.person(RINI).rank == "III/a"
    assert Entry.objects.filter(person__nip=RINI, kind="rank").count() == 2


def test_people_missing_from_the_file_are_counted_within_its_units(cast: Cast, tmp_path: Path) -> None:
    from selaras.web.imports import actions

    desk = Desk(cast)
    desk.take(export(tmp_path))
    batch = desk.check(export(tmp_path, siasn_row()))
    assert list(batch.rows.filter(state="missing").values_list("nip", flat=True)) == [BUDI]
    desk.commit(batch)
    assert desk.person(BUDI).status == Person.Status.ACTIVE

    batch = desk.check(export(tmp_path, siasn_row()))
    actions.set_rules(batch=batch, rules={"scope": "instansi"}, by=desk.by, at=desk.at)
    assert batch.rows.filter(state="missing").count() == 3


def test_missing_people_leave_only_by_rule_and_with_a_reason(cast: Cast, tmp_path: Path) -> None:
    from selaras.web.imports import actions

    desk = Desk(cast)
    desk.take(export(tmp_path))
    batch = desk.check(export(tmp_path, siasn_row()))
    rules = {"missing": "left", "missing_reason": "mutasi keluar"}
    actions.set_rules(batch=batch, rules=rules, by=desk.by, at=desk.at)
    desk.commit(batch)
    assert desk.person(BUDI).status == Person.Status.LEFT
    again = desk.check(export(tmp_path))
    assert desk.row(again, BUDI).changes[0]["how"] == "status"
    desk.commit(again)
    assert desk.person(BUDI).status == Person.Status.ACTIVE


def test_rejected_rows_stay_out_and_say_where_and_why(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    batch = desk.check(export(tmp_path, siasn_row(), siasn_row(BUDI, TMT_JABATAN="besok")))
    row = desk.row(batch, BUDI)
    assert row.state == Row.State.REJECTED
    assert row.place == "Data utama!3"
    assert row.problems[0]["place"].startswith("siasn.xlsx Data utama!")
    batch = desk.commit(batch)
    assert not Person.objects.filter(nip=BUDI).exists()
    assert batch.counts["saved_new"] == 1


def test_units_and_positions_known_by_name_are_not_made_twice(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    same = siasn_row(
        UNOR_NAMA="BIDANG LALU LINTAS",
        JABATAN_NAMA="PENGADMINISTRASI PERKANTORAN",
        JABATAN_ID="J9",
        UNOR_ID="X",
    )
    batch = desk.check(export(tmp_path, same))
    assert (batch.plan["units"], batch.plan["positions"]) == ({}, [])
    desk.commit(batch)
    assert desk.person(RINI).position == cast.dumai.position


def test_new_units_stand_below_the_work_unit_that_the_file_names_if_somebody_says_so(
    cast: Cast, tmp_path: Path
) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    said = {"SATUAN_KERJA_INDUK_ID": "S1", "SATUAN_KERJA_INDUK_NAMA": "Dinas Baru"}
    circle = {"UNOR_ID": "K1", "UNOR_NAMA": "Unit K", "SATUAN_KERJA_INDUK_ID": "K1"}
    root = {"UNOR_ID": "R1", "UNOR_NAMA": "Unit R", "SATUAN_KERJA_INDUK_NAMA": cast.dumai.root.name}
    rows = [
        siasn_row(**said),
        siasn_row(BUDI, **circle, SATUAN_KERJA_INDUK_NAMA="Unit K"),
        siasn_row("198501012010011003", **root),
    ]
    batch = desk.check(export(tmp_path, *rows))
    page = client.get(reverse("imports:detail", args=[batch.pk])).content.decode()
    assert "1 unit baru menyebut satuan kerja induk" in page
    assert "Dinas Sosial di bawah Dinas Baru" in page
    rules = {"older": "leave", "scope": "units", "missing": "leave", "parents": "file"}
    client.post(reverse("imports:rules", args=[batch.pk]), rules)
    desk.commit(batch)
    above = dict(Unit.objects.filter(code__in=("U1", "K1", "R1", "S1")).values_list("code", "parent__code"))
    top = cast.dumai.root.code
    assert above == {"U1": "S1", "S1": top, "K1": top, "R1": top}


def test_without_that_word_new_units_stand_below_the_root(cast: Cast, tmp_path: Path) -> None:
    said = {"SATUAN_KERJA_INDUK_ID": "S1", "SATUAN_KERJA_INDUK_NAMA": "Dinas Baru"}
    Desk(cast).take(export(tmp_path, siasn_row(**said)))
    assert Unit.objects.get(code="U1").parent == cast.dumai.root
    assert not Unit.objects.filter(code="S1").exists()
