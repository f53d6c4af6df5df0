"""Units, positions and titles by workbook: template, upload, check, commit."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from selaras.web.accounts.models import Grant
from selaras.web.accounts.roles import Role
from selaras.web.organisation.models import Position, TitleDecision, Unit, Workbook
from tests.web.cast import AT, BEGAN, Cast, position


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def upload(client: Client, content: bytes, kind: str = "positions", name: str = "susunan.xlsx") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("organisation:workbooks"), {"kind": kind, "file": file})


def commit(client: Client, **data: Any) -> Any:
    made = Workbook.objects.latest("pk")
    page = client.get(reverse("organisation:workbook", args=[made.pk]))
    given = {"since": "01-06-2026", "reason": "SK Susunan", "mark": page.context["form"].initial["mark"]}
    return client.post(reverse("organisation:workbook_commit", args=[made.pk]), given | data)


UNITS = [["Kode unit", "Nama unit", "Kode unit induk"]]
POSITIONS = [["Kode posisi", "Nama jabatan", "Kode unit", "Kelas", "Kebutuhan", "Bidang ilmu diterima"]]


def test_what_is_recorded_comes_back_unchanged(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    content = client.get(reverse("organisation:template"), {"isi": "data"}).content
    upload(client, content)
    page = client.get(reverse("organisation:workbook", args=[Workbook.objects.get().pk]))
    assert page.context["counts"] == {"new": 0, "changed": 0, "unchanged": 5, "rejected": 0}
    assert "Tidak ada yang berubah" in page.content.decode()


def test_a_workbook_adds_and_changes_units_and_positions_from_a_day(cast: Cast) -> None:
    client, house = cast.client(Role.ANALYST), cast.dumai
    content = workbook(
        {
            "Unit": [
                *UNITS,
                ["n-2", "Seksi Baru", "n-1"],
                ["n-1", "Bidang Baru", "dumai-02"],
                ["dumai-01-1", "Bidang Lalu Lintas dan Jalan", "dumai-02"],
            ],
            "Posisi": [
                *POSITIONS,
                ["p-1", "Pengelola Data", "n-2", 7, 2, "Hukum; Statistika"],
                ["p-2", "Pengemudi", "Dinas Kesehatan", None, None, None],
                [house.position.code, house.position.title, None, 6, None, None],
            ],
        }
    )
    assert upload(client, content).status_code == 302
    made = Workbook.objects.get()
    page = client.get(reverse("organisation:workbook", args=[made.pk]))
    assert page.context["counts"] == {"new": 4, "changed": 2, "unchanged": 0, "rejected": 0}
    assert not Unit.objects.filter(code="n-1").exists()
    assert commit(client).status_code == 302
    seksi = Unit.objects.get(code="n-2")
    assert seksi.path.startswith(house.other_office.path)
    assert Position.objects.get(code="p-1").fields == ["Hukum", "Statistika"]
    assert Position.objects.get(code="p-2").unit == house.other_office
    house.position.refresh_from_db()
    assert (house.position.job_class, house.position.needed) == (6, 2)
    house.section.refresh_from_db()
    assert (house.section.name, house.section.parent) == ("Bidang Lalu Lintas dan Jalan", house.other_office)
    assert house.position.periods.known().count() == 2
    again = client.post(reverse("organisation:workbook_commit", args=[made.pk]), {})
    assert again.status_code == 302
    assert house.position.periods.known().count() == 2


def test_wrong_rows_are_named_by_cell_and_the_others_can_be_saved(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    content = workbook(
        {
            "Unit": [
                *UNITS,
                ["a", "A", "tidak-ada"],
                ["b", "B", "a"],
                ["c", "C", "d"],
                ["d", "D", "c"],
                ["e", "E", ""],
            ],
            "Posisi": [
                *POSITIONS,
                ["p-1", "Pengelola", "hantu", 7, 1, None],
                ["p-2", "Pengelola", "e", "tujuh", 1, None],
                ["p-3", "Pengelola", "e", 7, 1, None],
                ["p-3", "Pengelola", "e", 7, 1, None],
                ["p-4", "x" * 300, "e", 7, 1, None],
                ["p-5", "Pengelola", "b", 7, 1, None],
            ],
        }
    )
    upload(client, content)
    page = client.get(reverse("organisation:workbook", args=[Workbook.objects.get().pk]))
    assert page.context["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "rejected": 9}
    places = {str(problem.place).split(" ", 1)[-1] for problem in page.context["problems"]}
    assert {"Unit!C2", "Unit!C3", "Unit!C4", "Posisi!C2", "Posisi!D3", "Posisi!A5", "Posisi!B6"} <= places
    assert "Simpan yang dapat dipakai saja" in page.content.decode()
    commit(client)
    assert Position.objects.filter(code="p-3", unit__code="e").exists()
    assert not Unit.objects.filter(code__in="abcd").exists()


def test_formulas_and_markup_in_names_stay_text(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    evil = ['<img src=x onerror="alert(1)">', "'=cmd|' /C calc'!A0", "+1+1"]
    rows = [[f"e{number}", name, ""] for number, name in enumerate(evil)]
    upload(client, workbook({"Unit": [*UNITS, *rows]}))
    page = client.get(reverse("organisation:workbook", args=[Workbook.objects.get().pk])).content.decode()
    assert "<img src=x" not in page
    commit(client)
    back = client.get(reverse("organisation:template"), {"isi": "data"}).content
    cells = list(openpyxl.load_workbook(BytesIO(back))["Unit"].iter_rows())
    found = {cell.value: cell.data_type for row in cells for cell in row if cell.value in evil}
    assert found == dict.fromkeys(evil, "s")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kosong.xlsx", b""),
        ("rusak.xlsx", b"PK\x03\x04" + b"x" * 400),
        ("gambar.xlsx", b"\x89PNG\r\n\x1a\n" + b"x" * 400),
        ("../../etc/passwd.xlsx", b"root:x:0:0"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_way_out(cast: Cast, name: str, content: bytes) -> None:
    client = cast.client(Role.ANALYST)
    answer = upload(client, content, name=name)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not Workbook.objects.exists()


@pytest.mark.parametrize(
    "sheets", [{"Lain": [["a"]]}, {"Unit": [["Kode unit"], ["x"]]}, {"Posisi": [["Nama"]]}]
)
def test_a_workbook_without_what_is_needed_is_refused(cast: Cast, sheets: dict[str, list[list[Any]]]) -> None:
    client = cast.client(Role.ANALYST)
    upload(client, workbook(sheets))
    page = client.get(reverse("organisation:workbook", args=[Workbook.objects.get().pk]))
    assert page.status_code == 200
    assert page.context["refusal"] is not None
    assert page.context["form"] is None


def test_what_changed_since_the_check_is_checked_again(cast: Cast) -> None:
    client, house = cast.client(Role.ANALYST), cast.dumai
    upload(client, workbook({"Unit": [*UNITS, ["dumai-02", "Dinas Kesehatan Kota", ""]]}))
    made = Workbook.objects.get()
    commit(client, mark="0" * 32)
    house.other_office.refresh_from_db()
    made.refresh_from_db()
    assert (house.other_office.name, made.committed_at) == ("Dinas Kesehatan", None)


def test_a_workbook_reaches_no_further_than_its_bringer(cast: Cast) -> None:
    house = cast.dumai
    Grant.objects.create(
        user=house.users[Role.HEAD],
        instansi=house.instansi,
        unit=house.office,
        role=Role.ANALYST,
        since=BEGAN,
        granted_at=AT,
    )
    client = cast.client(Role.HEAD)
    content = workbook(
        {
            "Unit": [
                *UNITS,
                ["dumai-02", "Direbut", ""],
                ["n", "Baru", "dumai-02"],
                ["m", "Baru", "dumai-01"],
                ["t", "T", ""],
            ],
            "Posisi": [
                *POSITIONS,
                ["p", "Pengemudi", "dumai-02", None, None, None],
                ["q", "Pengemudi", "contoh-01"],
            ],
        }
    )
    upload(client, content)
    made = Workbook.objects.get()
    page = client.get(reverse("organisation:workbook", args=[made.pk]))
    assert page.context["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 5}
    assert "di luar kewenangan Anda" in page.content.decode()
    assert cast.client(Role.ANALYST).get(reverse("organisation:workbook", args=[made.pk])).status_code == 404
    upload(client, content)
    assert upload(client, content, kind="titles").status_code == 403


def test_a_map_of_titles_goes_out_and_comes_back_with_classes(cast: Cast) -> None:
    client, house = cast.client(Role.ANALYST), cast.dumai
    position(house.office, "Pengemudi", None)
    content = client.get(reverse("organisation:titles_template")).content
    book = openpyxl.load_workbook(BytesIO(content))
    page = book.active
    head = [cell.value for cell in page[1]]
    title, job_class = head.index("JABATAN NAMA"), head.index("Kelas")
    assert page.data_validations.dataValidation
    for row in page.iter_rows(min_row=2):
        assert row[job_class].value is None
        if row[title].value == "Pengemudi":
            row[job_class].value = 5
    target = BytesIO()
    book.save(target)
    assert upload(client, target.getvalue(), kind="titles", name="peta.xlsx").status_code == 302
    shown = client.get(reverse("organisation:workbook", args=[Workbook.objects.get().pk]))
    assert shown.context["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "blank": 1}
    assert commit(client, document="800/1").status_code == 302
    decision = TitleDecision.objects.get()
    assert (decision.title, decision.job_class, decision.document) == ("Pengemudi", 5, "800/1")


def test_no_file_is_left_in_the_temporary_folder(cast: Cast, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    client = cast.client(Role.ANALYST)
    upload(client, workbook({"Unit": [*UNITS, ["x", "X", ""]]}))
    commit(client)
    assert not list(tmp_path.iterdir())
