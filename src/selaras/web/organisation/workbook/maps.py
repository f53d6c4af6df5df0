"""A filled map of titles against what is decided."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from selaras.files.people import read_position_map
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.scopes import Asker
from selaras.web.organisation.law import family, named_classes
from selaras.web.organisation.titles import Title, distinct, titles


@dataclass(frozen=True, slots=True)
class Mapped:
    """A title for which the file has a class. `strange`: the regulations do not name that class at all."""

    title: Title
    job_class: int
    family: str
    strange: bool

    @property
    def new(self) -> bool:
        """Whether nothing was decided before."""
        return not self.title.confirmed

    @property
    def changed(self) -> bool:
        """Whether the file says otherwise than what is decided."""
        decision = self.title.decision
        return decision is None or decision.job_class != self.job_class


@dataclass(frozen=True, slots=True)
class MapPlan:
    """What a map would decide."""

    rows: Sequence[Mapped]
    titles: int

    @property
    def changes(self) -> list[Mapped]:
        """The titles that would be decided anew."""
        return [row for row in self.rows if row.changed]

    @property
    def counts(self) -> dict[str, int]:
        """State → titles."""
        new = sum(row.new for row in self.changes)
        return {
            "new": new,
            "changed": len(self.changes) - new,
            "unchanged": len(self.rows) - len(self.changes),
            "blank": self.titles - len(self.rows),
        }

    @property
    def mark(self) -> str:
        """A fingerprint of what would be done."""
        said = [(row.title.key, row.job_class, row.family) for row in self.changes]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def plan_map(path: Path, asker: Asker, instansi: Instansi) -> MapPlan:
    """Read a map of titles and compare. Raises PeopleRefused with every cell that is wrong."""
    mapped = read_position_map(path)
    named = {each.number for each in named_classes(instansi)}
    known = titles(distinct(asker), instansi)
    rows = []
    for title in known:
        found = mapped.find(title.code, title.title, "")
        if found and found.job_class is not None:
            kin = found.family or family(title.title, instansi)
            strange = bool(named) and found.job_class not in named
            rows.append(Mapped(title, found.job_class, kin[:120], strange))
    return MapPlan(rows, len(known))
