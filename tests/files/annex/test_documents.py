"""Word and Markdown become documents whole: breaks, tabs, merged cells, nested tables, deletions."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from selaras.files.documents import document_of


def cells(path: Path) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in document_of(path).lines if line.cells]


def test_line_breaks_of_every_kind(tmp_path: Path) -> None:
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    run = cell.paragraphs[0].add_run("satu")
    run.add_break()
    run._r.append(OxmlElement("w:t"))
    run._r[-1].text = "dua\ntiga"  # a line end inside the text of a run: a naive reader loses what follows
    cell.add_paragraph("empat\tlima")
    word.save(str(tmp_path / "x.docx"))
    assert cells(tmp_path / "x.docx") == [["satu\ndua\ntiga\nempat\tlima"]]


def test_merged_cells_stand_in_their_first(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "lebar"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "tinggi"
    table.cell(2, 0).text = "bawah"
    word.save(str(tmp_path / "x.docx"))
    assert cells(tmp_path / "x.docx") == [["lebar", "", ""], ["", "", "tinggi"], ["bawah", "", ""]]


def test_deleted_text_is_gone_inserted_text_and_symbols_are_there(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("tetap ")
    for name, text in (("w:del", "lama"), ("w:ins", "baru")):
        mark = OxmlElement(name)
        run = paragraph.add_run(text)
        mark.append(run._r)
        paragraph._p.append(mark)
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:char"), "F0FC")
    paragraph.add_run()._r.append(symbol)
    word.save(str(tmp_path / "x.docx"))
    assert document_of(tmp_path / "x.docx").text.strip() == "tetap baru\uf0fc"


def test_places_point_into_the_text(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("pembuka")
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a\nb", "c\nd"
    table.cell(1, 1).text = "akhir"
    word.save(str(tmp_path / "x.docx"))
    document = document_of(tmp_path / "x.docx")
    lines = document.text.split("\n")
    for line in document.lines:
        for cell in line.cells:
            place = cell.place
            if cell.text and place.line and place.character:
                assert lines[place.line - 1][place.character - 1 :].startswith(cell.text.split("\n")[0])
    assert document.lines[-2].cells[1].place.sheet == "tabel 1"
    assert document.lines[-2].cells[1].place.row == 2


def test_markdown_tables_become_rows(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(
        "# Judul\n\n| a | b\\|c |\n|---|---|\n| **1.1** satu<br>dua |  |\n", encoding="utf-8"
    )
    assert cells(tmp_path / "x.md") == [["a", "b|c"], ["1.1\tsatu\ndua", ""]]
    assert document_of(tmp_path / "x.md").lines[0].text == "Judul"


def test_markdown_without_tables_is_plain_text(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("a\tb\\|c\n", encoding="utf-8")
    assert cells(tmp_path / "x.md") == [["a", "b\\|c"]]
