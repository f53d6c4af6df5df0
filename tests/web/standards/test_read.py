"""Everybody reads the standards: what is on the pages, for how long it may be kept, and what never leaves."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from selaras.law.schema import check
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.jobs.work import run_now, start
from selaras.web.standards import downloads, shelf
from selaras.web.standards.actions.publishing import TYPESET
from tests.web.cast import AT, Cast
from tests.web.standards.shelves import (
    ACT,
    CHANGE,
    FIRST,
    SECOND,
    changed_form,
    indexed,
    of_positions,
    publish,
    second,
)

PAGES = (
    "/standar/",
    "/standar/dumai/",
    "/standar/contoh/",
    f"/standar/dumai/{ACT}/",
    FIRST,
    f"{FIRST}pasal/",
    f"{FIRST}pasal/9/",
    f"{FIRST}kelas-5/",
    f"{FIRST}kelas-4/",
    f"{FIRST}kelas-5/M.1/",
    f"{FIRST}kelas-5/tata-naskah-dinas/1.1/",
    "/standar/cari/?q=menilai",
    f"/standar/bandingkan/?a=dumai/{ACT}/1/kelas-6&b=dumai/{ACT}/1/kelas-5",
)
DATA = ("/standar/daftar.json", "/standar/skema.json", f"{FIRST}data.json", f"{FIRST}berkas/md/")
LARGEST = 150_000  # bytes of a page
MOST_QUERIES = 8


def text(url: str, client: Client | None = None) -> str:
    response = (client or Client()).get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.parametrize("url", [*PAGES, *DATA])
def test_a_page_for_everybody_may_be_kept_and_sets_no_cookie(cast: Cast, url: str) -> None:
    indexed()
    response: Any = Client().get(url)
    assert b"".join(response)
    assert response.status_code == 200
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    again = Client().get(url, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert not again.content


@pytest.mark.parametrize("url", PAGES)
def test_a_page_asks_few_queries_and_is_light(
    cast: Cast, url: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    indexed()
    second()
    with django_assert_max_num_queries(MOST_QUERIES):
        assert len(Client().get(url).content) < LARGEST


def test_a_kept_page_is_asked_anew_when_another_act_is_published(cast: Cast) -> None:
    indexed()
    first = Client().get(f"{FIRST}kelas-5/M.1/")
    publish(cast.dumai.instansi, changed_form() | _named("perwali-dumai-9-2024"), date(2024, 5, 1))
    again = Client().get(f"{FIRST}kelas-5/M.1/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert "/standar/dumai/perwali-dumai-9-2024/1/kelas-7/M.1/" in again.content.decode()


def test_two_hosts_never_share_a_page(cast: Cast, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["satu.example", "dua.example"]
    said = [Client(headers={"host": host}).get(FIRST) for host in settings.ALLOWED_HOSTS]
    assert said[0]["ETag"] != said[1]["ETag"]
    assert b"satu.example" not in said[1].content


def _named(act_id: str) -> dict[str, Any]:
    return {"instrument": changed_form()["instrument"] | {"id": act_id, "short": act_id}}


def test_a_page_says_nothing_about_people(cast: Cast) -> None:
    names = [each.name for each in User.objects.all()]
    for url in PAGES:
        said = text(url)
        assert not [name for name in names if name in said], url


def test_somebody_signed_in_gets_a_page_of_their_own(cast: Cast) -> None:
    response = cast.client(Role.ANALYST).get(FIRST)
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert cast.dumai.users[Role.ANALYST].name in response.content.decode()


def test_an_account_without_a_role_reads_as_everybody(cast: Cast) -> None:
    client = Client()
    client.force_login(User.objects.create_user("tanpa-peran", "x", name="Contoh Tanpa Peran"))
    assert client.get(FIRST).status_code == 200
    assert client.get(f"{FIRST}temuan/").status_code == 403


def test_a_reader_changes_the_language_and_is_back_where_they_were(cast: Cast) -> None:
    client = Client()
    page = client.get(f"/standar/tampilan/?next={FIRST}")
    assert FIRST in page.content.decode()
    client.post("/bahasa/", {"language": "en", "next": FIRST})
    assert "Version 1" in text(FIRST, client)
    assert '="https://evil.example' not in text("/standar/tampilan/?next=https://evil.example/", client)


def test_the_tree_leads_from_the_act_to_an_indicator(cast: Cast) -> None:
    said = text(FIRST)
    assert f"{FIRST}kelas-5/M.1/1.1/" in said
    assert "Bertingkah laku sesuai dengan perkataan" in said
    assert f'{FIRST}kelas-4/">Kelas Jabatan 4</a>' in said
    assert said.count("belum ada standar") == 3


def test_a_requirement_carries_its_mark_and_its_place(cast: Cast) -> None:
    said = text(f"{FIRST}kelas-5/")
    row = said[said.index('id="training.managerial"') :][:700]
    assert "mutlak" in row
    assert "Lampiran III (kelas 5), bagian II angka 2 huruf A" in row
    assert "tanpa tanda" in said[said.index('id="rank"') :][:700]


def test_a_class_without_a_standard_says_so_and_the_way_out(cast: Cast) -> None:
    said = text(f"{FIRST}kelas-4/")
    assert "Belum ada standar" in said
    assert "Pengemudi Ambulan" in said
    assert "Jalan keluarnya" in said
    assert Client().get(f"{FIRST}kelas-2/").status_code == 404
    assert Client().get(f"{FIRST}jabatan-1/").status_code == 404


def test_a_class_that_another_act_sets_leads_there(cast: Cast) -> None:
    form = changed_form()
    form["job_classes"][0]["job_class"] = 4
    form["instrument"] |= {"id": "perwali-dumai-9-2024", "short": "Perwali Dumai 9/2024"}
    publish(cast.dumai.instansi, form, date(2024, 5, 1))
    assert "/standar/dumai/perwali-dumai-9-2024/1/kelas-4/" in text(f"{FIRST}kelas-4/")


def test_a_rubric_says_where_else_it_is_asked(cast: Cast) -> None:
    indexed()
    said = text(f"{FIRST}kelas-5/M.1/")
    assert f"{FIRST}kelas-7/M.1/" in said
    assert f"{FIRST}kelas-6/M.1/" in said
    assert "Rubrik ini hanya dipakai di sini" in text(f"{FIRST}kelas-5/tata-naskah-dinas/")


def test_an_indicator_has_an_address_and_a_line_to_cite(cast: Cast) -> None:
    url = f"{FIRST}kelas-5/tata-naskah-dinas/1.1/"
    said = text(url)
    assert (
        "Peraturan Wali Kota Dumai Nomor 6 Tahun 2023 tentang Standar Kompetensi Jabatan Pelaksana di Lingkungan "
        "Pemerintah Kota Dumai, Lampiran III (kelas 5), bagian I angka 10, indikator 1.1 (versi 1, berlaku mulai "
        f"01-02-2023). http://testserver{url}"
    ) in said
    assert Client().get(f"{FIRST}kelas-5/tata-naskah-dinas/9.9/").status_code == 404


def test_the_articles_are_whole(cast: Cast) -> None:
    said = text(f"{FIRST}pasal/9/")
    assert "Pengemudi Ambulan" in said
    assert f"{FIRST}pasal/8/" in said
    assert Client().get(f"{FIRST}pasal/99/").status_code == 404


def test_a_past_version_stays_readable_under_a_banner(cast: Cast) -> None:
    second()
    said = text(FIRST)
    assert "Versi ini tidak berlaku lagi. Berlaku 01-02-2023, berakhir sejak 01-01-2025." in said
    assert "Perwali Contoh 1/2025" in said
    assert SECOND in said
    assert "tidak berlaku lagi." not in text(SECOND)
    assert "selalu sesuai" in text(f"{SECOND}kelas-5/")


def test_a_version_of_tomorrow_says_that_it_does_not_hold_yet(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    second(date(2099, 1, 1))
    assert "Versi ini belum berlaku. Berlaku mulai 01-01-2099." in text(SECOND)
    assert "berlaku sampai sebelum 01-01-2099" in text(FIRST)
    assert SECOND not in text("/standar/")


def test_what_applied_on_any_day_is_answered(cast: Cast) -> None:
    second()
    history = f"/standar/dumai/{ACT}/"
    assert "Pada 31-12-2024 berlaku versi 1." in text(f"{history}?tanggal=2024-12-31")
    assert "Pada 01-01-2025 berlaku versi 2." in text(f"{history}?tanggal=01-01-2025")
    assert "tidak ada versi yang berlaku" in text(f"{history}?tanggal=2023-01-31")
    assert f'href="{FIRST}"' in text(f"/standar/?tanggal={CHANGE.replace(year=2024)}")
    assert "Tidak ada standar yang berlaku" in text("/standar/?tanggal=2020-01-01")


@pytest.mark.parametrize("said", ["31-02-2024", "x", "0000-00-00", "1-2", "99999999999999999999"])
def test_a_day_that_is_none_is_answered_with_how_to_write_it(cast: Cast, said: str) -> None:
    assert "Tanggal itu tidak dapat dibaca" in text(f"/standar/?tanggal={said}")
    assert Client().get(f"/standar/daftar.json?tanggal={said}").status_code == 400


def test_what_is_in_preparation_is_nowhere(cast: Cast) -> None:
    from selaras.web.standards.actions.embedded import act_of
    from selaras.web.standards.models import Version

    form = changed_form()
    form["instrument"] |= {"id": "perwali-dumai-9-2024", "short": "Perwali Rahasia 9/2024"}
    Version.objects.create(
        instansi=cast.dumai.instansi, act=act_of(form, cast.dumai.instansi), state="review", form=form
    )
    for url in ("/standar/", "/standar/dumai/", "/standar/daftar.json", "/standar/bandingkan/"):
        assert "Rahasia" not in text(url)
    assert Client().get("/standar/dumai/perwali-dumai-9-2024/").status_code == 404


def test_the_data_is_in_the_published_form(cast: Cast) -> None:
    said = json.loads(text(f"{FIRST}data.json"))
    assert said["status"] == "in_force"
    assert check(said["standard"]).instrument.id == ACT
    listed = json.loads(text("/standar/daftar.json"))["standards"]
    assert [each["id"] for each in listed] == [ACT]
    assert listed[0]["data"] == f"http://testserver{FIRST}data.json"


@pytest.mark.parametrize(
    ("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("md", b"<!--"), ("json", b"{")]
)
def test_a_standard_is_downloaded_in_every_format(
    cast: Cast, kind: str, begins: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    response: Any = Client().get(f"{FIRST}berkas/{kind}/")
    assert b"".join(response.streaming_content).startswith(begins)
    assert f'filename="{ACT}-v1.{kind}"' in response["Content-Disposition"]
    monkeypatch.setattr(
        "selaras.web.standards.downloads.write_annex", lambda *_: pytest.fail("written again")
    )
    again: Any = Client().get(f"{FIRST}berkas/{kind}/")
    assert b"".join(again.streaming_content).startswith(begins)
    assert Client().get(f"{FIRST}berkas/exe/").status_code == 404


def test_findings_of_the_draft_are_for_staff_of_the_same_instansi(cast: Cast) -> None:
    url = f"{FIRST}temuan/"
    assert Client().get(url).status_code == 302
    assert cast.client(Role.EMPLOYEE).get(url).status_code == 403
    assert cast.client(Role.ANALYST, cast.contoh).get(url).status_code == 404
    assert "temuan" in text(url, cast.client(Role.AUTHORITY))
    assert url in text(FIRST, cast.client(Role.ANALYST))
    assert url not in text(FIRST, cast.client(Role.ANALYST, cast.contoh))
    assert url not in text(FIRST)


def test_an_act_of_many_positions_opens_at_once(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version = publish(cast.contoh.instansi, of_positions(200), date(2024, 1, 1))
    url = f"/standar/contoh/{version.act.act_id if version.act else ''}/1/"
    with django_assert_max_num_queries(MOST_QUERIES):
        said = text(url)
    assert len(said) < LARGEST
    assert said.count("Pengelola Contoh") == 50
    with django_assert_max_num_queries(MOST_QUERIES):
        said = text(f"{url}jabatan-120/")
    assert "Pengelola Contoh 0120" in said
    assert "dan 193 lainnya" in said


def test_what_is_too_large_to_be_typeset_at_once_is_written_in_the_background_in_several_files(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_TYPESET", 2)
    version = publish(cast.contoh.instansi, of_positions(3), date(2024, 1, 1))
    url = "/standar/contoh/perbup-contoh-1-2024/1/"
    early = Client().get(f"{url}berkas/docx/")
    assert early.status_code == 404
    assert "belum siap" in early.content.decode()
    assert "no-store" in early["Cache-Control"]
    assert not early.cookies
    assert Client().get(f"{url}data.json").json()["standard"]["instrument"]["id"] == "perbup-contoh-1-2024"
    run_now(start(TYPESET, by=None, instansi=cast.contoh.instansi, at=AT, version=version.pk))
    ready: Any = Client().get(f"{url}berkas/docx/", headers={"if-none-match": early.get("ETag", "")})
    assert ready["Content-Disposition"].endswith('-v1.docx.zip"')
    with ZipFile(BytesIO(b"".join(ready))) as together:
        assert together.namelist() == ["bagian-001.docx", "bagian-002.docx"]


def test_an_act_of_the_nation_is_read_under_its_own_place(cast: Cast) -> None:
    form = changed_form()
    form["instrument"] |= {"id": "permen-contoh-1-2024", "short": "Permen Contoh 1/2024", "region": None}
    publish(None, form, date(2024, 1, 1))
    assert "Permen Contoh 1/2024" in text("/standar/nasional/")
    assert Client().get(f"/standar/{shelf.NATION}/permen-contoh-1-2024/1/kelas-5/").status_code == 200
