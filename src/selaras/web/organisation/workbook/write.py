"""Workbooks to fill: units and positions as they are, titles with their head counts and candidates."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from selaras.errors import Language
from selaras.files.layout import mapping_sheet, shown
from selaras.files.sheets import FILLED_ROWS, Book, add_dropdowns, write_header, write_rows
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.organisation.law import named_classes
from selaras.web.organisation.models import Position, Unit
from selaras.web.organisation.titles import Show, distinct, titles
from selaras.web.organisation.workbook.layout import UNIT, position_sheet, unit_sheet

TYPES = dict(zip(("executor", "structural", "functional"), shown("position_type"), strict=True))


def units_and_positions(asker: Asker, *, filled: bool, language: Language = "id") -> bytes:
    """The workbook of units and positions: empty, or with what is recorded today within the scope."""

    def write(book: Book) -> None:
        pages = {sheet.name: (book.sheet(sheet.name), sheet) for sheet in (unit_sheet(), position_sheet())}
        for page, sheet in pages.values():
            write_header(book, page, sheet, language)
            add_dropdowns(book, page, sheet, {}, language)
        posisi, columns = pages[position_sheet().name][0], position_sheet().columns
        codes = {"validate": "list", "source": f"={UNIT}!$A$2:$A$5000", "error_type": "warning"}
        at = [column.key for column in columns].index("unit_code")
        posisi.data_validation(1, at, FILLED_ROWS, at, codes)
        at = [column.key for column in columns].index("job_class")
        _classes(posisi, at, asker.instansi)
        if filled:
            write_rows(book, pages[UNIT][0], _unit_rows(asker))
            write_rows(book, posisi, _position_rows(asker))

    return _made(write)


def title_map(asker: Asker, *, which: Show, language: Language = "id") -> bytes:
    """The titles with heads and candidate classes; the class is that recorded, empty where none is."""
    instansi = asker.instansi
    if instansi is None:
        raise ValueError("a map of titles belongs to an instansi")
    sheet = mapping_sheet()
    keys = [column.key for column in sheet.columns]

    def write(book: Book) -> None:
        page = book.sheet(sheet.name)
        write_header(book, page, sheet, language)
        _classes(page, keys.index("job_class"), instansi)
        write_rows(
            book,
            page,
            (
                [
                    {
                        "title": title.title,
                        "code": title.code,
                        "heads": title.heads,
                        "candidates": ", ".join(map(str, title.candidates)),
                        "job_class": title.decision.job_class if title.decision else None,
                        "family": title.decision.family if title.decision else "",
                    }.get(key)
                    for key in keys
                ]
                for title in titles(distinct(asker, which), instansi)
            ),
        )

    return _made(write)


def _classes(page: Any, at: int, instansi: Instansi | None) -> None:
    """The classes of the regulations as a dropdown; others may be typed all the same."""
    named = [str(each.number) for each in named_classes(instansi)] if instansi else []
    if named:
        rule = {"validate": "list", "source": named, "error_type": "warning"}
        page.data_validation(1, at, FILLED_ROWS, at, rule)


def _unit_rows(asker: Asker) -> Iterable[list[Any]]:
    rows = Unit.objects.visible_to(asker, Permission.EDIT_ORGANISATION).filter(
        instansi=asker.instansi, ended=False
    )
    for code, name, parent in rows.order_by("path").values_list("code", "name", "parent__code"):
        yield [code, name, parent or ""]


def _position_rows(asker: Asker) -> Iterable[list[Any]]:
    rows = Position.objects.visible_to(asker, Permission.EDIT_ORGANISATION).filter(
        instansi=asker.instansi, ended=False
    )
    keys = [column.key for column in position_sheet().columns]
    for position in rows.select_related("unit").order_by("unit__path", "title", "pk"):
        said = position.said() | {
            "id": position.code,
            "unit_code": position.unit.code,
            "code": position.official_code,
            "type": TYPES.get(position.type, ""),
            "fields": "; ".join(position.fields or ()),
            "trainings": "; ".join(position.trainings or ()),
        }
        yield [said.get(key) for key in keys]


def _made(write: Callable[[Book], None]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="selaras-") as folder:
        path = Path(folder, "berkas.xlsx")
        book = Book(str(path))
        write(book)
        book.close()
        return path.read_bytes()
