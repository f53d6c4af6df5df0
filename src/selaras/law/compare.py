"""What differs between two standards: competencies, indicators, levels, requirements; and which rubrics stay the same."""

from __future__ import annotations

from collections.abc import Sequence

from selaras.core.model import Indicator, Rubric, normalise
from selaras.law.comparison import (
    Change,
    Comparison,
    CompetencyChange,
    FieldChange,
    IndicatorChange,
    Renamed,
    RequirementChange,
    StandardChange,
)
from selaras.law.form import Form
from selaras.law.form.table import ClassStandard, CompetencyEntry, PositionStandard, RequirementEntry
from selaras.law.similar import Pair, matched, similar_pairs
from selaras.law.wording import wording

OneStandard = ClassStandard | PositionStandard


def compare(before: Form, after: Form) -> Comparison:
    """Two forms: each class against the same class, each position against the same position."""
    old, new = _by_subject(before), _by_subject(after)
    found = []
    for subject in dict.fromkeys([*old, *new]):
        if subject not in new:
            found.append(StandardChange(Change.REMOVED, old[subject].citation, None))
        elif subject not in old:
            found.append(StandardChange(Change.ADDED, None, new[subject].citation))
        else:
            found.append(compare_standards(old[subject], new[subject]))
    return Comparison(name_of(before), name_of(after), tuple(found))


def name_of(form: Form) -> str:
    """How a form is called in a comparison: its short citation, with its file when it has one."""
    head = form.instrument
    return head.short or head.id


def _by_subject(form: Form) -> dict[str, OneStandard]:
    found: dict[str, OneStandard] = {f"class {each.job_class}": each for each in form.job_classes}
    for each in form.position_standards:
        asked = each.applies_to
        found[
            normalise("|".join(text or "" for text in (asked.title, asked.code, asked.unit, asked.urusan)))
        ] = each
    return found


def compare_standards(before: OneStandard, after: OneStandard) -> StandardChange:
    """Two standards, row by row. Competencies correspond by code, requirement rows by key."""
    competencies = _competencies(before.competencies, after.competencies)
    requirements = _requirements(before.requirements, after.requirements)
    changes = [each.change for each in competencies] + [each.change for each in requirements]
    same = all(change is Change.SAME for change in changes)
    return StandardChange(
        Change.SAME if same else Change.CHANGED,
        before.citation,
        after.citation,
        competencies,
        requirements,
        _renamed(before.competencies, after.competencies),
    )


def rubric_of(row: CompetencyEntry) -> str | None:
    """The rubric's id; None while level or indicators are unknown."""
    if row.level is None or not row.indicators:
        return None
    return Rubric(row.code, row.level, tuple(Indicator(each.number, each.text) for each in row.indicators)).id


def _competencies(
    before: Sequence[CompetencyEntry], after: Sequence[CompetencyEntry]
) -> tuple[CompetencyChange, ...]:
    old, new = ({row.code: row for row in rows} for rows in (before, after))
    found = []
    for code in dict.fromkeys([*old, *new]):
        if code not in new:
            found.append(
                CompetencyChange(Change.REMOVED, code, old[code].name, rubric_before=rubric_of(old[code]))
            )
        elif code not in old:
            found.append(
                CompetencyChange(Change.ADDED, code, new[code].name, rubric_after=rubric_of(new[code]))
            )
        else:
            found.append(_competency(old[code], new[code]))
    return tuple(found)


def _competency(before: CompetencyEntry, after: CompetencyEntry) -> CompetencyChange:
    fields = tuple(
        field
        for name in ("kind", "name", "level", "description")
        if (field := _field(name, getattr(before, name), getattr(after, name)))
    )
    indicators = _indicators(before, after)
    texts = [_weight(field) for field in fields] + [each.change for each in indicators]
    moved = before.number != after.number
    return CompetencyChange(
        change=_overall([*texts, *([Change.MOVED] if moved else [])]),
        code=before.code,
        name=after.name,
        fields=(*fields, *([FieldChange("number", before.number, after.number)] if moved else [])),
        indicators=indicators,
        rubric_before=rubric_of(before),
        rubric_after=rubric_of(after),
    )


