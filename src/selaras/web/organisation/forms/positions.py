"""Forms about positions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.files.people.row import HIGHEST_CLASS
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.dated import FOREVER
from selaras.web.organisation.actions import version
from selaras.web.organisation.forms.fields import (
    PAST_OR_PLAN,
    DayField,
    LinesField,
    ReasonField,
    UnitField,
    edited,
)
from selaras.web.organisation.forms.units import token
from selaras.web.organisation.models import Position, PositionSaid, Unit
from selaras.web.organisation.naming import NAME_LIMIT, POSITION_CODE_LIMIT

FIELDS = {"fields_accepted": "fields"}  # a form has `fields` of its own
SAID = tuple(field.name for field in PositionSaid._meta.local_fields)


class PositionSaidForm(forms.Form):
    """What is said of a position."""

    title = forms.CharField(label=_("Nama jabatan"), max_length=NAME_LIMIT)
    new_title = forms.CharField(
        label=_("Nomenklatur baru"),
        max_length=NAME_LIMIT,
        required=False,
        help_text=_("Nama menurut klasifikasi klerek, operator, teknisi. Nama lama tetap tercatat."),
    )
    type = forms.ChoiceField(
        label=_("Jenis jabatan"), choices=Position.Type.choices, initial=Position.Type.EXECUTOR
    )
    job_class = forms.IntegerField(
        label=_("Kelas jabatan"),
        required=False,
        min_value=1,
        max_value=HIGHEST_CLASS,
        help_text=_(
            "Menurut penetapan instansi. Kosong: belum ditetapkan; tidak pernah ditebak dari nama jabatan."
        ),
    )
    family = forms.CharField(label=_("Rumpun"), max_length=120, required=False)
    official_code = forms.CharField(label=_("Kode jabatan"), max_length=80, required=False)
    urusan = forms.CharField(label=_("Urusan pemerintahan"), max_length=200, required=False)
    needed = forms.IntegerField(
        label=_("Kebutuhan"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Jumlah pegawai yang dibutuhkan. Kosong: belum ditetapkan."),
    )
    fields_accepted = LinesField(
        label=_("Bidang ilmu yang diterima"), help_text=_("Satu per baris. Kosong: belum didaftar.")
    )
    trainings = LinesField(
        label=_("Pelatihan teknis yang disyaratkan"), help_text=_("Satu per baris. Kosong: belum didaftar.")
    )

    def said(self) -> dict[str, Any]:
        """What the form says, by column of PositionSaid."""
        return _by_column(self.cleaned_data)


class PositionAddForm(PositionSaidForm):
    """A new position in a unit."""

    code = forms.CharField(
        label=_("Kode posisi"),
        max_length=POSITION_CODE_LIMIT,
        required=False,
        help_text=_("Unik dalam instansi, dipakai di berkas. Kosong: dibuatkan."),
    )
    since = DayField(label=_("Berlaku mulai"), initial=today)
    reason = ReasonField()
    token = forms.CharField(max_length=32, initial=token, widget=forms.HiddenInput)

    def made_code(self) -> str:
        """The code given, or one that the same form always makes."""
        return self.cleaned_data["code"] or f"J-{self.cleaned_data['token'][:12]}"


class PositionForm(PositionSaidForm):
    """What a position says from a day on."""

    unit = UnitField(label=_("Unit"))
    since = DayField(
        label=_("Berlaku mulai"),
        initial=today,
        help_text=PAST_OR_PLAN,
    )
    until = DayField(label=_("Berlaku sampai"), required=False, help_text=_("Kosong: seterusnya."))
    reason = ReasonField()
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, position: Position, asker: Asker, **kwargs: Any) -> None:
        initial = {name: getattr(position, name) for name in SAID}
        initial |= {"fields_accepted": position.fields, "seen": version(position)}
        super().__init__(*args, **{"initial": initial} | kwargs)
        within = Unit.objects.visible_to(asker, Permission.EDIT_ORGANISATION)
        self.fields["unit"].units = within.filter(instansi=position.instansi, ended=False)  # type: ignore[attr-defined]
        self.order_fields(["title", "new_title", "unit"])

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("Hari ini sebelum hari mulai berlaku."))
        return given

    def said(self) -> dict[str, Any]:
        """What was changed, by column of PositionSaid."""
        return _by_column(edited(self, (*SAID, "fields_accepted")))

    def last_day(self) -> date:
        """The last day of the change."""
        return self.cleaned_data["until"] or FOREVER


def _by_column(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form by column; a name keeps its single spaces only."""
    columns = {FIELDS.get(name, name): value for name, value in given.items()}
    return {
        name: " ".join(value.split()) if isinstance(value, str) else value
        for name, value in columns.items()
        if name in SAID
    }
