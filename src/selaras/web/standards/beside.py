"""Two standards side by side: what the comparison of law says, as two columns with their words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from selaras.core.model import normalise
from selaras.errors import Text
from selaras.law.compare import OneStandard, compare_standards
from selaras.law.comparison import Change, CompetencyChange, FieldChange, RequirementChange
from selaras.law.form import Form
from selaras.law.form.table import ClassStandard, CompetencyEntry, RequirementEntry
from selaras.law.reading.words import shown
from selaras.law.wording import Wording, wording
from selaras.web.standards.present import KINDS, MARKS, row_name
from selaras.web.standards.standing import standings

Verdict = Literal["same", "two", "left", "right", "unread"]
Words = tuple[tuple[str, str], ...]
SKIPPED = {"source", "citation"}


@dataclass(frozen=True, slots=True)
class Said:
    """One indicator on its side: its number, its words, and whether it stands on the other side too."""

    number: str
    words: Words
    change: Change


@dataclass(frozen=True, slots=True)
class Side:
    """A competency on one side."""

    number: str
    level: int | None
    description: Words
    indicators: tuple[Said, ...]
    rubric: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A competency on both sides. `verdict`: the same rubric, two rubrics under one name, or on one side only."""

    code: str
    name: str
    kind: str
    verdict: Verdict
    left: Side | None
    right: Side | None
    renamed: tuple[str, str] | None = None  # what it is called on each side, where one code has two names


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement row on both sides; None where it does not stand."""

    name: Text
    same: bool
    left: tuple[Words, str, str] | None  # words, sign and name of the mark
    right: tuple[Words, str, str] | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two standards."""

    pairs: tuple[Pair, ...]
    needs: tuple[Need, ...]
    renamed: tuple[tuple[str, str, int], ...]

    def count(self, *verdicts: Verdict) -> int:
        """How many competencies are so."""
        return sum(pair.verdict in verdicts for pair in self.pairs)

    @property
    def same(self) -> list[Pair]:
        """Those with the same rubric."""
        return [pair for pair in self.pairs if pair.verdict == "same"]

    @property
    def two(self) -> list[Pair]:
        """Those of one name with two rubrics."""
        return [pair for pair in self.pairs if pair.verdict in ("two", "unread")]

    @property
    def single(self) -> list[Pair]:
        """Those on one side only."""
        return [pair for pair in self.pairs if pair.verdict in ("left", "right")]

    @property
    def needs_same(self) -> list[Need]:
        """The requirement rows that say the same."""
        return [need for need in self.needs if need.same]

    @property
    def needs_other(self) -> list[Need]:
        """Those that differ."""
        return [need for need in self.needs if not need.same]


def compared(left: OneStandard, right: OneStandard) -> Compared:
    """Two standards, row by row."""
    found = compare_standards(left, right)
    before, after = ({row.code: row for row in each.competencies} for each in (left, right))
    needs = [{str(row.key): row for row in each.requirements} for each in (left, right)]
    return Compared(
        tuple(_pair(each, before.get(each.code), after.get(each.code)) for each in found.competencies),
        tuple(_need(each, *(rows.get(str(each.key)) for rows in needs)) for each in found.requirements),
        tuple((each.before, each.after, each.likeness) for each in found.renamed),
    )


def _pair(change: CompetencyChange, left: CompetencyEntry | None, right: CompetencyEntry | None) -> Pair:
    fields = {field.field: field for field in change.fields}
    row = right or left
    if row is None:
        raise ValueError(f"competency {change.code} stands on neither side")
    return Pair(
        change.code,
        shown(change.name),
        str(KINDS[row.kind]),
        _verdict(change),
        _side(left, change, fields.get("description"), "delete"),
        _side(right, change, fields.get("description"), "insert"),
        _names(left, right),
    )


def _names(left: CompetencyEntry | None, right: CompetencyEntry | None) -> tuple[str, str] | None:
    if left is None or right is None or normalise(left.name) == normalise(right.name):
        return None
    return shown(left.name), shown(right.name)


