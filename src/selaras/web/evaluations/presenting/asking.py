"""What the page is asked: compared with which position, for what, as of which day. What is wrong is told, never replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.clock import today
from selaras.core import model as core
from selaras.core.policy import Purpose
from selaras.web.accounts.models import Instansi
from selaras.web.organisation.forms.fields import DayField, meant, told
from selaras.web.organisation.models import Position
from selaras.web.organisation.reading import core_positions
from selaras.web.people.models import Person
from selaras.web.standards.reading import history, in_force, regulation_of
from selaras.web.whole import whole

CLASS = "kelas-"


@dataclass(frozen=True, slots=True)
class Asking:
    """One question. `position` None: the position held on the day. `wrong`: field → what is wrong with it."""

    on: date
    purpose: Purpose = Purpose.APPOINTMENT
    said_day: str = ""
    compared: str = ""  # "", "kelas-6", or the key of a position
    position: core.Position | None = None
    place: Position | None = None
    sought: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)

    def query(self, **changes: object) -> str:
        """The query string of this question; what goes without saying is left out."""
        said = {
            "banding": self.compared,
            "keperluan": "" if self.purpose is Purpose.APPOINTMENT else self.purpose.value,
            "per": "" if self.on == today() else f"{self.on:%d-%m-%Y}",
        } | changes
        return urlencode({name: value for name, value in said.items() if value not in ("", None)})


def asking(given: Mapping[str, str], person: Person) -> Asking:
    """The question that a query string puts about a person."""
    on, said_day, wrong = _day(given.get("per", "").strip())
    asked = Asking(on, said_day=said_day)
    purpose = given.get("keperluan", "") or Purpose.APPOINTMENT.value
    if purpose in set(Purpose):
        asked = replace(asked, purpose=Purpose(purpose))
    else:
        wrong["keperluan"] = _("Keperluan ini tidak dikenal. Pilih salah satu dari daftar.")
    return replace(_compared(given, person, asked, wrong), wrong=wrong)


def classes(instansi: Instansi, on: date) -> list[int]:
    """The job classes that the regulations in force on a day speak of, with or without a standard, highest first."""
    return sorted(_named(in_force(instansi, on)), reverse=True)


def _ever(instansi: Instansi) -> set[int]:
    """Those of any day: before a regulation holds, a class is known and no standard is in force."""
    return _named(regulation_of(version) for version in history(instansi))


def _named(regulations: Iterable[core.Regulation]) -> set[int]:
    return {
        job_class
        for law in regulations
        for job_class in (
            *law.classes_without_standard,
            *(each.applies_to.job_class for each in law.standards if each.applies_to.job_class),
        )
    }


def positions_of(instansi: Instansi) -> QuerySet[Position]:
    """The positions somebody of an instansi can be compared with: titles and classes, which are no secret."""
    return Position.objects.filter(instansi=instansi, ended=False)


def _day(said: str) -> tuple[date, str, dict[str, str]]:
    if not said:
        return today(), "", {}
    try:
        day = DayField().clean(said)
    except ValidationError as error:
        what = _("“%(said)s” bukan tanggal yang dapat dipakai.") % {"said": said[:40]}
        return today(), said[:40], {"per": f"{what} {' '.join(error.messages)}"}
    return day or today(), "", {}


def _compared(given: Mapping[str, str], person: Person, asked: Asking, wrong: dict[str, str]) -> Asking:
    sought = " ".join(given.get("jabatan", "").split())[:500]
    chosen = _chosen(given.get("banding", ""), person, asked, wrong, instead=bool(sought))
    if sought:
        try:
            place = meant(positions_of(person.instansi), sought, "title", "code")
        except ValidationError as error:
            wrong["jabatan"] = " ".join(error.messages)
            return replace(asked, sought=sought)
        return _with(place, asked, wrong)
    return chosen


def _chosen(said: str, person: Person, asked: Asking, wrong: dict[str, str], *, instead: bool) -> Asking:
    """What is chosen from the list: a class, or a position by its key. `instead`: another one is typed beside it."""
    if said.startswith(CLASS):
        job_class = whole(said.removeprefix(CLASS))
        if job_class not in classes(person.instansi, asked.on) and job_class not in _ever(person.instansi):
            wrong["banding"] = _("Kelas jabatan ini tidak dikenal peraturan mana pun.")
            return asked
        return replace(asked, compared=said, position=of_class(person.instansi, job_class))
    if said:
        found = Position.objects.filter(instansi=person.instansi, pk=whole(said)).first()
        if found is None:
            wrong["banding"] = _("Jabatan pembanding ini tidak ada. Cari dengan nama atau kodenya.")
            return asked
        return asked if instead else _with(found, asked, wrong, "banding")
    return asked


def _with(place: Position, asked: Asking, wrong: dict[str, str], field: str = "jabatan") -> Asking:
    position = core_positions([place], asked.on).get(place.pk)
    if position is None and "per" not in wrong:
        day = f"{asked.on:%d-%m-%Y}"
        wrong[field] = _("“%(title)s” tidak berlaku pada %(day)s. Pilih tanggal atau jabatan lain.") % {
            "title": told(place),
            "day": day,
        }
    return replace(asked, compared=str(place.pk), position=position, place=place)


def of_class(instansi: Instansi, job_class: int) -> core.Position:
    """Any executor position of a class: of its family, fields and trainings nothing is known."""
    title = _("jabatan pelaksana kelas %(kelas)s") % {"kelas": job_class}
    return core.Position(id="", title=title, region=instansi.region, job_class=job_class)
