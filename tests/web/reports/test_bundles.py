"""Profiles of many: within scope when they are made and when they are fetched, cancelled and begun again."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from selaras.clock import now
from selaras.core.policy import Purpose
from selaras.web.accounts.models import Grant
from selaras.web.accounts.roles import Role
from selaras.web.audit.access import chain_batch
from selaras.web.audit.models import Access, Entry
from selaras.web.jobs.models import Job
from selaras.web.jobs.periodic import CHORES
from selaras.web.jobs.work import Cancelled, Progress, run_now
from selaras.web.lists.keeping import KEPT, delete_old_files
from selaras.web.reports import bundling, parts
from selaras.web.reports.actions import order_bundle
from selaras.web.reports.models import Bundle
from tests.web.cast import AT, DAY, Cast, make_person
from tests.web.reports.paper import text
from tests.web.reports.people import recorded


def ordered(cast: Cast, role: Role = Role.ANALYST, people: list[int] | None = None) -> Bundle:
    """An order for both people of Dumai, or for those given."""
    both = [cast.dumai.person.pk, cast.dumai.stranger.pk]
    return order_bundle(
        people=both if people is None else people,
        unit=cast.dumai.root,
        on=DAY,
        purpose=Purpose.APPOINTMENT,
        language="id",
        paper="a4",
        instansi=cast.dumai.instansi,
        by=cast.dumai.users[role],
        at=AT,
    )


def made(bundle: Bundle) -> Bundle:
    """The same when its job has run."""
    assert bundle.job
    assert run_now(bundle.job).state == Job.State.DONE
    return Bundle.objects.get(pk=bundle.pk)


def fetched(cast: Cast, bundle: Bundle, role: Role = Role.ANALYST) -> Any:
    """The answer to a request for the zip."""
    return cast.client(role).post(reverse("reports:fetch", args=[bundle.pk]))


def opened(answer: Any) -> dict[str, bytes]:
    """The files of a zip."""
    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_unit_is_ordered_by_the_form_printed_and_fetched(cast: Cast) -> None:
    recorded(cast.dumai.person, cast.dumai.position)
    said = {
        "profil-unit": cast.dumai.root.name,
        "profil-purpose": "mapping",
        "profil-on": f"{DAY:%d-%m-%Y}",
        "profil-language": "id",
        "profil-paper": "f4",
    }
    answer = cast.client(Role.ANALYST).post(reverse("reports:order"), said)
    bundle = Bundle.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("jobs:detail", args=[bundle.job_id])
    bundle = made(bundle)
    files = opened(fetched(cast, bundle))
    person, stranger = cast.dumai.person, cast.dumai.stranger
    assert set(files) == {
        f"bidang-lalu-lintas/contoh-pegawai-{person.pk}.pdf",
        f"dinas-kesehatan/contoh-orang-lain-{stranger.pk}.pdf",
        "daftar.csv",
    }
    assert not any(person.nip in name for name in files)
    assert person.nip.encode() not in files["daftar.csv"]
    printed = text(files[f"bidang-lalu-lintas/contoh-pegawai-{person.pk}.pdf"])
    assert "Contoh Pegawai" in printed
    noted = Entry.objects.get(action="reports.print_profile", subject=f"people.person:{person.pk}")
    assert noted.after["digest"] in printed  # a profile on paper is found in the log
    assert noted.after["digest"] in files["daftar.csv"].decode("utf-8-sig")
    assert (noted.by, noted.after["bundle"]) == (cast.dumai.users[Role.ANALYST], bundle.pk)
    assert not default_storage.exists(bundle.folder)


def test_what_is_fetched_is_in_the_log_and_everybody_inside_sees_who_looked(cast: Cast) -> None:
    bundle = made(ordered(cast))
    opened(fetched(cast, bundle))
    opened(fetched(cast, bundle))
    assert Access.objects.filter(what="profil").count() == 2  # once each: fetched again soon is the same look
    assert Entry.objects.filter(action="reports.fetch_bundle").count() == 2
    assert chain_batch(now()) == 2


def test_a_head_gets_nobody_of_another_office_even_by_key(cast: Cast) -> None:
    bundle = made(ordered(cast, Role.HEAD))
    assert bundle.contents == [cast.dumai.person.pk]
    files = opened(fetched(cast, bundle, Role.HEAD))
    assert sum(name.endswith(".pdf") for name in files) == 1
    assert f"nomor {cast.dumai.stranger.pk}: tidak dicetak" in files["daftar.csv"].decode("utf-8-sig")


def test_nobody_of_another_instansi_is_ever_inside(cast: Cast) -> None:
    bundle = ordered(cast, people=[cast.contoh.person.pk, cast.contoh.stranger.pk])
    assert bundle.job
    assert run_now(bundle.job).state == Job.State.FAILED
    assert not Bundle.objects.get().export_id


def test_only_who_ordered_it_fetches_it(cast: Cast) -> None:
    bundle = made(ordered(cast))
    assert fetched(cast, bundle, Role.AUTHORITY).status_code == 404
    assert cast.client(Role.AUTHORITY).get(reverse("reports:bundle", args=[bundle.pk])).status_code == 404


def test_who_lost_the_right_before_the_work_began_gets_nothing(cast: Cast) -> None:
    bundle = ordered(cast)
    Grant.objects.filter(user=cast.dumai.users[Role.ANALYST]).delete()
    assert bundle.job
    job = run_now(bundle.job)
    assert job.state == Job.State.FAILED
    assert job.error
    assert "Kewenangan" in job.error["what"]["id"]


def test_a_zip_is_kept_from_who_lost_part_of_the_scope(cast: Cast) -> None:
    bundle = made(ordered(cast))
    Grant.objects.filter(user=cast.dumai.users[Role.ANALYST]).update(unit=cast.dumai.office)
    assert fetched(cast, bundle).status_code == 404
    assert not Access.objects.exists()


def test_a_zip_is_kept_from_who_no_longer_reaches_somebody_inside(cast: Cast) -> None:
    bundle = made(ordered(cast, Role.HEAD))
    cast.dumai.person.unit = cast.dumai.other_office
    cast.dumai.person.save()
    answer = fetched(cast, bundle, Role.HEAD)
    assert answer.status_code == 302
    assert not Access.objects.exists()


def test_the_same_order_twice_is_one_piece_of_work(cast: Cast) -> None:
    assert ordered(cast) == ordered(cast)
    assert Job.objects.count() == 1


def test_work_that_was_killed_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundling, "A_PART", 1)
    bundle = ordered(cast)
    assert bundle.job
    set_before = bundling._set
    done: list[str] = []

    def breaking(said: dict[str, Any], paper: str) -> bytes:
        if said["name"] == cast.dumai.stranger.name and len(done) < 2:
            done.append("broke")
            raise RuntimeError("the machine went down")
        done.append(said["name"])
        return set_before(said, paper)

    monkeypatch.setattr(bundling, "_set", breaking)
    with pytest.raises(RuntimeError):
        run_now(bundle.job)
    assert parts.names_of(bundle.folder, 0)
    path = f"{bundle.folder}/00001.zip"
    default_storage.delete(path)
    with default_storage.open(path, "wb") as half:
        half.write(b"PK\x03\x04 half a file")
    bundle.job.refresh_from_db()
    assert run_now(bundle.job).state == Job.State.DONE
    assert done.count(cast.dumai.person.name) == 1
    assert Bundle.objects.get().contents == [cast.dumai.person.pk, cast.dumai.stranger.pk]


def test_work_that_is_cancelled_leaves_nothing_behind(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundling, "A_PART", 1)
    extra = make_person("199103032015011003", "Contoh Ketiga", cast.dumai.section, None)
    bundle = ordered(cast, people=[cast.dumai.person.pk, cast.dumai.stranger.pk, extra.pk])
    assert bundle.job

    def step(self: Progress, done: int, total: int | None = None, note: Any = None) -> None:
        if done > 1:
            raise Cancelled

    monkeypatch.setattr(Progress, "step", step)
    assert run_now(bundle.job).state == Job.State.CANCELLED
    assert not default_storage.exists(bundle.folder)
    assert Bundle.objects.get().export is None


def test_a_zip_is_deleted_after_its_time_and_its_parts_when_nobody_works_on_them(cast: Cast) -> None:
    bundle = made(ordered(cast))
    assert bundle.export
    type(bundle.export).objects.update(at=now() - KEPT - timedelta(minutes=1))
    delete_old_files(now())
    answer = cast.client(Role.ANALYST).post(reverse("reports:fetch", args=[bundle.pk]), follow=True)
    assert "sudah dihapus" in answer.content.decode()
    parts.write(bundle.folder, 0, [parts.Printed(1, "x/y-1.pdf", b"%PDF", "")])
    assert bundling.delete_lost_parts(now()) == 1
    assert not default_storage.exists(bundle.folder)
    [chore] = [each for each in CHORES.values() if each.function is bundling.delete_lost_parts]
    assert chore.period == timedelta(days=1)


def test_nobody_to_print_is_said_at_once(cast: Cast) -> None:
    said = {
        "profil-unit": cast.contoh.root.name,
        "profil-purpose": "mapping",
        "profil-on": "01-07-2026",
        "profil-language": "id",
        "profil-paper": "a4",
    }
    answer = cast.client(Role.ANALYST).post(reverse("reports:order"), said)
    assert answer.status_code == 422
    assert "Tidak ada yang bernama seperti itu" in answer.content.decode()
    assert not Job.objects.exists()


def test_people_ticked_in_the_list_are_printed_and_nobody_else(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    listed = {"dari": "people?", "id": [cast.dumai.person.pk, cast.contoh.person.pk]}
    answer = client.post(reverse("people:bulk"), listed | {"aksi": "profil"})
    page = client.get(answer["Location"])
    assert "1 pegawai dipilih" in page.content.decode()
    hidden = dict(re.findall(r'name="(dari|semua|tetap)" value="([^"]*)"', page.content.decode()))
    said = {"purpose": "mapping", "on": "01-07-2026", "language": "id", "paper": "a4", "cetak": "1"}
    given = {key: html.unescape(value) for key, value in hidden.items()} | {"id": cast.dumai.person.pk} | said
    answer = client.post(reverse("reports:chosen"), given)
    assert answer.status_code == 302
    assert Bundle.objects.get().wanted == [cast.dumai.person.pk]
    assert client.post(reverse("reports:chosen"), given | {"tetap": "x"}).status_code == 200
