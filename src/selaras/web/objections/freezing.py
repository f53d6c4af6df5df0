"""Verdicts as they are kept with an objection: what was said, on what, by which versions."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from selaras.clock import today
from selaras.errors import Text
from selaras.web.evaluations.api_verdict import shape_of
from selaras.web.evaluations.presenting.asking import Asking, asking
from selaras.web.evaluations.presenting.whole import answer
from selaras.web.objections.models import WHOLE, Objection
from selaras.web.people.models import Person

WHOLE_NAME = Text(gettext_noop("Putusan secara keseluruhan"), "The verdict as a whole")


def frozen(asked: Asking, person: Person) -> dict[str, Any] | None:
    """The verdict for a question, worked out now, as JSON; None where there is none (no policy in force)."""
    found = answer(asked, person)
    if found.verdict is None:
        return None
    held = not asked.compared
    return shape_of(person, found.question, found.verdict, held=held).model_dump(mode="json")


def as_of(objection: Objection, on: date | None = None) -> dict[str, Any] | None:
    """The verdict for the question of an objection, as of another day (None: today)."""
    given = {
        "banding": objection.compared,
        "keperluan": objection.purpose,
        "per": f"{on or today():%d-%m-%Y}",
    }
    asked = asking(given, objection.person)
    return None if asked.wrong else frozen(asked, objection.person)


def line_of(verdict: dict[str, Any], row: str) -> dict[str, Any] | None:
    """One line of a frozen verdict."""
    return next((each for each in verdict["rows"] if each["key"] == row), None)


def names(verdict: dict[str, Any], row: str) -> dict[str, str] | None:
    """What a line is called; None: the verdict has no such line."""
    if row == WHOLE:
        return {"id": WHOLE_NAME.id, "en": WHOLE_NAME.en}
    line = line_of(verdict, row)
    return line["name"] if line else None


def same(one: dict[str, Any] | None, other: dict[str, Any] | None, row: str) -> bool:
    """Whether two verdicts say the same of a line: its result and the entry it rests on."""
    if one is None or other is None:
        return one is other
    if row == WHOLE:
        return bool(one["outcome"] == other["outcome"] and one["reason"] == other["reason"])
    pair = [line_of(each, row) for each in (one, other)]
    said = [line and (line["status"], line["reason"], line["used"], line["levels"]) for line in pair]
    return bool(said[0] == said[1])


def mark(verdict: dict[str, Any]) -> str:
    """What tells whether the verdict is still the one that somebody read."""
    said = {name: verdict[name] for name in ("outcome", "rows", "on", "purpose", "sentence")}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]
