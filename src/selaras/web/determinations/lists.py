"""The list of determinations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from selaras.core.model import RowKey
from selaras.web.accounts.roles import Permission
from selaras.web.determinations.reading import NAMES, STATES, TONES, newest, row_name
from selaras.web.lists.columns import Column
from selaras.web.lists.filters import Choice, Filters
from selaras.web.lists.listing import Listing, register
from selaras.web.organisation.lists import below, offer_units
from selaras.web.people.lists import by_name_or_nip, name_column
from selaras.web.people.models import Entry

SIGNS = {"ok": "✓", "no": "✗", "un": "?", "plain": "–"}


def _badge(state: str) -> str:
    tone = TONES[state]
    return format_html(
        '<span class="status status-{}"><span aria-hidden="true">{}</span> <span>{}</span></span>',
        tone,
        SIGNS[tone],
        NAMES[state],
    )


def _finding(finding: bool) -> str:
    return str(_("memenuhi") if finding else _("tidak memenuhi"))


class DeterminationFilters(Filters):
    """Where it has come to, the row, the unit; those that wait for the asker's own confirmation."""

    keadaan = Choice(_("Keadaan"), STATES, apply=lambda found, value: found.filter(state=value))
    baris = Choice(_("Persyaratan"), apply=lambda found, value: found.filter(data__row=value))
    unit = Choice(_("Unit"), method="filter_unit")

    def prepare(self, form: forms.Form) -> None:
        """The rows of part II, and the units of the scope."""
        offer_units(form, self.asker)
        rows = [(key.value, row_name(key)) for key in RowKey]
        form.fields["baris"].choices = [("", "—"), *rows]  # type: ignore[attr-defined]

    def filter_unit(self, found: QuerySet[Entry], _name: str, value: Any) -> QuerySet[Entry]:
        """The unit and everything below it."""
        return below(found, str(value), "person__unit__path")


DETERMINATIONS = register(
    Listing(
        key="determinations",
        route="determinations:list",
        title=_("Penetapan"),
        permission=Permission.VIEW_PEOPLE,
        rows=newest,
        filters=DeterminationFilters,
        search=by_name_or_nip("person__"),
        search_label=_("Nama atau NIP"),
        order="-tanggal",
        detail="determinations:detail",
        columns=(
            name_column("person__"),
            Column("unit", _("Unit"), "person__unit__name", width=30),
            Column("baris", _("Persyaratan"), "row", show=lambda key: row_name(key), width=24),
            Column("penetapan", _("Penetapan"), "data__finding", show=_finding, sort=(), width=16),
            Column("tanggal", _("Tanggal"), "since", width=12),
            Column("oleh", _("Ditetapkan oleh"), "by_name", width=28),
            Column(
                "keadaan",
                _("Keadaan"),
                "state",
                show=lambda state: str(NAMES[state]),
                cell=_badge,
                width=24,
            ),
            Column("alasan", _("Alasan"), "reason", shown=False, width=40),
        ),
        empty_text=_("Penetapan dicatat dari baris persyaratan pada halaman kesesuaian seorang pegawai."),
    )
)
