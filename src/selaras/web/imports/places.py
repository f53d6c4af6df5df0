"""The units and positions that a file names: those that are there already, and those that would be made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from selaras.core import model as core
from selaras.core.model import normalise
from selaras.files.people import PeopleFile
from selaras.web.accounts.models import Instansi
from selaras.web.organisation.models import Position, TitleDecision, Unit
from selaras.web.organisation.naming import (
    POSITION_CODE_LIMIT,
    UNIT_CODE_LIMIT,
    shortened,
    stored_code,
    title_key,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A position of the file: its code here, its title, the code of its unit and where that stands in the tree."""

    code: str
    title: str
    unit: str
    path: str  # empty: the unit is new


@dataclass(slots=True)
class Places:
    """All of them. `of`: the file's id of a position → its place here; `above`: code of a new unit → code and name
    of the one that the file names above it."""

    of: dict[str, Place] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    above: dict[str, tuple[str, str]] = field(default_factory=dict)
    positions: list[dict[str, Any]] = field(default_factory=list)
    root: str = ""  # path of the root unit

    @property
    def scope(self) -> list[str]:
        """Codes of the units that occur."""
        return sorted({place.unit for place in self.of.values() if place.unit})


class Finder:
    """Finds what the file means among what is there: by code, else by a name that only one carries."""

    def __init__(self, instansi: Instansi) -> None:
        units = list(
            Unit.objects.filter(instansi=instansi, ended=False).only("code", "name", "path", "parent")
        )
        self.units = {unit.code: unit for unit in units}
        self.root = next((unit for unit in units if unit.parent_id is None), None)
        names = Counter(normalise(unit.name) for unit in units)
        self.by_name = {normalise(unit.name): unit for unit in units if names[normalise(unit.name)] == 1}
        rows = Position.objects.filter(instansi=instansi, ended=False)
        positions = list(rows.values_list("code", "title", "title_key", "unit__code", "unit__path"))
        self.positions = {row[0]: row for row in positions}
        pairs = Counter((row[2], row[3]) for row in positions)
        self.by_title = {(row[2], row[3]): row for row in positions if pairs[row[2], row[3]] == 1}

    def unit(self, code: str, name: str) -> tuple[str, str]:
        """Code and path of a unit; the path is empty when it is not there yet."""
        stored = stored_code(code or normalise(name), UNIT_CODE_LIMIT)
        found = self.units.get(stored) or self.by_name.get(normalise(name))
        if not stored:
            found = self.root
        return (found.code, found.path) if found else (stored, "")

    def position(self, code: str, title: str, unit: str) -> tuple[str, str, str, str] | None:
        """Code, title, code and path of the unit, of a position that is there."""
        row = self.positions.get(stored_code(code, POSITION_CODE_LIMIT)) or self.by_title.get(
            (title_key(title), unit)
        )
        return (row[0], row[1], row[3], row[4]) if row else None


def places_of(people: PeopleFile, instansi: Instansi) -> Places:
    """Where the positions of a file are, or would be."""
    finder = Finder(instansi)
    found = Places(root=finder.root.path if finder.root else "")
    for position in people.positions:
        unit, path = finder.unit(people.units.get(position.id, ""), position.unit)
        known = finder.position(position.id, position.title, unit)
        if known:
            found.of[position.id] = Place(*known)
            continue
        place = Place(stored_code(position.id, POSITION_CODE_LIMIT), shortened(position.title), unit, path)
        found.of[position.id] = place
        found.positions.append(_wanted(position, place))
        if unit and not path:
            found.units.setdefault(unit, shortened(position.unit))
    found.above = _above(people, finder, found)
    return found


def _above(people: PeopleFile, finder: Finder, places: Places) -> dict[str, tuple[str, str]]:
    """For new units, the unit above: where all rows name the same, and it is neither the root nor below it in turn."""
    named: dict[str, set[tuple[str, str]]] = {}
    for position, said in people.above.items():
        unit = places.of[position].unit
        if unit in places.units:
            named.setdefault(unit, set()).update((finder.unit(*one)[0], shortened(one[1])) for one in said)
    above = {unit: next(iter(one)) for unit, one in named.items() if len({code for code, _ in one}) == 1}
    root = finder.root.code if finder.root else ""
    return {unit: one for unit, one in above.items() if one[0] != root and not _circular(unit, above)}


def _circular(unit: str, above: dict[str, tuple[str, str]]) -> bool:
    """Whether the way up leads back."""
    seen = set()
    while unit in above and unit not in seen:
        seen.add(unit)
        unit = above[unit][0]
    return unit in seen


def _wanted(position: core.Position, place: Place) -> dict[str, Any]:
    return {
        "code": place.code,
        "unit_code": place.unit,
        "title": place.title,
        "type": str(position.type),
        "job_class": position.job_class,
        "family": position.family or "",
        "official_code": position.code,
        "urusan": position.urusan,
        "fields": position.fields,
        "trainings": position.trainings,
    }


def titles_without_class(people: PeopleFile, instansi: Instansi) -> list[dict[str, Any]]:
    """Titles of the file that neither it nor anybody here gave a class."""
    keys = {title_key(title.title) for title in people.worklist}
    decided = set(
        TitleDecision.objects.filter(instansi=instansi, title_key__in=keys).values_list(
            "title_key", flat=True
        )
    )
    classed = Position.objects.filter(instansi=instansi, title_key__in=keys, job_class__isnull=False)
    decided |= set(classed.values_list("title_key", flat=True))
    heads: dict[str, dict[str, Any]] = {}
    for title in people.worklist:
        if (key := title_key(title.title)) in decided:
            continue
        told = heads.setdefault(key, {"title": title.title, "heads": 0, "candidates": list(title.candidates)})
        told["heads"] += title.heads
    return sorted(heads.values(), key=lambda told: -int(told["heads"]))
