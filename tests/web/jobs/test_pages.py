"""Long work as its owner watches it, with and without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.jobs.models import Job
from tests.web.cast import AT, Cast

HTMX = {"HX-Request": "true"}


def job(cast: Cast, role: Role = Role.HEAD, **fields: Any) -> Job:
    return Job.objects.create(
        kind="tests.none", owner=cast.dumai.users[role], instansi=cast.dumai.instansi, created_at=AT, **fields
    )


def test_a_running_job_shows_how_far_it_is_and_asks_again_by_itself(cast: Cast) -> None:
    row = job(cast, state="running", done=5, total=20, note={"id": "membaca", "en": "reading"})
    page = cast.client(Role.HEAD).get(f"/pekerjaan/{row.pk}/").content.decode()
    assert "25" in page
    assert "membaca" in page
    assert 'hx-trigger="every 2s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page, "without scripts too"
    fragment = cast.client(Role.HEAD).get(f"/pekerjaan/{row.pk}/", headers=HTMX).content.decode()
    assert "<html" not in fragment


def test_a_job_that_is_done_leads_to_its_outcome(cast: Cast) -> None:
    row = job(cast, state="done", result={"url": "/impor/7/"}, finished_at=AT)
    client = cast.client(Role.HEAD)
    assert client.get(f"/pekerjaan/{row.pk}/").headers["Location"] == "/impor/7/"
    fragment = client.get(f"/pekerjaan/{row.pk}/", headers=HTMX).content.decode()
    assert 'data-forward="/impor/7/"' in fragment
    assert "every 2s" not in fragment
    assert "Lihat hasil" in client.get(f"/pekerjaan/{row.pk}/?rincian=1").content.decode()


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_an_outcome_never_leads_out_of_the_application(cast: Cast, url: str) -> None:
    row = job(cast, state="done", result={"url": url}, finished_at=AT)
    answer = cast.client(Role.HEAD).get(f"/pekerjaan/{row.pk}/")
    assert answer.status_code == 200
    assert "evil" not in answer.content.decode()


def test_a_job_that_failed_says_what_where_and_what_to_do(cast: Cast) -> None:
    row = job(
        cast,
        state="failed",
        finished_at=AT,
        error={
            "what": {"id": "Berkas ditolak.", "en": "Refused."},
            "remedy": {"id": "Perbaiki <kolom>.", "en": "Mend it."},
            "problems": [
                {
                    "place": "Pegawai!B7",
                    "what": {"id": "Salah.", "en": "Wrong."},
                    "remedy": {"id": "Ubah.", "en": "Change."},
                }
            ],
        },
    )
    client = cast.client(Role.HEAD)
    page = client.get(f"/pekerjaan/{row.pk}/").content.decode()
    for said in ("Berkas ditolak.", "Perbaiki &lt;kolom&gt;.", "Pegawai!B7", "Ubah."):
        assert said in page
    english = client.get(f"/pekerjaan/{row.pk}/", headers={"Accept-Language": "en"}).content.decode()
    assert "Mend it." in english


def test_the_list_shows_ones_own_jobs_and_an_analyst_those_of_the_instansi(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    rows = [job(cast, Role.HEAD) for _ in range(30)]
    for role, seen in ((Role.HEAD, True), (Role.ANALYST, True), (Role.AUDITOR, False)):
        client = cast.client(role)
        client.get("/")  # counts what waits, once in half a minute
        with django_assert_max_num_queries(12):
            page = client.get("/pekerjaan/").content.decode()
        assert (f"/pekerjaan/{rows[-1].pk}/" in page) is seen
    assert "Belum ada pekerjaan latar" in cast.client(Role.AUDITOR).get("/pekerjaan/").content.decode()


def test_only_its_owner_cancels_a_job_once_and_it_is_on_record(cast: Cast) -> None:
    row = job(cast, state="running")
    assert cast.client(Role.ANALYST).post(f"/pekerjaan/{row.pk}/batalkan/").status_code == 404
    for _ in range(2):
        assert cast.client(Role.HEAD).post(f"/pekerjaan/{row.pk}/batalkan/").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.cancel_requested) == (Job.State.RUNNING, True)
    assert Entry.objects.filter(action="jobs.cancel").count() == 1
    assert cast.client(Role.HEAD).get(f"/pekerjaan/{row.pk}/batalkan/").status_code == 405
