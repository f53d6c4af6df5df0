"""The wizard in a browser without JavaScript: every step is a page and a form."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from selaras.web.accounts.roles import Role
from selaras.web.audit.labels import of_look
from selaras.web.audit.models import Access
from selaras.web.imports.models import ColumnMemory, Import, Row
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import run_now
from selaras.web.people.models import Person
from tests.files.workbooks import write_xlsx
from tests.web.cast import Cast
from tests.web.imports.desk import BUDI, RINI, Desk, export, siasn_row, state, upload, workbook
from tests.web.imports.test_conflicts import mend

pytestmark = pytest.mark.django_db


def send(client: Client, path: Path, name: str = "", **said: str) -> Any:
    """Upload a file on the page."""
    return client.post(reverse("imports:upload"), {"file": upload(path, name), "layout": "auto", **said})


def run_last() -> Job:
    """Run what was queued last."""
    return run_now(Job.objects.latest("pk"))


def test_from_the_upload_to_saved_people_in_three_forms(cast: Cast, tmp_path: Path) -> None:
    client = cast.client(Role.ANALYST)
    answer = send(client, export(tmp_path))
    job = run_last()
    assert answer["Location"] == reverse("jobs:detail", args=[job.pk])
    batch = Import.objects.get()
    assert job.result == {"url": reverse("imports:detail", args=[batch.pk])}
    page = client.get(job.result["url"]).content.decode()
    for text in (
        "2 pegawai siap disimpan",
        "1 unit baru",
        "1 jabatan baru",
        "PENGELOLA KEUANGAN",
        "Simpan semua",
    ):
        assert text in page
    client.post(reverse("imports:commit", args=[batch.pk]), {"yang": "semua"})
    run_last()
    assert Person.objects.filter(nip__in=[RINI, BUDI]).count() == 2
    page = client.get(reverse("imports:detail", args=[batch.pk])).content.decode()
    assert "2 pegawai tersimpan" in page
    assert "Batalkan impor ini" in page


def test_own_headers_are_mapped_once_and_remembered(cast: Cast, tmp_path: Path) -> None:
    client = cast.client(Role.ANALYST)
    own = {"NIP BARU": "Nomor Pegawai", "JABATAN NAMA": "Tugas"}
    rows = [{own.get(key, key): value for key, value in siasn_row().items()}]
    path = write_xlsx(tmp_path / "kantor.xlsx", {"Data": rows})
    answer = send(client, path, layout="siasn")
    batch = Import.objects.get()
    columns = reverse("imports:columns", args=[batch.pk])
    assert answer["Location"] == columns
    page = client.get(columns).content.decode()
    assert "Nomor Pegawai" in page
    headers = list(rows[0])
    refused = client.post(columns, {"jenis": "siasn"})
    assert refused.status_code == 400
    assert "Kolom ini wajib" in refused.content.decode()
    form = client.get(columns).context["form"]
    said = {name: field.initial for name, field in form.fields.items()}
    said |= {
        "siasn-nip": str(headers.index("Nomor Pegawai")),
        "siasn-position": str(headers.index("Tugas")),
    }
    client.post(columns, {"jenis": "siasn", **said})
    run_last()
    batch.refresh_from_db()
    assert batch.columns == {"siasn": {"nomorpegawai": "nip", "tugas": "position"}}
    assert (batch.state, batch.counts["new"]) == ("checked", 1)
    assert ColumnMemory.objects.count() == 1
    # the next file with these headers needs no mapping
    again = send(client, path)
    assert again["Location"].startswith("/pekerjaan/")
    run_last()
    assert Import.objects.latest("pk").counts["new"] == 1


def test_one_header_cannot_mean_two_columns(cast: Cast, tmp_path: Path) -> None:
    client = cast.client(Role.ANALYST)
    batch = Desk(cast).receive(export(tmp_path))
    columns = reverse("imports:columns", args=[batch.pk])
    form = client.get(columns).context["form"]
    said = {name: field.initial for name, field in form.fields.items()}
    said["siasn-name"] = said["siasn-nip"]
    answer = client.post(columns, {"jenis": "siasn", **said})
    assert answer.status_code == 400
    assert "sudah dipakai" in answer.content.decode()


def test_a_conflict_is_decided_on_the_page(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    desk.take(export(tmp_path))
    mend(desk)
    batch = desk.check(export(tmp_path))
    address = reverse("imports:detail", args=[batch.pk])
    page = client.get(address).content.decode()
    assert "Pertahankan yang tercatat" in page
    assert "III/b" in page
    row = desk.row(batch, RINI)
    seen = Access.objects.get()  # what is recorded of Rini stood on the page: she sees who looked
    assert (seen.person, seen.by, of_look(seen.what)) == (
        desk.person(RINI),
        desk.by,
        "Perbandingan dengan berkas impor",
    )
    answer = client.post(
        reverse("imports:decide", args=[batch.pk]),
        {"baris": row.pk, "hal": 0, "putusan": "file", "tampil": "conflict", "halaman": "1"},
    )
    assert answer["Location"] == f"{address}?tampil=conflict&halaman=1#baris"
    row.refresh_from_db()
    assert row.decision == "file"
    client.post(reverse("imports:decide", args=[batch.pk]), {"semua": "1", "putusan": "keep"})
    row.refresh_from_db()
    assert row.decision == "file"  # what is decided stays so


def test_the_rejected_can_be_fetched_mended_and_sent_again(cast: Cast, tmp_path: Path) -> None:
    client = cast.client(Role.ANALYST)
    send(client, export(tmp_path, siasn_row(), siasn_row(BUDI, TMT_JABATAN="besok")))
    run_last()
    batch = Import.objects.get()
    page = client.get(reverse("imports:detail", args=[batch.pk]) + "?tampil=rejected").content.decode()
    assert "besok" in page
    assert "Simpan yang sah saja" in page
    answer = client.get(reverse("imports:rejects", args=[batch.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="galat-siasn.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    sheet = book["Data utama"]
    header = {cell.value: cell.column for cell in sheet[1]}
    assert "Galat" in header
    cell = sheet.cell(2, header["TMT JABATAN"])
    assert cell.fill.start_color.rgb == "FFF8CBAD"
    cell.value = "04-01-2021"
    book.save(tmp_path / "mended.xlsx")
    send(client, tmp_path / "mended.xlsx")
    run_last()
    assert Import.objects.latest("pk").counts["new"] == 1


def test_a_file_without_anything_new_says_so(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    desk.take(export(tmp_path))
    batch = desk.check(export(tmp_path))
    page = client.get(reverse("imports:detail", args=[batch.pk])).content.decode()
    assert "Tidak ada yang perlu disimpan" in page
    assert "siap disimpan" not in page
    assert "Impor menunggu diputuskan" not in client.get("/").content.decode()
    assert reverse("imports:commit", args=[batch.pk]) not in page


def test_saving_twice_or_going_back_changes_nothing_and_says_so(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    batch = desk.check(export(tmp_path))
    commit = reverse("imports:commit", args=[batch.pk])
    first, second = client.post(commit), client.post(commit)
    assert first["Location"] == second["Location"]  # one job, not two
    run_last()
    before = state()
    late = client.post(commit, follow=True).content.decode()
    assert "tidak lagi berlaku" in late
    for name in ("check", "discard"):
        assert (
            "tidak lagi berlaku"
            in client.post(reverse(f"imports:{name}", args=[batch.pk]), follow=True).content.decode()
        )
    assert client.get(reverse("imports:columns", args=[batch.pk])).status_code == 302
    assert state() == before


def test_undoing_asks_for_a_reason(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    batch = desk.take(export(tmp_path))
    undo = reverse("imports:undo", args=[batch.pk])
    assert client.get(undo).status_code == 200
    assert client.post(undo).status_code == 400
    client.post(undo, {"why": "salah berkas"})
    run_last()
    batch.refresh_from_db()
    assert batch.state == Import.State.UNDONE
    assert (
        "Dibatalkan untuk 2 pegawai"
        in client.get(reverse("imports:detail", args=[batch.pk])).content.decode()
    )


def test_discarding_leaves_the_log_and_the_file(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    path = export(tmp_path)
    batch = desk.check(path)
    client.post(reverse("imports:discard", args=[batch.pk]))
    assert not Row.objects.filter(batch=batch).exists()
    assert "dibuang" in client.get(reverse("imports:list")).content.decode()
    answer = client.get(reverse("imports:original", args=[batch.pk]))
    assert b"".join(answer.streaming_content) == path.read_bytes()


def test_rules_need_a_reason_for_marking_people(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    batch = desk.check(export(tmp_path))
    rules = reverse("imports:rules", args=[batch.pk])
    said = {"older": "leave", "scope": "units", "missing": "left", "missing_reason": " "}
    assert "Tulis alasannya" in client.post(rules, said, follow=True).content.decode()
    client.post(rules, said | {"missing_reason": "pensiun"})
    batch.refresh_from_db()
    assert batch.rules["missing"] == "left"


def test_the_template_has_dropdowns_of_the_own_regulations(cast: Cast) -> None:
    answer = cast.client(Role.ANALYST).get(reverse("imports:template"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "Kompetensi" in book.sheetnames
    assert book["Kompetensi"].data_validations.dataValidation


def test_htmx_gets_the_rows_alone(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    batch = desk.check(export(tmp_path))
    headers = {"HX-Request": "true", "HX-Target": "hasil"}
    page = client.get(reverse("imports:detail", args=[batch.pk]) + "?tampil=new", headers=headers)
    assert "<html" not in page.content.decode()
    assert "CONTOH RINI" in page.content.decode()


def test_pages_ask_few_questions_however_many_rows(
    cast: Cast, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    rows = [siasn_row(f"19850101201001{1 + n % 2}{n:03d}") for n in range(1, 60)]
    batch = desk.check(export(tmp_path, *rows))
    assert batch.counts["new"] == 59
    address = reverse("imports:detail", args=[batch.pk])
    with django_assert_max_num_queries(20):
        page = client.get(address + "?tampil=new")
    assert len(page.content) < 150_000
    assert "1–25 dari 59" in page.content.decode()
    with django_assert_max_num_queries(20):
        client.get(reverse("imports:list"))


def test_names_are_shown_as_text_never_as_markup(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    bad = "<script>alert(1)</script>=1+1"
    row = siasn_row(NAMA=bad, JABATAN_NAMA=f"{bad} J", UNOR_NAMA=f"{bad} U")
    path = export(tmp_path, row, siasn_row(BUDI, NAMA="=HYPERLINK(1)", TMT_JABATAN="<b>"))
    batch = desk.check(path)
    for shown in ("new", "rejected"):
        page = client.get(reverse("imports:detail", args=[batch.pk]) + f"?tampil={shown}").content.decode()
        assert "<script>alert" not in page
    desk.commit(batch)
    assert desk.person(RINI).name == bad
    answer = client.get(reverse("imports:rejects", args=[batch.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))["Data utama"]
    assert "f" not in {cell.data_type for line in sheet for cell in line}


def test_the_english_page_is_english(cast: Cast, tmp_path: Path) -> None:
    desk, client = Desk(cast), cast.client(Role.ANALYST)
    batch = desk.check(export(tmp_path))
    page = client.get(reverse("imports:detail", args=[batch.pk]), headers={"accept-language": "en"})
    assert "Save all" in page.content.decode()


def test_a_page_number_that_is_none_shows_a_page(cast: Cast, tmp_path: Path) -> None:
    batch = Desk(cast).check(workbook(tmp_path))
    client = cast.client(Role.ANALYST)
    for query in ("?halaman=abc", "?halaman=999", "?tampil=apa"):
        assert client.get(reverse("imports:detail", args=[batch.pk]) + query).status_code == 200
    bad = {"baris": "1; DROP", "hal": "-1", "putusan": "file"}
    assert client.post(reverse("imports:decide", args=[batch.pk]), bad).status_code == 404


def test_an_upload_that_never_arrived_whole_is_refused(cast: Cast, tmp_path: Path) -> None:
    whole = export(tmp_path).read_bytes()
    client = cast.client(Role.ANALYST)
    cut = SimpleUploadedFile("siasn.xlsx", whole[: len(whole) // 2])
    answer = client.post(reverse("imports:upload"), {"file": cut, "layout": "auto"})
    assert answer.status_code == 400
    assert "rusak atau tidak lengkap" in answer.content.decode()
    assert not Import.objects.exists()
