"""The annex as Markdown: headings and pipe tables, readable as it stands and on any forge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from selaras.files.annex.blocks import Block, Head, Heading, Indicators, Kind, Labels, Needs, Signed
from selaras.files.annex.settings import MAKER, settings
from selaras.files.annex.spans import group_spans

_SPECIAL = re.compile(r"[\\|*_`<>\[\]~&]")
_AT_START = re.compile(r"^([#+-]|\d+(?=[.)]))")


def write_markdown(path: Path, blocks: Iterable[Block]) -> None:
    """Write the annex to `path`, UTF-8."""
    lines = [f"<!-- {MAKER} -->", ""]
    for block in blocks:
        lines += [*_lines(block), ""]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def escaped(text: str) -> str:
    """A text that Markdown shows as it is; a line end becomes `<br>`."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "<br>")


def _paragraph(text: str) -> str:
    """A line of its own that is no list, heading or rule."""
    return _AT_START.sub(
        lambda found: found[1] + "\\" if found[1].isdigit() else "\\" + found[1], escaped(text)
    )


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Head():
            for line in block.lines:
                yield from (_paragraph(line), "")
        case Heading():
            yield "#" * block.level + " " + escaped(block.text)
        case Labels():
            yield from _table([[escaped(label), escaped(value)] for label, value in block.rows])
        case Indicators():
            yield from _table([list(block.columns), *_indicator_rows(block)])
        case Needs():
            yield from _table(list(_need_rows(block)))
        case Signed():
            yield from (_paragraph(f"{block.office},"), "", _paragraph(block.name))


def _table(rows: list[list[str]]) -> Iterator[str]:
    """Rows of cells that are Markdown already; the first is the header, because every pipe table has one."""
    for number, row in enumerate(rows):
        yield "| " + " | ".join(row) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def _indicator_rows(block: Indicators) -> Iterator[list[str]]:
    """One row an indicator, its number in bold; the cells before it are filled in the first of them only."""
    for row in block.rows:
        if isinstance(row, Kind):
            yield [escaped(row.text)] + [""] * (len(block.columns) - 1)
            continue
        for at, (number, text) in enumerate(row.indicators or (("", ""),)):
            before = [escaped(cell) if at == 0 else "" for cell in row.cells]
            yield [*before, _numbered(number, text)]


def _numbered(number: str, text: str) -> str:
    return f"**{number}** {escaped(text)}" if number else escaped(text)


def _need_rows(block: Needs) -> Iterator[list[str]]:
    words = settings()["requirements"]
    kind, value = words["columns"]
    yield [kind, "", value, words["importance"], "", ""]
    yield ["", "", "", *words["marks"].values()]
    for row, span in group_spans(block.rows):
        yield [row.group if span else "", row.part, escaped(row.value), *map(escaped, row.marks)]
