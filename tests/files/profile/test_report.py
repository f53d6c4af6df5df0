"""A report of tables: on paper and as a workbook, with the same figures, and texts that are only texts."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pdfplumber
import pytest

from selaras.files.profile.report import Chart, Column, Link, Report, Table
from selaras.files.profile.report_pdf import report_pdf
from selaras.files.profile.report_workbook import report_workbook
from selaras.files.tables import sheet_name

FORMULA = '=HYPERLINK("http://contoh.invalid")'
PARTS = Table(
    key="parts",
    title="Sebaran",
    columns=(Column("Unit", 30), Column("ya", 10, numeric=True), Column("tidak", 10, numeric=True)),
    rows=((FORMULA, 3, 1), ("Dinas B", 0, 1234)),
    chart=Chart("Sebaran", "bagian per unit", (1, 2), ("#2E8B6B", "#C4622D"), signs=("✓", "✗")),
)
LISTED = Table(
    key="people",
    title="Daftar: pegawai/semua",
    columns=(Column("Nama", 30), Column("Sampai", 12), Column("%", 10, numeric=True), Column("Lihat", 10)),
    rows=tuple(
        (f"Contoh {n}", date(2026, 7, 1), 12.5, Link("7", "https://contoh.invalid/?a=1")) for n in range(90)
    ),
    long=True,
)
EMPTY = Table(key="none", title="Kosong", columns=(Column("A", 10),), rows=())
REPORT = Report(
    "id",
    "Laporan",
    "Dinas",
    (("Per", date(2026, 7, 1)), ("Pegawai", 90)),
    ("catatan",),
    (PARTS, EMPTY, LISTED),
    "DATA SINTETIS",
)


def test_the_paper_has_all_tables_numbers_of_pages_and_a_text_for_each_chart() -> None:
    content = report_pdf(REPORT, "Kota Contoh")
    assert b"pdfuaid:part>1<" in content
    assert b"bagian per unit" in content
    with pdfplumber.open(io.BytesIO(content)) as document:
        texts = [page.extract_text().replace("\u200b", "") for page in document.pages]
        widths = [page.width > page.height for page in document.pages]
    assert widths == [False, *[True] * (len(widths) - 1)]  # the long list lies across
    assert all(f"halaman {n} dari {len(texts)}" in text for n, text in enumerate(texts, 1))
    everything = " ".join(texts).replace("\n", "")
    for said in (FORMULA, "1.234", "01-07-2026", "12,50", "Contoh 89", "DATA SINTETIS", "–", "✓ ya"):
        assert said in everything


def test_the_workbook_has_charts_days_numbers_and_links_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(REPORT, "Ringkasan")))
    summary, listed = book.worksheets
    assert listed.title == "Daftar pegawaisemua"
    assert len(summary._charts) == 1  # type: ignore[attr-defined]
    cells = {str(cell.value): cell for sheet in book for row in sheet.iter_rows() for cell in row}
    assert cells[FORMULA].data_type == "s"
    assert cells["1234"].data_type == "n"
    assert listed["B2"].is_date
    assert summary["B3"].is_date
    assert summary["B4"].value == 90
    assert listed.freeze_panes == "B2"
    assert listed["D2"].number_format == "#,##0"
    assert listed["D2"].hyperlink.target == "https://contoh.invalid/?a=1"
    assert listed["D2"].value == 7
    assert listed.auto_filter.ref == "A1:D91"


@pytest.mark.parametrize("title", ["", "a" * 50, "[x]:*?/\\'"])
def test_a_sheet_gets_a_name_that_excel_takes(title: str) -> None:
    name = sheet_name(title, "Data")
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\'")
