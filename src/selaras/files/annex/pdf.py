"""The annex as tagged PDF (PDF/UA-1), set by typst. Texts travel as JSON data and are never markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from selaras.errors import DataRefused, Text
from selaras.files.annex.blocks import (
    Block,
    Group,
    Head,
    Heading,
    Indicators,
    Kind,
    Labels,
    Need,
    Needs,
    Signed,
)
from selaras.files.annex.settings import MAKER, settings
from selaras.files.annex.spans import group_spans

STANDARD = "ua-1"  # typst sets one standard a file; PDF/UA carries the tags that PDF/A-2a asks for as well
LONG_WORD = 10  # characters; a longer word is measured, and broken where its column is too narrow for it
PIECE = 4  # characters of such a word between two places where it may break
TOGETHER = 4  # indicators that stay on a page with the name of their competency
CHARACTERS_A_MM = 0.5  # set in the table's size, estimated high so that nothing runs off a page
LINES_A_PAGE = 45


Piece = str | list[str]

# a long word; or the place between a space and punctuation, where typesetters refuse to break
_BREAKS = re.compile(rf"\S{{{LONG_WORD + 1},}}|(?<= )(?=[^\w\s])")


def write_pdf(
    path: Path, blocks: Iterable[Block], title: str, body: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Write the annex to `path`; before it a regulation's own lines, where `body` has any.

    Raises DataRefused when a character has no glyph in any font at hand.
    """
    words = settings()
    laid = [{**_data(block), "new": index > 0} for index, block in enumerate(blocks)]
    before = [{**line, "text": list(_pieces(line["text"]))} for line in body]
    data = {"settings": words, "maker": MAKER, "title": title, "blocks": laid, "body": before}
    source = files("selaras.files").joinpath("data", "annex.typ").read_bytes()
    try:
        compiler: Any = typst  # its stubs do not list all standards it knows
        made = compiler.compile(source, sys_inputs={"data": json.dumps(data)}, pdf_standards=STANDARD)
    except typst.TypstError as error:
        raise _refusal(error) from error
    path.write_bytes(made)


def _refusal(error: Exception) -> DataRefused:
    missing = re.search(r'the text `?"(.+?)"`? could not be displayed', str(error), re.DOTALL)
    if not missing:
        return DataRefused(
            Text(f"PDF tidak dapat dibuat: {error}", f"The PDF could not be made: {error}"),
            Text("Tulis sebagai .docx, lalu laporkan ini.", "Write it as .docx, and report this."),
        )
    shown = re.sub(
        r"\\u\{([0-9a-fA-F]+)\}", lambda code: chr(int(code[1], 16)), missing[1]
    )  # as typst prints it
    codes = " ".join(f"U+{ord(char):04X}" for char in shown[:3])
    return DataRefused(
        Text(
            f"PDF tidak dapat dibuat: tidak ada huruf untuk “{shown}” ({codes}).",
            f"The PDF could not be made: no font at hand shows “{shown}” ({codes}).",
        ),
        Text(
            "Periksa apakah karakter itu salah ketik. Jika benar, pasang huruf yang memuatnya, atau tulis .docx.",
            "Check whether the character is a slip. If it is right, install a font that has it, or write .docx.",
        ),
    )


def pieces(text: str) -> list[list[Piece]]:
    """A text as paragraphs of pieces; between two pieces, and inside one that is a list, a line may break."""
    return [list(_pieces(paragraph.replace("\t", " "))) for paragraph in text.split("\n")]


def _pieces(paragraph: str) -> Iterator[Piece]:
    start = 0
    for found in _BREAKS.finditer(paragraph):
        if found.start() > start:
            yield paragraph[start : found.start()]
        word, start = found[0], found.end()
        if word:
            yield [word[at : at + PIECE] for at in range(0, len(word), PIECE)]
    if start < len(paragraph) or not paragraph:
        yield paragraph[start:]


def _data(block: Block) -> dict[str, Any]:
    match block:
        case Head():
            return {"block": "head", "lines": [list(_pieces(line)) for line in block.lines]}
        case Heading():
            return {"block": "heading", "level": block.level, "text": list(_pieces(block.text))}
        case Labels():
            rows = [
                {
                    "label": pieces(label),
                    "value": pieces(value),
                    "breakable": _lines(value, 120) > LINES_A_PAGE // 2,
                }
                for label, value in block.rows
            ]
            return {"block": "labels", "rows": rows}
        case Indicators():
            rows = [_row(row, block.widths) for row in block.rows]
            return {"block": "indicators", "columns": block.columns, "widths": block.widths, "rows": rows}
        case Needs():
            return {"block": "needs", "rows": list(_needs(block.rows))}
        case Signed():
            return {"block": "signed", "office": pieces(f"{block.office},"), "name": pieces(block.name)}


def _row(row: Kind | Group, widths: tuple[float, ...]) -> dict[str, Any]:
    if isinstance(row, Kind):
        return {"kind": "kind", "text": row.text}
    indicators = row.indicators or (("", ""),)
    span = min(TOGETHER, len(indicators))
    beside = max(_lines(text, width) for text, width in zip(row.cells, widths, strict=False))
    within = sum(_lines(text, widths[-1]) + 1 for _, text in indicators[:span])
    indent = 0.7 + 0.56 * max((len(number) for number, _ in indicators), default=0)
    return {
        "kind": "group",
        "cells": [pieces(text) for text in row.cells],
        "centred": len(row.cells) - 2,  # the level stands before the description
        "span": span,
        "breakable": max(beside, within) > LINES_A_PAGE * 0.8,
        "indicators": [
            {
                "number": number,
                "text": pieces(text),
                "indent": indent,
                "breakable": _lines(text, widths[-1]) > LINES_A_PAGE * 0.8,
            }
            for number, text in indicators
        ],
    }


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of `width` mm, estimated high."""
    room = max(int(width * CHARACTERS_A_MM) - 3, 4)
    return sum(1 + len(paragraph) // room for paragraph in text.split("\n"))


def _needs(rows: tuple[Need, ...]) -> Iterator[dict[str, Any]]:
    tall = False
    spans = list(group_spans(rows))
    for at, (row, span) in enumerate(spans):
        if span:  # rows that share a group's cell stay together unless they would fill the page
            members = rows[at : at + span]
            width = settings()["requirements"]["widths"][2]
            tall = sum(_lines(each.value, width) for each in members) > LINES_A_PAGE * 0.9
        yield {
            "group": pieces(row.group),
            "part": pieces(row.part) if row.part else None,
            "value": pieces(row.value),
            "marks": row.marks,
            "span": span,
            "breakable": tall,
        }
