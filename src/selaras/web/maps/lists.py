"""The list behind figures that the list of verdicts has no filter for: age of evidence, its end, family."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, CharFilter, NumberFilter

from selaras.clock import today
from selaras.core.verdict import Reason
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations import ages as evidence
from selaras.web.evaluations.ages import AGES, COUNTED, EXTENTS, a_year_before
from selaras.web.evaluations.celled import HasCell, Wanted
from selaras.web.evaluations.endings import WINDOWS, ending_answers
from selaras.web.evaluations.lists import ANSWERS, AnswerFilters, rows
from selaras.web.evaluations.models import Answer, Run
from selaras.web.lists.filters import Choice
from selaras.web.lists.listing import register
from selaras.web.maps.asked import of_family
from selaras.web.whole import whole

Answers = QuerySet[Answer]
ENDS = tuple((str(days), _("dalam %(days)s hari") % {"days": days}) for days in WINDOWS)
USABLE = Wanted(states=COUNTED)
MISSING = Wanted(states=("missing",))
ANYTHING = (USABLE, Wanted(states=("missing",), not_reasons=(Reason.NO_EVIDENCE,)))


class MapFilters(AnswerFilters):
    """Those of the list of verdicts, and those that only the map asks for."""

    disyaratkan = BooleanFilter(
        label=_("Standarnya mensyaratkan kompetensi itu"), method="filter_asked", widget=forms.HiddenInput
    )
    bukti = Choice(_("Umur bukti kompetensi itu"), AGES, method="filter_age")
    punya = Choice(_("Kelengkapan bukti"), EXTENTS, method="filter_extent")
    habis = Choice(_("Bukti habis berlaku"), ENDS, method="filter_ending")
    rumpun = CharFilter(label=_("Rumpun"), method="filter_family")
    langsung = NumberFilter(
        label=_("Langsung di unit"), field_name="person__unit_id", max_value=10**15, widget=forms.HiddenInput
    )
    tanpa_kelas = BooleanFilter(
        label=_("Kelas jabatan belum ditetapkan"),
        field_name="job_class",
        lookup_expr="isnull",
        widget=forms.HiddenInput,
    )

    @cached_property
    def run(self) -> Run | None:
        """The run that the list is of."""
        asked = whole(str(self.data.get("penilaian", "")))
        return Run.objects.select_related("instansi").filter(pk=asked).first()

    def filter_asked(self, found: Answers, _name: str, value: bool) -> Answers:
        """Those whose standard asks for the competency chosen (any, if none is)."""
        key = self.form.cleaned_data.get("kompetensi") or ""
        wanted = HasCell(Wanted(key, (*COUNTED, "missing")))
        return found.filter(wanted) if value else found.exclude(wanted)

    def filter_age(self, found: Answers, _name: str, value: str) -> Answers:
        """Those whose evidence for the competency chosen (any, if none is) is so old, on the run's day."""
        key = self.form.cleaned_data.get("kompetensi") or ""
        year = a_year_before(self.run.on if self.run else today())
        return found.filter(HasCell(_aged(value, key, year)))

    def filter_extent(self, found: Answers, _name: str, value: str) -> Answers:
        """Those with all, some or none of the evidence that their standard asks for."""
        usable, missing = Q(HasCell(USABLE)), Q(HasCell(MISSING))
        anything = Q(HasCell(ANYTHING[0])) | Q(HasCell(ANYTHING[1]))
        match value:
            case evidence.ALL:
                return found.filter(usable).exclude(missing)
            case evidence.NOTHING:
                return found.filter(missing).exclude(anything)
            case _:
                return found.filter(missing).filter(anything)

    def filter_ending(self, found: Answers, _name: str, value: str) -> Answers:
        """Those with a result (of the competency chosen, if one is) that counts today and ends within so many days."""
        key = self.form.cleaned_data.get("kompetensi") or ""
        return ending_answers(found, self.run, today(), int(value), key) if self.run else found.none()

    def filter_family(self, found: Answers, _name: str, value: str) -> Answers:
        """Those whose position is of a family today."""
        return found.filter(of_family(value))

    def told(self, name: str, value: Any) -> str:
        """A unit's number says nothing: its name does."""
        if name == "langsung":
            visible = self.queryset.filter(person__unit_id=value).values_list("person__unit__name", flat=True)
            return visible.first() or str(value)
        if name in ("tanpa_kelas", "disyaratkan"):
            return str(_("ya") if value else _("tidak"))
        return str(super().told(name, value))


def _aged(age: str, key: str, year: str) -> Wanted:
    match age:
        case evidence.FRESH:
            return Wanted(key, COUNTED, after=year)
        case evidence.OLD:
            return Wanted(key, COUNTED, until=year)
        case evidence.EXPIRED:
            return Wanted(key, ("missing",), (Reason.EXPIRED,))
        case evidence.ABSENT:
            return Wanted(key, ("missing",), (Reason.NO_EVIDENCE,))
        case _:
            return Wanted(key, ("missing",), not_reasons=(Reason.EXPIRED, Reason.NO_EVIDENCE))


def behind(asker: Asker, permission: Permission) -> Answers:
    """Those of the list of verdicts; nobody for who reads figures alone."""
    return Answer.objects.none() if asker.national else rows(asker, permission)


BEHIND = register(
    replace(
        ANSWERS,
        key="map_people",
        route="maps:list",
        title=_("Pegawai di balik angka peta"),
        rows=behind,
        filters=MapFilters,
    )
)
