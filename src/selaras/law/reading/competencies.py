"""Part I of a standard: rows of competency, level, description, indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selaras.core.model import Kind
from selaras.law.document import Piece
from selaras.law.form.table import CompetencyEntry
from selaras.law.reading.columns import Columns, Row
from selaras.law.reading.doubts import Doubts
from selaras.law.reading.gathered import Gathered, level_in
from selaras.law.reading.indicators import numbered_indicators
from selaras.law.reading.kinds import KindHeading, heading_of
from selaras.law.reading.spelling import noted, spelt
from selaras.law.reading.words import ordinal_of_marker

HEADERS = {
    "number": ("no", "nomor", "no urut"),
    "name": ("kompetensi", "nama kompetensi", "jenis kompetensi", "standar kompetensi"),
    "level": ("level", "level kompetensi", "tingkat kompetensi"),
    "description": ("deskripsi", "deskripsi kompetensi", "deskripsi level", "uraian kompetensi"),
    "indicators": (
        "indikator",
        "indikator kompetensi",
        "indikator perilaku",
        "indikator perilaku kompetensi",
    ),
}
_NAME = re.compile(
    r"^(?P<number>\d{1,3}|\(\d{1,3}\))\s*[.)]?\s+(?P<name>\S.*)$|^(?P<number2>\d{1,3}|[a-z])[.)]\s*(?P<name2>\S.*)$",
    re.DOTALL,
)
_OWN_NUMBER = re.compile(r"\(?(\d{1,3}|[a-z](?=[.)]))[.)]?")
_HEADING = re.compile(r"^[A-Z]\s*[.)]\s")  # a heading of a kind that is not known; never part of a name
_PLAIN = Columns((("name", 0), ("level", 1), ("description", 2), ("indicators", 3)), 4)


def header_of(cells: Sequence[Piece], doubts: Doubts | None = None) -> dict[str, int] | None:
    """Columns by meaning when the row is this table's header: it names competency, level and indicators."""
    found = roles_in(cells, HEADERS)
    if not {"name", "level", "indicators"} <= found.keys():
        return None
    if doubts is not None:
        roles_in([cells[at] for at in found.values()], HEADERS, doubts)
    return found


