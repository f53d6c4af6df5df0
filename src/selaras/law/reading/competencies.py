"""Part I of a standard: rows of competency, level, description, indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from selaras.core.model import TOP_OF_SCALE, Indicator, Kind, Rubric, normalise
from selaras.law.document import Piece
from selaras.law.form.table import CompetencyEntry, IndicatorEntry
from selaras.law.lists import competency_code_of_name, core_competencies
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.indicators import Numbered, numbered_indicators
from selaras.law.reading.words import slug

HEADERS = {
    "number": re.compile(r"^no(?:mor)?\.?$", re.IGNORECASE),
    "name": re.compile(r"^(?:nama\s+|jenis\s+)?kompetensi$", re.IGNORECASE),
    "level": re.compile(r"^level(?:\s+kompetensi)?$", re.IGNORECASE),
    "description": re.compile(r"^deskripsi\b", re.IGNORECASE),
    "indicators": re.compile(r"^indikator\b", re.IGNORECASE),
}
_KIND = re.compile(
    r"^(?:(?P<letter>[A-Z])\s*[.)]\s*)?(?:kompetensi\s+)?"
    r"(?P<kind>manajerial|sosial[\s-]*kultural|sosiokultural|teknis)\s*:?$",
    re.IGNORECASE,
)
_KINDS = {"m": Kind.MANAGERIAL, "s": Kind.SOCIOCULTURAL, "t": Kind.TECHNICAL}
_NAME = re.compile(
    r"^(?P<number>\d{1,3})\s*[.)]?\s+(?P<name>\S.*)$|^(?P<number2>\d{1,3})[.)](?P<name2>\S.*)$", re.DOTALL
)
_HEADING = re.compile(r"^[A-Z]\s*[.)]\s")  # a heading of a kind that is not known; never part of a name
_PLAIN = {"name": 0, "level": 1, "description": 2, "indicators": 3}


def header_of(cells: Sequence[Piece]) -> dict[str, int] | None:
    """Columns by meaning when the row is this table's header: it names competency, level and indicators."""
    found = {
        role: index
        for index, cell in enumerate(cells)
        for role, pattern in HEADERS.items()
        if pattern.match(cell.flat)
    }
    return found if {"name", "level", "indicators"} <= found.keys() else None


def kind_of(cells: Sequence[Piece]) -> Kind | None:
    """The kind when the row is a heading such as `B. SOSIAL KULTURAL`."""
    filled = [cell for cell in cells if cell.text]
    match = _KIND.match(filled[0].flat) if len(filled) == 1 else None
    return _KINDS[match["kind"][0].casefold()] if match else None


@dataclass(slots=True)
class Gathered:
    """A competency while its rows are gathered."""

    kind: Kind
    number: str
    name: str
    level: Piece
    description: str
    place: Piece
    indicators: list[Numbered] = field(default_factory=list)

    @property
    def last_number(self) -> str:
        """The number of the last indicator so far."""
        return self.indicators[-1].number if self.indicators else ""


