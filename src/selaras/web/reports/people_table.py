"""The table of a unit's report that names everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.core.words import percent
from selaras.files.profile.report import Cell, Column, Table
from selaras.web.evaluations.models import Answer
from selaras.web.evaluations.outcomes import Outcome
from selaras.web.ui.templatetags.ui import nip

AT_ONCE = 2000


def people(rows: QuerySet[Answer], outcomes: Sequence[Outcome]) -> Table:
    """Everybody by name."""
    called = {each.code: str(each.label) for each in outcomes}
    listed = rows.order_by("person__name", "pk").values_list(
        "person__name",
        "person__nip",
        "title",
        "job_class",
        "person__unit__name",
        "outcome",
        "match_low",
        "match_high",
        "category",
        "not_met",
        "undetermined",
    )
    return Table(
        key="people",
        title=_("Daftar pegawai"),
        columns=(
            Column(_("Nama"), 30),
            Column(_("NIP"), 23),
            Column(_("Jabatan"), 30),
            Column(_("Kelas"), 8, numeric=True),
            Column(_("Unit"), 27),
            Column(_("Hasil"), 19),
            Column(_("JPM paling sedikit (%)"), 11, numeric=True),
            Column(_("JPM paling banyak (%)"), 11, numeric=True),
            Column(_("Kategori JPM"), 11),
            Column(_("Tidak memenuhi"), 13, numeric=True),
            Column(_("Belum ditentukan"), 16, numeric=True),
        ),
        rows=tuple(_person(row, called) for row in listed.iterator(AT_ONCE)),
        long=True,
    )


def _person(row: tuple[Any, ...], called: Mapping[str, str]) -> tuple[Cell, ...]:
    name, number_, title, job_class, unit, outcome, low, high, category, not_met, undetermined = row
    return (
        name,
        nip(number_),
        title,
        job_class,
        unit,
        called.get(outcome, outcome),
        _match(low),
        _match(high),
        category,
        not_met,
        undetermined,
    )


def _match(said: str) -> float | None:
    """Percent as everywhere: rounded half up, for display only."""
    return float(percent(Fraction(said), "en")) if said else None