def _field(name: str, before: object, after: object) -> FieldChange | None:
    if before == after:
        return None
    old, new = ("" if value is None else str(value) for value in (before, after))
    return FieldChange(name, old, new, wording(old, new) if name in ("name", "description", "value") else ())


def _weight(field: FieldChange) -> Change:
    return (
        Change.RESPELT
        if field.words and normalise(field.before) == normalise(field.after)
        else Change.CHANGED
    )


def _overall(changes: Sequence[Change]) -> Change:
    """The gravest of several changes: a change of content outweighs spelling, spelling outweighs place."""
    content = (Change.CHANGED, Change.ADDED, Change.REMOVED)
    if any(change in content for change in changes):
        return Change.CHANGED
    return next((kind for kind in (Change.RESPELT, Change.MOVED) if kind in changes), Change.SAME)


def _indicators(before: CompetencyEntry, after: CompetencyEntry) -> tuple[IndicatorChange, ...]:
    """Equal wordings correspond first, then similar ones; what is left was added or removed."""
    old, new = ([(each.number, each.text) for each in row.indicators] for row in (before, after))
    pairs = matched([text for _, text in old], [text for _, text in new])
    found = {pair.after: _indicator(old[pair.before], new[pair.after]) for pair in pairs}
    gone = [
        IndicatorChange(Change.REMOVED, one, None)
        for at, one in enumerate(old)
        if at not in {p.before for p in pairs}
    ]
    return (*(found.get(at) or IndicatorChange(Change.ADDED, None, one) for at, one in enumerate(new)), *gone)


def _indicator(before: tuple[str, str], after: tuple[str, str]) -> IndicatorChange:
    if before[1] == after[1]:
        return IndicatorChange(Change.SAME if before[0] == after[0] else Change.MOVED, before, after)
    spelling = normalise(before[1]) == normalise(after[1])
    change = Change.RESPELT if spelling else Change.CHANGED
    return IndicatorChange(change, before, after, wording(before[1], after[1]))


def _requirements(
    before: Sequence[RequirementEntry], after: Sequence[RequirementEntry]
) -> tuple[RequirementChange, ...]:
    old, new = ({row.key: row for row in rows} for rows in (before, after))
    found = []
    for key in dict.fromkeys([*old, *new]):
        if key not in new or key not in old:
            row, change = (old[key], Change.REMOVED) if key in old else (new[key], Change.ADDED)
            value = FieldChange("value", row.value if key in old else "", row.value if key in new else "")
            found.append(RequirementChange(change, key, (value,)))
            continue
        pairs = [
            (name, getattr(old[key], name), getattr(new[key], name))
            for name in ("value", "importance", "certain")
        ]
        fields = tuple(field for name, a, b in pairs if (field := _field(name, a, b)))
        moved = (old[key].number, old[key].letter) != (new[key].number, new[key].letter)
        change = _overall([*(_weight(field) for field in fields), *([Change.MOVED] if moved else [])])
        found.append(RequirementChange(change, key, fields))
    return tuple(found)


def _renamed(before: Sequence[CompetencyEntry], after: Sequence[CompetencyEntry]) -> tuple[Renamed, ...]:
    """Vanished and new competencies whose names or indicators are alike, best first."""
    kept = {row.code for row in before} & {row.code for row in after}
    old, new = ([row for row in rows if row.code not in kept] for rows in (before, after))
    pairs: list[Pair] = similar_pairs([_signs(row) for row in old], [_signs(row) for row in new])
    return tuple(Renamed(old[pair.before].name, new[pair.after].name, pair.likeness) for pair in pairs)


def _signs(row: CompetencyEntry) -> tuple[str, str]:
    return row.name, "\n".join(sorted(each.text for each in row.indicators))
