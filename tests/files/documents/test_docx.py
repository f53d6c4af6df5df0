"""Word files as offices make them: merged cells, symbols, automatic numbers, frames, boxes, tracked changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from selaras.files.documents import document_of
from selaras.files.documents.numbering import written
from selaras.law.document import Document

NS = nsdecls("w") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word(tmp_path: Path, *blocks: str, levels: str = "") -> Document:
    """A file whose body holds these blocks, read."""
    file = docx.Document()
    body = file.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(block.replace(">", f" {NS}>", 1)))
    if levels:
        numbering: Any = file.part.numbering_part.element
        for old in list(numbering):
            numbering.remove(old)
        abstract = f'<w:abstractNum w:abstractNumId="7" {NS}>{levels}</w:abstractNum>'
        numbering.append(parse_xml(abstract))
        for id_ in (1, 2):
            restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' * (id_ == 2)
            num = f'<w:num w:numId="{id_}" {NS}><w:abstractNumId w:val="7"/>{restart}</w:num>'
            numbering.append(parse_xml(num))
    path = tmp_path / "x.docx"
    file.save(str(path))
    return document_of(path)


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.text]


def listed(text: str, depth: int = 0, id_: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{id_}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def level(depth: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def test_a_line_break_is_a_line_break_however_it_is_written(tmp_path: Path) -> None:
    found = word(
        tmp_path,
        '<w:p><w:r><w:t>satu</w:t><w:br/><w:t xml:space="preserve">dua\ntiga</w:t><w:cr/><w:t>empat</w:t></w:r></w:p>',
    )
    assert texts(found) == ["satu", "dua", "tiga", "empat"]


@pytest.mark.parametrize(
    ("run", "sign"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "\uf0fc"),
        ('<w:r><w:sym w:font="Wingdings" w:char="00FE"/></w:r>', "\uf0fe"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ü</w:t></w:r>', "\uf0fc"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>P</w:t></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0D6"/></w:r>', "√"),
        ('<w:r><w:sym w:font="Wingdings" w:char="xyz"/></w:r>', ""),
    ],
)
def test_signs_of_symbol_fonts_are_kept(tmp_path: Path, run: str, sign: str) -> None:
    assert texts(word(tmp_path, f"<w:p>{run}<w:r><w:t>.</w:t></w:r></w:p>")) == [sign + "."]


def test_merged_cells_keep_their_columns_and_say_how_far_they_reach(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = [
        [('<w:gridSpan w:val="2"/>', "a"), ('<w:vMerge w:val="restart"/>', "b")],
        [("", "c"), ("", "d"), ("<w:vMerge/>", "verborgen")],
    ]
    grid = (
        "".join("<w:tr>" + "".join(cell.format(*each) for each in row) + "</w:tr>" for row in rows)
        + '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>'
        + cell.format("", "e")
        + "</w:tr>"
    )
    found = [line for line in word(tmp_path, f"<w:tbl><w:tblPr/>{grid}</w:tbl>").lines if line.cells]
    assert [[piece.text for piece in line.cells] for line in found] == [
        ["a", "", "b"],
        ["c", "d", ""],
        ["", "", "e"],
    ]
    assert [line.spans for line in found] == [(2, 0, 1), (1, 1, 1), (1, 1, 1)]


def test_automatic_numbers_are_counted_and_marked(tmp_path: Path) -> None:
    found = word(
        tmp_path,
        listed("satu"),
        listed("dalam", 1),
        listed("dalam lagi", 1),
        listed("dua"),
        listed("dalam dua", 1),
        "<w:p><w:r><w:t>biasa</w:t></w:r></w:p>",
        listed("mulai lagi", 0, 2),
        levels=level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%1.%2").replace("<w:numFmt", "<w:isLgl/><w:numFmt"),
    )
    assert texts(found) == [
        "I.\tsatu",
        "1.1\tdalam",
        "1.2\tdalam lagi",
        "II.\tdua",
        "2.1\tdalam dua",
        "biasa",
        "I.\tmulai lagi",
    ]
    lines = found.text.split("\n")
    assert {lines[number - 1] for number in found.computed} == {*texts(found)} - {"biasa"}


def test_bullets_and_lists_without_definition_are_bullets(tmp_path: Path) -> None:
    found = word(
        tmp_path, listed("satu"), listed("dua", 0, 99), listed(""), levels=level(0, "bullet", "\uf0b7")
    )
    assert texts(found) == ["•\tsatu", "•\tdua"]


def test_a_frame_around_a_table_is_looked_into(tmp_path: Path) -> None:
    inner = (
        "<w:tbl><w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>" for t in "xyz")
        + "</w:tr></w:tbl>"
    )
    frame = f"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    found = [line for line in word(tmp_path, frame).lines if line.cells]
    assert [[piece.text for piece in line.cells] for line in found] == [["x", "y", "z"]]


def test_text_boxes_are_read_once_and_hidden_or_deleted_text_not_at_all(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>LAMPIRAN</w:t></w:r></w:p></w:txbxContent>"
    found = word(
        tmp_path,
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        + box
        + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:shape>"
        + box
        + "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>biasa</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>rahasia</w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>hapus</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:rPr><w:caps/></w:rPr><w:t> sisip</w:t></w:r></w:ins></w:p>",
    )
    assert texts(found) == ["LAMPIRAN", "biasa SISIP"]


def test_numbers_in_every_form_of_word() -> None:
    forms = (
        "decimal",
        "lowerLetter",
        "upperLetter",
        "lowerRoman",
        "upperRoman",
        "decimalZero",
        "none",
        "chicago",
    )
    assert [written(28, form) for form in forms] == ["28", "bb", "BB", "xxviii", "XXVIII", "28", "", "28"]


def test_a_row_deleted_by_tracking_is_gone(tmp_path: Path) -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    deleted = row.format('<w:del w:id="1" w:author="a"/>', "pergi")
    found = word(tmp_path, f"<w:tbl>{row.format('', 'tinggal')}{deleted}</w:tbl>")
    assert texts(found) == ["tinggal"]
