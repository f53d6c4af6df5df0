"""A competency while its rows are gathered, and the entry made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selaras.core.model import TOP_OF_SCALE, Indicator, Kind, Rubric, normalise
from selaras.law.document import Piece
from selaras.law.form.table import CompetencyEntry, IndicatorEntry
from selaras.law.lists import competency_code_of_name, core_competencies
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.indicators import Numbered
from selaras.law.reading.words import number_of_word, slug

_LEVEL = re.compile(r"(?:level\s*)?(?P<level>[1-9])\.?(?:\s*\((?P<word>[a-z]+)\))?", re.IGNORECASE)


@dataclass(slots=True)
class Gathered:
    """One competency of a table. `cited`: how its place in the part is cited."""

    kind: Kind
    number: str
    name: str
    level: Piece
    description: str
    place: Piece
    cited: str
    indicators: list[Numbered] = field(default_factory=list)

    @property
    def last_number(self) -> str:
        """The number of the last indicator so far."""
        return self.indicators[-1].number if self.indicators else ""

    def entry(self, above: str, doubts: Doubts) -> CompetencyEntry:
        """The entry; `above` is how the part is cited."""
        level = level_in(self.level.text)
        if level is None:
            doubts.add("level", self.level if self.level.text else self.place, name=self.name, blocking=True)
        if not self.description:
            doubts.add("description", self.place, name=self.name)
        indicators = indicator_entries(self.indicators, self.name, self.number, level, self.place, doubts)
        code = self._code(doubts)
        rubric = (
            Rubric(code, level, tuple(Indicator(each.number, each.text) for each in indicators))
            if level
            else None
        )
        return CompetencyEntry(
            code=code,
            kind=self.kind,
            number=self.number,
            name=self.name,
            level=level,
            description=self.description,
            rubric=rubric.id if rubric else None,
            indicators=indicators,
            citation=f"{above} {self.cited}".strip(),
            source=source_of(self.place),
        )

    def _code(self, doubts: Doubts) -> str:
        """The national code of a core competency of the same kind, else a slug of the name."""
        code = core_code(self.name, self.kind)
        if code:
            return code
        if self.kind is not Kind.TECHNICAL:
            doubts.add("core_name", self.place, name=self.name, blocking=True)
        return slug(self.name) or f"kompetensi-{self.number or '0'}"


def core_code(name: str, kind: Kind) -> str | None:
    """The code of the core competency of this name and kind; None when there is none."""
    code = competency_code_of_name().get(normalise(name))
    kinds = {core.code: core.kind for core in core_competencies()}
    return code if code and kinds[code] is kind else None


def level_in(text: str) -> int | None:
    """`1`, `Level 1`, `1 (satu)` → 1; None when it is no level or figure and word differ."""
    match = _LEVEL.fullmatch(text.strip())
    level = int(match["level"]) if match else None
    if match is None or level is None or level > TOP_OF_SCALE:
        return None
    return level if not match["word"] or number_of_word(match["word"]) == level else None


def indicator_entries(
    found: list[Numbered], name: str, number: str, level: int | None, place: Piece, doubts: Doubts
) -> tuple[IndicatorEntry, ...]:
    """Indicators with a text; doubts about their numbers. `number` is the competency's, `place` where it stands."""
    if not any(each.text.text for each in found):
        doubts.add("indicators", place, name=name, blocking=True)
    for each in found:
        parts = re.split(r"[.,]", each.number)
        if not each.sure:
            blocking = each.midway or not each.text.text
            doubts.add("indicator_numbers", each.text, name=name, blocking=blocking)
        elif level and len(parts) > 1 and parts[0] not in (str(level), number):
            doubts.add("indicator_level", each.text, number=each.number, level=level, name=name)
    return tuple(
        IndicatorEntry(number=each.number, text=each.text.text, source=source_of(each.text))
        for each in found
        if each.text.text
    )
