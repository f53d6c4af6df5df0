"""The list of who moved: from one run to another, or by a publication."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django_filters import NumberFilter

from selaras.core.policy import Purpose
from selaras.law.words import words
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations.differences import CAUSES
from selaras.web.evaluations.lists import WHERE, reason_name, rows_of, run_name
from selaras.web.evaluations.models import Comparison, Move
from selaras.web.evaluations.outcomes import OUTCOMES, badge, outcome_name
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.evaluations.scopes import comparisons_for, moves_for
from selaras.web.evaluations.within import having_moved
from selaras.web.lists.columns import Column
from selaras.web.lists.filters import Choice, Filters
from selaras.web.lists.listing import Listing, register
from selaras.web.lists.state import State
from selaras.web.organisation.lists import below, offer_units
from selaras.web.people.lists import by_name_or_nip, name_column, nip_column
from selaras.web.people.telling import language
from selaras.web.standards.reading import history, regulation_of
from selaras.web.whole import whole

OF = "banding"
SHOWN = 3  # rows of one person in the list
_WHAT = dict(Move.What.choices)
# Names of the rows of the comparison being listed: a column is told its fields, and a key says no name of itself.
_NAMES: ContextVar[Mapping[str, str]] = ContextVar("names", default={})  # noqa: B039 - never changed


def causes_of(said: str) -> list[str]:
    """The causes of a move by their names."""
    return [str(CAUSES[code]) for code in said.split() if code in CAUSES]


def rows_told(rows: list[list[Any]]) -> str:
    """The rows that differ in one line, for a file."""
    return "; ".join(
        f"{_NAMES.get().get(key) or row_name(key)}: {_side(was, why)} → {_side(now, reason)}"
        for key, was, why, now, reason, _c in rows
    )


def row_name(key: str) -> str:
    """A requirement's name; of a competency its code. Pages that know the standards say competencies by name."""
    head, _colon, code = key.partition(":")
    return code if head == "competency" else words().get("row", key)[language()]


def _side(status: str, reason: str) -> str:
    return (reason_name(reason) or "") if status else str(_("tidak disyaratkan"))


def _change(was: str, now: str) -> str:
    """Two outcomes with an arrow that is read out."""
    if was == now:
        return badge(now)
    parts = [badge(each) if each else "–" for each in (was, now)]
    return format_html(
        '<span class="moved">{} <span role="img" aria-label="{}">→</span> {}</span>',
        parts[0],
        _("menjadi"),
        parts[1],
    )


def _named(was: str, now: str) -> str:
    return (
        outcome_name(now)
        if was == now
        else f"{outcome_name(was) if was else '–'} → {outcome_name(now) if now else '–'}"
    )


def _categories(was: str, now: str) -> str:
    return now if was == now else f"{was or '–'} → {now or '–'}"


def _lines(rows: list[list[Any]]) -> str:
    """The first rows that differ, and how many more: a page shows many people."""
    told = [rows_told([row]) for row in rows[:SHOWN]]
    more = [str(_("dan %s lagi") % (len(rows) - SHOWN))] if len(rows) > SHOWN else []
    return format_html_join("", "<div>{}</div>", ((line,) for line in told + more))


def _purpose(code: str) -> str:
    return PURPOSES[Purpose(code)][language()]


def _what(code: str) -> str:
    return str(_WHAT.get(code, code))


