"""What the filters of the pages offer: purposes, units, classes, families, and for some an instansi."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from selaras.web.accounts.models import Instansi
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.maps.asked import SEE, WITHOUT, Asked
from selaras.web.organisation.models import Unit
from selaras.web.people.telling import language

INDENT = "\u2003"


@dataclass(frozen=True, slots=True)
class Offer:
    """A select: its name, label, choices, and what is chosen."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str


def offers(asked: Asked) -> list[Offer]:
    """The selects of a page; one with nothing to choose from is left out."""
    said = {name: str(value) for name, value in asked.said.items()}
    made = [
        Offer("instansi", _("Instansi"), _instansi(asked), said.get("instansi", "")),
        Offer("unit", _("Unit"), _units(asked), said.get("unit", "")),
        Offer(
            "keperluan",
            _("Untuk keperluan"),
            [(str(key), text[language()]) for key, text in PURPOSES.items()],
            str(asked.purpose),
        ),
        Offer("kelas", _("Kelas jabatan"), _classes(asked), asked.job_class),
        Offer("rumpun", _("Rumpun"), _families(asked), asked.family),
    ]
    return [offer for offer in made if len(offer.choices) > 1]


def _instansi(asked: Asked) -> list[tuple[str, str]]:
    if not asked.asker.national:
        return []
    evaluated = Instansi.objects.filter(Q(runs__finished=True) | Q(pk=asked.instansi.pk)).distinct()
    return [(str(pk), name) for pk, name in evaluated.order_by("name").values_list("pk", "name")]


def _units(asked: Asked) -> list[tuple[str, str]]:
    """The tops of the scope and what is right below them; around a chosen unit, its line up and what is below it."""
    visible = Unit.objects.visible_to(asked.asker, SEE).filter(instansi=asked.instansi, ended=False)
    tops = asked.asker.paths(SEE)
    near = Q(parent=None) if asked.asker.national else Q(path__in=tops) | Q(parent__path__in=tops)
    if asked.asker.national:
        near |= Q(parent__parent=None)
    if asked.unit:
        line = [int(part) for part in asked.unit.path.split("/") if part]
        near |= Q(pk__in=line) | Q(parent=asked.unit)
    rows = list(visible.filter(near).values_list("pk", "name", "path"))
    names = {pk: name for pk, name, _path in rows}
    depth = min((path.count("/") for *_rest, path in rows), default=0)

    def place(row: tuple[int, str, str]) -> list[tuple[str, int]]:
        return [(names.get(int(part), "").casefold(), int(part)) for part in row[2].strip("/").split("/")]

    listed = [
        (str(pk), INDENT * (path.count("/") - depth) + name) for pk, name, path in sorted(rows, key=place)
    ]
    several = not asked.asker.national and len(tops) > 1
    return [("", _("semua unit Anda")), *listed] if several else listed


def _classes(asked: Asked) -> list[tuple[str, str]]:
    found = set(asked.everybody.order_by().values_list("job_class", flat=True).distinct())
    named = [(str(each), str(each)) for each in sorted(each for each in found if each is not None)[::-1]]
    none = [(WITHOUT, _("belum ditetapkan"))] if None in found else []
    return [("", _("semua")), *named, *none] if found else []


def _families(asked: Asked) -> list[tuple[str, Any]]:
    found = asked.everybody.order_by().exclude(person__position__family=None)
    names = sorted(set(found.values_list("person__position__family", flat=True).distinct()) - {""})
    return [("", _("semua")), *((name, name) for name in names)] if names else []
