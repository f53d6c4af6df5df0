"""Foreign imports, hostile files, two at once, a worker killed half-way."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from selaras.errors import SelarasError
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry as Audit
from selaras.web.imports import actions, commit
from selaras.web.imports.models import Import, Row
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import run_now
from selaras.web.organisation.models import Position, Unit
from selaras.web.people.models import Entry, Person
from tests.web.cast import AT, BEGAN, Cast
from tests.web.imports.desk import BUDI, PPPK, RINI, Desk, export, fresh, siasn_row, state

pytestmark = pytest.mark.django_db

PAGES = ("detail", "columns", "original", "rejects", "undo")
POSTS = ("check", "decide", "rules", "commit", "undo", "discard", "columns")


def section_analyst(cast: Cast) -> User:
    """An analyst of one office only."""
    user = User.objects.create_user("dumai-analis-dishub", None, name="Contoh Analis Dishub")
    Grant.objects.create(
        user=user,
        instansi=cast.dumai.instansi,
        unit=cast.dumai.office,
        role=Role.ANALYST,
        since=BEGAN,
        granted_at=AT,
    )
    return user


def test_an_analyst_elsewhere_finds_nothing(cast: Cast, tmp_path: Path) -> None:
    batch = Desk(cast).check(export(tmp_path, siasn_row(), siasn_row(BUDI, TMT_JABATAN="besok")))
    stranger = cast.client(Role.ANALYST, cast.contoh)
    assert "siasn.xlsx" not in stranger.get(reverse("imports:list")).content.decode()
    for name in PAGES:
        assert stranger.get(reverse(f"imports:{name}", args=[batch.pk])).status_code == 404
    for name in POSTS:
        assert stranger.post(reverse(f"imports:{name}", args=[batch.pk])).status_code == 404


def test_a_row_of_another_import_cannot_be_decided_through_the_own(cast: Cast, tmp_path: Path) -> None:
    mine, theirs = Desk(cast).check(export(tmp_path)), Desk(cast, cast.contoh).check(export(tmp_path))
    row = theirs.rows.first()
    said = {"baris": row.pk, "hal": 0, "putusan": "file"}
    address = reverse("imports:decide", args=[mine.pk])
    assert cast.client(Role.ANALYST).post(address, said).status_code == 404


def test_an_analyst_of_one_office_sees_only_what_they_brought(cast: Cast, tmp_path: Path) -> None:
    from django.test import Client

    batch = Desk(cast).check(export(tmp_path))
    client = Client()
    client.force_login(section_analyst(cast))
    assert client.get(reverse("imports:detail", args=[batch.pk])).status_code == 404


def test_an_analyst_of_one_office_imports_nobody_outside_it(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    desk.by = section_analyst(cast)
    inside = siasn_row(UNOR_NAMA="Bidang Lalu Lintas", UNOR_ID="", JABATAN_NAMA="Pengelola Rambu")
    outside = siasn_row(BUDI, UNOR_NAMA="Dinas Kesehatan", UNOR_ID="")
    batch = desk.check(export(tmp_path, inside, outside))
    assert desk.row(batch, RINI).state == Row.State.NEW
    row = desk.row(batch, BUDI)
    assert (row.state, row.problems[0]["code"]) == ("rejected", "out_of_reach")
    assert not batch.rows.filter(nip=cast.dumai.stranger.nip).exists()
    desk.commit(batch)
    assert not Person.objects.filter(nip=BUDI).exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("kosong.xlsx", b"", "kosong"),
        ("surat.pdf", b"%PDF-1.7 " + b"x" * 50, "bukan jenis yang diterima"),
        ("gambar.xlsx", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "bukan jenis yang diterima"),
    ],
)
def test_wrong_files_are_refused_on_the_page(cast: Cast, name: str, content: bytes, told: str) -> None:
    client = cast.client(Role.ANALYST)
    answer = client.post(
        reverse("imports:upload"), {"file": SimpleUploadedFile(name, content), "layout": "auto"}
    )
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert not Import.objects.exists()


def test_a_bomb_and_an_oversized_file_are_refused(cast: Cast, tmp_path: Path) -> None:
    client, packed = cast.client(Role.ANALYST), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Pegawai.csv", b"0" * 60_000_000)
    bomb = SimpleUploadedFile("bom.zip", packed.getvalue())
    assert (
        "terlalu besar"
        in client.post(reverse("imports:upload"), {"file": bomb, "layout": "auto"}).content.decode()
    )
    with override_settings(SELARAS_UPLOAD_LIMIT=1000):
        answer = client.post(
            reverse("imports:upload"),
            {"file": SimpleUploadedFile("a.xlsx", export(tmp_path).read_bytes()), "layout": "auto"},
        )
    assert "melebihi batas" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_zip_cannot_write_outside_its_folder(cast: Cast, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../Pegawai.csv", "NIP;Nama\n")
    path = tmp_path / "jalan.zip"
    path.write_bytes(packed.getvalue())
    with pytest.raises(SelarasError):
        Desk(cast).receive(path)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("lama.csv", "Nama;Umur\nContoh;3\n".encode("utf-16"), ""),
        ("bukan.csv", b"Nama;Umur\nContoh;3\n", "column_missing"),
    ],
)
def test_files_that_the_readers_refuse_show_place_and_remedy(
    cast: Cast, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    client = cast.client(Role.ANALYST)
    answer = client.post(
        reverse("imports:upload"), {"file": SimpleUploadedFile(name, content), "layout": "auto"}, follow=True
    )
    if code:  # the headers are unknown: they are mapped, or the dry run says what is missing
        batch = Import.objects.get()
        run_now(actions.check(batch=batch, by=Desk(cast).by, at=Desk(cast).at))
        batch.refresh_from_db()
        assert batch.state == Import.State.REFUSED
        page = client.get(reverse("imports:detail", args=[batch.pk])).content.decode()
        assert "NIP" in page
        assert "Petakan kolom" in page
    else:
        assert answer.status_code in (200, 400)
        assert not Import.objects.exclude(state=Import.State.REFUSED).exists()


def test_a_second_import_is_told_to_wait(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    first, second = desk.check(export(tmp_path)), desk.check(export(tmp_path))
    job = desk.start(first)
    with pytest.raises(SelarasError) as told:
        desk.start(second)
    assert "sedang disimpan" in told.value.what.id
    # another instansi does not wait
    elsewhere = Desk(cast, cast.contoh)
    elsewhere.take(export(tmp_path))
    run_now(job)
    before = state()
    desk.commit(second)  # everybody is compared anew: nothing comes twice
    assert state() == before
    assert fresh(second).state == Import.State.COMMITTED


def test_a_worker_killed_half_way_goes_on_where_it_stopped(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(cast)
    rows = [siasn_row(f"198501012010011{n:03d}", JENIS_KELAMIN="M") for n in range(1, 8)]
    batch = desk.check(export(tmp_path, *rows))
    assert batch.counts["new"] == 7
    monkeypatch.setattr(commit, "AT_ONCE", 3)
    save, calls = commit._save, []

    def killed(*args: Any) -> None:
        if len(calls) == 2:
            raise SystemExit  # as a process ends: nothing catches it
        calls.append(1)
        save(*args)

    monkeypatch.setattr(commit, "_save", killed)
    job = desk.start(batch)
    with pytest.raises(SystemExit):
        run_now(job)
    assert Row.objects.filter(batch=batch, applied=True).count() == 6
    assert Entry.objects.filter(origin=f"import:{batch.pk}", kind="rank").count() == 6
    monkeypatch.setattr(commit, "_save", save)
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)  # as the reaper does
    run_now(job)
    assert fresh(batch).state == Import.State.COMMITTED
    assert Entry.objects.filter(origin=f"import:{batch.pk}", kind="rank").count() == 7
    assert fresh(batch).counts["saved_new"] == 7


def test_a_commit_given_up_can_be_continued_or_undone(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    batch = desk.check(export(tmp_path))
    job = desk.start(batch)
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED)
    page = client.get(reverse("imports:detail", args=[batch.pk])).content.decode()
    assert "Lanjutkan menyimpan" in page
    other = desk.check(export(tmp_path))
    desk.commit(other)  # a halted one does not block
    client.post(reverse("imports:commit", args=[batch.pk]))
    run_now(Job.objects.latest("pk"))
    assert fresh(batch).state == Import.State.COMMITTED


def test_a_dry_run_given_up_is_started_again(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    batch = desk.receive(export(tmp_path))
    job = actions.check(batch=batch, by=desk.by, at=desk.at)
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED)
    again = actions.check(batch=fresh(batch), by=desk.by, at=desk.at)
    assert again.pk != job.pk
    run_now(again)
    assert fresh(batch).counts["new"] == 2


def test_everything_is_on_record(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    batch = desk.take(export(tmp_path))
    desk.undo(batch)
    done = set(Audit.objects.values_list("action", flat=True))
    steps = ("receive", "check", "checked", "commit", "committed", "undo", "undone")
    assert {f"imports.{step}" for step in steps} <= done
    assert {"people.record", "people.add", "people.status", "organisation.add_positions"} <= done


def test_no_nip_stands_in_an_address_or_the_jobs_arguments(cast: Cast, tmp_path: Path) -> None:
    Desk(cast).take(export(tmp_path))
    assert all(set(job.arguments) == {"batch"} for job in Job.objects.all())


def test_an_analyst_of_one_office_makes_no_units_positions_or_equivalences_beyond_it(
    cast: Cast, tmp_path: Path
) -> None:
    desk = Desk(cast)
    desk.by = section_analyst(cast)
    inside = siasn_row(UNOR_NAMA="Bidang Lalu Lintas", UNOR_ID="", JABATAN_NAMA="Pengelola Rambu")
    elsewhere = siasn_row(BUDI, UNOR_NAMA="Dinas Kesehatan", UNOR_ID="", JABATAN_NAMA="Pengelola Klinik")
    nowhere = siasn_row(PPPK, UNOR_NAMA="Dinas Rekaan", UNOR_ID="", JABATAN_NAMA="Pengelola Rekaan")
    batch = desk.check(export(tmp_path, inside, elsewhere, nowhere))
    assert batch.plan["units"] == {}
    assert [one["title"] for one in batch.plan["positions"]] == ["Pengelola Rambu"]
    desk.commit(batch)
    assert Position.objects.filter(title="Pengelola Rambu").exists()
    assert not Position.objects.filter(title__in=("Pengelola Klinik", "Pengelola Rekaan")).exists()
    assert not Unit.objects.filter(name="Dinas Rekaan").exists()


def test_a_rejected_row_does_not_tell_an_analyst_who_somebody_elsewhere_is(
    cast: Cast, tmp_path: Path
) -> None:
    desk = Desk(cast)
    desk.by = section_analyst(cast)
    stranger = cast.dumai.stranger
    for wrong in ({"TMT_GOLONGAN": "31-02-2020"}, {}):
        batch = desk.check(export(tmp_path, siasn_row(), siasn_row(stranger.nip, NAMA="", **wrong)))
        row = batch.rows.get(nip=stranger.nip)
        assert (row.state, row.person) == (Row.State.REJECTED, None)
        assert stranger.name not in row.name


def test_what_came_out_of_reach_since_the_check_is_not_saved(cast: Cast, tmp_path: Path) -> None:
    desk, house = Desk(cast), cast.dumai
    desk.by = section_analyst(cast)
    moved = siasn_row(house.person.nip, UNOR_NAMA="Bidang Lalu Lintas", UNOR_ID="")
    batch = desk.check(export(tmp_path, moved))
    assert batch.rows.get().state == Row.State.NEW
    Person.objects.filter(pk=house.person.pk).update(unit=house.other_office)
    desk.commit(batch)
    assert not Entry.objects.filter(person=house.person).exists()
    row = batch.rows.get()
    assert (row.state, row.problems[-1]["code"]) == ("rejected", "out_of_reach")


def test_whose_role_ended_since_does_not_save(cast: Cast, tmp_path: Path) -> None:
    desk = Desk(cast)
    batch = desk.check(export(tmp_path))
    job = desk.start(batch)
    Grant.objects.filter(user=desk.by).update(revoked_at=AT)
    run_now(job)
    assert not Person.objects.filter(nip=RINI).exists()


def test_a_zip_with_a_damaged_table_is_refused_with_a_reason(cast: Cast) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Pegawai.csv", "NIP;Nama\n" + "x" * 200)
    content = packed.getvalue().replace(b"x" * 50, b"y" * 50, 1)
    answer = cast.client(Role.ANALYST).post(
        reverse("imports:upload"), {"file": SimpleUploadedFile("rusak.zip", content), "layout": "auto"}
    )
    assert answer.status_code in (302, 400)
    assert Import.objects.filter(state=Import.State.REFUSED).exists() or "rusak" in answer.content.decode()