class MoveFilters(Filters):
    """The comparison it belongs to; what changed from what to what, and why."""

    fixed: ClassVar[frozenset[str]] = frozenset({OF})

    banding = NumberFilter(
        label=_("Perbandingan"), field_name="comparison_id", max_value=10**15, widget=forms.HiddenInput
    )
    keperluan = Choice(_("Keperluan"), apply=lambda found, value: found.filter(purpose=value))
    perubahan = Choice(_("Perubahan"), Move.What.choices, apply=lambda found, value: found.filter(what=value))
    semula = Choice(_("Hasil semula"), OUTCOMES, apply=lambda found, value: found.filter(was=value))
    menjadi = Choice(_("Hasil menjadi"), OUTCOMES, apply=lambda found, value: found.filter(now=value))
    karena = Choice(
        _("Karena"),
        tuple(CAUSES.items()),
        apply=lambda found, value: found.filter(causes__contains=f" {value} "),
    )
    baris = Choice(_("Baris yang berubah"), apply=having_moved)
    kelas = Choice(_("Kelas jabatan"), apply=lambda found, value: found.filter(job_class=int(value)))
    unit = Choice(_("Unit saat dinilai"), method="filter_unit")

    @cached_property
    def comparison(self) -> Comparison | None:
        """What is compared, if the asker may look at it."""
        return comparisons_for(self.asker).filter(pk=whole(str(self.data.get(OF, "")))).first()

    @property
    def name(self) -> str:
        """What is compared, in a line."""
        return comparison_name(self.comparison) if self.comparison else ""

    @cached_property
    def rows_named(self) -> list[tuple[str, str]]:
        """Keys and names of the rows to choose from."""
        return names_of(self.comparison) if self.comparison else []

    def prepare(self, form: forms.Form) -> None:
        """Units of the scope; purposes, classes and rows."""
        offer_units(form, self.asker)
        purposes = self.comparison.purposes if self.comparison else []
        found = {
            "keperluan": [(each, PURPOSES[Purpose(each)][language()]) for each in purposes],
            "kelas": [("", "—"), *((each, str(each)) for each in range(17, 0, -1))],
            "baris": self.rows_named,
        }
        for name, choices in found.items():
            form.fields[name].choices = choices  # type: ignore[attr-defined]

    def told(self, name: str, value: Any) -> str:
        """The comparison by its name."""
        return (
            comparison_name(self.comparison) if name == OF and self.comparison else super().told(name, value)
        )

    def filter_unit(self, found: QuerySet[Move], _name: str, value: Any) -> QuerySet[Move]:
        """The unit and everything below it."""
        return below(found, str(value), "unit__path")


def names_of(comparison: Comparison) -> list[tuple[str, str]]:
    """Keys and names of the rows that any standard of the instansi ever asked for, and of those that changed."""
    known = rows_of(regulation_of(version) for version in history(comparison.instansi))
    keys = {key for key, _ in known}
    moved = comparison.moves.order_by().values_list("rows", flat=True)
    new = {row[0] for rows in moved for row in rows} - keys
    return known + sorted((key, row_name(key)) for key in new)


def comparison_name(comparison: Comparison) -> str:
    """What is compared, in a line."""
    if comparison.before and comparison.after:
        return f"{run_name(comparison.before)} → {run_name(comparison.after)}"
    return f"{comparison.title}, {comparison.effective_from:%d-%m-%Y}"


@dataclass(frozen=True, kw_only=True)
class MoveListing(Listing):
    """A list that belongs to one comparison: without one there is nothing in it."""

    def found(self, asker: Asker, state: State, *permissions: Permission) -> tuple[QuerySet[Any], Filters]:
        """The rows, of one comparison."""
        rows, filters = super().found(asker, state, *permissions)
        _NAMES.set(dict(filters.rows_named) if isinstance(filters, MoveFilters) else {})
        return (rows if state.filters.get(OF) else rows.none()), filters


MOVES = register(
    MoveListing(
        key="moves",
        route="evaluations:moves",
        title=_("Siapa yang berubah"),
        permission=Permission.VIEW_VERDICTS,
        rows=moves_for,
        filters=MoveFilters,
        search=by_name_or_nip("person__"),
        search_label=_("Nama atau NIP"),
        order="nama",
        detail="evaluations:move",
        template="evaluations/moves.html",
        columns=(
            name_column("person__"),
            Column(
                "hasil", _("Hasil"), "was", "now", show=_named, cell=_change, sort=("was", "now"), width=40
            ),
            Column("karena", _("Karena"), "causes", show=lambda said: "; ".join(causes_of(said)), width=36),
            Column("baris", _("Baris yang berubah"), "rows", show=rows_told, cell=_lines, sort=(), width=60),
            Column("keperluan", _("Keperluan"), "purpose", show=_purpose, width=26),
            Column("kategori", _("Kategori JPM"), "was_category", "now_category", show=_categories, width=12),
            *WHERE,
            nip_column("person__"),
            Column("perubahan", _("Perubahan"), "what", show=_what, shown=False, width=24),
        ),
        empty_text=_("Perbandingan dibuka dari halaman sebuah penilaian."),
    )
)
