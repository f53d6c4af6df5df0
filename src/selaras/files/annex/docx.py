"""The annex as a Word document that an office can go on editing: real tables, repeated header rows, no macros."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from selaras.files.annex.blocks import Block, Group, Head, Heading, Indicators, Kind, Labels, Needs, Signed
from selaras.files.annex.settings import MAKER, settings
from selaras.files.annex.spans import group_spans

HANGING = 9  # mm from an indicator's number to its text


def write_docx(path: Path, blocks: Iterable[Block], title: str) -> None:
    """Write the annex to `path`."""
    word = new_document(title)
    add_blocks(word, blocks)
    word.save(str(path))


def new_document(title: str) -> WordDocument:
    """An empty document with paper, margins, fonts, language and title set."""
    words = settings()
    word = docx.Document()
    properties = word.core_properties
    properties.title, properties.keywords, properties.language = title[:255], MAKER, words["language"]
    properties.author, properties.comments = "", ""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(words["paper"]["width"]), Mm(words["paper"]["height"])
    for side, width in words["margins"].items():
        setattr(section, f"{side}_margin", Mm(width))
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = words["fonts"][0], Pt(words["size"])
    normal.paragraph_format.space_after = Pt(0)
    for level in (1, 2):
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = words["fonts"][0], Pt(words["size"]), True
        style.font.color.rgb = None
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
        _fonts(style.element.get_or_add_rPr(), words["fonts"][0])
        for colour in style.element.rPr.findall(qn("w:color")):
            style.element.rPr.remove(colour)
    _fonts(normal.element.get_or_add_rPr(), words["fonts"][0])
    _page_number(section.header.paragraphs[0])
    section.different_first_page_header_footer = True
    return word


def _fonts(properties: Any, name: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), f"{settings()['language']}-ID")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)


def _page_number(paragraph: Any) -> None:
    """`– 2 –` in the middle of the header."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("– ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(OxmlElement("w:r"))
    field[0].append(OxmlElement("w:t"))
    paragraph._p.append(field)
    paragraph.add_run(" –")


def add_blocks(word: WordDocument, blocks: Iterable[Block]) -> None:
    """Add blocks at the end of a document."""
    for index, block in enumerate(blocks):
        match block:
            case Head():
                _head(word, block, new_page=index > 0)
            case Heading():
                word.add_heading("", block.level).add_run(block.text)
            case Labels():
                _labels(word, block)
            case Indicators():
                _indicators(word, block)
            case Needs():
                _needs(word, block)
            case Signed():
                _signed(word, block)


def _head(word: WordDocument, block: Head, *, new_page: bool) -> None:
    for at, text in enumerate(block.lines):
        paragraph = word.add_paragraph(text)
        paragraph.paragraph_format.left_indent = Mm(settings()["head"]["indent"])
        paragraph.paragraph_format.page_break_before = new_page and at == 0


def _signed(word: WordDocument, block: Signed) -> None:
    for text, before in ((f"{block.office},", 24), (block.name, 60)):
        paragraph = word.add_paragraph(text)
        paragraph.paragraph_format.left_indent = Mm(settings()["signature"]["indent"])
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.keep_with_next = text.endswith(",")


def _table(word: WordDocument, widths: Sequence[float], heads: int) -> Table:
    """A ruled table with `heads` empty header rows that repeat on each page."""
    table: Table = word.add_table(rows=heads, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        _flag(row, "w:cantSplit")
        _flag(row, "w:tblHeader")
    return table


def _row(table: Table, widths: Sequence[float]) -> list[_Cell]:
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    _flag(row, "w:cantSplit")
    cells = list(row.cells)
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
    return cells


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(
    cell: _Cell, text: str, *, bold: bool = False, centred: bool = False, hanging: bool = False
) -> None:
    """Put a text into an empty cell, on one paragraph; its line ends become line breaks."""
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run.bold, run.font.size = bold or None, Pt(settings()["table_size"])
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if hanging:
        layout = paragraph.paragraph_format
        layout.left_indent, layout.first_line_indent = Mm(HANGING), Mm(-HANGING)
        layout.tab_stops.add_tab_stop(Mm(HANGING))


def _labels(word: WordDocument, block: Labels) -> None:
    widths = (42, sum(settings()["competencies"]["widths"]) - 42)
    table = _table(word, widths, 0)
    for label, value in block.rows:
        cells = _row(table, widths)
        _fill(cells[0], label)
        _fill(cells[1], value)
    word.add_paragraph()


def _indicators(word: WordDocument, block: Indicators) -> None:
    table = _table(word, block.widths, 1)
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        _fill(cell, name, bold=True, centred=True)
    for row in block.rows:
        if isinstance(row, Kind):
            cells = _row(table, block.widths)
            _fill(cells[0].merge(cells[-1]), row.text, bold=True)
        else:
            _group(table, row, block.widths)
    word.add_paragraph()


def _group(table: Table, group: Group, widths: Sequence[float]) -> None:
    """One row an indicator; the cells before it are merged over all of them."""
    rows = []
    for number, text in group.indicators or (("", ""),):
        cells = _row(table, widths)
        _fill(cells[-1], f"{number}\t{text}" if number else text, hanging=bool(number))
        rows.append(cells)
    for at, text in enumerate(group.cells):
        merged = rows[0][at].merge(rows[-1][at]) if len(rows) > 1 else rows[0][at]
        for extra in merged.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        _fill(merged, text, centred=at == len(group.cells) - 2)
    for above, below in pairwise(rows):
        _faint_rule(above[-1], "bottom")
        _faint_rule(below[-1], "top")


def _faint_rule(cell: _Cell, side: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "2"), ("space", "0"), ("color", "AAAAAA")):
        border.set(qn(f"w:{name}"), value)
    borders.insert(0, border) if side == "top" else borders.append(border)


def _needs(word: WordDocument, block: Needs) -> None:
    words = settings()["requirements"]
    widths = words["widths"]
    table = _table(word, widths, 2)
    top, below = table.rows[0].cells, table.rows[1].cells
    _fill(top[0].merge(below[1]), words["columns"][0], bold=True, centred=True)
    _fill(top[2].merge(below[2]), words["columns"][1], bold=True, centred=True)
    _fill(top[3].merge(top[-1]), words["importance"], bold=True, centred=True)
    for cell, name in zip(below[3:], words["marks"].values(), strict=True):
        _fill(cell, name, bold=True, centred=True)
    for row, span in group_spans(block.rows):
        cells = _row(table, widths)
        if row.part:
            _fill(cells[1], row.part)
        if span:
            _fill(cells[0] if row.part else cells[0].merge(cells[1]), row.group)
        _fill(cells[2], row.value)
        for cell, mark in zip(cells[3:], row.marks, strict=True):
            _fill(cell, mark, centred=True)
        if span == 0:
            _continue(cells[0])
        elif span > 1:
            _merge_mark(cells[0], "restart")
    word.add_paragraph()


def _continue(cell: _Cell) -> None:
    _merge_mark(cell, "continue")


def _merge_mark(cell: _Cell, value: str) -> None:
    mark = OxmlElement("w:vMerge")
    mark.set(qn("w:val"), value)
    properties = cell._tc.get_or_add_tcPr()
    properties.append(mark)
