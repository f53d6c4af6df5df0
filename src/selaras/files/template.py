"""The workbooks that people fill: the workforce template and the position map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from selaras.core.model import Regulation
from selaras.errors import Language, PeopleRefused, Text
from selaras.files.layout import content, mapping_sheet, sheets
from selaras.files.people.guide import siasn_table
from selaras.files.people.reading import Reading, candidate_classes, only_region
from selaras.files.people.row import Row
from selaras.files.people.rubrics import Rubrics
from selaras.files.people.siasn import blanks
from selaras.files.sheets import Book, add_dropdowns, write_header, write_rows
from selaras.files.source import open_source
from selaras.law.lists import sources

HELP = "Petunjuk"


def write_people_template(path: Path, regulations: Sequence[Regulation], language: Language = "id") -> None:
    """An empty workforce workbook whose dropdowns know the regulations."""
    book = Book(str(path))
    write_help(book, regulations, language)
    lists = law_lists(regulations)
    for sheet in sheets().values():
        page = book.sheet(sheet.name)
        write_header(book, page, sheet, language)
        add_dropdowns(book, page, sheet, lists, language)
    book.close()


def law_lists(regulations: Iterable[Regulation]) -> dict[str, tuple[str, ...]]:
    """Dropdown lists that come from the regulations: standards, classes with competencies, competencies."""
    laws = tuple(regulations)
    classes = {
        standard.applies_to.job_class
        for law in laws
        for standard in law.standards
        if standard.competencies and standard.applies_to.job_class is not None
    }
    names = {
        row.code: row.name
        for law in laws
        for standard in reversed(law.standards)
        for row in standard.competencies
    }
    return {
        "standards": tuple(law.instrument.id for law in laws) or ("–",),
        "classes": tuple(str(job_class) for job_class in sorted(classes, reverse=True)) or ("–",),
        "competencies": tuple(dict.fromkeys(names.values())) or ("–",),
    }


def write_help(
    book: Book, regulations: Iterable[Regulation], language: Language, label: Text | None = None
) -> None:
    """The sheet Petunjuk: what goes where. `label` stands on top, in a warning's colour."""
    page = book.sheet(HELP)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 24)
    page.set_column(2, 2, 90)
    text = content("help.yaml")
    page.write_string(0, 0, text["title"][language], book.title)
    at = 1
    if label:
        page.merge_range(at, 0, at, 2, label[language], book.warning)
        page.set_row(at, 48)
        at += 1
    for line in text["lines"]:
        page.merge_range(at, 0, at, 2, line[language], book.wrap)
        page.set_row(at, 32)
        at += 1
    acts = ", ".join(f"{law.instrument.id} ({law.instrument.short})" for law in regulations)
    at = _pairs(book, at + 1, [(text["standards"][language], "", acts)])
    names = ", ".join(name[language] for name in sources().values())
    at = _pairs(book, at, [(text["sources"][language], "", names)])
    for sheet in sheets().values():
        at = _pairs(book, at + 1, [(sheet.name, "", sheet.about[language])], strong=True)
        at = _pairs(
            book,
            at,
            [
                ("", column.header + (" *" if column.required else ""), column.help[language])
                for column in sheet.columns
            ],
        )


def _pairs(book: Book, at: int, rows: Iterable[tuple[str, str, str]], *, strong: bool = False) -> int:
    page = book.book.get_worksheet_by_name(HELP)
    for row in rows:
        for column, value in enumerate(row):
            page.write_string(at, column, value, book.strong if strong or column == 0 else book.wrap)
        at += 1
    return at


def write_positions_template(
    export: Path,
    path: Path,
    regulations: Sequence[Regulation],
    *,
    by_unit: bool = False,
    language: Language = "id",
) -> int:
    """The position map for a SIASN export: distinct executor titles, head counts, candidate classes, class left empty.

    Returns the number of titles. Raises PeopleRefused when `export` is no such export or cannot be read.
    """
    titles = distinct_titles(export, regulations, by_unit=by_unit)
    sheet, book = mapping_sheet(), Book(str(path))
    page = book.sheet(sheet.name)
    write_header(book, page, sheet, language)
    write_rows(
        book,
        page,
        (
            (code, title, unit, heads, ", ".join(map(str, candidate_classes(title, regulations))))
            for (code, title, unit), heads in titles
        ),
    )
    book.close()
    return len(titles)


def distinct_titles(
    export: Path, regulations: Sequence[Regulation], *, by_unit: bool
) -> list[tuple[tuple[str, str, str], int]]:
    """((JABATAN ID, title, unit or empty), heads) of executor titles, commonest first."""
    source = open_source(export)
    table = siasn_table(source)
    if table is None or not table.readable:
        what = Text(
            f"{export.name} bukan ekspor data utama SIASN.", f"{export.name} is no SIASN data utama export."
        )
        remedy = Text("Ekspor ulang data utama dari SIASN.", "Export the data utama from SIASN again.")
        raise PeopleRefused(what, remedy, tuple(table.problems) if table else ())
    reading = Reading(export, tuple(regulations), Rubrics(()), only_region(regulations))
    heads: Counter[tuple[str, str, str]] = Counter()
    for number, cells in table.rows():
        row = Row(table, number, cells, reading.findings, blanks())
        title, kind = row.text("position"), row.choice("type_id", "position_type") or row.choice("type")
        if title and kind in (None, "executor"):
            heads[(row.text("position_id"), title, row.text("unit") if by_unit else "")] += 1
    return sorted(heads.items(), key=lambda item: (-item[1], item[0]))
