"""Groups beside each other: units, classes or families; by verdict and by competency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.web.evaluations.outcomes import Outcome, outcomes_of
from selaras.web.maps.asked import FEW, SEE, WITHOUT, Asked
from selaras.web.maps.drawing import Bar, Part, bar
from selaras.web.maps.heat import shade
from selaras.web.maps.keeping import kept
from selaras.web.maps.naming import Competency
from selaras.web.maps.tallies import Tally, tally_by
from selaras.web.organisation.models import Unit
from selaras.web.ui.shares import share

WAYS: dict[str, str | Promise] = {
    "unit": gettext_lazy("Unit"),
    "kelas": gettext_lazy("Kelas jabatan"),
    "rumpun": gettext_lazy("Rumpun"),
}
DIRECTLY = "langsung"


@dataclass(frozen=True, slots=True)
class Square:
    """One competency in one group: how many of those asked meet it."""

    met: int
    asked: int
    share: int
    shade: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its verdicts and its competencies. `page`: the same map about this group alone."""

    name: str
    people: int
    bar: Bar
    share: int
    squares: tuple[Square, ...]
    page: str
    drill: str


@dataclass(frozen=True, slots=True)
class Compared:
    """All groups, and how many were too small to be shown."""

    groups: tuple[Group, ...]
    hidden: int


def compared(asked: Asked, way: str, named: Sequence[Competency]) -> Compared:
    """The groups of the people asked about. Who may not see people sees no group of fewer than `FEW`."""
    if asked.run is None:
        return Compared((), 0)
    column, group, told = _WAYS[way](asked)
    on = asked.run.on
    found = kept(asked, ("groups", way), lambda: tally_by(asked.answers, on, column, group))
    rows = sorted(((*told(key), tally) for key, tally in found.items()), key=lambda row: row[0])
    shown = [row for row in rows if asked.names_people or row[3].people >= FEW]
    verdicts = outcomes_of(asked.run)
    made = tuple(_group(asked, name, said, tally, named, verdicts) for _order, name, said, tally in shown)
    return Compared(made, len(rows) - len(shown))


def _group(
    asked: Asked,
    name: str,
    said: dict[str, Any],
    tally: Tally,
    named: Sequence[Competency],
    verdicts: Sequence[Outcome],
) -> Group:
    parts = (
        Part(
            each.tone, each.label, tally.outcomes[each.code], asked.drill(**said, hasil=each.code), each.sign
        )
        for each in verdicts
    )
    squares = []
    for each in named:
        met, total = tally.met(each.key), tally.asked(each.key)
        url = asked.asking(each.key, **said)
        squares.append(Square(met, total, share(met, total), shade(met, total), url))
    page = "" if DIRECTLY in said else asked.url("index", **said)
    return Group(
        name,
        tally.people,
        bar(name, parts),
        share(tally.outcomes["eligible"], tally.people),
        tuple(squares),
        page,
        asked.drill(**said),
    )


Told = Callable[[Any], tuple[Any, str, dict[str, Any]]]
Way = tuple[str, Callable[[Any], Any], Told]


def _by_unit(asked: Asked) -> Way:
    """The units right below the one asked about; people right in it are a group of their own."""
    units = Unit.objects.visible_to(asked.asker, SEE).filter(instansi=asked.instansi)
    paths = dict(units.values_list("pk", "path"))
    names = dict(units.values_list("pk", "name"))
    top = asked.unit
    depth = top.path.count("/") - 1 if top else min((p.count("/") - 2 for p in paths.values()), default=0)

    def group(unit: int) -> int | None:
        line = paths.get(unit, "").strip("/").split("/")
        return int(line[depth]) if len(line) > depth and line[depth] else None

    def told(key: int | None) -> tuple[Any, str, dict[str, Any]]:
        if key is None:
            name = _("langsung di %(unit)s") % {"unit": top.name if top else asked.instansi.name}
            return (0, ""), name, {DIRECTLY: top.pk if top else ""}
        return (1, names[key].casefold(), key), names[key], {"unit": key}

    return "person__unit_id", group, told


def _by_class(asked: Asked) -> Way:
    def told(key: int | None) -> tuple[Any, str, dict[str, Any]]:
        if key is None:
            return (1, 0), _("kelas belum ditetapkan"), {"kelas": WITHOUT}
        return (0, -key), _("kelas %(kelas)s") % {"kelas": key}, {"kelas": key}

    return "job_class", lambda value: value, told


def _by_family(asked: Asked) -> Way:
    def told(key: str) -> tuple[Any, str, dict[str, Any]]:
        if not key:
            return (1, ""), _("rumpun belum dicatat"), {"rumpun": WITHOUT}
        return (0, key.casefold()), key, {"rumpun": key}

    return "person__position__family", lambda value: value or "", told


_WAYS: dict[str, Callable[[Asked], Way]] = {"unit": _by_unit, "kelas": _by_class, "rumpun": _by_family}
