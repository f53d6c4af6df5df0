"""Importance marks of Word tables: what a cell only seems to hold, or shares with another, is never a sure mark."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from selaras.core.model import RowKey
from selaras.files.documents import document_of
from selaras.law import standard
from tests.files.documents.paper import NEEDS

_HEAD = (
    "LAMPIRAN",
    "PERATURAN WALI KOTA CONTOH",
    "NOMOR 7 TAHUN 2024",
    "TENTANG",
    "STANDAR KOMPETENSI JABATAN PELAKSANA",
    "STANDAR KOMPETENSI KELAS JABATAN 5",
    "II. PERSYARATAN JABATAN",
)
_SPACES = (
    f'{nsdecls("w", "wp", "a")} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
MANAGERIAL = 3  # its row in NEEDS


def _text(text: str, properties: str = "") -> str:
    return f'<w:p><w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _marks(tmp_path: Path, managerial: str, extra: str = "") -> list[str]:
    """Marks of the rows under training and experience, `?` where unsure; `managerial`: the mark cells of a row."""
    rows = []
    for at, texts in enumerate(NEEDS):
        cells = [_cell(_text(text)) for text in texts]
        last = [_cell(_text(extra if at else "Keterangan"))] if extra else []
        rows.append(
            "".join(
                ["<w:tr>", *cells[:3], *([managerial] if at == MANAGERIAL else cells[3:]), *last, "</w:tr>"]
            )
        )
    file = docx.Document()
    for text in _HEAD:
        file.add_paragraph(text)
    table = f"<w:tbl {_SPACES}><w:tblPr/>{''.join(rows)}</w:tbl>"
    file.element.body.insert(len(file.element.body) - 1, parse_xml(table))
    file.save(str(tmp_path / "x.docx"))
    form = standard.read(document_of(tmp_path / "x.docx"))
    keys = (
        RowKey.TRAINING_MANAGERIAL,
        RowKey.TRAINING_TECHNICAL,
        RowKey.TRAINING_FUNCTIONAL,
        RowKey.EXPERIENCE,
    )
    found = {each.key: each for each in form.job_classes[0].requirements}
    return [str(found[key].importance) if found[key].certain else "?" for key in keys]


_EMPTY = _cell(_text(""))
_FLOATING = (
    "<w:p><w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
    f"{_text('√')}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize(
    "cells",
    [
        _cell(_text("√"), '<w:hMerge w:val="restart"/>') + _cell(_text(""), "<w:hMerge/>") + _EMPTY,
        _cell(_text("√"), '<w:gridSpan w:val="2"/>') + _EMPTY,
        _cell(_FLOATING) + _EMPTY + _EMPTY,
        _cell(_text("√", "<w:strike/>")) + _EMPTY + _EMPTY,
    ],
    ids=["merged by an older program", "merged", "floating over the table", "struck out"],
)
def test_a_tick_that_may_belong_elsewhere_is_uncertain(tmp_path: Path, cells: str) -> None:
    assert _marks(tmp_path, cells) == ["?", "penting", "None", "perlu"]


@pytest.mark.parametrize("tick", ["✔\ufe0f", "✓ ", "ü"])
def test_strokes_in_empty_cells_and_variants_of_ticks_leave_no_doubt(tmp_path: Path, tick: str) -> None:
    cells = "".join(_cell(_text(text)) for text in ("-", tick, "–"))
    assert _marks(tmp_path, cells) == ["penting", "penting", "None", "perlu"]


def test_a_remark_right_of_the_marks_is_no_mark(tmp_path: Path) -> None:
    cells = _cell(_text("√")) + _EMPTY + _EMPTY
    assert _marks(tmp_path, cells, "wajib") == ["mutlak", "penting", "None", "perlu"]
    assert _marks(tmp_path, cells, "√") == ["?", "?", "?", "?"]
