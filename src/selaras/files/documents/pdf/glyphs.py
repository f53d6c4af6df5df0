"""A page's content stream → the characters and the ruling lines it draws, and nothing else.

Own device instead of a general layout: a decree has a thousand pages, and only these two things are needed.
What a page may draw is bounded, because a small file can describe an endless page.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

CHARACTERS_LIMIT = 60_000  # of one page; a page set solid in 4 point has a third of it
RULES_LIMIT = 20_000  # of one page
STEPS_LIMIT = 120_000  # things drawn on one page, visible or not
SECONDS_LIMIT = 20.0  # for one page; the slowest real page met takes a tenth of a second
THIN = 3.0  # points; a filled box thinner than this is a line
DEEPEST = (
    -0.35
)  # of the font size: what fonts of formulas say to hang lower is not where their signs are seen
STRAIGHT = 0.5  # points; how far a ruling line may lean

_SYMBOLS = re.compile(r"wingdings|webdings|symbol", re.IGNORECASE)
_UNKNOWN = "\ufffd"
Char = dict[str, Any]


class TooMuch(ValueError):
    """One page draws more than any page of a regulation."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` on the one axis, from `start` to `stop` on the other, in points from the top left."""

    upright: bool
    at: float
    start: float
    stop: float


@dataclass(slots=True)
class Drawn:
    """What a page shows. Characters have the keys that `files.documents.setting` reads."""

    number: int
    width: float = 0.0
    height: float = 0.0
    chars: list[Char] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: int = 0
    upward: int = 0  # characters on their side: stamps in a margin, or a whole page that lies
    downward: int = 0


def drawn(page: PDFPage, number: int, resources: PDFResourceManager) -> Drawn:
    """Draw one page; one whose text lies on its side is turned first. Raises TooMuch, and what a damaged page raises."""
    found = _drawn(page, number, resources)
    for turned, quarter in ((found.upward, 90), (found.downward, 270)):
        if turned > len(found.chars):
            page.rotate = (page.rotate + quarter) % 360
            return _drawn(page, number, resources)
    return found


def _drawn(page: PDFPage, number: int, resources: PDFResourceManager) -> Drawn:
    device = _Device(resources, Drawn(number))
    PDFPageInterpreter(resources, device).process_page(page)
    return device.drawn


class _Device(PDFTextDevice):
    def __init__(self, resources: PDFResourceManager, page: Drawn) -> None:
        super().__init__(resources)
        self.drawn = page
        self.steps = 0
        self.until = time.monotonic() + SECONDS_LIMIT

    def _step(self) -> None:
        self.steps += 1
        late = self.steps % 500 == 0 and time.monotonic() > self.until
        if late or self.steps > STEPS_LIMIT or len(self.drawn.chars) > CHARACTERS_LIMIT:
            raise TooMuch(f"page {self.drawn.number}")

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Take the size of the page, turned as it is shown."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.drawn.width, self.drawn.height = abs(x1 - x0), abs(y1 - y0)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Count a nested drawing: nested ones multiply."""
        self._step()

    def render_image(self, name: str, stream: Any) -> None:
        """Count an image: a page of images without text is a scan."""
        self._step()
        self.drawn.images += 1

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Keep what is a ruling line: straight strokes, sides of stroked boxes, thin filled boxes."""
        self._step()
        for points in _subpaths(path):
            if self.ctm is None or len(points) < 2:
                continue
            corners = [apply_matrix_pt(self.ctm, point) for point in points]
            xs, ys = [x for x, _ in corners], [self.drawn.height - y for _, y in corners]
            if max(xs) - min(xs) <= THIN or max(ys) - min(ys) <= THIN:
                self._rule(min(xs), min(ys), max(xs), max(ys))
            elif stroke:
                for i in range(1, len(xs)):
                    self._rule(*_ordered(xs[i - 1], ys[i - 1], xs[i], ys[i]))

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if len(self.drawn.rules) > RULES_LIMIT:
            raise TooMuch(f"page {self.drawn.number}")
        if x1 - x0 <= THIN and y1 - y0 > THIN and (x1 - x0 <= STRAIGHT or y1 - y0 > 4 * THIN):
            self.drawn.rules.append(Rule(True, (x0 + x1) / 2, y0, y1))
        elif y1 - y0 <= THIN and x1 - x0 > THIN:
            self.drawn.rules.append(Rule(False, (y0 + y1) / 2, x0, x1))

    def render_char(
        self,
        matrix: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Keep one character with its box; its advance is returned to the interpreter."""
        self._step()
        advance = font.char_width(cid) * fontsize * scaling
        if abs(matrix[1]) > abs(matrix[0]):
            self.drawn.upward += matrix[1] > 0
            self.drawn.downward += matrix[1] < 0
            return advance
        low = min(max(font.get_descent(), DEEPEST), 0.0) * fontsize + rise
        x0, y0, x1, y1 = apply_matrix_rect(matrix, (0, low, advance, low + fontsize))
        top, bottom = self.drawn.height - y1, self.drawn.height - y0
        self.drawn.chars.append(
            {
                "text": _text_of(font, cid),
                "x0": x0,
                "x1": x1,
                "top": top,
                "bottom": bottom,
                "size": y1 - y0,
                "doctop": top,
                "y1": y1,
                "matrix": matrix,
            }
        )
        return advance


def _text_of(font: PDFFont, cid: int) -> str:
    """The character meant. One of a symbol font stands in the private area as word processors put it there."""
    try:
        text = font.to_unichr(cid)
    except (PDFUnicodeNotDefined, KeyError, ValueError):
        text = ""
    if _SYMBOLS.search(f"{getattr(font, 'fontname', '')} {getattr(font, 'basefont', '')}"):
        if not text and 0x20 <= cid <= 0xFF:
            return chr(0xF000 + cid)
        if len(text) == 1 and 0x20 < ord(text) <= 0xFF:
            return chr(0xF000 + ord(text))
    return text.replace("\x00", "") or _UNKNOWN


def _subpaths(path: Sequence[Any]) -> list[list[tuple[float, float]]]:
    """Corners of the straight subpaths; one with a curve is no ruling line."""
    found: list[list[tuple[float, float]]] = []
    curved = False
    for segment in path:
        kind = segment[0]
        if kind == "m":
            if curved and found:
                found.pop()
            found.append([(float(segment[1]), float(segment[2]))])
            curved = False
        elif kind == "l" and found:
            found[-1].append((float(segment[1]), float(segment[2])))
        elif kind == "h" and found:
            found[-1].append(found[-1][0])
        else:
            curved = True
    if curved and found:
        found.pop()
    return found


def _ordered(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