class CompetencyTable:
    """Reads the rows of one table; `entries` gives what they say."""

    def __init__(self, citation: str, doubts: Doubts) -> None:
        self.citation = citation
        self.doubts = doubts
        self.columns: dict[str, int] | None = None
        self.width = 0
        self.kind: Kind | None = None
        self._rows: list[Gathered] = []

    def row(self, cells: Sequence[Piece]) -> None:
        """Take one row that is neither header nor kind."""
        if self.columns is None:
            self.doubts.add("columns", cells[0], blocking=True)
            self.columns, self.width = _PLAIN, len(_PLAIN)
        named = {
            role: cells[i] if i < len(cells) else Piece("", cells[0].place)
            for role, i in self.columns.items()
        }
        strays = [cell for i, cell in enumerate(cells) if cell.text and i not in self.columns.values()]
        for stray in strays:
            self.doubts.add("row", stray, blocking=True)
        number, name = _number_and_name(named)
        if number:
            self._begin(number, name, named)
        else:
            self._continue(named, shifted=len(cells) < self.width)

    def header(self, columns: dict[str, int], width: int) -> None:
        """Take the header, at the start or repeated after a page break."""
        self.columns, self.width = columns, width

    def _begin(self, number: str, name: str, named: dict[str, Piece]) -> None:
        place = named["name"] if named["name"].text else named["number"]
        if self.kind is None:
            self.doubts.add("kind", place, blocking=True)
        before = self._rows[-1].number if self._rows else "0"
        if int(number) != int(before) + 1:
            self.doubts.add("numbering", place, kind="kompetensi", before=before, found=number, blocking=True)
        description = named.get("description", Piece("", place.place)).text
        row = Gathered(self.kind or Kind.TECHNICAL, number, name, named["level"], description, place)
        row.indicators += numbered_indicators(named["indicators"]) if named["indicators"].text else []
        self._rows.append(row)

    def _continue(self, named: dict[str, Piece], *, shifted: bool) -> None:
        """A row without number continues the one before: its cell was split by a page break.

        A row narrower than the header has lost a cell, so that its columns are not certain (`shifted`).
        """
        filled = next((cell for cell in named.values() if cell.text), None)
        if filled is None:
            return
        if not self._rows or named["level"].text or shifted or _HEADING.match(filled.text):
            self.doubts.add("row", filled, blocking=True)
            return
        row = self._rows[-1]
        if named["name"].text:
            row.name = f"{row.name} {named['name'].text}"
            self.doubts.add("joined_name", named["name"])
        if "description" in named and named["description"].text:
            row.description = f"{row.description} {named['description'].text}".strip()
        if named["indicators"].text:
            self._continue_indicators(row, named["indicators"])

    def _continue_indicators(self, row: Gathered, cell: Piece) -> None:
        more = numbered_indicators(cell, row.last_number)
        if more and not more[0].number and row.indicators:
            self.doubts.add("indicator_numbers", cell, name=row.name, blocking=True)
        row.indicators += more

    def entries(self, part: str) -> tuple[CompetencyEntry, ...]:
        """The competencies gathered; `part` is how the table is cited ("bagian I")."""
        return tuple(self._entry(row, part) for row in self._rows)

    def _entry(self, row: Gathered, part: str) -> CompetencyEntry:
        level = int(row.level.text) if re.fullmatch(r"[1-9]", row.level.text) else None
        if level is None or level > TOP_OF_SCALE:
            level = None
            self.doubts.add("level", row.level if row.level.text else row.place, name=row.name, blocking=True)
        if not row.description:
            self.doubts.add("description", row.place, name=row.name)
        indicators = self._indicators(row, level)
        code = self._code(row)
        rubric = (
            Rubric(code, level, tuple(Indicator(each.number, each.text) for each in indicators))
            if level
            else None
        )
        return CompetencyEntry(
            code=code,
            kind=row.kind,
            number=row.number,
            name=row.name,
            level=level,
            description=row.description,
            rubric=rubric.id if rubric else None,
            indicators=indicators,
            citation=f"{self.citation}, {part} angka {row.number}",
            source=source_of(row.place),
        )

    def _indicators(self, row: Gathered, level: int | None) -> tuple[IndicatorEntry, ...]:
        if not any(each.text.text for each in row.indicators):
            self.doubts.add("indicators", row.place, name=row.name, blocking=True)
        for each in row.indicators:
            major = re.split(r"[.,]", each.number)[0]
            if not each.sure:
                self.doubts.add("indicator_numbers", each.text, name=row.name, blocking=not each.text.text)
            elif level and major not in (str(level), row.number):
                self.doubts.add("indicator_level", each.text, number=each.number, level=level, name=row.name)
        return tuple(
            IndicatorEntry(number=each.number, text=each.text.text, source=source_of(each.text))
            for each in row.indicators
            if each.text.text
        )

    def _code(self, row: Gathered) -> str:
        """The national code of a core competency of the same kind, else a slug of the name."""
        code = competency_code_of_name().get(normalise(row.name))
        kinds = {core.code: core.kind for core in core_competencies()}
        if code and kinds[code] is row.kind:
            return code
        if row.kind is not Kind.TECHNICAL:
            self.doubts.add("core_name", row.place, name=row.name, blocking=True)
        return slug(row.name) or f"kompetensi-{row.number}"


def _number_and_name(named: dict[str, Piece]) -> tuple[str, str]:
    """Printed number and name, whether they share a cell or not; an empty number when none is printed."""
    own = named.get("number")
    if own and (match := re.fullmatch(r"(\d{1,3})[.)]?", own.text)):
        return match[1], named["name"].text
    match = _NAME.match(named["name"].text)
    if not match:
        return "", named["name"].text
    return match["number"] or match["number2"], match["name"] or match["name2"]
