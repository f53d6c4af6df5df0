"""Fonts that describe no more characters than a font can have.

A few bytes may say “characters 0 to 99 999 999 999 are 500 wide”, and the parser would write them all down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, list_value, resolve1

GLYPHS_LIMIT = 1 << 16  # character codes are two bytes wide
RANGES_LIMIT = 1 << 20  # characters in all ranges of one font together

_BLOCK = re.compile(rb"begin(?:bf|cid|notdef)range(.*?)(?:end(?:bf|cid|notdef)range|\Z)", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<[^>]*>|\[[^\]]*\]|\d+)")


class EndlessFont(ValueError):
    """A font that claims more characters than there are."""


class Resources(PDFResourceManager):
    """The parser's resources, with every font looked at before it is made, nested ones included."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font. Raises EndlessFont."""
        check_font(spec)
        return super().get_font(objid, spec)


def check_font(spec: Mapping[str, object]) -> None:
    """Raise EndlessFont when the widths or the character maps of a font span more than a font can."""
    spans = [*_spans(spec.get("W"), 3), *_spans(spec.get("W2"), 5)]
    for name in ("ToUnicode", "Encoding"):
        stream = resolve1(spec.get(name))
        if isinstance(stream, PDFStream):
            spans += _mapped(stream.get_data())
    if max(spans, default=0) > GLYPHS_LIMIT or sum(spans) > RANGES_LIMIT:
        raise EndlessFont("a font describes more characters than there are")


def _spans(widths: object, length: int) -> Iterator[int]:
    """How many characters each range of a width table names: `first last width …`, of `length` numbers."""
    numbers: list[float] = []
    for each in _items(widths):
        if isinstance(each, int | float):
            numbers.append(each)
            if len(numbers) == length:
                yield int(numbers[1] - numbers[0]) + 1
                numbers = []
        elif isinstance(each, list):
            numbers = []


def _items(widths: object) -> Iterable[object]:
    return (resolve1(each) for each in list_value(widths)) if widths is not None else ()


def _mapped(data: bytes) -> list[int]:
    """How many characters lie between the two codes of each range in a character map."""
    return [
        max(_code(last) - _code(first), 0) + 1
        for block in _BLOCK.findall(data)
        for first, last in _RANGE.findall(block)
    ]


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)
