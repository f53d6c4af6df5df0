"""What a person shows: dated entries that are appended and corrected, never changed (specification §3, §4, §9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from selaras.core.model.asked import EducationLevel, Rank, RowKey, Rubric
from selaras.core.model.position import Position
from selaras.core.model.text import TOP_OF_SCALE


class Employment(StrEnum):
    """Type of employment."""

    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Something known about a person from a day on.

    `since`: the day it holds from, was measured or was decided. `recorded_on`: the day it became known here;
    None means the same day. `corrects` names the entry that this one replaces; `withdrawn` replaces without
    putting anything in its place. Entries are never changed, only corrected.
    """

    id: str
    since: date
    recorded_on: date | None = None
    corrects: str = ""
    withdrawn: bool = False

    @property
    def known_from(self) -> date:
        """The day from which this entry is known."""
        return self.recorded_on or self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationHeld(Recorded):
    """A completed education. `field` is empty when the record does not say."""

    level: EducationLevel
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankHeld(Recorded):
    """A rank held since a day, until the next one."""

    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class EmploymentHeld(Recorded):
    """A type of employment held since a day, until the next one."""

    type: Employment


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionHeld(Recorded):
    """A position held since a day, until the next one."""

    position: Position


class TrainingKind(StrEnum):
    """The three training rows of part II."""

    MANAGERIAL = "managerial"
    TECHNICAL = "technical"
    FUNCTIONAL = "functional"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingTaken(Recorded):
    """A training finished on a day. `passed` False: taken and not passed, or recorded as not taken."""

    kind: TrainingKind
    name: str
    passed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Recorded):
    """One competency result. It names the rubric it was measured with (specification §4).

    Either `level` (0–5) or `indicators` (indicator key → met?) is given, never both; indicators not listed were
    not rated. `source` is a code of the list of sources; `valid_until` the last day printed on the certificate.
    """

    rubric: Rubric
    source: str
    level: int | None = None
    indicators: Mapping[str, bool] | None = None
    assessors: int | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if self.withdrawn:
            return
        if (self.level is None) == (self.indicators is None):
            raise ValueError(f"evidence {self.id} needs either a level or indicator results")
        if self.level is not None and not 0 <= self.level <= TOP_OF_SCALE:
            raise ValueError(f"evidence {self.id} has level {self.level}, outside 0–{TOP_OF_SCALE}")
        if self.indicators is not None:
            if not self.indicators:
                raise ValueError(f"evidence {self.id} rates no indicator")
            strange = set(self.indicators) - {indicator.key for indicator in self.rubric.indicators}
            if strange:
                raise ValueError(f"evidence {self.id} rates indicators that its rubric does not have")

    @property
    def competency(self) -> str:
        """Code of the competency measured."""
        return self.rubric.competency

    @property
    def met(self) -> int:
        """How many distinct indicators were rated as met."""
        return sum(self.indicators.values()) if self.indicators else 0

    @property
    def failed(self) -> int:
        """How many distinct indicators were rated as not met."""
        return len(self.indicators) - self.met if self.indicators else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Recorded):
    """A person's recorded judgement where law leaves one (specification §9): dated, reasoned, revocable."""

    by: str
    reason: str
    document: str
    confirmed_by: str = ""
    confirmed_on: date | None = None
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination(Decided):
    """Whether a person meets one row for one position. `position` empty: for any position."""

    row: RowKey
    finding: bool
    position: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalence(Decided):
    """Results measured with rubric `measured` count for rubric `required` (both rubric ids)."""

    measured: str
    required: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An employee or applicant with everything recorded about them. `id` is the NIP.

    `entered_on`: first day of service, if known (then a position history from that day is complete).
    """

    id: str
    name: str
    entered_on: date | None = None
    employment: tuple[EmploymentHeld, ...] = ()
    educations: tuple[EducationHeld, ...] = ()
    ranks: tuple[RankHeld, ...] = ()
    positions: tuple[PositionHeld, ...] = ()
    trainings: tuple[TrainingTaken, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    determinations: tuple[Determination, ...] = ()

    def __post_init__(self) -> None:
        for entries in (self.employment, self.educations, self.ranks, self.positions, self.trainings):
            _refuse_twice(entries)
        _refuse_twice(self.evidence)
        _refuse_twice(self.determinations)


def _refuse_twice(entries: Sequence[Recorded]) -> None:
    """Entries are named by their id, also where one corrects another: an id stands for one entry of a kind."""
    if len({entry.id for entry in entries}) != len(entries):
        raise ValueError(f"{type(entries[0]).__name__} of one person has an id twice")
