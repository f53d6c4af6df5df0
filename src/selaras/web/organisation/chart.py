"""Peta jabatan: needed, filled, vacant and over, per unit and for everything below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from selaras.web.accounts.scopes import Asker
from selaras.web.organisation.models import Position, Unit

ACTIVE = "active"  # people.Person.Status.ACTIVE: that app stands above this one


@dataclass(slots=True)
class Tally:
    """Positions of a unit or a subtree. `unknown`: positions whose need is not determined; they count nowhere else."""

    positions: int = 0
    needed: int = 0
    filled: int = 0
    vacant: int = 0
    over: int = 0
    unknown: int = 0

    def add(self, other: Tally) -> None:
        """Add another's figures."""
        self.positions += other.positions
        self.needed += other.needed
        self.filled += other.filled
        self.vacant += other.vacant
        self.over += other.over
        self.unknown += other.unknown

    @property
    def undetermined(self) -> bool:
        """Whether nobody said of any position how many are needed: then there is neither need nor vacancy to tell."""
        return 0 < self.positions == self.unknown

    @property
    def full(self) -> int:
        """How many of those needed are there."""
        return self.needed - self.vacant

    @property
    def room(self) -> int:
        """What a bar stands for: those needed and those beyond."""
        return self.needed + self.over

    @property
    def full_share(self) -> int:
        """Per cent of the bar that is filled as needed."""
        return round(100 * self.full / self.room) if self.room else 0

    @property
    def over_share(self) -> int:
        """Per cent of the bar that is over."""
        return 100 - round(100 * self.needed / self.room) if self.room else 0

    @property
    def over_from(self) -> int:
        """Where on the bar the surplus begins."""
        return 100 - self.over_share


@dataclass(slots=True)
class Node:
    """A unit on the chart: its own positions, and all of its subtree."""

    unit: Unit
    own: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This node and all below, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def with_filled(positions: QuerySet[Position]) -> QuerySet[Position]:
    """Positions with `filled`, the number of people who hold them today."""
    people = apps.get_model("people", "Person")
    held = (
        people._default_manager.filter(position=OuterRef("pk"), status=ACTIVE)
        .order_by()
        .values("position")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return positions.annotate(filled=Coalesce(Subquery(held, output_field=IntegerField()), 0))


def chart(asker: Asker, top: Unit | None = None) -> list[Node]:
    """The trees the asker may see today, or the one below `top`. Two queries, however many units and positions."""
    units = Unit.objects.visible_to(asker).filter(ended=False)
    positions = Position.objects.visible_to(asker).filter(ended=False)
    if top is not None:
        units = units.filter(path__startswith=top.path)
        positions = positions.filter(unit__path__startswith=top.path)
    return grow(units.order_by("path"), tallies(positions))


def tallies(positions: QuerySet[Position]) -> dict[int, Tally]:
    """Unit → figures of its own positions, summed by the database."""
    none, counted = Value(0), F("needed") - F("filled")
    rows = (
        with_filled(positions)
        .order_by()
        .values("unit_id")
        .annotate(
            number=Count("pk"),
            sum_needed=Coalesce(Sum("needed"), 0),
            sum_filled=Coalesce(Sum("filled"), 0),
            sum_vacant=Coalesce(Sum(Case(When(needed__gt=F("filled"), then=counted), default=none)), 0),
            sum_over=Coalesce(Sum(Case(When(needed__lt=F("filled"), then=-counted), default=none)), 0),
            sum_unknown=Count("pk", filter=Q(needed__isnull=True)),
        )
        .values_list("unit_id", "number", "sum_needed", "sum_filled", "sum_vacant", "sum_over", "sum_unknown")
    )
    return {unit: Tally(*figures) for unit, *figures in rows}


def grow(units: Iterable[Unit], own: dict[int, Tally]) -> list[Node]:
    """Units, parents before children, as trees with sums. A unit whose parent is out of sight is a root."""
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    for unit in units:
        node = nodes[unit.pk] = Node(unit, own.get(unit.pk, Tally()))
        above = nodes.get(unit.parent_id or 0)
        (above.children if above else roots).append(node)
    for node in reversed(nodes.values()):
        node.whole.add(node.own)
        node.children.sort(key=lambda child: child.unit.name.casefold())
        above = nodes.get(node.unit.parent_id or 0)
        if above:
            above.whole.add(node.whole)
    return roots


def positions_of(asker: Asker, unit: Unit) -> QuerySet[Position]:
    """The positions of one unit itself, with `filled`."""
    rows = Position.objects.visible_to(asker).filter(unit=unit, ended=False)
    return with_filled(rows).order_by(F("job_class").desc(nulls_last=True), "title", "pk")
