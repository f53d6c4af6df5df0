"""Rows → entries of the machine-readable form, numbered as the annex prints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from selaras.core.model import Importance, Indicator, Kind, RowKey, Rubric, normalise
from selaras.files.draft import words
from selaras.law.form.table import CompetencyEntry, IndicatorEntry, ParsedUnread, RequirementEntry
from selaras.law.lists import competency_code_of_name
from selaras.law.reading.values import NameContradictsCode, parsed_value
from selaras.law.reading.words import slug
from selaras.web.drafts.models import Row


def competencies_of(rows: Iterable[Row]) -> list[CompetencyEntry]:
    """Competencies numbered through, in their order."""
    return [competency_entry(row.data, str(at)) for at, row in enumerate(rows, 1)]


def competency_entry(data: Mapping[str, Any], number: str) -> CompetencyEntry:
    """A competency as the form has it."""
    blanks = words()["blanks"]
    level = data["level"]
    numbers = data.get("numbers") or [f"{level or 1}.{at}" for at in range(1, len(data["indicators"]) + 1)]
    code = code_of(data, number)
    indicators = tuple(
        IndicatorEntry(number=number_, text=text or blanks["indicator"])
        for number_, text in zip(numbers, data["indicators"], strict=True)
    )
    rubric = (
        Rubric(code, level, tuple(Indicator(i.number, i.text) for i in indicators)).id
        if level and indicators
        else None
    )
    return CompetencyEntry(
        code=code,
        kind=Kind(data["kind"]),
        number=number,
        name=data["name"] or blanks["name"],
        level=level,
        description=data["description"] or blanks["description"],
        rubric=rubric,
        indicators=indicators,
    )


def code_of(data: Mapping[str, Any], number: str = "") -> str:
    """Its code: the one it was taken with, the national one of its name, else one made of its name."""
    national = competency_code_of_name().get(normalise(data["name"]))
    return str(data.get("code") or national or slug(data["name"]) or f"kompetensi-{number or '0'}")


def requirements_of(rows: Sequence[Row]) -> list[RequirementEntry]:
    """Requirements with the numbers and letters that the annex prints."""
    groups: list[str] = []
    letters: dict[str, int] = {}
    found = []
    for row in rows:
        group, _dot, part = row.data["key"].partition(".")
        if group not in groups:
            groups.append(group)
        letters[group] = letters.get(group, 0) + 1
        letter = chr(ord("A") + letters[group] - 1) if part else None
        found.append(requirement_entry(row.data, str(len(groups)), letter))
    return found


def requirement_entry(data: Mapping[str, Any], number: str, letter: str | None) -> RequirementEntry:
    """A requirement as the form has it; what it demands is read from its words as in any document."""
    key, value = RowKey(data["key"]), data["value"]
    try:
        parsed = parsed_value(key, value)
    except NameContradictsCode:
        parsed = ParsedUnread()
    mark = data["importance"]
    return RequirementEntry(
        key=key,
        number=number,
        letter=letter,
        value=value or words()["blanks"]["value"],
        importance=Importance(mark) if mark else None,
        parsed=parsed,
    )