def _verdict(change: CompetencyChange) -> Verdict:
    if change.change is Change.REMOVED:
        return "left"
    if change.change is Change.ADDED:
        return "right"
    if change.rubric_stays is None:
        return "unread"
    return "same" if change.rubric_stays else "two"


def _side(
    row: CompetencyEntry | None, change: CompetencyChange, description: FieldChange | None, op: str
) -> Side | None:
    if row is None:
        return None
    said = {
        at: (each.change, each.words)
        for each in change.indicators
        if (at := each.before if op == "delete" else each.after) is not None
    }
    alone = Change.REMOVED if op == "delete" else Change.ADDED
    indicators = []
    for each in row.indicators:
        how, words = said.get((each.number, each.text), (alone, ()))
        indicators.append(Said(each.number, _kept(words, op) or _plain(each.text), how))
    rubric = change.rubric_before if op == "delete" else change.rubric_after
    told = _kept(description.words, op) if description else ()
    return Side(row.number, row.level, told or _plain(row.description), tuple(indicators), rubric or "")


def _need(change: RequirementChange, left: RequirementEntry | None, right: RequirementEntry | None) -> Need:
    words = wording(left.value, right.value) if left and right and left.value != right.value else ()
    return Need(
        row_name(str(change.key)),
        change.change in (Change.SAME, Change.MOVED),
        _value(left, words, "delete"),
        _value(right, words, "insert"),
    )


def _value(row: RequirementEntry | None, words: Wording, op: str) -> tuple[Words, str, str] | None:
    if row is None:
        return None
    sign, mark = MARKS[row.importance] if row.importance else ("", "")
    return _kept(words, op) or _plain(row.value), sign, str(mark)


def _kept(words: Wording, op: str) -> Words:
    """The words of one side: what stays and what stands here only."""
    return tuple((each, text) for each, text in words if each in ("keep", op))


def _plain(text: str) -> Words:
    return (("keep", shown(text)),)


@dataclass(frozen=True, slots=True)
class Subject:
    """One class or position in two versions; None where it does not stand."""

    title: str
    left: str | None
    right: str | None
    same: bool


@lru_cache(maxsize=16)
def _subjects(_digests: tuple[str, str], forms: _Forms) -> tuple[Subject, ...]:
    old, new = (_by_subject(form) for form in forms.both)
    found = []
    for subject in dict.fromkeys([*old, *new]):
        a, b = old.get(subject), new.get(subject)
        one = a or b
        if one is not None:
            same = a is not None and b is not None and _content(a[2]) == _content(b[2])
            found.append(Subject(one[1], a[0] if a else None, b[0] if b else None, same))
    return tuple(found)


class _Forms:
    """Two forms that a cache does not look at: their digests name them."""

    def __init__(self, left: Form, right: Form) -> None:
        self.both = (left, right)

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Forms)


def subjects(digests: tuple[str, str], left: Form, right: Form) -> Sequence[Subject]:
    """Every class and position of two versions, each with the same one on the other side."""
    return _subjects(digests, _Forms(left, right))


def _by_subject(form: Form) -> dict[str, tuple[str, str, OneStandard]]:
    return {
        _subject(each.entry): (each.key, each.title, each.entry) for each in standings(form) if each.entry
    }


def _subject(entry: OneStandard) -> str:
    if isinstance(entry, ClassStandard):
        return f"class {entry.job_class}"
    asked = entry.applies_to
    return normalise("|".join(text or "" for text in (asked.title, asked.code, asked.unit, asked.urusan)))


def _content(entry: OneStandard) -> object:
    return _without(entry.model_dump(mode="json"))


def _without(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without(each) for key, each in value.items() if key not in SKIPPED}
    if isinstance(value, list):
        return [_without(each) for each in value]
    return value


def changed_only(found: Iterable[Subject]) -> list[Subject]:
    """Those that differ."""
    return [each for each in found if not each.same]
