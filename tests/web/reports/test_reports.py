"""Reports of units and the evidence list: their figures are those of the lists, within scope, never a formula."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from selaras.core.policy import Purpose
from selaras.law.words import words
from selaras.web.accounts.roles import Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.models import Entry
from selaras.web.lists.listing import listing_of
from selaras.web.people.models import Person
from selaras.web.reports.merit import groups_of
from selaras.web.reports.unit_report import unit_report
from tests.cast import SARI
from tests.web.cast import DAY, Cast, make_person
from tests.web.reports.paper import links, text
from tests.web.reports.people import evaluated, recorded

FORMULA = '=HYPERLINK("http://contoh.invalid","Contoh")'


def taken(client: Client, unit: str, kind: str, purpose: str = "mapping") -> Any:
    """The answer to the form of a unit's report."""
    said = {"laporan-unit": unit, "laporan-purpose": purpose, "laporan-kind": kind}
    return client.post(reverse("reports:unit"), said)


def test_the_report_counts_what_the_run_found(cast: Cast) -> None:
    recorded(cast.dumai.person, cast.dumai.position, SARI)
    run = evaluated(cast, Purpose.APPOINTMENT)
    asker = asker_of(cast.dumai.users[Role.ANALYST], cast.dumai.instansi.pk, DAY)
    made = unit_report(asker, cast.dumai.root, Purpose.APPOINTMENT)
    tables = {table.key: table for table in made.report.tables}
    assert made.people == run.people == 2
    assert tables["distribution"].rows[-1][1:] == (
        run.counts.get("eligible", 0),
        run.counts.get("not_eligible", 0),
        run.counts.get("undetermined", 0),
        run.counts.get("not_covered", 0),
        2,
    )
    assert ("Pelayanan Publik", "level di bawah standar", 1) in tables["gaps"].rows
    assert tables["coverage"].rows[0][:2] == ("bukti lengkap", 1)
    assert [row[-2] for row in tables["units"].rows] == [1, 1]
    assert [row[0] for row in tables["people"].rows] == ["Contoh Orang Lain", "Contoh Pegawai"]


def test_a_head_prints_the_own_unit_only(cast: Cast) -> None:
    recorded(cast.dumai.person, cast.dumai.position)
    evaluated(cast)
    client = cast.client(Role.HEAD)
    answer = taken(client, cast.dumai.office.name, "pdf")
    printed = text(answer.content)
    assert "Laporan kesesuaian unit" in printed
    assert "Contoh Pegawai" in printed
    assert "Contoh Orang Lain" not in printed
    assert f"{DAY:%d-%m-%Y}" in printed
    assert "DATA SINTETIS" in printed
    assert taken(client, cast.dumai.root.name, "pdf").status_code == 422
    entry = Entry.objects.filter(action="reports.take").get()
    assert entry.after == {"report": "unit", "form": "pdf", "run": entry.after["run"], "people": 1}


def test_the_workbook_has_native_charts_and_no_formula(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dumai.stranger.pk).update(name=FORMULA)
    recorded(cast.dumai.person, cast.dumai.position)
    evaluated(cast)
    book = openpyxl.load_workbook(
        io.BytesIO(taken(cast.client(Role.ANALYST), cast.dumai.root.name, "xlsx").content)
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert FORMULA in [cell.value for cell in cells]
    assert book.sheetnames == ["Ringkasan", "Daftar pegawai"]
    said = {cell.value for cell in cells}  # no row decides when mapping: nobody is said to meet the standard
    assert words().get("outcome", "nothing_gates")["id"].lower() in said
    assert "memenuhi standar" not in said
    assert len(book["Ringkasan"]._charts) >= 3  # type: ignore[attr-defined]


def test_a_report_without_a_run_says_what_to_do(cast: Cast) -> None:
    answer = taken(cast.client(Role.HEAD), cast.dumai.office.name, "pdf")
    assert answer.status_code == 422
    assert "Belum ada penilaian yang selesai" in answer.content.decode()


def test_a_report_says_that_data_moved_on(cast: Cast) -> None:
    evaluated(cast)
    recorded(cast.dumai.person, cast.dumai.position)
    assert "Data berubah sejak" in text(taken(cast.client(Role.HEAD), cast.dumai.office.name, "pdf").content)


def test_the_report_comes_in_english(cast: Cast) -> None:
    evaluated(cast)
    client = cast.client(Role.HEAD)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "Report on a unit" in text(taken(client, cast.dumai.office.name, "pdf").content)


def test_every_figure_of_the_evidence_list_is_the_number_of_rows_of_its_list(cast: Cast) -> None:
    recorded(cast.dumai.person, cast.dumai.position, SARI)
    evaluated(cast)
    user = cast.dumai.users[Role.ANALYST]
    groups, run = groups_of(asker_of(user, cast.dumai.instansi.pk, DAY))
    assert run
    client = cast.client(Role.ANALYST)
    linked = [
        part
        for group in groups
        for figure in group.figures
        for part in (figure.numerator, figure.denominator)
        if part.url
    ]
    assert len(linked) > 10
    for part in {part.url: part for part in linked}.values():
        page = client.get(part.url).content.decode()
        found = re.search(r"<b>([\d.]+)</b> hasil", page)
        shown = int(found[1].replace(".", "")) if found else 0
        assert shown == part.count, part.url


def test_positions_with_a_standard_are_those_of_the_classes_that_have_one(cast: Cast) -> None:
    asker = asker_of(cast.dumai.users[Role.ANALYST], cast.dumai.instansi.pk, DAY)
    groups, _run = groups_of(asker)
    figures = {figure.key: figure for group in groups for figure in group.figures}
    assert figures["jabatan-berstandar"].numerator.count == 1
    assert figures["kelas-5"].share == 100
    assert not figures["jabatan-berstandar"].verified


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_the_evidence_list_is_taken_along_with_its_queries(cast: Cast, kind: str) -> None:
    evaluated(cast)
    answer = cast.client(Role.ANALYST).post(reverse("reports:merit_file"), {"sebagai": kind})
    assert answer.status_code == 200
    if kind == "pdf":
        assert "dasar hukum belum diverifikasi" in text(answer.content)
        assert "http://testserver/pegawai/?kompetensi=belum" in links(answer.content)
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
        targets = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert any("kompetensi=belum" in str(each) for each in targets)


def test_a_head_counts_only_the_own_people(cast: Cast) -> None:
    asker = asker_of(cast.dumai.users[Role.HEAD], cast.dumai.instansi.pk, DAY)
    figures = {figure.key: figure for group in groups_of(asker)[0] for figure in group.figures}
    assert figures["data-belum"].denominator.count == 1


def test_the_pages_ask_few_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client(Role.ANALYST)
    for n in range(5):
        make_person(f"19910303201501{n:04}", f"Contoh {n}", cast.dumai.section, None)
    with django_assert_max_num_queries(20):
        assert client.get(reverse("reports:list")).status_code == 200
    with django_assert_max_num_queries(32):
        assert client.get(reverse("reports:merit")).status_code == 200
    assert listing_of("people")
