"""A competency of a dictionary while it is gathered, and the entry made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selaras.core.model import Kind
from selaras.law.document import Piece
from selaras.law.form.table import DictionaryEntry, DictionaryLevel
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.gathered import core_code, indicator_entries
from selaras.law.reading.indicators import Numbered
from selaras.law.reading.kinds import heading_of
from selaras.law.reading.words import slug

_KIND_OF_CODE = {"M": Kind.MANAGERIAL, "SK": Kind.SOCIOCULTURAL, "T": Kind.TECHNICAL}


@dataclass(slots=True)
class GatheredLevel:
    """A level of it."""

    level: int
    place: Piece
    description: list[str] = field(default_factory=list)
    indicators: list[Numbered] = field(default_factory=list)


@dataclass(slots=True)
class GatheredEntry:
    """A competency of a dictionary while its lines are gathered."""

    place: Piece
    kind: Kind | None
    texts: dict[str, str] = field(default_factory=dict)
    levels: list[GatheredLevel] = field(default_factory=list)

    def entry(self, doubts: Doubts) -> DictionaryEntry:
        """The entry; doubts about what is missing or out of order."""
        name, code = self.texts.get("name", ""), self.texts.get("code", "")
        kind = self._kind_of(name, code, doubts)
        if not name or not self.texts.get("definition") or not self.levels:
            doubts.add("dictionary", self.place, blocking=not name)
        for before, each in zip([None, *self.levels], self.levels, strict=False):
            if before and each.level != before.level + 1:
                values = {"before": before.level, "found": each.level}
                doubts.add("numbering", each.place, kind="level", blocking=True, **values)
        return DictionaryEntry(
            code=core_code(name, kind) or code or slug(name) or "?",
            kind=kind,
            name=name,
            definition=self.texts.get("definition", ""),
            levels=tuple(
                DictionaryLevel(
                    level=each.level,
                    description="\n".join(each.description),
                    indicators=indicator_entries(each.indicators, name, "", each.level, each.place, doubts),
                )
                for each in self.levels
            ),
            source=source_of(self.place),
        )

    def _kind_of(self, name: str, code: str, doubts: Doubts) -> Kind:
        printed = (
            heading_of([Piece(self.texts["kind"], self.place.place)]) if self.texts.get("kind") else None
        )
        by_code = _KIND_OF_CODE.get(re.split(r"[^A-Za-z]", code)[0].upper()) if code else None
        by_name = next((kind for kind in Kind if core_code(name, kind)), None)
        kind = (printed.kind if printed else None) or self.kind or by_code or by_name
        if kind is None:
            doubts.add("kind", self.place, blocking=True)
        return kind or Kind.TECHNICAL
