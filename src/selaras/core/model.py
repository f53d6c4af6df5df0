"""What a regulation asks and what a person shows. Frozen values that refuse nonsense (specification §1, §3)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from selaras.core.citation import Citation, Instrument

TOP_OF_SCALE = (
    5  # levels are cells 0-5 of a file and of a page; which of them law uses is the standard's business
)

_SPACES = re.compile(r"\s+")
_AROUND_SLASH = re.compile(r"\s*/\s*")
_INLINE_MARKUP = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|span)>"
)  # residues of a text's extraction, not wording


def normalise(text: str) -> str:
    """Fold Unicode form, letter case, spacing (also around slashes) and inline markup: equal wordings compare equal."""
    folded = _INLINE_MARKUP.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _AROUND_SLASH.sub("/", _SPACES.sub(" ", folded)).strip()


def digest(*parts: str) -> str:
    """A short stable fingerprint of texts: 12 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


# --- what is asked ------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """The three kinds of competency of Pasal 6, 7 and 8."""

    MANAGERIAL = "managerial"
    SOCIOCULTURAL = "sociocultural"
    TECHNICAL = "technical"


class Importance(StrEnum):
    """The mark of a requirement row. Rows may carry none."""

    MUTLAK = "mutlak"
    PENTING = "penting"
    PERLU = "perlu"


class RowKey(StrEnum):
    """The rows of part II of a standard."""

    EDUCATION_LEVEL = "education.level"
    EDUCATION_FIELD = "education.field"
    TRAINING_MANAGERIAL = "training.managerial"
    TRAINING_TECHNICAL = "training.technical"
    TRAINING_FUNCTIONAL = "training.functional"
    EXPERIENCE = "experience"
    RANK = "rank"
    PERFORMANCE = "performance"


@dataclass(frozen=True, slots=True)
class Rank:
    """A step of one scale of ranks (`pns`: I/a–IV/e, `pppk`: I–XVII). `order` counts within its scale."""

    scale: str
    order: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class EducationLevel:
    """A step on the ladder of education. Levels that law treats as equal share one `order` (D-IV and S-1)."""

    order: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One behavioural indicator, verbatim, with its printed number."""

    number: str
    text: str
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", digest(normalise(self.text)))


@dataclass(frozen=True, slots=True)
class Rubric:
    """Competency × level × its *set* of indicators: what a result was measured with.

    Two rubrics are the same when competency, level and normalised indicator texts are; order, letter case,
    spacing and printed numbers do not matter. `id` is readable and stable: `M.1@1:0123456789ab`.
    """

    competency: str
    level: int
    indicators: tuple[Indicator, ...]
    id: str = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        if not 1 <= self.level <= TOP_OF_SCALE:
            raise ValueError(f"rubric of {self.competency} has level {self.level}, outside 1–{TOP_OF_SCALE}")
        keys = sorted({indicator.key for indicator in self.indicators})
        object.__setattr__(self, "id", f"{self.competency}@{self.level}:{digest(*keys)}")
        object.__setattr__(self, "size", len(keys))

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rubric) and other.id == self.id


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """One competency of a standard as printed, with the rubric it asks for."""

    kind: Kind
    number: str
    name: str
    description: str
    rubric: Rubric
    citation: Citation

    @property
    def code(self) -> str:
        """The stable code of the competency (M.1, SK.1, or a local slug)."""
        return self.rubric.competency

    @property
    def level(self) -> int:
        """The required level."""
        return self.rubric.level

    @property
    def key(self) -> str:
        """The row's name in results: `competency:<code>`."""
        return f"competency:{self.code}"


@dataclass(frozen=True, slots=True)
class EducationAtLeast:
    """Education of this level or higher."""

    level: EducationLevel


