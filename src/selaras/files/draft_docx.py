"""The skeleton of an amending regulation as a Word document; everything that waits for the drafter is highlighted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.shared import Mm, Pt

from selaras.files.annex.blocks import act_name, blocks_of
from selaras.files.annex.docx import add_blocks, new_document
from selaras.files.annex.settings import settings
from selaras.files.draft import Draft, words
from selaras.law.form.head import Gazette, InstrumentHead
from selaras.law.reading.words import title_case

LABEL = 30  # mm: `Menimbang :` and the like
ITEM = 8  # mm from a letter or number to its text

_OPEN = re.compile(r"(\[(?:isi|periksa)[^\]]*\])")


def write_skeleton(path: Path, draft: Draft) -> None:
    """Write head, Menimbang, Mengingat, Pasal I and II, closing and annex of the amending act."""
    word = new_document(draft.form.instrument.title)
    act, blanks = draft.form.instrument, words()["blanks"]
    text = words()["words"]
    values = {
        "act": title_case(act_name(draft.base.instrument)),
        "this": act.type,
        "number": draft.base.instrument.number,
        "year": draft.base.instrument.year,
        "about": title_case(draft.base.instrument.title),
        "classes": _listed([str(each) for each in draft.classes]),
        "gazette": _gazette(draft.base.instrument.gazette) or blanks["gazette"],
        "paper": draft.base.instrument.gazette.name if draft.base.instrument.gazette else blanks["gazette"],
    }
    _title_block(word, act)
    reasons = [
        text["gap"].format(**values),
        f"{blanks['consideration']};",
        text["therefore"].format(**values),
    ]
    _labelled(word, "Menimbang", [(f"{'abc'[at]}.", reason) for at, reason in enumerate(reasons)])
    bases = [f"{each.text} {blanks['reference']}" for each in act.legal_bases]
    base = "{act} Nomor {number} Tahun {year} tentang {about} ({gazette});".format(**values)
    _labelled(word, "Mengingat", [(f"{at}.", one) for at, one in enumerate([*bases, base], 1)])
    _centred(word, text["decides"])
    _labelled(word, "Menetapkan", [("", f"{act.type.upper()} TENTANG {act.title}.")])
    for heading, sentence in (("Pasal I", text["article_one"]), ("Pasal II", text["article_two"])):
        _centred(word, heading)
        _prose(word, sentence.format(**values))
    _prose(word, text["everyone"].format(**values))
    _closing(word, act, blanks)
    word.add_page_break()  # type: ignore[no-untyped-call]
    add_blocks(word, blocks_of(draft.form))
    _mark_blanks(word)
    word.save(str(path))


def _listed(items: Sequence[str]) -> str:
    """`4`, `4 dan 3`, `4, 3, dan 1`."""
    if len(items) < 3:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


def _gazette(gazette: Gazette | None) -> str:
    if gazette is None:
        return ""
    series = f" Seri {gazette.series}" if gazette.series else ""
    return f"{gazette.name} Tahun {gazette.year} Nomor {gazette.number}{series}"


def _title_block(word: WordDocument, act: InstrumentHead) -> None:
    number = settings()["number"].format(number=act.number, year=words()["blanks"]["year"])
    office = f"{act.issuer.upper()}"
    province = [f"PROVINSI {act.province.upper()}"] if act.province else []
    for line in (office, *province, "", act_name(act), number, "", settings()["about"], "", act.title, ""):
        _centred(word, line, after=0)
    _centred(word, words()["words"]["grace"])
    _centred(word, f"{office},")


def _centred(word: WordDocument, text: str, after: int = 8) -> None:
    paragraph = word.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.keep_with_next = bool(text)


def _prose(word: WordDocument, text: str) -> None:
    paragraph = word.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.space_after = Pt(8)


def _labelled(word: WordDocument, label: str, items: Sequence[tuple[str, str]]) -> None:
    """`Menimbang : a. …` with the items below each other."""
    for at, (mark, text) in enumerate(items):
        before = f"{label}\t: " if at == 0 else "\t  "
        paragraph = word.add_paragraph(f"{before}{mark}\t{text}" if mark else f"{before}{text}")
        layout = paragraph.paragraph_format
        indent = LABEL + (ITEM + 3 if mark else 3)
        layout.left_indent, layout.first_line_indent = Mm(indent), Mm(-indent)
        layout.tab_stops.add_tab_stop(Mm(LABEL))
        layout.tab_stops.add_tab_stop(Mm(indent))
        layout.space_after = Pt(4)


def _closing(word: WordDocument, act: InstrumentHead, blanks: Any) -> None:
    place = act.enacted_at or "[isi tempat]"
    secretary = next((each.office.upper() for each in act.signatures if each.act == "promulgation"), "")
    office = act.issuer.upper()
    signed = (
        ("Ditetapkan di", office, settings()["signature"]["indent"]),
        ("Diundangkan di", secretary or f"SEKRETARIS DAERAH {(act.region or '').upper()}".strip(), 0),
    )
    for verb, who, indent in signed:
        lines = (
            f"{verb} {place}",
            f"pada tanggal {blanks['day'].split(',')[0]}]",
            f"{who},",
            "",
            "",
            blanks["holder"],
            "",
        )
        for line in lines:
            paragraph = word.add_paragraph(line)
            paragraph.paragraph_format.left_indent = Mm(indent)


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
