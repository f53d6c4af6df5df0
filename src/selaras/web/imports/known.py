"""What is recorded about one person, and when two accounts of something are the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selaras.core.model import normalise
from selaras.web.people.models import Kind

LOCAL = ("manual", "bulk:", "correction:")  # origins of what somebody here recorded by hand
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A recorded entry, as far as comparing needs it."""

    pk: int
    kind: str
    since: date
    data: Mapping[str, Any]
    corrects: int | None
    withdrawn: bool
    origin: str

    @property
    def local(self) -> bool:
        """Whether somebody here recorded it by hand."""
        return self.origin.startswith(LOCAL)


def canonical(data: Mapping[str, Any]) -> str:
    """Equal for equal content: databases give the keys of JSON back in an order of their own."""
    return json.dumps(data, sort_keys=True, default=str)


def key_of(kind: str, since: date, data: Mapping[str, Any]) -> Key:
    """Equal for equal facts; spelling in capitals makes no difference where a text is only a name."""
    if kind == Kind.EDUCATION:
        return kind, since, data["level"], normalise(data["field"])
    if kind == Kind.TRAINING:
        return kind, since, data["kind"], normalise(data["name"]), data["passed"]
    return kind, since, canonical(data)


def identity(kind: str, since: date, data: Mapping[str, Any]) -> Key:
    """Equal for two accounts of one event: same day, other content means that one of them is wrong."""
    if kind == Kind.EDUCATION:
        return kind, since, data["level"]
    if kind == Kind.TRAINING:
        return kind, since, data["kind"], normalise(data["name"])
    if kind == Kind.COMPETENCY:
        return kind, since, data["rubric"].split("@")[0], data["source"]
    if kind == Kind.DETERMINATION:
        return kind, since, data["row"], data["position"]
    return kind, since


@dataclass(slots=True)
class Recorded:
    """Everything recorded about one person, in the order it was."""

    entries: list[Known] = field(default_factory=list)
    corrected_by: dict[int, Known] = field(default_factory=dict)
    by_key: dict[Key, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Known]) -> Recorded:
        """With its indexes."""
        found = cls(sorted(entries, key=lambda known: known.pk))
        for known in found.entries:
            if known.corrects:
                found.corrected_by[known.corrects] = known
            if not known.withdrawn:
                found.by_key[key_of(known.kind, known.since, known.data)] = known
        return found

    def standing(self, kind: str) -> list[Known]:
        """What stands of one kind, oldest day first."""
        found = [
            known
            for known in self.entries
            if known.kind == kind and not known.withdrawn and known.pk not in self.corrected_by
        ]
        return sorted(found, key=lambda known: (known.since, known.pk))

    def chain(self, known: Known) -> list[Known]:
        """What corrected it, one after the other."""
        found = []
        while known.pk in self.corrected_by:
            known = self.corrected_by[known.pk]
            found.append(known)
        return found

    @property
    def empty(self) -> bool:
        """Whether nothing stands."""
        return all(known.withdrawn or known.pk in self.corrected_by for known in self.entries)
