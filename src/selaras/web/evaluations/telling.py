"""Comparisons in words: what differs between two runs, who moved by kind, cause, row and unit, one person's rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.core.policy import Purpose
from selaras.web.evaluations.cells import Cell
from selaras.web.evaluations.differences import CAUSES
from selaras.web.evaluations.figures import link
from selaras.web.evaluations.lists import outcome_name, reason_name
from selaras.web.evaluations.models import Answer, Comparison, Move, Run
from selaras.web.evaluations.moves import OF, names_of, row_name
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.people.telling import language, source_name

MOST_ROWS = 12  # of the rows that changed most; the list finds the others

Counted = list[tuple[str, int, str]]  # what it is called, people, the list behind it


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of one person: what it was and is, the results it rested on, and why it differs."""

    name: str
    was: str
    now: str
    was_status: str
    now_status: str
    was_result: str
    now_result: str
    cause: str


def differs(before: Run, after: Run) -> list[str]:
    """What the two runs were asked differently: read before who moved, since it explains a good part of it."""
    found = []
    if before.purpose != after.purpose:
        names = [PURPOSES[Purpose(run.purpose)][language()] for run in (before, after)]
        found.append(_("keperluan: %(was)s → %(now)s") % {"was": names[0], "now": names[1]})
    if before.on != after.on:
        days = {"was": f"{before.on:%d-%m-%Y}", "now": f"{after.on:%d-%m-%Y}"}
        found.append(_("tanggal: %(was)s → %(now)s") % days)
    if before.unit_id != after.unit_id:
        units = {"was": before.unit_name or before.unit.name, "now": after.unit_name or after.unit.name}
        found.append(_("unit: %(was)s → %(now)s") % units)
    if set(before.versions) != set(after.versions):
        found.append(_("versi standar"))
    if before.policies != after.policies and before.purpose == after.purpose:
        found.append(_("versi kebijakan"))
    if before.engine != after.engine:
        found.append(_("versi program: %(was)s → %(now)s") % {"was": before.engine, "now": after.engine})
    return found


def by_what(visible: QuerySet[Move]) -> dict[str, int]:
    """People by what the greatest difference is."""
    return dict(visible.values_list("what").annotate(people=Count("person", distinct=True)))


def kinds(counted: Mapping[str, int], of: Comparison) -> Counted:
    """Who moved, by what the greatest difference is."""
    return [
        (str(label), counted[code], link("evaluations:moves", **{OF: of.pk, "perubahan": code}))
        for code, label in Move.What.choices
        if counted.get(code)
    ]


def causes(visible: QuerySet[Move], of: Comparison) -> Counted:
    """Who moved, by cause; somebody may have several."""
    counted: Counter[str] = Counter()
    for said, people in visible.values_list("causes").annotate(people=Count("pk")):
        for code in said.split():
            counted[code] += people
    return [
        (str(CAUSES[code]), counted[code], link("evaluations:moves", **{OF: of.pk, "karena": code}))
        for code in CAUSES
        if counted[code]
    ]


def units(visible: QuerySet[Move], of: Comparison) -> Counted:
    """Whose outcome changed, by unit, most first."""
    changed = visible.filter(what=Move.What.OUTCOME).values_list("unit", "unit__name")
    counted = changed.annotate(people=Count("person", distinct=True)).order_by("-people", "unit__name")
    said = {OF: of.pk, "perubahan": Move.What.OUTCOME}
    return [(name, people, link("evaluations:moves", **said, unit=pk)) for pk, name, people in counted]


def rows(visible: QuerySet[Move], of: Comparison) -> list[tuple[str, str, int, str]]:
    """The changes that most people share: row, from what to what, people, the list behind the row."""
    names = dict(names_of(of))
    counted: Counter[tuple[str, str]] = Counter()
    for changed in visible.values_list("rows", flat=True):
        counted.update((row[0], f"{_reason(row[1], row[2])} → {_reason(row[3], row[4])}") for row in changed)
    return [
        (
            names.get(key) or row_name(key),
            change,
            people,
            link("evaluations:moves", **{OF: of.pk, "baris": key}),
        )
        for (key, change), people in counted.most_common(MOST_ROWS)
    ]


def sides(move: Move) -> list[tuple[str, str, str, str]]:
    """Before and after: what it is called, the outcome's code and name, the person's page that day."""
    whole = move.comparison
    if whole.before and whole.after:
        runs = [(whole.before, move.was), (whole.after, move.now)]
        return [
            (f"{_('penilaian')} {run.pk}, {_('per')} {run.on:%d-%m-%Y}", code, _name(code), _page(move, run))
            for run, code in runs
        ]
    day = f"{whole.on:%d-%m-%Y}"
    return [
        (f"{_('yang berlaku kini')}, {_('per')} {day}", move.was, _name(move.was), ""),
        (f"{_('sesudah diterbitkan')}, {_('per')} {day}", move.now, _name(move.now), ""),
    ]


def lines(move: Move) -> list[RowLine]:
    """The rows that differ, with the results they rested on where two runs kept them."""
    names = dict(names_of(move.comparison))
    was, now = (_cells(move, run) for run in (move.comparison.before, move.comparison.after))
    return [
        RowLine(
            names.get(key) or row_name(key),
            _reason(status, reason),
            _reason(status_now, reason_now),
            status,
            status_now,
            _result(was.get(key)),
            _result(now.get(key)),
            str(CAUSES.get(cause, cause)),
        )
        for key, status, reason, status_now, reason_now, cause in move.rows
    ]


def _cells(move: Move, run: Run | None) -> dict[str, Cell]:
    answer = Answer.objects.filter(run=run, person=move.person).first() if run else None
    return {cell.key: cell for cell in answer.cell_list()} if answer else {}


def _result(cell: Cell | None) -> str:
    """`level 2 dari 3, 14-03-2026, Panel internal`."""
    if cell is None:
        return ""
    level = (
        _("level %(achieved)s dari %(required)s")
        if cell.achieved is not None
        else _("disyaratkan level %(required)s")
    )
    said = [level % {"achieved": cell.achieved, "required": cell.required}]
    if cell.measured_on:
        said += [f"{cell.measured_on:%d-%m-%Y}", source_name(cell.source)]
    return ", ".join(said)


def _reason(status: str, reason: str) -> str:
    return (reason_name(reason) or reason) if status else _("tidak disyaratkan")


def _name(code: str) -> str:
    return outcome_name(code) if code else _("tidak dinilai")


def _page(move: Move, run: Run) -> str:
    query: dict[str, Any] = {"per": f"{run.on:%d-%m-%Y}", "keperluan": run.purpose}
    return f"{reverse('evaluations:person', args=[move.person_id])}?per={query['per']}&keperluan={query['keperluan']}"
