"""What a page carries beside the text: page numbers, running titles, catchwords. Taken out of the flow, never lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ZONE = 0.13  # of the page's height: furniture stands at the very top or bottom
RUNNING = 4  # pages in a row with the same text at the same height make a running title
SAME_HEIGHT = 3.0  # points

_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:hal(?:aman)?|hlm|page)\W*)?\d{1,4}(?:\s*(?:/|dari|of)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_ROMAN_NUMBER = re.compile(r"^\W*[ivxlc]{1,6}\W*$")
_STRUCTURE = re.compile(
    r"^\s*(?:LAMPIRAN|STANDAR|KOMPETENSI|KELAS|PERSYARATAN|IKHTISAR|NAMA\s+JABATAN|KELOMPOK|URUSAN|KODE|BAB|Pasal"
    r"|PERATURAN|KEPUTUSAN|NOMOR|TENTANG|Menimbang|Mengingat|[A-Z]\.|[IVXLC]+\.|\d+[.)])",
    re.IGNORECASE,
)
_CATCHWORD = re.compile(r"^(?P<word>\S.{0,60}?)\s*(?:\.{3,}|…)\s*$")


@dataclass(slots=True)
class Item:
    """A paragraph, or a row of a table (`cells`), on its page."""

    text: str
    top: float
    cells: list[str] | None = None
    sheet: str = ""
    row: int | None = None
    spans: tuple[int, ...] = ()
    is_furniture: bool = False


@dataclass(slots=True)
class Sheet:
    """One page's items from top to bottom."""

    number: int
    height: float
    items: list[Item]

    def edges(self) -> list[Item]:
        """The outermost paragraphs in the zones of furniture, from outside in, two a side at most."""
        found: list[Item] = []
        for items, low, high in ((self.items, -1.0, ZONE), (self.items[::-1], 1 - ZONE, 2.0)):
            for item in items[:2]:
                if item.cells is not None or not low * self.height < item.top < high * self.height:
                    break
                found.append(item)
        return found


def mark(sheets: Sequence[Sheet]) -> None:
    """Mark the furniture of all pages."""
    for at, sheet in enumerate(sheets):
        for item in sheet.edges():
            numbered = _PAGE_NUMBER.match(item.text) or (_ROMAN_NUMBER.match(item.text) and len(sheets) > 2)
            if numbered and any(other is not item for other in sheet.items):
                item.is_furniture = True
        after = (
            next((item for item in sheets[at + 1].items if not _numbered(item)), None)
            if at + 1 < len(sheets)
            else None
        )
        last = next((item for item in reversed(sheet.items) if not item.is_furniture), None)
        if last and after and last.cells is None and (match := _CATCHWORD.match(last.text.strip())):
            word = " ".join(match["word"].strip("/ ").split())
            last.is_furniture = bool(word) and " ".join(after.text.split()).startswith(word)
    _mark_running(sheets)


def edge_text(text: str, top: float, height: float) -> str | None:
    """What an outermost line of a page may be: empty for a page number, its text for a running title, else None."""
    if _PAGE_NUMBER.match(text):
        return ""
    inside = ZONE * height < top < (1 - ZONE) * height
    return None if inside or _STRUCTURE.match(text) else re.sub(r"\d+", "#", " ".join(text.split()))


def _numbered(item: Item) -> bool:
    return bool(_PAGE_NUMBER.match(item.text))


def _mark_running(sheets: Sequence[Sheet]) -> None:
    """Titles that stand on at least `RUNNING` pages in a row; never what the structure of an act consists of."""
    open_: dict[tuple[str, int], tuple[int, list[Item]]] = {}
    for at, sheet in enumerate(sheets):
        for item in sheet.edges():
            if item.is_furniture or _STRUCTURE.match(item.text) or len(item.text) > 150:
                continue
            text = re.sub(r"\d+", "#", " ".join(item.text.split()))
            key = next(
                (
                    (text, height)
                    for height in (int(item.top / SAME_HEIGHT) + step for step in (0, -1, 1))
                    if (text, height) in open_
                ),
                (text, int(item.top / SAME_HEIGHT)),
            )
            last, run = open_.get(key, (at, []))
            run = [*run, item] if at - last <= 1 else [item]
            open_[key] = (at, run)
            if len(run) >= RUNNING:
                for each in run[-RUNNING:]:
                    each.is_furniture = True
                open_[key] = (at, run[-RUNNING:])
