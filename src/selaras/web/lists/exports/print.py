"""The list as PDF, on A4 or F4 across, with who, when and the filters on every page. Set by typst."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import typst
from django.utils.translation import get_language

from selaras.errors import DataRefused, Text
from selaras.web.lists.columns import text
from selaras.web.lists.exports.content import Content

PAPERS = {"a4": (297, 210), "f4": (330, 215)}  # mm, across
MOST = 20_000  # rows; beyond that a PDF has a thousand pages that nobody prints
FONTS = ["Noto Sans", "DejaVu Sans", "Liberation Sans", "Libertinus Serif"]
BREAK = 14  # characters of a word after which it may break: a column may be narrower


def document(content: Content, paper: str = "a4") -> bytes:
    """The file. Raises DataRefused when it would have too many rows."""
    if content.rows.number > MOST:
        raise DataRefused(
            Text(f"PDF paling banyak {MOST} baris.", f"A PDF holds at most {MOST} rows."),
            Text("Saring dulu, atau unduh sebagai XLSX.", "Filter first, or download as XLSX."),
        )
    width, height = PAPERS[paper]
    lines = content.lines()
    data = {
        "title": content.title,
        "place": content.place,
        "taken": lines[0],
        "filters": lines[1],
        "about": " · ".join(lines[2:]),
        "width": width,
        "height": height,
        "fonts": FONTS,
        "language": (get_language() or "id")[:2],
        "heads": content.heads(),
        "widths": [max(column.look.width, len(str(column.label)) * 0.7, 5) for column in content.columns],
        "aligns": ["right" if column.look.numeric else "left" for column in content.columns],
        "rows": [[_breakable(text(value)) for value in values] for values in content.values()],
    }
    source = files("selaras.web.lists").joinpath("exports", "print.typ").read_bytes()
    compiler: Any = typst  # its stubs do not list all it takes
    made: bytes = compiler.compile(source, sys_inputs={"data": json.dumps(data)})
    return made


def _breakable(said: str) -> str:
    """A long word gets places where it may break, so that it stays within its column."""
    return " ".join(
        word
        if len(word) <= BREAK
        else "\u200b".join(word[at : at + BREAK] for at in range(0, len(word), BREAK))
        for word in said.split(" ")
    )
