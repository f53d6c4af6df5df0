"""Filters of the list of people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, NumberFilter

from selaras.law.lists import education_levels, ranks
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.lists.filters import Choice, Filters
from selaras.web.organisation.models import Position, Unit
from selaras.web.people.models import Person
from selaras.web.people.names import regulations_of
from selaras.web.whole import whole

NONE = "tanpa"  # the value that asks for rows without one
EMPLOYMENTS = (("pns", "PNS"), ("cpns", "CPNS"), ("pppk", "PPPK"), (NONE, _("belum dicatat")))
COMPETENCY_DATA = (
    ("belum", _("belum ada hasil")),
    ("sebagian", _("sebagian")),
    ("lengkap", _("lengkap menurut standar kelasnya")),
)
MISSING = (
    ("jabatan", _("jabatan")),
    ("kelas", _("kelas jabatan")),
    ("golongan", _("golongan")),
    ("pendidikan", _("pendidikan")),
    ("akun", _("akun")),
)
STATUSES = ((Person.Status.LEFT, _("sudah tidak bertugas di sini")), ("semua", _("semua")))

People = QuerySet[Person]


def of_class(rows: People, value: str) -> People:
    """Those whose position has a class, or none yet."""
    if value == NONE:
        return rows.filter(position__isnull=False, position__job_class__isnull=True)
    return rows.filter(position__job_class=int(value))


def from_rank(rows: People, value: str) -> People:
    """Those of a rank or higher, on its scale: scales are not compared."""
    low = ranks()[value]
    return rows.filter(
        rank__in=[
            code for code, each in ranks().items() if each.scale == low.scale and each.order >= low.order
        ]
    )


def up_to_rank(rows: People, value: str) -> People:
    """Those of a rank or lower, on its scale."""
    high = ranks()[value]
    return rows.filter(
        rank__in=[
            code for code, each in ranks().items() if each.scale == high.scale and each.order <= high.order
        ]
    )


def with_education(rows: People, value: str) -> People:
    """Those whose highest education it is, or none is recorded."""
    return rows.filter(education="" if value == NONE else value)


def employed_as(rows: People, value: str) -> People:
    """Those of a type of employment, or none is recorded."""
    return rows.filter(employment="" if value == NONE else value)


def lacking(rows: People, value: str) -> People:
    """Those without something."""
    asked = {
        "jabatan": Q(position__isnull=True),
        "kelas": Q(position__isnull=False, position__job_class__isnull=True),
        "golongan": Q(rank=""),
        "pendidikan": Q(education=""),
        "akun": Q(user__isnull=True),
    }
    return rows.filter(asked[value])


def competencies_asked(instansi: Instansi | None) -> dict[int, int]:
    """Of each class with a standard, how many competencies it asks for."""
    laws = regulations_of(instansi) if instansi else ()
    standards = [standard for law in laws for standard in law.standards]
    return {
        each.applies_to.job_class: len(each.competencies) for each in standards if each.applies_to.job_class
    }


class PeopleFilters(Filters):
    """Unit, class, rank, education, employment, position, and what is recorded or missing."""

    unit = Choice(_("Unit"), method="filter_unit")
    jabatan = CharFilter(label=_("Nama jabatan"), field_name="position__title", lookup_expr="icontains")
    kelas = Choice(_("Kelas jabatan"), apply=of_class)
    golongan_dari = Choice(_("Golongan dari"), apply=from_rank)
    golongan_sampai = Choice(_("Golongan sampai"), apply=up_to_rank)
    pendidikan = Choice(_("Pendidikan"), apply=with_education)
    kepegawaian = Choice(_("Status kepegawaian"), EMPLOYMENTS, apply=employed_as)
    kompetensi = Choice(_("Data kompetensi"), COMPETENCY_DATA, method="filter_kompetensi")
    tanpa = Choice(_("Belum ada"), MISSING, apply=lacking)
    status = Choice(_("Status"), STATUSES, method="filter_status")
    posisi = NumberFilter(
        label=_("Jabatan"), field_name="position_id", max_value=10**15, widget=forms.HiddenInput
    )

    def prepare(self, form: forms.Form) -> None:
        """Units and classes of the asker's scope; ranks and education from the code lists."""
        none = (NONE, _("belum dicatat"))
        choices: dict[str, list[tuple[Any, Any]]] = {
            "unit": self.units(),
            "kelas": [*((each, each) for each in self.classes()), (NONE, _("belum ditetapkan"))],
            "golongan_dari": [(code, code) for code in ranks()],
            "golongan_sampai": [(code, code) for code in ranks()],
            "pendidikan": [*((code, each.name) for code, each in education_levels().items()), none],
        }
        for name, each in choices.items():
            form.fields[name].choices = [("", "—"), *each]  # type: ignore[attr-defined]
        form.fields["status"].choices = [("", _("masih bertugas")), *STATUSES]  # type: ignore[attr-defined]

    def units(self) -> list[tuple[Any, Any]]:
        """The tops of the scope and what is right below; of a chosen unit also what is right below it.

        Never all units: a government has thousands, and a page must stay small.
        """
        tops = self.asker.paths(Permission.VIEW_PEOPLE)
        near = Q(path__in=tops) | Q(parent__path__in=tops)
        if chosen := whole(self.data.get("unit", "")):
            near |= Q(pk=chosen) | Q(parent=chosen)
        found = Unit.objects.visible_to(self.asker, Permission.VIEW_PEOPLE).filter(near)
        rows = list(found.order_by("path").values_list("pk", "name", "path"))
        depth = min((path.count("/") for *_, path in rows), default=0)
        self.paths = {str(pk): path for pk, _name, path in rows}
        tree = _in_order(rows)
        return [(pk, "\u2003" * (path.count("/") - depth) + name) for pk, name, path in tree]

    def classes(self) -> list[int]:
        """The classes that positions of the instansi have."""
        positions = Position.objects.filter(instansi=self.asker.instansi, job_class__isnull=False)
        found = positions.order_by().values_list("job_class", flat=True).distinct()
        return sorted(each for each in found if each is not None)

    def filter_unit(self, rows: People, name: str, value: str) -> People:
        """Those in a unit or below it."""
        return rows.filter(unit__path__startswith=self.paths[value])

    def filter_kompetensi(self, rows: People, name: str, value: str) -> People:
        """By how many competencies have a result, beside what the standard of one's class asks for."""
        if value == "belum":
            return rows.filter(competencies_known=0)
        complete = Q(pk__in=())
        for job_class, asked in competencies_asked(self.asker.instansi).items():
            complete |= Q(position__job_class=job_class, competencies_known__gte=asked)
        return (
            rows.filter(complete)
            if value == "lengkap"
            else rows.filter(competencies_known__gt=0).exclude(complete)
        )

    def filter_status(self, rows: People, name: str, value: str) -> People:
        """Nothing here: `filter_queryset` knows what a status left unsaid means."""
        return rows

    def filter_queryset(self, queryset: People) -> People:
        """All filters; without a word about the status, only people in service."""
        rows: People = super().filter_queryset(queryset)
        asked = self.form.cleaned_data.get("status") or Person.Status.ACTIVE
        return rows if asked == "semua" else rows.filter(status=asked)

    def told(self, name: str, value: Any) -> str:
        """The title behind a position's number; units without their indent."""
        if name == "posisi":
            visible = Position.objects.visible_to(self.asker)
            return visible.filter(pk=value).values_list("title", flat=True).first() or str(value)
        return super().told(name, value).strip()


def _in_order(rows: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Units as a tree: below their unit, beside each other by name."""
    names = {pk: name for pk, name, _path in rows}

    def place(row: tuple[int, str, str]) -> list[tuple[str, int]]:
        ids = [int(each) for each in row[2].strip("/").split("/")]
        return [(names.get(pk, "").casefold(), pk) for pk in ids]

    return sorted(rows, key=place)
