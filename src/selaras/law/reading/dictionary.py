"""A dictionary of competencies (kamus): name, code, definition, then levels with description and indicators.

As tables (labels, then Level – Deskripsi – Indikator, or one wide table) or as paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from selaras.core.model import Kind
from selaras.law.document import Line, Piece
from selaras.law.form.table import DictionaryEntry
from selaras.law.reading.columns import Columns, Row
from selaras.law.reading.competencies import HEADERS, roles_in
from selaras.law.reading.dictionary_entry import GatheredEntry, GatheredLevel
from selaras.law.reading.doubts import Doubts
from selaras.law.reading.gathered import level_in
from selaras.law.reading.indicators import numbered_indicators
from selaras.law.reading.kinds import heading_of
from selaras.law.reading.spelling import is_marker, parted

_HEADERS = HEADERS | {"code": ("kode", "kode kompetensi"), "definition": ("definisi", "definisi kompetensi")}
_LABEL = re.compile(
    r"^(?P<what>nama\s+kompetensi|kode(?:\s+kompetensi)?|jenis\s+kompetensi|kelompok\s+kompetensi"
    r"|definisi(?:\s+kompetensi)?)\b\s*(?P<colon>:)?\s*(?P<value>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ROLES = {"nama": "name", "kode": "code", "jenis": "kind", "kelompok": "kind", "definisi": "definition"}
_LEVEL = re.compile(r"^level\s*(?P<level>[0-5])\b\s*[:.–-]?\s*(?P<text>.*)$", re.IGNORECASE | re.DOTALL)
_INSIDE = re.compile(
    r"^(?P<what>deskripsi|indikator)(?:\s+(?:level|perilaku|kompetensi))*\s*(?::\s*(?P<text>.*))?$",
    re.IGNORECASE | re.DOTALL,
)


class Dictionary:
    """Reads the lines of a dictionary; `entries` gives its competencies."""

    def __init__(self, doubts: Doubts) -> None:
        self.doubts = doubts
        self._entries: list[GatheredEntry] = []
        self._kind: Kind | None = None
        self._columns: Columns | None = None
        self._awaiting = ""
        self._inside = ""

    @property
    def begun(self) -> bool:
        """Whether a competency with a level was read."""
        return any(each.levels for each in self._entries)

    def opens(self, filled: Sequence[Piece]) -> bool:
        """Whether a line can only belong to a dictionary: the name, code or definition of a competency, its header."""
        return bool(self._label(filled)) or "definition" in roles_in(filled, _HEADERS)

    def line(self, line: Line, row: Row) -> bool:
        """Take a line or row; False when it is nothing of a dictionary."""
        filled = row.filled
        if kind := heading_of(filled):
            self._kind, self._columns = kind.kind, None
        elif line.cells and (roles := self._header(row)):
            self._columns = Columns.of(roles, row.width)
        elif label := self._label(filled):
            self._field(*label)
        elif line.cells and self._columns is not None:
            return self._row(row, self._columns)
        elif line.cells:
            return False
        else:
            return self._paragraph(filled[0])
        return True

    def _header(self, row: Row) -> dict[str, int] | None:
        roles = roles_in(row.cells, _HEADERS)
        return (
            roles
            if {"level", "indicators"} <= roles.keys() or {"name", "definition"} <= roles.keys()
            else None
        )

    def _label(self, filled: Sequence[Piece]) -> tuple[str, Piece, Piece] | None:
        """Role, value and place of `Nama Kompetensi : Integritas`, in one cell or several."""
        cells = [cell for cell in filled if cell.text.strip(" :")]
        if len(cells) > 1 and is_marker(cells[0].text):
            cells = cells[1:]
        if not cells:
            return None
        marker, _ = parted(cells[0].flat)
        at = cells[0].text.find(marker) + len(marker) if marker else 0
        rest = cells[0].text[at:]
        start = at + len(rest) - len(rest.lstrip(".) \t"))
        match = _LABEL.match(cells[0].text[start:])
        if not match or (match["value"] and not match["colon"]) or len(cells) > 2:
            return None
        value = cells[0].part(start + match.start("value")) if match["value"] else None
        if value is None and len(cells) == 2:
            text = cells[1].text
            value = cells[1].part(len(text) - len(text.lstrip(": ")))
        return _ROLES[match["what"].split()[0].casefold()], value or Piece("", cells[0].place), cells[0]

    def _field(self, role: str, value: Piece, place: Piece) -> None:
        known = self._entries[-1] if self._entries else None
        if known is None or role in known.texts or known.levels:
            self._entries.append(GatheredEntry(place, self._kind))
        self._columns, self._inside = None, ""
        self._awaiting = "" if value.text else role
        self._entries[-1].texts[role] = value.text

    def _paragraph(self, piece: Piece) -> bool:
        if self._awaiting and self._entries:
            self._entries[-1].texts[self._awaiting] = piece.text
            self._awaiting = ""
            return True
        entry = self._entries[-1] if self._entries else None
        if entry is None:
            return False
        if match := _LEVEL.match(piece.text):
            entry.levels.append(GatheredLevel(int(match["level"]), piece))
            self._inside = "deskripsi"
            if match["text"]:
                entry.levels[-1].description.append(match["text"])
            return True
        if entry.levels and (match := _INSIDE.match(piece.text)):
            self._inside = match["what"].casefold()
            piece = piece.part(match.start("text")) if match["text"] else Piece("", piece.place)
        if not entry.levels or not self._inside:
            return False
        level = entry.levels[-1]
        starts = self._inside == "deskripsi" and level.description and _is_indicator(piece, level.level)
        if starts:
            self._inside = "indikator"
        if piece.text and self._inside == "deskripsi":
            level.description.append(piece.text)
        elif piece.text:
            self._indicators(level, piece)
        return True

    def _row(self, row: Row, columns: Columns) -> bool:
        """A row of levels; in a wide table a row with a name begins a competency."""
        if not row.filled:
            return True
        cells = columns.cells(row)
        if row.width != columns.width or any(len(found) > 1 for found in cells.values()):
            return False
        named = {role: found[0] for role, found in cells.items() if found}
        number = level_in(named["level"].text) if "level" in named else None
        if "level" in named and number is None and named["level"].text.strip() != "0":
            self.doubts.add("level", named["level"], name="?", blocking=True)
            return True
        if "name" in named:
            self._entries.append(GatheredEntry(named["name"], self._kind))
            names = {role: piece.text for role, piece in named.items() if role in ("code", "definition")}
            self._entries[-1].texts = names | {"name": parted(named["name"].flat)[1]}
        if not self._entries:
            return False
        levels = self._entries[-1].levels
        if "level" in named:
            levels.append(GatheredLevel(number or 0, named["level"]))
        if not levels:
            return not {"description", "indicators"} & named.keys()
        if "description" in named:
            levels[-1].description.append(named["description"].text)
        if "indicators" in named:
            self._indicators(levels[-1], named["indicators"])
        return True

    def _indicators(self, level: GatheredLevel, piece: Piece) -> None:
        last = level.indicators[-1].number if level.indicators else ""
        level.indicators += numbered_indicators(piece, last)

    def entries(self) -> tuple[DictionaryEntry, ...]:
        """The competencies in printed order; doubts about what is missing or out of order."""
        return tuple(each.entry(self.doubts) for each in self._entries)


def _is_indicator(piece: Piece, level: int) -> bool:
    """Whether a paragraph begins with an indicator's number."""
    return bool(re.match(rf"{level}[.,]\d", piece.text))