@dataclass(frozen=True, slots=True)
class FieldRelevant:
    """A field of study relevant to the position. `fields` is the act's own list; empty: the position's list."""

    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingNeeded:
    """One of these trainings. `names` as the act states them; empty: the position's list."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExperienceNeeded:
    """Experience in the position's family. `months` if the act states a quantity, else the policy's."""

    months: int | None = None


@dataclass(frozen=True, slots=True)
class RankBetween:
    """A rank from `low` to `high`, both inclusive, on one scale."""

    low: Rank
    high: Rank

    def __post_init__(self) -> None:
        if self.low.scale != self.high.scale or self.low.order > self.high.order:
            raise ValueError(f"rank range {self.low.code}–{self.high.code} is empty or mixes scales")


@dataclass(frozen=True, slots=True)
class Information:
    """A row that informs and cannot be met or missed, such as performance indicators."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A row printed `-`: it requires nothing."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A row whose value could not be read with certainty: a person must decide what it demands."""


Demand = (
    EducationAtLeast
    | FieldRelevant
    | TrainingNeeded
    | ExperienceNeeded
    | RankBetween
    | Information
    | Nothing
    | Unread
)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of part II: its verbatim value, its importance mark if any, and what it demands."""

    key: RowKey
    value: str
    importance: Importance | None
    demand: Demand
    citation: Citation

    def __post_init__(self) -> None:
        if isinstance(self.demand, TrainingNeeded) and not self.key.startswith("training."):
            raise ValueError(f"row {self.key} cannot demand {type(self.demand).__name__}")


@dataclass(frozen=True, slots=True)
class Selector:
    """Which positions a standard is for. Every field that is not None must match the position's."""

    job_class: int | None = None
    title: str | None = None
    code: str | None = None
    unit: str | None = None
    urusan: str | None = None

    def __post_init__(self) -> None:
        if not any((self.job_class, self.title, self.code)):
            raise ValueError("a standard needs a job class, a position title or a position code")

    def matches(self, position: Position) -> bool:
        """Whether `position` is one of those meant. Texts compare normalised."""
        if self.job_class is not None and self.job_class != position.job_class:
            return False
        asked = (self.title, self.code, self.unit, self.urusan)
        shown = (position.title, position.code, position.unit, position.urusan)
        return all(a is None or normalise(a) == normalise(s) for a, s in zip(asked, shown, strict=True))


@dataclass(frozen=True, slots=True)
class Standard:
    """The requirements of one job class (Dumai) or of one position (other regions)."""

    id: str
    instrument: Instrument
    applies_to: Selector
    competencies: tuple[CompetencyRow, ...]
    requirements: tuple[Requirement, ...]
    citation: Citation

    def __post_init__(self) -> None:
        if not self.competencies and not self.requirements:
            raise ValueError(f"standard {self.id} requires nothing at all")
        for name, keys in (
            ("competency", [row.code for row in self.competencies]),
            ("requirement", [str(row.key) for row in self.requirements]),
        ):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                raise ValueError(f"standard {self.id} has {name} {', '.join(twice)} twice")


@dataclass(frozen=True, slots=True)
class Regulation:
    """An instrument with the standards it sets.

    `families` names, per job class, the families of its articles; `gate` cites its rule that an appointment
    needs the standard first (Dumai: Pasal 5).
    """

    instrument: Instrument
    standards: tuple[Standard, ...]
    families: Mapping[int, tuple[str, ...]]
    classes_without_standard: tuple[int, ...]
    gate: Citation | None = None


# --- who is asked -------------------------------------------------------------------------------------------


class PositionType(StrEnum):
    """SIASN's jenis jabatan: 1 structural, 2 functional, 4 executor (pelaksana)."""

    STRUCTURAL = "structural"
    FUNCTIONAL = "functional"
    EXECUTOR = "executor"


class Employment(StrEnum):
    """Type of employment."""

    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"


@dataclass(frozen=True, slots=True)
class Position:
    """A position in an organisation. Its class is recorded, never inferred from its title.

    `fields` and `trainings` are the accepted fields of study and technical trainings; None: not listed.
    """

    id: str
    title: str
    region: str
    type: PositionType = PositionType.EXECUTOR
    job_class: int | None = None
    family: str | None = None
    code: str = ""
    unit: str = ""
    urusan: str = ""
    fields: tuple[str, ...] | None = None
    trainings: tuple[str, ...] | None = None


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
