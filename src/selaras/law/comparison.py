"""What a comparison of two standards says: changes of standards, competencies, indicators and requirement rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selaras.core.model import RowKey
from selaras.law.wording import Wording


class Change(StrEnum):
    """What happened to one piece. RESPELT: only letter case or spacing differs, which no rubric depends on."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RESPELT = "respelt"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its old and new value; `words` shows a text's difference word by word."""

    field: str
    before: str
    after: str
    words: Wording = ()


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """One indicator: its number and text before and after; None where it does not exist."""

    change: Change
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    words: Wording = ()


@dataclass(frozen=True, slots=True)
class CompetencyChange:
    """One competency. `rubric_stays` is None when it stands on one side only or cannot be said."""

    change: Change
    code: str
    name: str
    fields: tuple[FieldChange, ...] = ()
    indicators: tuple[IndicatorChange, ...] = ()
    rubric_before: str | None = None
    rubric_after: str | None = None

    @property
    def rubric_stays(self) -> bool | None:
        """Whether evidence measured with the old rubric still answers the new one."""
        if self.rubric_before is None or self.rubric_after is None:
            return None
        return self.rubric_before == self.rubric_after


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """One requirement row."""

    change: Change
    key: RowKey
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Renamed:
    """A suggestion: a competency that vanished may be one that appeared. Never assumed; a person decides."""

    before: str
    after: str
    likeness: int


@dataclass(frozen=True, slots=True)
class StandardChange:
    """One class or position. ADDED and REMOVED ones carry no rows."""

    change: Change
    before: str | None
    after: str | None
    competencies: tuple[CompetencyChange, ...] = ()
    requirements: tuple[RequirementChange, ...] = ()
    renamed: tuple[Renamed, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two regulations, standard by standard. `before` and `after` are how they are called."""

    before: str
    after: str
    standards: tuple[StandardChange, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs at all."""
        return all(each.change is Change.SAME for each in self.standards)
