"""Taking a list away: what is in the file, who may, and what is put on record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse

from selaras.web.accounts.models import Grant
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import run_now
from selaras.web.lists.exports import comma
from selaras.web.lists.listing import listing_of
from selaras.web.lists.models import Export
from selaras.web.lists.views import export as view
from selaras.web.people.models import Person
from tests.web.cast import AT, Cast, make_person, unit

FORMULA = '=HYPERLINK("http://contoh.example","x")'


def fetch(client: Client, kind: str, query: str = "") -> Any:
    """The answer to asking for a file."""
    return client.post(f"{reverse('people:export')}{query}", {"sebagai": kind})


def content(response: Any) -> bytes:
    """The bytes of a file, streamed or not."""
    assert response.status_code == 200, response
    return response.getvalue()


def csv_rows(response: Any) -> tuple[list[str], list[list[str]]]:
    """The lines about a CSV, and its rows with the header first."""
    text = content(response).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    about = [row[0] for row in rows if row and row[0].startswith("# ")]
    return about, rows[len(about) :]


def sheet_of(response: Any) -> Any:
    """The first sheet of a workbook."""
    return openpyxl.load_workbook(io.BytesIO(content(response))).active


@pytest.fixture
def harmful(cast: Cast) -> Person:
    """Somebody whose name is a formula."""
    return make_person("197001011990011009", FORMULA, cast.dumai.section, cast.dumai.position)


def test_a_workbook_says_who_took_it_when_and_under_which_filters(cast: Cast) -> None:
    sheet = sheet_of(fetch(cast.client(Role.ANALYST), "xlsx", "?cari=pegawai&kelas=5"))
    said = "\n".join(str(sheet.cell(row, 1).value) for row in range(1, 6))
    assert cast.dumai.users[Role.ANALYST].name in said
    assert "Kota Dumai" in said
    assert "Pencarian: “pegawai”" in said
    assert "Kelas jabatan: 5" in said
    assert "Jumlah baris: 1" in said
    assert "sintetis" in said
    assert sheet.freeze_panes == "B8"
    assert sheet.auto_filter.ref.startswith("A7")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9


def test_a_workbook_keeps_nip_as_text_and_formulas_as_words(cast: Cast, harmful: Person) -> None:
    sheet = sheet_of(fetch(cast.client(Role.ANALYST), "xlsx", "?kolom=nama,nip&urut=nip"))
    cells = [cell for row in sheet.iter_rows(min_row=8) for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert FORMULA in [cell.value for cell in cells]
    assert cast.dumai.person.nip in [cell.value for cell in cells]


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_csv_gives_no_text_that_begins_a_formula(said: str) -> None:
    assert comma.safe(said) == f"'{said}"
    assert comma.safe("Contoh = nama") == "Contoh = nama"


def test_a_csv_begins_with_a_mark_and_says_who_took_it(cast: Cast, harmful: Person) -> None:
    response = fetch(cast.client(Role.ANALYST), "csv", "?kolom=nama,nip")
    assert content(response).startswith(b"\xef\xbb\xbf")
    about, rows = csv_rows(fetch(cast.client(Role.ANALYST), "csv", "?kolom=nama,nip"))
    assert any(cast.dumai.users[Role.ANALYST].name in line for line in about)
    assert rows[0] == ["Nama", "NIP"]
    assert ["'" + FORMULA, harmful.nip] in rows


def test_a_pdf_says_on_each_page_who_took_it_and_what_page_it_is(cast: Cast, harmful: Person) -> None:
    harmful.name = "#panic() $x$ *Contoh* @ref [x] \\"
    harmful.save()
    house = cast.dumai
    for n in range(60):
        make_person(f"19710101199001{n:04}", f"Contoh {n}", house.section, house.position)
    for kind, width in (("pdf", 842), ("pdf-f4", 935)):
        pdf = pdfplumber.open(io.BytesIO(content(fetch(cast.client(Role.ANALYST), kind))))
        assert len(pdf.pages) > 1
        assert round(pdf.pages[0].width) == width
        for number, page in enumerate(pdf.pages, 1):
            text = page.extract_text()
            assert house.users[Role.ANALYST].name in text
            assert "tanpa saringan" in text
            assert f"{number} / {len(pdf.pages)}" in text
        assert "#panic() $x$ *Contoh* @ref" in "".join(page.extract_text() for page in pdf.pages)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_a_file_holds_only_whom_its_maker_may_see(cast: Cast, kind: str) -> None:
    response = fetch(cast.client(Role.HEAD), kind)
    data = content(response)
    if kind == "csv":
        text = data.decode("utf-8-sig")
    elif kind == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        text = "\n".join(map(str, rows))
    else:
        text = "\n".join(page.extract_text() for page in pdfplumber.open(io.BytesIO(data)).pages)
    assert cast.dumai.person.name in text
    assert cast.dumai.stranger.name not in text


def test_rows_that_one_may_see_and_not_export_stay_out_of_the_file(cast: Cast) -> None:
    house = cast.dumai
    user = house.users[Role.SUPERVISOR]  # sees the office, exports nothing
    Grant.objects.create(
        user=user,
        instansi=house.instansi,
        unit=house.other_office,
        role=Role.HEAD,
        since=AT.date(),
        granted_at=AT,
    )
    client = Client()
    client.force_login(user)
    seen = client.get(reverse("people:list")).context["page"].paginator.count
    _, rows = csv_rows(fetch(client, "csv", "?kolom=nama"))
    assert seen == 2
    assert rows[1:] == [[house.stranger.name]]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.EMPLOYEE, Role.ADMIN, Role.NATIONAL])
def test_who_may_not_export_gets_no_file(cast: Cast, role: Role) -> None:
    assert fetch(cast.client(role), "xlsx").status_code == 403


def test_a_restricted_column_never_leaves(cast: Cast, people_with_a_secret: None) -> None:
    response = fetch(cast.client(Role.ANALYST), "csv", "?kolom=nama,rahasia")
    _, rows = csv_rows(response)
    assert rows[0] == ["Nama"]


@pytest.fixture
def people_with_a_secret() -> Iterator[None]:
    """The list of people with a restricted column more."""
    from selaras.web.lists.columns import Column

    listing = listing_of("people")
    assert listing
    before = listing.columns
    object.__setattr__(listing, "columns", (*before, Column("rahasia", "Rahasia", "status", restricted=True)))
    yield
    object.__setattr__(listing, "columns", before)


def test_an_export_is_on_record_without_the_name_sought(cast: Cast) -> None:
    content(fetch(cast.client(Role.ANALYST), "xlsx", "?cari=Contoh+Pegawai&kelas=5"))
    entry = Entry.objects.get(action="lists.export")
    assert entry.by == cast.dumai.users[Role.ANALYST]
    assert entry.instansi == cast.dumai.instansi
    assert entry.after["rows"] == 1
    assert entry.after["as"] == "xlsx"
    assert entry.after["filters"] == {"Kelas jabatan": "5"}
    assert "pegawai" not in str(entry.after["search"]).casefold()


def test_a_wrong_filter_gives_no_file_but_a_message(cast: Cast) -> None:
    response = fetch(cast.client(Role.ANALYST), "xlsx", "?unit=abc")
    assert response.status_code == 302
    assert not Entry.objects.filter(action="lists.export").exists()


@pytest.mark.parametrize("kind", ["exe", "", "../x", "pdf-a3"])
def test_an_unknown_kind_of_file_does_not_exist(cast: Cast, kind: str) -> None:
    assert fetch(cast.client(Role.ANALYST), kind).status_code == 404


def test_a_link_cannot_make_a_file(cast: Cast) -> None:
    assert cast.client(Role.ANALYST).get(reverse("people:export")).status_code == 405


def test_a_file_name_holds_nothing_that_breaks_a_header(cast: Cast) -> None:
    instansi = cast.dumai.instansi
    instansi.name = 'Kota\r\nSet-Cookie: a=b"; filename="x.exe'
    instansi.save()
    response = fetch(cast.client(Role.ANALYST), "csv")
    content(response)
    said = response["Content-Disposition"]
    assert "\r" not in said
    assert "\n" not in said
    assert said.count('"') == 2
    assert said.endswith('.csv"')


def test_a_file_contains_only_the_chosen_columns_in_the_order_of_the_list(cast: Cast) -> None:
    _, rows = csv_rows(fetch(cast.client(Role.ANALYST), "csv", "?kolom=nama,status&urut=-nama"))
    assert rows == [["Nama", "Status"], ["Contoh Pegawai", "aktif"], ["Contoh Orang Lain", "aktif"]]


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is too long to be made at once."""
    monkeypatch.setattr(view, "AT_ONCE", 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf-f4"])
def test_a_long_list_is_written_in_the_background_and_fetched_by_its_maker(
    cast: Cast, small_limit: None, kind: str
) -> None:
    client = cast.client(Role.ANALYST)
    response = fetch(client, kind, "?cari=pegawai")
    job = Job.objects.get(kind="lists.export")
    assert response.status_code == 302
    assert str(job.pk) in response["Location"]
    if job.state != Job.State.DONE:
        job = run_now(job)
    assert job.state == Job.State.DONE, job.error
    assert job.result
    file = client.get(job.result["url"])
    data = b"".join(file.streaming_content)
    assert data
    if kind == "csv":
        assert cast.dumai.person.name in data.decode("utf-8-sig")
        assert cast.dumai.stranger.name not in data.decode("utf-8-sig")
    assert "attachment" in file["Content-Disposition"]
    others = (cast.client(Role.HEAD), cast.client(Role.AUTHORITY), cast.client(Role.ANALYST, cast.contoh))
    for other in others:
        assert other.get(job.result["url"]).status_code == 404
    assert cast.client(Role.EMPLOYEE).get(job.result["url"]).status_code == 403
    assert Entry.objects.filter(action="lists.export").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_file_is_no_longer_given_to_who_lost_part_of_the_scope(cast: Cast, small_limit: None) -> None:
    client = cast.client(Role.ANALYST)
    fetch(client, "csv")
    job = Job.objects.get(kind="lists.export")
    job = run_now(job) if job.state != Job.State.DONE else job
    assert job.result
    grant = Grant.objects.get(user=cast.dumai.users[Role.ANALYST])
    Grant.objects.filter(pk=grant.pk).update(unit=cast.dumai.office)
    assert client.get(job.result["url"]).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_background_writes_within_the_scope_of_its_own_moment(cast: Cast, small_limit: None) -> None:
    client = cast.client(Role.ANALYST)
    fetch(client, "csv")
    job = Job.objects.get(kind="lists.export")
    if job.state == Job.State.DONE:
        pytest.skip("jobs are run at once here")
    Grant.objects.filter(user=cast.dumai.users[Role.ANALYST]).update(unit=cast.dumai.office)
    run_now(job)
    assert Export.objects.get().rows == 1


def test_fifty_thousand_rows_are_too_many_for_a_pdf(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from selaras.web.lists.exports import print as pdf

    monkeypatch.setattr(pdf, "MOST", 1)
    response = cast.client(Role.ANALYST).post(reverse("people:export"), {"sebagai": "pdf"}, follow=True)
    assert "PDF paling banyak 1 baris" in response.content.decode()


def test_a_unit_with_markup_in_its_name_is_a_name(cast: Cast) -> None:
    place = unit(cast.dumai.instansi, "x", "<script>alert(1)</script>", cast.dumai.office)
    make_person("197001011990011010", "<b>Contoh</b>\"'>", place, None)
    page = (
        cast.client(Role.ANALYST).get(reverse("people:list"), {"cari": "<b>Contoh</b>\"'>"}).content.decode()
    )
    assert "<script>alert" not in page
    assert "<b>Contoh</b>" not in page
    assert "&lt;b&gt;Contoh&lt;/b&gt;" in page
