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
from selaras.web.accounts.scopes import ROOT_SLASHES
from selaras.web.evaluations.cells import Cell
from selaras.web.evaluations.differences import CAUSES
from selaras.web.evaluations.figures import link
from selaras.web.evaluations.lists import reason_name
from selaras.web.evaluations.models import Answer, Comparison, Move, Run
from selaras.web.evaluations.moves import OF, names_of, row_name
from selaras.web.evaluations.outcomes import outcome_name
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Entry
from selaras.web.people.names import names_for
from selaras.web.people.telling import language, source_name, tell

MOST_ROWS = 12  # of the rows that changed most; the list finds the others

Counted = list[tuple[str, int, str]]  # what it is called, people, the list behind it
Filters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """Who moved, in the four ways it is counted."""

    kinds: Counted
    causes: Counted
    units: Counted
    rows: list[tuple[str, str, int, str]]


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of one person: what it was and is, what it rested on, and why it differs."""

    name: str
    was: str
    now: str
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


def moved(visible: QuerySet[Move], of: Comparison, **said: str) -> Moved:
    """Who moved, for one purpose. `said`: filters that every list behind the figures shares."""
    shared = {OF: of.pk, **said}
    depth = of.after.unit.path.count("/") if of.after else ROOT_SLASHES
    return Moved(
        _kinds(visible, shared),
        _causes(visible, shared),
        _units(visible, shared, depth),
        _rows(visible, of, shared),
    )


def _kinds(visible: QuerySet[Move], said: Filters) -> Counted:
    """By what the greatest difference is."""
    counted = dict(visible.values_list("what").annotate(people=Count("pk")))
    return [
        (str(label), counted[code], link("evaluations:moves", **said, perubahan=code))
        for code, label in Move.What.choices
        if counted.get(code)
    ]


def _causes(visible: QuerySet[Move], said: Filters) -> Counted:
    """By cause; somebody may have several."""
    counted: Counter[str] = Counter()
    for causes, people in visible.values_list("causes").annotate(people=Count("pk")):
        for code in causes.split():
            counted[code] += people
    return [
        (str(CAUSES[code]), counted[code], link("evaluations:moves", **said, karena=code))
        for code in CAUSES
        if counted[code]
    ]


def _units(visible: QuerySet[Move], said: Filters, depth: int) -> Counted:
    """Whose outcome changed, by the units right below the upper one (each with all below it), most first."""
    counted: Counter[int] = Counter()
    changed = visible.filter(what=Move.What.OUTCOME).values_list("unit__path")
    for path, people in changed.annotate(people=Count("pk")):
        parts = path.split("/")
        counted[int(parts[min(depth, len(parts) - 2)])] += people
    names = dict(Unit.objects.filter(pk__in=counted).values_list("pk", "name"))
    shared = {**said, "perubahan": Move.What.OUTCOME}
    return [
        (names.get(pk, ""), people, link("evaluations:moves", **shared, unit=pk))
        for pk, people in counted.most_common()
    ]


def _rows(visible: QuerySet[Move], of: Comparison, said: Filters) -> list[tuple[str, str, int, str]]:
    """The changes that most people share: row, from what to what, people, the list behind it."""
    names = dict(names_of(of))
    counted: Counter[tuple[str, str, str]] = Counter()
    for changed in visible.values_list("rows", flat=True):
        counted.update((row[0], _reason(row[1], row[2]), _reason(row[3], row[4])) for row in changed)
    return [
        (
            names.get(key) or row_name(key),
            f"{was} → {now}",
            people,
            link("evaluations:moves", **said, baris=key),
        )
        for (key, was, now), people in counted.most_common(MOST_ROWS)
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
    """The rows that differ, with what they rested on where two runs kept it."""
    names = dict(names_of(move.comparison))
    was, now = (_rested(move, run) for run in (move.comparison.before, move.comparison.after))
    return [
        RowLine(
            names.get(key) or row_name(key),
            _reason(status, reason),
            _reason(status_now, reason_now),
            was.get(key, ""),
            now.get(key, ""),
            str(CAUSES.get(cause, cause)),
        )
        for key, status, reason, status_now, reason_now, cause in move.rows
    ]


def _rested(move: Move, run: Run | None) -> dict[str, str]:
    """What each row of an answer rested on: of competencies the result, of requirements the entry."""
    answer = Answer.objects.filter(run=run, person=move.person).first() if run else None
    if answer is None:
        return {}
    found = {cell.key: _result(cell) for cell in answer.cell_list()}
    used = {
        key: entry for (key, _status, _why), entry in zip(answer.rows, answer.used, strict=False) if entry
    }
    entries = Entry.objects.in_bulk([entry for key, entry in used.items() if key not in found])
    names = names_for(list(entries.values()), move.comparison.instansi)
    for key, pk in used.items():
        if pk in entries:
            entry = entries[pk]
            found[key] = f"{tell(entry.kind, entry.data, names)}, {entry.since:%d-%m-%Y}"
    return found


def _result(cell: Cell) -> str:
    """`level 2 dari 3, 14-03-2026, Panel internal`."""
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
