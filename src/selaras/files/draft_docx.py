"""A regulation in the making as a Word document; everything that waits for the drafter is highlighted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.shared import Mm, Pt

from selaras.files.annex.blocks import blocks_of
from selaras.files.annex.docx import add_blocks, new_document
from selaras.files.draft import Draft
from selaras.files.regulation import BodyLine, body_of
from selaras.law.form import Form

LABEL = 30  # mm: `Menimbang :` and the like
ITEM = 8  # mm from a letter or number to its text

_OPEN = re.compile(r"(\[(?:isi|periksa)[^\]]*\])")


def write_skeleton(path: Path, draft: Draft) -> None:
    """Write head, Menimbang, Mengingat, Pasal I and II, closing and annex of the amending act."""
    write_regulation(path, draft.form, draft.base)


def write_regulation(path: Path, form: Form, base: Form | None, *, checked: bool = False) -> None:
    """The same of any draft: an amendment of `base`, or a new act. `checked`: its legal bases are known to hold."""
    word = new_document(form.instrument.title)
    for line in body_of(form, base, checked=checked):
        _line(word, line)
    word.add_page_break()  # type: ignore[no-untyped-call]
    add_blocks(word, blocks_of(form))
    _mark_blanks(word)
    word.save(str(path))


def _line(word: WordDocument, line: BodyLine) -> None:
    match line.set:
        case "labelled":
            _labelled(word, line)
        case "prose":
            paragraph = word.add_paragraph(line.text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.space_after = Pt(8)
        case "signed":
            word.add_paragraph(line.text).paragraph_format.left_indent = Mm(line.indent)
        case _:
            paragraph = word.add_paragraph(line.text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(8 if line.set == "heading" else 0)
            paragraph.paragraph_format.keep_with_next = bool(line.text)


def _labelled(word: WordDocument, line: BodyLine) -> None:
    """`Menimbang : a. …` with the items below each other; one of an article without room for a label."""
    label = 0 if line.indent else LABEL
    before = "" if line.indent else f"{line.label}\t: " if line.label else "\t  "
    paragraph = word.add_paragraph(
        f"{before}{line.mark}\t{line.text}" if line.mark else f"{before}{line.text}"
    )
    layout = paragraph.paragraph_format
    indent = label + (ITEM + 3 if line.mark else 3)
    layout.left_indent, layout.first_line_indent = Mm(indent), Mm(-indent)
    layout.tab_stops.add_tab_stop(Mm(LABEL))
    layout.tab_stops.add_tab_stop(Mm(indent))
    layout.space_after = Pt(4)


def _mark_blanks(word: WordDocument) -> None:
    """Highlight every placeholder, in paragraphs and in tables; the brackets say the same without colour."""
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    for paragraph in [*word.paragraphs, *(each for cell in cells for each in cell.paragraphs)]:
        for run in list(paragraph.runs):
            parts = _OPEN.split(run.text)
            if len(parts) > 1 and run.font.highlight_color is None:
                _split(run, parts)


def _split(run: Any, parts: Sequence[str]) -> None:
    """One run as several of the same form, the placeholders among them highlighted."""
    after = run._r
    for at, part in enumerate(parts):
        copy = run._r.__copy__() if at else run._r
        if at:
            after.addnext(copy)
            after = copy
        piece = type(run)(copy, run._parent)
        piece.text = part
        if at % 2:
            piece.font.highlight_color = WD_COLOR_INDEX.YELLOW
