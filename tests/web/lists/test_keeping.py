"""How long files made of lists are kept, and what waits with the work that makes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from selaras.clock import now
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.jobs.models import Job
from selaras.web.jobs.periodic import CHORES
from selaras.web.jobs.work import run_now
from selaras.web.lists.keeping import KEPT, delete_old_files
from selaras.web.lists.models import Export
from selaras.web.lists.views import export as view
from tests.web.cast import Cast, House


@pytest.fixture(autouse=True)
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is written in the background."""
    monkeypatch.setattr(view, "AT_ONCE", 0)


def ordered(cast: Cast, house: House | None = None, query: str = "") -> Job:
    """The work that was ordered, not begun."""
    client = cast.client(Role.ANALYST, house)
    client.post(f"{reverse('people:export')}{query}", {"sebagai": "csv"})
    return Job.objects.latest("pk")


def made(cast: Cast, house: House | None = None) -> Export:
    """A file made in the background."""
    assert run_now(ordered(cast, house)).state == Job.State.DONE
    return Export.objects.latest("pk")


def stored(file: Export) -> bool:
    """Whether its file is there."""
    return default_storage.exists(str(file.upload.file.name))


def test_a_file_of_a_list_is_deleted_after_its_time_and_the_row_stays(cast: Cast) -> None:
    old, new = made(cast), made(cast)
    Export.objects.filter(pk=old.pk).update(at=now() - KEPT - timedelta(minutes=1))
    delete_old_files(now())
    old.refresh_from_db()
    new.refresh_from_db()
    assert old.deleted_at
    assert not stored(old)
    assert new.deleted_at is None
    assert stored(new)


def test_each_instansi_finds_one_entry_for_all_its_deleted_files(cast: Cast) -> None:
    files = [made(cast), made(cast), made(cast, cast.contoh)]
    Export.objects.update(at=now() - KEPT - timedelta(days=1))
    delete_old_files(now())
    delete_old_files(now())  # nothing is left, nothing is said
    said = Entry.objects.filter(action="lists.delete_files").order_by("number")
    assert [(entry.instansi, entry.after["exports"]) for entry in said] == [
        (cast.dumai.instansi, [files[0].pk, files[1].pk]),
        (cast.contoh.instansi, [files[2].pk]),
    ]
    assert all(entry.by is None for entry in said)


def test_a_file_that_is_gone_from_the_disk_does_not_keep_the_others(cast: Cast) -> None:
    lost, other = made(cast), made(cast)
    default_storage.delete(str(lost.upload.file.name))
    Export.objects.update(at=now() - KEPT - timedelta(days=1))
    delete_old_files(now())
    assert not Export.objects.filter(deleted_at=None).exists()
    assert not stored(other)


def test_who_comes_too_late_is_told_so_and_led_to_the_list(cast: Cast) -> None:
    file = made(cast)
    Export.objects.update(at=now() - KEPT - timedelta(days=1))
    delete_old_files(now())
    client = cast.client(Role.ANALYST)
    answer = client.get(reverse("people:export_file", args=[file.pk]), follow=True)
    assert answer.redirect_chain
    assert "Berkas ini sudah dihapus" in answer.content.decode()


def test_old_files_are_deleted_every_day() -> None:
    [chore] = [each for each in CHORES.values() if each.function is delete_old_files]
    assert chore.period == timedelta(days=1)


def test_who_was_sought_is_not_told_by_the_work_that_waits(cast: Cast) -> None:
    job = ordered(cast, query="?cari=Contoh+Pegawai")
    assert "ontoh" not in str(job.arguments)
    assert "egawai" not in str(job.arguments)
    assert run_now(job).state == Job.State.DONE
    assert Export.objects.get().rows == 1
    assert "egawai" not in str(Job.objects.get().arguments)


def test_work_whose_search_cannot_be_read_any_more_says_so(cast: Cast) -> None:
    job = ordered(cast, query="?cari=Contoh+Pegawai")
    Job.objects.filter(pk=job.pk).update(arguments=job.arguments | {"query": "cari=Contoh"})
    job = run_now(job)
    assert job.state == Job.State.FAILED
    assert job.error
    assert "tidak dapat diunduh lagi" in job.error["what"]["id"]
