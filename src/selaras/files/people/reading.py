"""What is gathered while a file is read: people as far as known, positions, problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from selaras.core.model import Equivalence, Person, Position, Regulation, normalise
from selaras.errors import Text
from selaras.files.people.guide import NO_GUIDE, Guide
from selaras.files.people.row import Findings, Placed
from selaras.files.people.rubrics import Rubrics
from selaras.files.report import nearest, problem
from selaras.files.table import Table

SAME_DIGITS = 14  # leading digits by which a damaged NIP is still known: day of birth and appointment
FACTS = ("employment", "educations", "ranks", "positions", "trainings", "evidence", "determinations")


@dataclass(slots=True)
class Draft:
    """A person while their facts come in. `facts`: field of `Person` → entries with their rows."""

    nip: str
    name: str
    row: int
    birth: date
    entered_on: date | None
    facts: dict[str, list[Placed]] = field(default_factory=dict)

    def add(self, name: str, placed: Placed) -> None:
        """Add one fact."""
        self.facts.setdefault(name, []).append(placed)

    def person(self) -> Person:
        """The finished person, facts in the order of the file."""
        facts = {name: tuple(placed.entry for placed in self.facts.get(name, ())) for name in FACTS}
        return Person(id=self.nip, name=self.name, entered_on=self.entered_on, **facts)  # type: ignore[arg-type]


@dataclass(slots=True)
class Reading:
    """The state of reading one file.

    `broken` and `broken_positions`: NIP and code → row of a Pegawai or Posisi row that failed.
    `garbled`: the leading digits of NIPs on sheet Pegawai that cannot be read. `unread`: keys of the sheets
    people and positions are looked up on, when they are missing or lack a column.
    `disputed`: ids of entries whose correction failed → its row. `units`: position id → the source's own code
    of its unit; `above`: what its rows name as the unit above that (code, name). `guide`: what somebody said about the headers.
    """

    path: Path
    regulations: tuple[Regulation, ...]
    rubrics: Rubrics
    region: str
    findings: Findings = field(default_factory=Findings)
    drafts: dict[str, Draft] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    garbled: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    positions: dict[str, Position] = field(default_factory=dict)
    position_rows: dict[str, int] = field(default_factory=dict)
    broken_positions: dict[str, int] = field(default_factory=dict)
    equivalences: list[Placed] = field(default_factory=list)
    disputed: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    suggestions: dict[str, Text] = field(default_factory=dict)
    guide: Guide = NO_GUIDE
    units: dict[str, str] = field(default_factory=dict)
    above: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def report_nobody(self, table: Table) -> None:
        """Say so when the table of people that was just read has no row."""
        if not self.counts[table.sheet.name]:
            self.findings.problems.append(problem("persons_none", table.place(), name=table.raw.name))

    def is_held(self, nip: str) -> bool:
        """Whether this person's row on sheet Pegawai failed, or may have: then their other rows wait with it."""
        return nip in self.broken or "persons" in self.unread or nip[:SAME_DIGITS] in self.garbled

    def nearest_position(self, code: str) -> Text:
        """The position code most like an unknown one; kept, since it often stands in many rows."""
        if code not in self.suggestions:
            self.suggestions[code] = nearest(code, self.positions)
        return self.suggestions[code]

    def persons(self) -> tuple[Person, ...]:
        """Everyone whose own row holds, with the facts that do."""
        return tuple(draft.person() for draft in self.drafts.values())

    def placed(self) -> Iterable[tuple[Draft | None, list[Placed]]]:
        """Every list of entries, with the person it belongs to (None: equivalences)."""
        for draft in self.drafts.values():
            for entries in draft.facts.values():
                yield draft, entries
        yield None, self.equivalences


def family_of(title: str, regulations: Iterable[Regulation]) -> str | None:
    """The longest family of the regulations' articles with which the title begins, word for word; None if none."""
    matches = [
        family
        for regulation in regulations
        for names in regulation.families.values()
        for family in names
        if _begins(title, family)
    ]
    return max(matches, key=len, default=None)


def candidate_classes(title: str, regulations: Iterable[Regulation]) -> tuple[int, ...]:
    """Job classes that name a family of this title, highest first. A hint for people, never an answer."""
    found = {
        job_class
        for regulation in regulations
        for job_class, names in regulation.families.items()
        if any(_begins(title, family) for family in names)
    }
    return tuple(sorted(found, reverse=True))


def _begins(title: str, family: str) -> bool:
    return (normalise(title) + " ").startswith(normalise(family) + " ")


def only_region(regulations: Iterable[Regulation]) -> str:
    """The region of the regulations when there is just one, else empty."""
    regions = {regulation.instrument.region or "" for regulation in regulations}
    return regions.pop() if len(regions) == 1 else ""


def equivalences_of(entries: Iterable[Placed]) -> tuple[Equivalence, ...]:
    """The equivalences among placed entries."""
    return tuple(placed.entry for placed in entries if isinstance(placed.entry, Equivalence))
