"""What a Word paragraph shows: its runs with links and accepted insertions; no deletions, nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from selaras.law.reading.marks import is_tick

_STRUCK = "\u0336"  # a tick struck out is shown so: it may be meant as none
_OFF = ("0", "false", "off", "none")
_SKIPPED = {
    *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:txbxContent")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # repeats what Choice says
}
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "",
}
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol")
_TICKS_OF_FONTS = {  # signs that only their font makes a tick: as plain characters they would be letters
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x54): "☑",
    ("webdings", 0x61): "✓",
    ("symbol", 0xD6): "√",
}


def visible(paragraph: Any) -> str:
    """The visible text of a `w:p`. Line breaks are `\\n`; characters of symbol fonts are in the private area."""
    return "".join(_texts(paragraph))


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:r"):
            yield from _run(child)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _texts(child)


def _run(run: Any) -> Iterator[str]:
    properties = run.find(qn("w:rPr"))
    if _is_on(properties, "w:vanish"):
        return
    text = "".join(_characters(run, _font(properties)))
    if is_tick(text) and (_is_on(properties, "w:strike") or _is_on(properties, "w:dstrike")):
        text += _STRUCK
    yield text.upper() if _is_on(properties, "w:caps") else text


def _characters(element: Any, font: str) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            text = child.text or ""
            yield "".join(_symbol(ord(sign), font) for sign in text) if font else text
        elif child.tag == qn("w:br"):
            yield "\n" if child.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
        elif child.tag == qn("w:sym"):
            yield _sym(child)
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _characters(child, font)


def _sym(element: Any) -> str:
    try:
        code = int(element.get(qn("w:char"), "20"), 16)
        return _symbol(code, str(element.get(qn("w:font"), "")).casefold()) if code < 0x11_0000 else ""
    except ValueError:
        return ""


def _symbol(code: int, font: str) -> str:
    """A character of a symbol font; in the private area, where symbol fonts keep them, unless it is known."""
    low = code - 0xF000 if 0xF000 <= code < 0xF100 else code
    if known := _TICKS_OF_FONTS.get((font, low)):
        return known
    if font.startswith(_SYMBOL_FONTS) and 0x20 < code < 0x100:
        return chr(0xF000 + code)
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def _font(properties: Any) -> str:
    """The run's font when it is one of symbols, else nothing."""
    fonts = None if properties is None else properties.find(qn("w:rFonts"))
    name = "" if fonts is None else str(fonts.get(qn("w:ascii"), fonts.get(qn("w:hAnsi"), ""))).casefold()
    return name if name.startswith(_SYMBOL_FONTS) else ""


def _is_on(properties: Any, name: str) -> bool:
    found = None if properties is None else properties.find(qn(name))
    return found is not None and found.get(qn("w:val"), "true") not in _OFF
