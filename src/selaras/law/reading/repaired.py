"""Headings damaged by scanning or spread out for looks, read for what they surely say; each repair is a doubt."""

from __future__ import annotations

import re
from dataclasses import replace

from selaras.law.cleaning import reading_of
from selaras.law.document import Document, Line
from selaras.law.reading.doubts import Doubts

_WORD = re.compile(r"[^\W\d_]{3,}")


def repaired(document: Document, doubts: Doubts) -> Document:
    """The document with its damaged headings readable. What was repaired is noted with its verbatim text.

    Only lines in capitals outside tables: titles and headings, whose words the grammar must recognise. The texts of
    articles and tables stay as they are.
    """
    words: set[str] | None = None
    lines = list(document.lines)
    for at, line in enumerate(document.lines):
        if line.cells or not line.text.isupper() or not reading_of(line.text).repairs:
            continue
        if words is None:
            words = {word.casefold() for each in document.lines for word in _WORD.findall(each.text)}
        lines[at] = _mended(line, words, doubts)
    return replace(document, lines=tuple(lines))


def _mended(line: Line, words: set[str], doubts: Doubts) -> Line:
    """A title set apart is parted into words that the document itself uses elsewhere."""
    joined = "".join(line.text.split()).casefold()
    reading = reading_of(line.text, [word for word in words if word in joined])
    for repair in reading.repairs:
        doubts.add("repaired", line.piece, verbatim=repair.verbatim, read=repair.read)
    return replace(line, text=reading.text)
