"""What a regulation asks: competencies with their rubrics, requirement rows, standards (specification §1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from selaras.core.citation import Citation, Instrument
from selaras.core.model.position import Position
from selaras.core.model.text import TOP_OF_SCALE, digest, normalise


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

    @property
    def label(self) -> str:
        """`Penata Muda (III/a)`; `Golongan VII`, which says its code already."""
        if self.name.endswith(self.code):
            return self.name
        return f"{self.name} ({self.code})" if self.name else self.code


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
