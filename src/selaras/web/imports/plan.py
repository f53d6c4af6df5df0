"""What a file brings besides people – units, positions, equivalences – and what is to be known of it as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from selaras.core.model import Equivalence
from selaras.web.organisation.actions import Wanted


@dataclass(slots=True)
class Plan:
    """As an import keeps it.

    `units`: code → name of those to be made; `above`: code of one of them → code and name of the unit that the file
    names above it; `positions`: what `organisation.actions.Wanted` takes; `titles`: those
    without a class, with heads and candidate classes; `notes`: problems of the file as a whole; `scope`: codes of
    the units that occur in it; `groups`: complaints about rows, equal ones together.
    """

    units: dict[str, str] = field(default_factory=dict)
    above: dict[str, tuple[str, str]] = field(default_factory=dict)
    positions: list[dict[str, Any]] = field(default_factory=list)
    equivalences: list[dict[str, Any]] = field(default_factory=list)
    titles: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    scope: list[str] = field(default_factory=list)
    groups: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Plan:
        """From what an import keeps, perhaps since an earlier version."""
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__ if name in stored})

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    def placed(self, *, nested: bool) -> dict[str, tuple[str, str]]:
        """Code → name and code of the parent of the units to be made; not `nested`, all stand below the root."""
        if not nested:
            return {code: (name, "") for code, name in self.units.items()}
        parents = {code: (name, "") for code, name in self.above.values()}
        said = {code: (name, (self.above.get(code) or ("", ""))[0]) for code, name in self.units.items()}
        return parents | said

    def wanted(self) -> Iterable[Wanted]:
        """The positions to be made."""
        return (Wanted(**one) for one in self.positions)

    def decided(self) -> Iterable[Equivalence]:
        """The equivalences to be recorded."""
        return (equivalence_of(one) for one in self.equivalences)


def stored_equivalence(one: Equivalence) -> dict[str, Any]:
    """An equivalence as JSON."""
    days = ("since", "recorded_on", "confirmed_on", "revoked_on")
    found = {name: getattr(one, name) for name in one.__dataclass_fields__}
    return found | {name: found[name].isoformat() for name in days if found[name]}


def equivalence_of(stored: Mapping[str, Any]) -> Equivalence:
    """An equivalence from its JSON."""
    days = {
        name: date.fromisoformat(stored[name]) if stored.get(name) else None
        for name in ("recorded_on", "confirmed_on", "revoked_on")
    }
    return Equivalence(**{**stored, **days, "since": date.fromisoformat(stored["since"])})
