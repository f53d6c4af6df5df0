"""What a page of the map is about: whose people, which run, which filters; and where each of its figures leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from selaras.core.policy import Purpose
from selaras.errors import Text
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations.lists import rows
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.evaluations.reading import latest_for
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Entry
from selaras.web.whole import whole

SEE = Permission.VIEW_FIGURES
# Whose newest run is shown when none is asked for.
ORDER = (
    Purpose.APPOINTMENT,
    Purpose.MAPPING,
    Purpose.MOVEMENT,
    Purpose.DEVELOPMENT,
    Purpose.RECRUITMENT,
)
ANSWERS_KNOW = frozenset({"penilaian", "hasil", "kelas", "unit", "kompetensi", "keadaan", "sebab"})
WITHOUT = "tanpa"  # the value that asks for answers without one
FEW = 5  # people: a smaller group is not counted apart for who may not see people


@dataclass(frozen=True)
class Asked:
    """A question about many people. `run` is None where nobody has evaluated them yet."""

    asker: Asker
    instansi: Instansi
    unit: Unit | None
    purpose: Purpose
    run: Run | None
    job_class: str = ""
    family: str = ""

    @property
    def names_people(self) -> bool:
        """Whether people may be shown: who stands above every instansi reads figures alone."""
        return not self.asker.national

    @property
    def about(self) -> str:
        """Whose map it is."""
        return self.unit.name if self.unit else self.instansi.name

    @property
    def purpose_text(self) -> Text:
        """What the run was for."""
        return PURPOSES[Purpose(self.run.purpose) if self.run else self.purpose]

    @cached_property
    def within(self) -> Q:
        """The condition for answers of the people asked about, as units are today."""
        found = Q()
        if self.unit:
            found &= Q(person__unit__path__startswith=self.unit.path)
        if self.job_class:
            found &= Q(job_class=None if self.job_class == WITHOUT else int(self.job_class))
        if self.family:
            found &= of_family(self.family)
        return found

    @property
    def everybody(self) -> QuerySet[Answer]:
        """The run's answers that the asker may see, before the filters."""
        return rows(self.asker, SEE).filter(run=self.run) if self.run else Answer.objects.none()

    @cached_property
    def answers(self) -> QuerySet[Answer]:
        """The answers that the figures count."""
        return self.everybody.filter(self.within)

    @cached_property
    def later(self) -> int:
        """Entries about these people that the run did not read."""
        if self.run is None:
            return 0
        scope = Q(person__unit__path__startswith=self.unit.path) if self.unit else Q()
        newer = Entry.objects.filter(scope, person__instansi=self.instansi, pk__gt=self.run.read_up_to)
        return newer.filter(self.asker.within(SEE, "person__unit__path")).count()

    @property
    def said(self) -> dict[str, Any]:
        """The filters as they stand in addresses."""
        said = {
            "instansi": self.instansi.pk if self.asker.national else "",
            "unit": self.unit.pk if self.unit else "",
            "keperluan": str(self.purpose),
            "kelas": self.job_class,
            "rumpun": self.family,
        }
        return {name: value for name, value in said.items() if value}

    def url(self, page: str, **more: Any) -> str:
        """Another page about the same people; an empty value takes a filter away."""
        said = {name: value for name, value in (self.said | more).items() if value not in ("", None)}
        return f"{reverse(f'maps:{page}')}?{urlencode(said)}"

    def asking(self, key: str, **more: Any) -> str:
        """The list of the people whose standard asks for a competency."""
        return self.drill(**more, kompetensi=key, disyaratkan="true")

    def drill(self, **more: Any) -> str:
        """The list of the people behind a figure; nothing for who may not see people."""
        if self.run is None or not self.names_people:
            return ""
        kept = {name: value for name, value in self.said.items() if name in ("unit", "kelas", "rumpun")}
        said = {"penilaian": self.run.pk, **kept, **more}
        if said.get("kelas") == WITHOUT:
            del said["kelas"]
            said["tanpa_kelas"] = "true"
        plain = said.keys() <= ANSWERS_KNOW
        return f"{reverse('evaluations:answers' if plain else 'maps:list')}?{urlencode(said)}"


def of_family(family: str) -> Q:
    """The condition for answers of people whose position is of a family, or of none."""
    if family == WITHOUT:
        return Q(person__position=None) | Q(person__position__family="")
    return Q(person__position__family=family)


def asked(asker: Asker, given: Mapping[str, str]) -> Asked:
    """What a query string asks for. Raises Http404 for a unit, a run or an instansi out of reach."""
    instansi = _instansi(asker, given.get("instansi", ""))
    unit = _unit(asker, instansi, given.get("unit", ""))
    purpose, run = _run(asker, instansi, unit, given.get("keperluan", ""))
    job_class = given.get("kelas", "")
    known = job_class == WITHOUT or (job_class.isdecimal() and len(job_class) <= 2)
    return Asked(asker, instansi, unit, purpose, run, job_class if known else "", given.get("rumpun", ""))


def _instansi(asker: Asker, said: str) -> Instansi:
    if asker.national and said:
        return get_object_or_404(Instansi, pk=_number(said))
    found = asker.instansi or (Instansi.objects.first() if asker.national else None)
    if found is None:
        raise Http404
    return found


def _unit(asker: Asker, instansi: Instansi, said: str) -> Unit | None:
    visible = Unit.objects.visible_to(asker, SEE).filter(instansi=instansi)
    if said:
        return get_object_or_404(visible, pk=_number(said))
    paths = asker.paths(SEE)
    if len(paths) == 1 and not asker.national:  # their one unit: no other choice
        return visible.filter(path=paths[0]).first()
    return visible.filter(parent=None).first() if asker.national else None


def _run(asker: Asker, instansi: Instansi, unit: Unit | None, said: str) -> tuple[Purpose, Run | None]:
    if said:
        if said not in set(Purpose):
            raise Http404
        return Purpose(said), latest_for(asker, said, unit)
    for purpose in ORDER:
        if run := latest_for(asker, purpose, unit):
            return purpose, run
    return ORDER[0], None


def _number(said: str) -> int:
    if not (number := whole(said)):
        raise Http404
    return number
