"""The lists of units and of positions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.lists.columns import Column
from selaras.web.lists.filters import Choice, Filters, words
from selaras.web.lists.listing import Listing, register
from selaras.web.organisation.chart import with_filled
from selaras.web.organisation.models import Position, Unit
from selaras.web.whole import whole

UNITS_OFFERED = 150  # units in a filter's select; deeper ones are filtered from their own page
NO_CLASS = "belum"
STANDING, ENDED = "berlaku", "berakhir"


def below(rows: QuerySet[Any], value: str, path: str) -> QuerySet[Any]:
    """Rows of a unit and everything below it. Scoped rows: another's unit finds nothing."""
    top = Unit.objects.filter(pk=whole(value)).values_list("path", flat=True).first()
    return rows.filter(**{f"{path}__startswith": top}) if top else rows.none()


def offer_units(form: forms.Form, asker: Asker, name: str = "unit") -> None:
    """Put the upper units of the scope into a filter's select, and the one that is chosen."""
    seen = Unit.objects.visible_to(asker).filter(ended=False)
    upper = list(seen.order_by("path").values_list("pk", "name", "path"))
    tops = min((path.count("/") for _pk, _name, path in upper), default=0)
    depth = tops + 1
    offered = [row for row in upper if row[2].count("/") <= depth][:UNITS_OFFERED]
    chosen = whole(form.data.get(name, ""))
    if chosen not in {pk for pk, _name, _path in offered}:
        offered += [row for row in upper if row[0] == chosen]
    form.fields[name].choices = [  # type: ignore[attr-defined]
        ("", "—"),
        *((str(pk), "\u2003" * (path.count("/") - tops) + label) for pk, label, path in offered),
    ]


_FILL: dict[str, Q] = {
    "lowong": Q(needed__gt=F("filled")),
    "penuh": Q(needed=F("filled")),
    "lebih": Q(needed__lt=F("filled")),
    "tanpa": Q(needed__isnull=True),
}


class PositionFilters(Filters):
    """Filters of positions."""

    unit = Choice(gettext_lazy("Unit"), apply=lambda rows, value: below(rows, value, "unit__path"))
    jenis = Choice(gettext_lazy("Jenis jabatan"), Position.Type.choices, field_name="type")
    kelas = Choice(gettext_lazy("Kelas"), apply=lambda rows, value: _of_class(rows, value))
    isi = Choice(
        gettext_lazy("Keterisian"),
        [
            ("lowong", gettext_lazy("ada lowongan")),
            ("penuh", gettext_lazy("terisi sesuai kebutuhan")),
            ("lebih", gettext_lazy("melebihi kebutuhan")),
            ("tanpa", gettext_lazy("kebutuhan belum ditetapkan")),
        ],
        apply=lambda rows, value: rows.filter(_FILL[value]),
    )
    keadaan = Choice(
        gettext_lazy("Keadaan"),
        [(STANDING, gettext_lazy("berlaku hari ini")), (ENDED, gettext_lazy("tidak berlaku hari ini"))],
        apply=lambda rows, value: rows.filter(ended=value == ENDED),
    )

    def prepare(self, form: forms.Form) -> None:
        """Units and classes of the scope."""
        offer_units(form, self.asker)
        classes = (
            Position.objects.visible_to(self.asker)
            .exclude(job_class=None)
            .order_by("-job_class")
            .values_list("job_class", flat=True)
            .distinct()
        )
        form.fields["kelas"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            (NO_CLASS, _("belum ditetapkan")),
            *((str(number), str(number)) for number in classes),
        ]


def _of_class(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(job_class__isnull=True) if value == NO_CLASS else rows.filter(job_class=int(value))


def _class_shown(number: int | None) -> str:
    return _("belum ditetapkan") if number is None else str(number)


def _vacant(needed: int | None, filled: int) -> int | None:
    return None if needed is None else max(needed - filled, 0)


POSITIONS = register(
    Listing(
        key="positions",
        route="organisation:positions",
        title=pgettext_lazy("daftar", "Jabatan"),
        permission=Permission.VIEW_ORGANISATION,
        rows=lambda asker, permission: with_filled(Position.objects.visible_to(asker, permission)),
        filters=PositionFilters,
        search=words("title", "new_title", "code"),
        search_label=gettext_lazy("Nama jabatan atau kode"),
        columns=(
            Column("nama", gettext_lazy("Nama jabatan"), "title", link=True, width=40),
            Column("unit", gettext_lazy("Unit"), "unit__name", width=34),
            Column(
                "kelas",
                gettext_lazy("Kelas"),
                "job_class",
                show=_class_shown,
                nullable=True,
                width=10,
            ),
            Column("jenis", gettext_lazy("Jenis"), "type", show=lambda key: str(Position.Type(key).label)),
            Column("kebutuhan", gettext_lazy("Kebutuhan"), "needed", numeric=True, nullable=True, width=11),
            Column("terisi", gettext_lazy("Terisi"), "filled", numeric=True, width=8),
            Column(
                "lowong",
                gettext_lazy("Lowong"),
                "needed",
                "filled",
                show=_vacant,
                sort=(),
                numeric=True,
                width=8,
            ),
            Column("baru", gettext_lazy("Nomenklatur baru"), "new_title", shown=False, width=30),
            Column("rumpun", gettext_lazy("Rumpun"), "family", shown=False),
            Column("urusan", gettext_lazy("Urusan pemerintahan"), "urusan", shown=False, width=24),
            Column("kode", gettext_lazy("Kode posisi"), "code", shown=False, width=24),
        ),
        order="nama",
        detail="organisation:position",
        empty_url="organisation:workbooks",
        empty_action=gettext_lazy("Muat dari buku kerja"),
        empty_text=gettext_lazy(
            "Jabatan muncul dari impor pegawai, dari buku kerja, atau ditambahkan pada unitnya."
        ),
    )
)


class UnitFilters(Filters):
    """Filters of units."""

    unit = Choice(gettext_lazy("Di bawah unit"), apply=lambda rows, value: below(rows, value, "path"))
    keadaan = Choice(
        gettext_lazy("Keadaan"),
        [(STANDING, gettext_lazy("berlaku hari ini")), (ENDED, gettext_lazy("tidak berlaku hari ini"))],
        apply=lambda rows, value: rows.filter(ended=value == ENDED),
    )

    def prepare(self, form: forms.Form) -> None:
        """Units of the scope."""
        offer_units(form, self.asker)


UNITS = register(
    Listing(
        key="units",
        route="organisation:units",
        title=gettext_lazy("Unit"),
        permission=Permission.VIEW_ORGANISATION,
        rows=lambda asker, permission: Unit.objects.visible_to(asker, permission),
        filters=UnitFilters,
        search=words("name", "code"),
        search_label=gettext_lazy("Nama unit atau kode"),
        columns=(
            Column("nama", gettext_lazy("Nama unit"), "name", link=True, width=40),
            Column("induk", gettext_lazy("Unit induk"), "parent__name", nullable=True, width=40),
            Column("kode", gettext_lazy("Kode"), "code", width=24),
        ),
        order="nama",
        detail="organisation:unit",
        empty_url="organisation:workbooks",
        empty_action=gettext_lazy("Muat dari buku kerja"),
        empty_text=gettext_lazy("Unit muncul dari impor pegawai, dari buku kerja, atau ditambahkan di sini."),
    )
)