def roles_in(
    cells: Sequence[Piece], headers: dict[str, tuple[str, ...]], doubts: Doubts | None = None
) -> dict[str, int]:
    """The column of each header word in a row; slips in them are noted when `doubts` are given."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        for role, words in headers.items():
            if cell.text and role not in found and (word := spelt(cell.flat, words)):
                found[role] = at
                if doubts is not None:
                    noted(word, cell, doubts)
                break
    return found


def kind_of(cells: Sequence[Piece]) -> Kind | None:
    """The kind when the row is a heading such as `B. SOSIAL KULTURAL`."""
    found = heading_of(cells)
    return found.kind if found else None


class CompetencyTable:
    """Reads the rows of one table; `entries` gives what they say."""

    def __init__(self, citation: str, doubts: Doubts) -> None:
        self.citation = citation
        self.doubts = doubts
        self.columns: Columns | None = None
        self.kind: Kind | None = None
        self._heading: KindHeading | None = None
        self._restarts = False
        self._under = ""
        self._rows: list[Gathered] = []

    def header(self, columns: dict[str, int], width: int) -> None:
        """Take the header, at the start or repeated after a page break."""
        self.columns = Columns.of(columns, width)

    def heading(self, found: KindHeading) -> bool:
        """Take the heading of a kind. False when it is none: a word without letter that a name goes on with."""
        if not found.marker and found.kind is self.kind:
            return False
        if self.kind is not found.kind:
            noted(found.spelt, found.piece, self.doubts)
            self._restarts = True
        self.kind, self._heading = found.kind, found
        return True

    def row(self, row: Row) -> None:
        """Take one row that is neither header nor kind."""
        if self.columns is None:
            self.doubts.add("columns", row.cells[0], blocking=True)
            self.columns = _PLAIN
        named = self._named(row)
        if named is None:
            self.doubts.add("row", row.filled[0], blocking=True)
            return
        number, name = _number_and_name(named)
        last = self._rows[-1] if self._rows else None
        again = last is not None and (number, name) == (last.number, last.name)
        unnumbered = name and not number and level_in(named["level"].text) and named["indicators"].text
        if (number and not again) or (unnumbered and not (last and last.number)):
            self._begin(number, name, named)
        else:
            self._continue(named, again=again, shifted=row.width < self.columns.width)

    def _named(self, row: Row) -> dict[str, Piece] | None:
        """Cells by role; None when a column holds what belongs in none, or the row's width proves nothing."""
        columns = self.columns or _PLAIN
        if not row.filled:
            return {
                role: Piece("", row.cells[0].place) for role in ("name", "level", "description", "indicators")
            }
        if row.width > columns.width:
            return self._compact(row, columns)
        cells = columns.cells(row)
        split = len(cells["name"]) == 2 and _OWN_NUMBER.fullmatch(cells["name"][0].text)
        if split:
            cells["number"], cells["name"] = [cells["name"][0]], [cells["name"][1]]
        if any(len(each) > 1 for each in cells.values()):
            return None
        return {role: found[0] if found else Piece("", row.cells[0].place) for role, found in cells.items()}

    def _compact(self, row: Row, columns: Columns) -> dict[str, Piece] | None:
        """A row of another grid, sure only when every part of it is filled and its level is one."""
        filled, roles = list(row.filled), list(columns.roles)
        if len(filled) == len(roles) + 1 and "number" not in roles:
            roles.insert(0, "number")
        if len(filled) != len(roles) or roles != sorted(roles, key=list(HEADERS).index):
            return None
        named = dict(zip(roles, filled, strict=True))
        sure = level_in(named["level"].text) and (
            "number" not in named or _OWN_NUMBER.fullmatch(named["number"].text)
        )
        return named if sure else None

    def _begin(self, number: str, name: str, named: dict[str, Piece]) -> None:
        place = named["name"] if named["name"].text else named["number"]
        if self.kind is None:
            self.doubts.add("kind", place, blocking=True)
        before = self._rows[-1].number if self._rows else "0"
        found = ordinal_of_marker(number)
        restarted = found == 1 and self._restarts and before != "0"
        if number and not restarted and found != (ordinal_of_marker(before) or 0) + 1:
            self.doubts.add("numbering", place, kind="kompetensi", before=before, found=number, blocking=True)
        self._restarts = False
        if restarted and self._heading:
            self._under = self._heading.marker
        cited = f"angka {number}" if number.isdigit() else f"huruf {number}" if number else f"({name})"
        cited = f"huruf {self._under} {cited}" if self._under else cited
        description = named.get("description", Piece("", place.place)).text
        row = Gathered(self.kind or Kind.TECHNICAL, number, name, named["level"], description, place, cited)
        row.indicators += numbered_indicators(named["indicators"]) if named["indicators"].text else []
        self._rows.append(row)

    def _continue(self, named: dict[str, Piece], *, again: bool, shifted: bool) -> None:
        """A row without number continues the one before: its cell was split by a page break.

        One that repeats number and name (`again`) continues it, too. A row narrower than the header has lost a
        cell, so that its columns are not certain (`shifted`).
        """
        filled = next((cell for cell in named.values() if cell.text), None)
        if filled is None:
            return
        moved = named["level"].text and not (again and named["level"].text == self._rows[-1].level.text)
        if not self._rows or moved or shifted or _HEADING.match(filled.text):
            self.doubts.add("row", filled, blocking=True)
            return
        row = self._rows[-1]
        if named["name"].text and not again:
            row.name = f"{row.name} {named['name'].text}"
            self.doubts.add("joined_name", named["name"])
        description = named.get("description")
        if description and description.text and not (again and description.text == row.description):
            row.description = f"{row.description} {description.text}".strip()
        if named["indicators"].text:
            self._continue_indicators(row, named["indicators"])

    def _continue_indicators(self, row: Gathered, cell: Piece) -> None:
        more = numbered_indicators(cell, row.last_number)
        if more and not more[0].number and row.indicators and (row.last_number or not more[0].sure):
            self.doubts.add("indicator_numbers", cell, name=row.name, blocking=True)
        row.indicators += more

    def entries(self, part: str) -> tuple[CompetencyEntry, ...]:
        """The competencies gathered; `part` is how the table is cited ("bagian I")."""
        return tuple(row.entry(f"{self.citation}, {part}", self.doubts) for row in self._rows)


def _number_and_name(named: dict[str, Piece]) -> tuple[str, str]:
    """Printed number and name, whether they share a cell or not; an empty number when none is printed."""
    own = named.get("number")
    if own and (match := _OWN_NUMBER.fullmatch(own.text)):
        return match[1], named["name"].text
    match = _NAME.match(named["name"].text)
    if not match:
        return "", named["name"].text
    return (match["number"] or match["number2"]).strip("()"), match["name"] or match["name2"]
