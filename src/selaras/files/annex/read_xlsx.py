"""A workbook that `write_xlsx` made, or a filled-in draft → Form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from selaras.errors import Place, Text
from selaras.files.annex.act import with_act
from selaras.files.annex.read import form_of_annex
from selaras.files.annex.settings import settings
from selaras.files.annex.xlsx import ACT, DICTIONARY
from selaras.files.container import inspect
from selaras.files.documents.lines import Lines, sha256_of
from selaras.files.workbook import merged_over_columns, workbook_tables
from selaras.law.document import refused
from selaras.law.form import Form

_WIDTH = 8  # columns of the widest table
_IDENTITY = 10  # rows within which a position says who it is
_PART_TWO = "Persyaratan"
_HEAD = (
    "LAMPIRAN",
    "PERATURAN DAERAH",
    "NOMOR 0 TAHUN 0000",
    "TENTANG",
    "-",
)  # the act stands on its own sheet


def form_of_xlsx(path: Path) -> Form:
    """A workbook → Form. Raises DocumentRefused when its first sheet does not say what act it is."""
    tables = [(name, list(rows())) for name, rows, _ in workbook_tables(path, inspect(path).traps)]
    if not tables or tables[0][0] != ACT:
        what = Text(f"Lembar {ACT} tidak ditemukan.", f"The sheet {ACT} was not found.")
        remedy = Text(
            "Pakai buku kerja dari `selaras standard write` atau `selaras standard draft`.",
            "Use a workbook made by `selaras standard write` or `selaras standard draft`.",
        )
        raise refused("no_annex", Place(file=str(path)), what, remedy)
    lines = Lines(str(path))
    for text in _HEAD:
        lines.paragraph(text, ACT)
    for name, rows in tables[1:]:
        merged = merged_over_columns(path, name) if _PART_TWO in name else {}
        _sheet(name, [[_text(cell) for cell in row] for row in rows], lines, merged)
    act = {
        _text(row[0]): (_text(row[1]), number) for number, row in enumerate(tables[0][1], 1) if len(row) > 1
    }
    return with_act(form_of_annex(lines.document(sha256_of(path))), act)


def _text(cell: Any) -> str:
    """A cell as text: a whole number without decimals, a day as day-month-year."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.strftime("%d-%m-%Y") if hasattr(cell, "strftime") else str(cell)


def _sheet(name: str, rows: Sequence[list[str]], lines: Lines, merged: Mapping[tuple[int, int], int]) -> None:
    """The rows of a sheet as the rows of the printed annex, numbers joined to what they number.

    `merged`: how many columns merged cells cover; a tick in such a cell stands under more than one mark.
    """
    if not rows or not rows[0]:
        return
    filled = [[*row, *[""] * (_WIDTH - len(row))] for row in rows]
    annex = next(
        (row[0] for row in filled[1:_IDENTITY] if row[0].startswith(settings()["annex"])), settings()["annex"]
    )
    if _PART_TWO not in name and name != DICTIONARY:
        for text in (annex, *_HEAD[1:]):
            lines.paragraph(text, name)
    lines.paragraph(filled[0][0], name)
    part = ""
    for number, cells in enumerate(filled[1:], 2):
        part = _part(cells) or part
        if row := _ROWS[part](cells, name):
            first = _WIDTH - len(row)
            spans = [merged.get((number - 1, first + at), 1) for at in range(len(row))]
            lines.row(row, name, number, spans if merged else ())


def _part(cells: list[str]) -> str:
    """The table that a row opens; nothing when it is no header."""
    words = settings()
    if cells[:2] == ["No.", words["competencies"]["columns"][0]]:
        return "one"
    if cells[:2] == ["No.", words["requirements"]["columns"][0]]:
        return "two"
    return "levels" if cells[:2] == words["dictionary"]["columns"][:2] else ""


def _label_row(cells: list[str], name: str) -> list[str]:
    """Label and value; the identity of a position has wider cells than the dictionary."""
    annex = cells[0].startswith(settings()["annex"])
    return [cells[0], cells[1] if name == DICTIONARY else cells[2]] if cells[0] and not annex else []


def _competency_row(cells: list[str], name: str) -> list[str]:
    if cells[0] == "No.":
        return list(settings()["competencies"]["columns"])
    if cells[0].isdigit() and not any(cells[1:4] + cells[5:6]):
        return []  # a drafter emptied a competency that is not wanted
    first = _join(cells[0], cells[1]) if any(cells[1:]) else cells[0]
    return [first, cells[2], cells[3], _hang(cells[4], cells[5])]


def _need_row(cells: list[str], name: str) -> list[str]:
    words = settings()["requirements"]
    if cells[0] == "No.":
        return [words["columns"][0], "", words["columns"][1], words["importance"], "", ""]
    return [_join(cells[0], cells[1]), _join(cells[2], cells[3]), *cells[4:_WIDTH]]


def _level_row(cells: list[str], name: str) -> list[str]:
    words = settings()["dictionary"]
    if cells[0] in (words["name"], words["code"], words["kind"], words["definition"]):
        return _label_row(cells, name)
    if cells[:2] == words["columns"][:2]:
        return list(words["columns"])
    return [cells[0], cells[1], _hang(cells[2], cells[3])]


_ROWS = {"": _label_row, "one": _competency_row, "two": _need_row, "levels": _level_row}


def _join(number: str, text: str) -> str:
    return f"{number}. {text}" if number else text


def _hang(number: str, text: str) -> str:
    return f"{number}\t{text}" if number and text else text
