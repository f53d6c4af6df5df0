"""The list of people, and finding them by name or NIP."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.lists.bulk import Action
from selaras.web.lists.columns import Column
from selaras.web.lists.filters import Search, words
from selaras.web.lists.listing import Listing, register
from selaras.web.people.filters import EMPLOYMENTS, PeopleFilters
from selaras.web.people.models import Person
from selaras.web.ui import registry
from selaras.web.ui.registry import Hit
from selaras.web.ui.templatetags.ui import nip

STATUS = dict(Person.Status.choices)
EMPLOYMENT = dict(EMPLOYMENTS)
UNDECIDED = _("belum ditetapkan")


def by_name_or_nip(of: str = "") -> Search:
    """A search for a person; `of`: the way from the rows to them, as in "person__"."""
    return words(f"{of}name", prefixes=(f"{of}nip",))


def name_column(of: str = "") -> Column:
    """The name, which leads to the row."""
    return Column("nama", _("Nama"), f"{of}name", link=True, width=32)


def nip_column(of: str = "") -> Column:
    """The number in its groups."""
    return Column("nip", _("NIP"), f"{of}nip", cell=lambda value: escape(nip(value)), code=True, width=21)


def rows(asker: Asker, permission: Permission) -> QuerySet[Person]:
    """People within the scope. Naming the instansi lets the index give them in order of name."""
    visible = Person.objects.visible_to(asker, permission)
    return visible if asker.national else visible.filter(instansi=asker.instansi)


def _class(position: int | None, job_class: int | None) -> int | str | None:
    return str(UNDECIDED) if position and job_class is None else job_class


PEOPLE = register(
    Listing(
        key="people",
        route="people:list",
        title=_("Pegawai"),
        permission=Permission.VIEW_PEOPLE,
        rows=rows,
        filters=PeopleFilters,
        search=by_name_or_nip(),
        search_label=_("Nama atau NIP"),
        order="nama",
        detail="people:detail",
        columns=(
            name_column(),
            nip_column(),
            Column("jabatan", _("Jabatan"), "position__title", nullable=True, width=36),
            Column(
                "kelas",
                _("Kelas"),
                "position_id",
                "position__job_class",
                show=_class,
                sort=("position__job_class",),
                nullable=True,
                numeric=True,
                width=8,
            ),
            Column("unit", _("Unit"), "unit__name", width=30),
            Column("golongan", _("Golongan"), "rank", sort=("rank_order",), nullable=True, width=10),
            Column(
                "pendidikan", _("Pendidikan"), "education", sort=("education_order",), nullable=True, width=11
            ),
            Column("kompetensi", _("Kompetensi dengan hasil"), "competencies_known", numeric=True, width=12),
            Column(
                "kepegawaian",
                _("Status kepegawaian"),
                "employment",
                show=lambda code: str(EMPLOYMENT.get(code, code)),
                shown=False,
                width=12,
            ),
            Column("tmt", _("TMT jabatan"), "position_since", nullable=True, shown=False, width=12),
            Column("terbaru", _("Hasil terbaru"), "newest_result", nullable=True, shown=False, width=12),
            Column(
                "status",
                _("Status"),
                "status",
                show=lambda code: str(STATUS.get(code, code)),
                shown=False,
                width=14,
            ),
        ),
        actions=(
            Action(
                key="catat",
                label=_("Catat untuk semua yang dipilih"),
                permission=Permission.EDIT_PEOPLE,
                icon="clipboard-pen",
                route="people:bulk_entry",
            ),
            Action(
                key="profil",
                label=_("Cetak profil PDF"),
                permission=Permission.EXPORT,
                icon="file-text",
                route="reports:chosen",
            ),
        ),
        empty_url="imports:list",
        empty_action=_("Impor berkas kepegawaian"),
        empty_text=_("Pegawai masuk lewat impor berkas SIASN atau buku kerja pegawai."),
    )
)


def find(asker: Asker, text: str, limit: int) -> list[Hit]:
    """People whose name holds every word, or whose NIP begins with the digits; who left is marked."""
    found = by_name_or_nip()(rows(asker, Permission.VIEW_PEOPLE), text).order_by("name", "pk")
    columns = ("pk", "name", "nip", "position__title", "unit__name", "status")
    return [
        Hit(name, " · ".join(filter(None, (nip(number), title, unit, _left(status)))), address)
        for pk, name, number, title, unit, status in found.values_list(*columns)[:limit]
        if (address := _address(pk))
    ]


def _left(status: str) -> str:
    return str(STATUS[Person.Status.LEFT]) if status == Person.Status.LEFT else ""


def _address(pk: int) -> str:
    try:
        return reverse("people:detail", args=[pk])
    except NoReverseMatch:
        return ""


registry.search(key="people", label=_("Pegawai"), find=find, order=10)
