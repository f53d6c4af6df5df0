"""Peta jabatan as it stood on a day, as known now or as it was known on another."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Q

from selaras.web.accounts.scopes import Asker
from selaras.web.audit.models import Entry as Written
from selaras.web.organisation.chart import ACTIVE, Node, Tally, grow
from selaras.web.organisation.history import end_of
from selaras.web.organisation.models import Position, PositionPeriod, Unit, UnitPeriod


class Past:
    """Units, positions and who held them on one day; five queries, however many."""

    def __init__(self, asker: Asker, on: date, known: date | None = None) -> None:
        self.asker, self.on, self.known = asker, on, end_of(known) if known else None

    def chart(self, top: Unit | None = None) -> list[Node]:
        """The trees as they were, of units the asker may see; or the one below `top`, nothing if it did not stand."""
        roots = grow(self._units(), self._tallies)
        if top is None:
            return roots
        return [node for root in roots for node in root.walk() if node.unit.pk == top.pk]

    def positions_of(self, unit: Unit) -> list[Position]:
        """The positions of one unit itself, saying what they said then, with `filled`."""
        found = []
        for period in self._periods().filter(unit=unit).select_related("position"):
            position = period.position
            for column, value in period.said().items():
                setattr(position, column, value)
            position.ended = False
            position.filled = self._filled[position.pk]
            found.append(position)
        return sorted(found, key=lambda each: (-(each.job_class or 0), each.title, each.pk))

    def _units(self) -> list[Unit]:
        """Units as they were called and where they stood, parents first."""
        seen = Unit.objects.visible_to(self.asker)
        found: dict[int, Unit] = {}
        for period in UnitPeriod.objects.on(self.on, self.known).filter(unit__in=seen).select_related("unit"):
            unit = found[period.unit_id] = period.unit
            unit.name, unit.parent_id = period.name, period.parent_id

        def depth(unit: Unit | None) -> int:
            return 1 + depth(found.get(unit.parent_id or 0)) if unit else 0

        return sorted(found.values(), key=depth)

    def _periods(self) -> Any:
        seen = Position.objects.visible_to(self.asker)
        return PositionPeriod.objects.on(self.on, self.known).filter(position__in=seen)

    @cached_property
    def _tallies(self) -> dict[int, Tally]:
        """Unit → figures of its own positions."""
        found: dict[int, Tally] = defaultdict(Tally)
        for unit, position, needed in self._periods().values_list("unit_id", "position_id", "needed"):
            filled = self._filled[position]
            one = Tally(positions=1, filled=filled, unknown=int(needed is None))
            if needed is not None:
                one.needed, one.vacant, one.over = needed, max(needed - filled, 0), max(filled - needed, 0)
            found[unit].add(one)
        return found

    @cached_property
    def _filled(self) -> Counter[int]:
        """Position → how many held it: each person's last position until then, if they were in service."""
        entries = apps.get_model("people", "Entry")._default_manager.filter(kind="position", withdrawn=False)
        standing = Q(corrected_by__isnull=True)
        if self.known:
            entries = entries.filter(recorded_at__lte=self.known)
            standing |= Q(corrected_by__recorded_at__gt=self.known)
        seen = Position.objects.visible_to(self.asker).values("pk")
        within = entries.filter(position__in=seen).values("person")
        rows = entries.filter(standing, person__in=within, since__lte=self.on).order_by("since", "pk")
        held = dict(rows.values_list("person_id", "position_id"))
        return Counter(position for person, position in held.items() if person not in self._gone)

    @cached_property
    def _gone(self) -> set[int]:
        """Who had left by the end of the day: the log of writes says since when."""
        until = min(end_of(self.on), self.known) if self.known else end_of(self.on)
        written = Written.objects.filter(action="people.status", at__lte=until)
        if self.asker.instansi:
            written = written.filter(instansi_id=self.asker.instansi.pk)
        last: dict[str, Any] = {
            row[0]: row[1] for row in written.order_by("number").values_list("subject", "after")
        }
        return {int(name.partition(":")[2]) for name, after in last.items() if after["status"] != ACTIVE}
