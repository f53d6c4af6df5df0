"""The result workbook: five sheets that people like to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from selaras.core.verdict import Outcome
from selaras.core.words import Words
from selaras.errors import Language, Text
from selaras.files.results.pages import competencies, legal_basis, missing, people
from selaras.files.results.run import Run, Summary, outcome_label
from selaras.files.results.sheet import COLOURS, Sheet, Styles

Advance = Callable[[int], None]

OUTCOMES = (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED, Outcome.NOT_COVERED)


def write_workbook(
    path: Path, run: Run, summary: Summary, words: Words, language: Language, advance: Advance
) -> None:
    """Write Ringkasan, Per pegawai, Per kompetensi, Kekurangan bukti and Dasar hukum to `path`.

    `advance` is called with the number of people finished on a sheet. Texts of people are written as texts,
    never as formulas. Memory stays bounded: rows go to disk as they are written.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "Selaras", "comments": f"{run.source} · {run.on:%d-%m-%Y}"})
        styles = Styles(book)

        def sheet(name: Text) -> Sheet:
            return Sheet(book.add_worksheet(name[language]), styles, language)

        _overview(book, sheet(Text("Ringkasan", "Summary")), run, summary, words)
        people(sheet(Text("Per pegawai", "Per person")), run, words, advance)
        competencies(sheet(Text("Per kompetensi", "Per competency")), run, words, advance)
        missing(sheet(Text("Kekurangan bukti", "Missing evidence")), run, words, advance)
        legal_basis(sheet(Text("Dasar hukum", "Legal basis")), run, words)


def _overview(book: xlsxwriter.Workbook, page: Sheet, run: Run, summary: Summary, words: Words) -> None:
    """First page: the question, the notes, verdicts per class with a chart, commonest gaps and missing evidence."""
    page.widths(36, 15, 15, 15, 15, 10, 3)
    page.on_one_width()
    page.line(Text("Hasil evaluasi kesesuaian", "Results of the comparison"), style="title")
    for label, value in _question(run):
        page.row(label, value)
    for note in run.notes:
        page.line(note, style="note")
    page.skip()
    page.heads(
        Text("Kelas jabatan", "Job class"),
        *(outcome_label(outcome, run.policies[0], words) for outcome in OUTCOMES),
        Text("Jumlah", "Total"),
    )
    first = page.next
    for group, counted in summary.by_group.items():
        page.row(group.label, *(counted[outcome] for outcome in OUTCOMES), counted.total())
    last = page.next - 1
    page.row(
        Text("Semua", "All"),
        *(summary.total[outcome] for outcome in OUTCOMES),
        summary.total.total(),
        style="total",
    )
    _chart(book, page, run, words, first, last)
    for title, figures in (
        (Text("Kekurangan yang paling sering", "Commonest gaps"), summary.gaps),
        (Text("Bukti yang paling sering kurang", "Commonest missing evidence"), summary.missing),
        (Text("Jabatan tanpa penilaian", "Positions without a comparison"), summary.whole),
    ):
        page.skip()
        page.line(title, style="heading")
        page.heads(
            Text("Baris standar", "Row of the standard"), Text("Pegawai", "People"), Text("Alasan", "Reason")
        )
        for figure in figures:
            page.row(figure.name, figure.people, figure.reason)
        if not figures:
            page.line(Text("tidak ada", "none"), style="note")


def _question(run: Run) -> Iterable[tuple[Text, Any]]:
    yield Text("Data", "Data"), run.source
    yield Text("Per tanggal", "On"), run.on
    for regulation in run.regulations:
        yield Text("Standar", "Standard"), regulation.instrument.short
    yield Text("Kebijakan", "Policy"), run.policies[0].title
    yield Text("Jumlah pegawai", "People"), len(run.verdicts)
    yield Text("Versi mesin", "Engine version"), run.engine


def _chart(book: xlsxwriter.Workbook, page: Sheet, run: Run, words: Words, first: int, last: int) -> None:
    """Verdicts per class as stacked bars; the same figures stand in the table beside it."""
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    sheet: Worksheet = page.sheet
    for column, outcome in enumerate(OUTCOMES, 1):
        chart.add_series(
            {
                "name": outcome_label(outcome, run.policies[0], words)[page.language],
                "categories": [sheet.get_name(), first, 0, last, 0],
                "values": [sheet.get_name(), first, column, last, column],
                "fill": {"color": COLOURS[outcome]},
            }
        )
    title = Text("Hasil menurut kelas jabatan", "Verdicts by job class")[page.language]
    chart.set_title({"name": title, "name_font": {"size": 11, "bold": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": "0%", "major_gridlines": {"visible": False}})
    sheet.insert_chart(1, 7, chart, {"x_scale": 1.1, "y_scale": 1.1, "description": title})
