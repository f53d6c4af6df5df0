"""The dry run: read the file, lay it beside the record, keep what each row would do. Nothing else is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from selaras.core.model import Person as CorePerson
from selaras.errors import DataRefused, Problem, Text
from selaras.files.people import PeopleFile
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import ROOT_SLASHES, Asker
from selaras.web.imports.change import OLDER, STATUS, Change
from selaras.web.imports.compare import Comparison, profile_change
from selaras.web.imports.complaints import (
    OUT_OF_REACH,
    Complaints,
    as_problems,
    complaints_of,
    name_of,
    place_of,
    stored,
)
from selaras.web.imports.decided import decided_before
from selaras.web.imports.known import Recorded
from selaras.web.imports.missing import Here, missing_rows, people_here
from selaras.web.imports.models import Import, Row
from selaras.web.imports.places import Place, Places, places_of
from selaras.web.imports.recorded import recorded_of
from selaras.web.organisation.models import Position
from selaras.web.people.facts import Fact, fact_of
from selaras.web.people.kinds import check
from selaras.web.people.models import Kind, Person

AT_ONCE = 500  # people compared at a time, so that memory stays flat
FACTS = ("employment", "educations", "ranks", "positions", "trainings", "evidence", "determinations")
Step = Callable[[int, int | None, Text | None], None]

COMPARING = Text("Membandingkan dengan yang tercatat", "Comparing with what is recorded")


class Reconciliation:
    """One file beside one instansi."""

    def __init__(self, batch: Import, people: PeopleFile, asker: Asker, today: date) -> None:
        self.batch, self.people, self.asker, self.today = batch, people, asker, today
        self.places: Places = places_of(people, batch.instansi)
        self.complaints: Complaints = complaints_of(people)
        self.here = people_here(batch.instansi_id)
        self.everywhere = any(path.count("/") == ROOT_SLASHES for path in asker.paths(Permission.IMPORT))
        self.older = batch.appends_older
        self.seen: set[str] = set()

    def rows(self, step: Step) -> Iterator[list[Row]]:
        """All rows, some hundred at a time; a step after each."""
        whole = self.people.complete
        remaining, done = iter(whole), 0
        while some := list(islice(remaining, AT_ONCE)):
            yield self._compared(some)
            done += len(some)
            step(done, len(whole), COMPARING)
        yield list(self._rejected())

    def _compared(self, some: list[CorePerson]) -> list[Row]:
        keys = [here.pk for person in some if (here := self.here.get(person.id))]
        recorded = recorded_of(keys)
        before = decided_before(self.batch, keys)
        return [self._row(person, recorded, before) for person in some]

    def _row(
        self, person: CorePerson, recorded: dict[int, Recorded], before: dict[int, set[tuple[Any, ...]]]
    ) -> Row:
        self.seen.add(person.id)
        here = self.here.get(person.id)
        known = recorded.get(here.pk, Recorded()) if here else Recorded()
        row = Row(
            batch=self.batch,
            nip=person.id,
            name=person.name[:200],
            person_id=here.pk if here else None,
            person_version=here.version if here else None,
            place=place_of(self.complaints.rows.get(person.id)),
        )
        problems = list(self.complaints.of.get(person.id, ()))
        facts, wrong = self._facts(person)
        if not self._reaches(person, here):
            wrong.append(OUT_OF_REACH)
            if here and not self._within(here.path):
                row.person_id = None  # whether they are here, and as whom, stays untold
        if wrong:
            return _finish(row, Row.State.REJECTED, [], [*wrong, *problems])
        changes = Comparison(facts, known, present_only=self.people.siasn).changes()
        profile = profile_change(person.name, person.entered_on, known, self.today)
        if profile:
            changes.insert(0, profile)
        if here and here.status != Person.Status.ACTIVE:
            status = {"status": Person.Status.ACTIVE.value}
            was = {"status": here.status}
            changes.insert(0, Change("status", self.today.isoformat(), status, STATUS, was))
        self._name_positions(changes)
        for change in changes:
            if change.conflict and here and change.told in before.get(here.pk, ()):
                change.decision = "keep"
        state = state_of(changes, new=here is None or known.empty, older=self.older)
        return _finish(row, state, changes, problems)

    def _facts(self, person: CorePerson) -> tuple[list[Fact], list[Problem]]:
        """What the file says, with positions by their codes here; and what no entry can hold."""
        found, wrong = [], []
        for name in FACTS:
            for entry in getattr(person, name):
                fact = fact_of(entry)
                place = self._place(fact)
                data = dict(fact.data)
                if place:
                    data["code" if fact.kind == Kind.POSITION else "position"] = place.code
                try:
                    data = check(fact.kind, data)
                except DataRefused as error:
                    wrong += as_problems(error)
                found.append(
                    Fact(
                        fact.kind,
                        fact.since,
                        data,
                        place.code if place and fact.kind == Kind.POSITION else "",
                        fact.known_on,
                        fact.id,
                        fact.corrects,
                        fact.withdrawn,
                    )
                )
        return found, wrong

    def _place(self, fact: Fact) -> Place | None:
        if fact.kind == Kind.POSITION:
            return self.places.of.get(fact.position)
        return self.places.of.get(fact.data["position"]) if fact.kind == Kind.DETERMINATION else None

    def _reaches(self, person: CorePerson, here: Here | None) -> bool:
        """Whether the one who brought the file may import for this person: where they are, and where it puts them."""
        if self.everywhere:
            return True
        paths = [here.path] if here else []
        if any(self.places.of[held.position.id].code in self._beyond for held in person.positions):
            return False
        if person.positions:
            last = max(person.positions, key=lambda held: held.since).position
            paths.append(self.places.of[last.id].path)
        return bool(paths) and all(self._within(path) for path in paths)

    def _within(self, path: str) -> bool:
        """Whether the one who brought the file may import for a unit; for one that is not there yet (no path), none."""
        return self.everywhere or (bool(path) and self.asker.reaches(Permission.IMPORT, path))

    @cached_property
    def _beyond(self) -> frozenset[str]:
        """Codes of positions that would have to be made where who brought the file may not import."""
        paths = {place.code: place.path for place in self.places.of.values()}
        made = (one["code"] for one in self.places.positions)
        return frozenset(code for code in made if not self._within(paths[code]))

    def brings(self) -> tuple[dict[str, str], list[dict[str, Any]]]:
        """The units and positions to be made, none of them beyond the reach of who brought the file."""
        positions = [one for one in self.places.positions if one["code"] not in self._beyond]
        return self.places.units if self.everywhere else {}, positions

    def _name_positions(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if change.kind == Kind.POSITION:
                change.label = self.titles.get(change.after["code"], "")
                change.was_label = self.titles.get((change.before or {}).get("code", ""), "")

    @cached_property
    def titles(self) -> dict[str, str]:
        """Code of a position → title and unit, for the page."""
        rows = Position.objects.filter(instansi=self.batch.instansi_id)
        named = {
            code: f"{title} – {unit}" for code, title, unit in rows.values_list("code", "title", "unit__name")
        }
        for one in self.places.positions:
            name = self.places.units.get(one["unit_code"], "")
            named.setdefault(one["code"], f"{one['title']} – {name}" if name else one["title"])
        return named

    def _rejected(self) -> Iterator[Row]:
        """Those of whom some row failed, and rows of nobody known."""
        for nip in self.people.touched:
            self.seen.add(nip)
            here = self.here.get(nip)
            if here and not self._within(here.path):
                here = None  # who is elsewhere stays unknown: the row says only what the file says
            name = here.name if here else self.complaints.names.get(nip, "")
            row = Row(
                batch=self.batch,
                nip=nip,
                name=name[:200],
                person_id=here.pk if here else None,
                place=place_of(self.complaints.rows.get(nip)),
            )
            yield _finish(row, Row.State.REJECTED, [], self.complaints.of.get(nip, []))
        for where, problems in sorted(self.complaints.nameless.items()):
            name = name_of(self.people, where)[:200]
            row = Row(batch=self.batch, nip="", name=name, place=place_of(where))
            yield _finish(row, Row.State.REJECTED, [], problems)

    def missing(self) -> Iterator[Row]:
        """People in service here whom the file does not name."""
        scope = set(self.places.scope) if self.batch.rules.get("scope", "units") == "units" else None
        yield from missing_rows(self.batch, self.here, self.seen, scope, self.asker)


def state_of(changes: Iterable[Change], *, new: bool, older: bool) -> Row.State:
    """What a row would do. `older`: whether what is older than the record is appended."""
    if new:
        return Row.State.NEW
    if any(older or change.how != OLDER for change in changes):
        return Row.State.CHANGED
    return Row.State.UNCHANGED


def _finish(row: Row, state: Row.State, changes: list[Change], problems: Iterable[Problem]) -> Row:
    row.state = state
    row.problems = [stored(problem) for problem in problems]
    settle(row, changes)
    return row


def settle(row: Row, changes: list[Change]) -> None:
    """Put changes into a row, with what they say together of conflicts and decisions."""
    row.changes = [change.stored() for change in changes]
    conflicts = [change for change in changes if change.conflict]
    row.conflict = bool(conflicts)
    row.older = any(change.how == OLDER for change in changes)
    decisions = {change.decision for change in conflicts}
    row.decision = (
        "" if "" in decisions or not decisions else decisions.pop() if len(decisions) == 1 else "mixed"
    )
