"""Changes in the words of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.law.lists import ranks, sources
from selaras.web.imports.change import ADD, CORRECT, OLDER, STATUS, Change
from selaras.web.imports.models import Row
from selaras.web.people.models import Kind, Person
from selaras.web.ui.templatetags.ui import day, language

HOW = {
    ADD: gettext_lazy("catatan baru"),
    CORRECT: gettext_lazy("memperbaiki yang tercatat"),
    OLDER: gettext_lazy("lebih lama dari yang tercatat"),
    STATUS: gettext_lazy("status"),
}
TRAININGS = {
    "managerial": gettext_lazy("manajerial"),
    "technical": gettext_lazy("teknis"),
    "functional": gettext_lazy("fungsional"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One change as a page shows it. `at`: its number within the row, by which it is decided."""

    at: int
    label: str
    before: str
    before_since: str
    after: str
    since: str
    how: str
    change: Change


def lines_of(row: Row) -> list[Line]:
    """All changes of a row."""
    return [_line(at, Change(**stored)) for at, stored in enumerate(row.changes)]


def _line(at: int, change: Change) -> Line:
    label = _("Status") if change.how == STATUS else str(Kind(change.kind).label)
    after = _("ditarik") if change.withdrawn else _text(change.kind, change.after, change.label)
    before = _text(change.kind, change.before, change.was_label) if change.before else ""
    dated = change.kind not in (Kind.PROFILE, "status")
    return Line(
        at=at,
        label=label,
        before=before,
        before_since=day(change.before_since) if dated else "",
        after=after,
        since=day(change.since) if dated else "",
        how=str(HOW[change.how]),
        change=change,
    )


def _text(kind: str, data: Mapping[str, Any], label: str) -> str:
    return label or _TEXTS[kind](data)


def _rank(data: Mapping[str, Any]) -> str:
    return ranks()[data["rank"]].label


def _profile(data: Mapping[str, Any]) -> str:
    entered = data.get("entered_on")
    return f"{data['name']} · {_('bertugas sejak')} {day(entered)}" if entered else data["name"]


def _training(data: Mapping[str, Any]) -> str:
    passed = "" if data["passed"] else f" ({_('tidak lulus')})"
    return f"{data['name']}, {TRAININGS[data['kind']]}{passed}"


def _competency(data: Mapping[str, Any]) -> str:
    competency, _at, rest = data["rubric"].partition("@")
    result = (
        f"{_('tingkat')} {data['level']}"
        if data["level"] is not None
        else f"{sum(data['indicators'].values())}/{len(data['indicators'])} {_('indikator')}"
    )
    source = sources()[data["source"]][language()]
    until = f", {_('berlaku sampai')} {day(data['valid_until'])}" if data["valid_until"] else ""
    return f"{competency} ({rest.partition(':')[0]}): {result}, {source}{until}"


def _determination(data: Mapping[str, Any]) -> str:
    finding = _("memenuhi") if data["finding"] else _("tidak memenuhi")
    return f"{data['row']}: {finding}, {data['document']}"


def _status(data: Mapping[str, Any]) -> str:
    return str(Person.Status(data["status"]).label)


_TEXTS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    Kind.EMPLOYMENT: lambda data: str(data["type"]).upper(),
    Kind.EDUCATION: lambda data: f"{data['level']} {data['field']}".strip(),
    Kind.RANK: _rank,
    Kind.POSITION: lambda data: str(data["code"]),
    Kind.TRAINING: _training,
    Kind.COMPETENCY: _competency,
    Kind.DETERMINATION: _determination,
    Kind.PROFILE: _profile,
    "status": _status,
}
