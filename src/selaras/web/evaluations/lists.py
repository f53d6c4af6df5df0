"""The verdict list of a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django_filters import NumberFilter

from selaras.core.model import Regulation
from selaras.core.policy import Purpose
from selaras.core.verdict import Reason
from selaras.law.words import words
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.outcomes import OUTCOMES, badge, decides, outcome_name, outcomes_of
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.evaluations.scopes import answers_for, runs_for
from selaras.web.evaluations.within import having_reason, having_row, having_state
from selaras.web.lists.columns import NOTHING, Column
from selaras.web.lists.filters import Choice, Filters
from selaras.web.lists.listing import Listing, register
from selaras.web.lists.state import State
from selaras.web.organisation.lists import below, offer_units
from selaras.web.people.lists import by_name_or_nip, name_column, nip_column
from selaras.web.people.models import Entry
from selaras.web.people.telling import language
from selaras.web.standards.reading import laws
from selaras.web.ui.templatetags.ui import number
from selaras.web.whole import whole

CELL_STATES = (
    ("above", _("di atas standar")),
    ("equal", _("sesuai standar")),
    ("below", _("di bawah standar")),
    ("missing", _("belum dapat ditentukan")),
    ("none", _("tidak disyaratkan")),
)
RUN = "penilaian"
NO_CATEGORY = "tanpa"  # of the match: its ends fall into two, or there is nothing to count

rows = answers_for


def reason_name(code: str) -> str | None:
    """A reason in two or three words."""
    return words().get("short", code)[language()] if code else None


def run_name(run: Run) -> str:
    """`Pengangkatan (Pasal 5), per 01-07-2026, penilaian 12`."""
    said = {
        "purpose": PURPOSES[Purpose(run.purpose)][language()],
        "day": f"{run.on:%d-%m-%Y}",
        "number": run.pk,
    }
    return str(_("%(purpose)s, per %(day)s, penilaian %(number)s")) % said


def rows_of(regulations: Iterable[Regulation]) -> list[tuple[str, str]]:
    """Keys and names of all rows that regulations ask for: competencies in order of their codes, then requirements."""
    competencies: dict[str, str] = {}
    requirements: dict[str, str] = {}
    for standard in (each for law in regulations for each in law.standards):
        competencies |= {row.key: row.name for row in standard.competencies if row.key not in competencies}
        requirements |= {
            str(row.key): words().get("row", row.key)[language()] for row in standard.requirements
        }
    return [*sorted(competencies.items(), key=_by_code), *requirements.items()]


def reasons() -> list[tuple[str, str]]:
    """All reasons of rows by their names, for a filter."""
    named = ((code, text[language()]) for code, text in words().texts["short"].items() if code in set(Reason))
    return sorted(named, key=lambda each: each[1])


def _by_code(row: tuple[str, str]) -> list[tuple[bool, int, str]]:
    """Codes as people count: M.2 before M.10."""
    parts = row[0].replace(":", ".").split(".")
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


class AnswerFilters(Filters):
    """The run it belongs to; outcome, class, unit; a row with its state or reason; who has changed since."""

    fixed: ClassVar[frozenset[str]] = frozenset({RUN})

    penilaian = NumberFilter(
        label=_("Penilaian"), field_name="run_id", max_value=10**15, widget=forms.HiddenInput
    )
    hasil = Choice(_("Hasil"), apply=lambda found, value: found.filter(outcome=value))
    kelas = Choice(_("Kelas jabatan"), apply=lambda found, value: found.filter(job_class=int(value)))
    unit = Choice(_("Unit"), method="filter_unit")
    unit_dinilai = Choice(_("Unit saat dinilai"), method="filter_former_unit")
    kategori = Choice(
        _("Kategori JPM"),
        apply=lambda found, value: found.filter(category="" if value == NO_CATEGORY else value),
    )
    kompetensi = Choice(_("Kompetensi atau syarat"), method="filter_row")
    keadaan = Choice(_("Keadaan kompetensi itu"), CELL_STATES, method="filter_state")
    sebab = Choice(_("Sebab"), method="filter_reason")
    berubah = Choice(_("Datanya berubah sejak dinilai"), (("ya", _("ya")),), method="filter_changed")

    @cached_property
    def run(self) -> Run | None:
        """The run whose answers these are, if the asker may look at it."""
        return runs_for(self.asker).filter(pk=whole(str(self.data.get(RUN, "")))).first()

    @property
    def purpose(self) -> str:
        """What the run was for, by name."""
        return PURPOSES[Purpose(self.run.purpose)][language()] if self.run else ""

    def prepare(self, form: forms.Form) -> None:
        """Units of the asker's scope, classes and categories, the rows of the run's standards, all reasons."""
        offer_units(form, self.asker)
        offer_units(form, self.asker, "unit_dinilai")
        asked = laws(self.run.instansi, self.run.versions) if self.run else ()
        found = {
            "hasil": [(each.code, each.label) for each in outcomes_of(self.run)] if self.run else OUTCOMES,
            "kelas": [("", "—"), *((each, str(each)) for each in range(17, 0, -1))],
            "kategori": [*((each, each) for each in self._categories()), (NO_CATEGORY, _("tanpa kategori"))],
            "kompetensi": rows_of(asked),
            "sebab": reasons(),
        }
        for name, choices in found.items():
            form.fields[name].choices = choices  # type: ignore[attr-defined]

    def told(self, name: str, value: Any) -> str:
        """The run by its name."""
        return run_name(self.run) if name == RUN and self.run else super().told(name, value)

    def filter_unit(self, found: QuerySet[Answer], _name: str, value: Any) -> QuerySet[Answer]:
        """The unit and everything below it, as people belong to it today."""
        return below(found, str(value), "person__unit__path")

    def filter_former_unit(self, found: QuerySet[Answer], _name: str, value: Any) -> QuerySet[Answer]:
        """The same, as they belonged to it when they were evaluated: what the figures of a run count."""
        return below(found, str(value), "unit__path")

    def filter_row(self, found: QuerySet[Answer], _name: str, value: str) -> QuerySet[Answer]:
        """Those whose standard has the row, unless a state is asked for too: “not asked for” is one."""
        return found if self.form.cleaned_data.get("keadaan") else having_row(found, value)

    def filter_state(self, found: QuerySet[Answer], _name: str, value: str) -> QuerySet[Answer]:
        """The state of the competency chosen; without one the state says nothing, and nobody has it."""
        key = self.form.cleaned_data.get("kompetensi")
        return having_state(found, key, value) if key else found.none()

    def filter_reason(self, found: QuerySet[Answer], _name: str, value: str) -> QuerySet[Answer]:
        """The reason of the row chosen, else of any row."""
        return having_reason(found, value, self.form.cleaned_data.get("kompetensi") or "")

    def filter_changed(self, found: QuerySet[Answer], _name: str, _value: str) -> QuerySet[Answer]:
        """Those about whom something was recorded after the run had been asked for."""
        return changed_since(found, self.run) if self.run else found.none()

    def _categories(self) -> list[str]:
        found = (
            self.run.answers.exclude(category="").order_by("category") if self.run else Answer.objects.none()
        )
        return list(found.values_list("category", flat=True).distinct())


def changed_since(found: QuerySet[Answer], run: Run) -> QuerySet[Answer]:
    """Answers whose person has entries that the run has not read."""
    newer = Entry.objects.filter(person=OuterRef("person"), pk__gt=run.read_up_to)
    return found.filter(Exists(newer))


@dataclass(frozen=True, kw_only=True)
class RunListing(Listing):
    """A list that belongs to one run: without one it is the newest that the asker may look at, never several at once."""

    def found(self, asker: Asker, state: State, *permissions: Permission) -> tuple[QuerySet[Any], Filters]:
        """The rows; the state says from here on which run, so that everything linked from the page stays with it."""
        if not state.filters.get(RUN):
            newest = runs_for(asker).filter(finished=True).values_list("pk", flat=True).first()
            if newest:
                state.filters[RUN] = str(newest)
        rows, filters = super().found(asker, state, *permissions)
        return (rows if state.filters.get(RUN) else rows.none()), filters


class AnswerListing(RunListing):
    """Answers, called by what their run decides."""

    def found(self, asker: Asker, state: State, *permissions: Permission) -> tuple[QuerySet[Any], Filters]:
        """The rows with whether a row decides in their run."""
        rows, filters = super().found(asker, state, *permissions)
        run = getattr(filters, "run", None)
        return rows.annotate(decided=Value(run is None or decides(run), BooleanField())), filters


# What somebody was when judged.
WHERE = (
    Column("jabatan", _("Jabatan"), "title", width=36),
    Column("kelas", _("Kelas"), "job_class", numeric=True, nullable=True, width=8),
    Column("unit", _("Unit saat dinilai"), "unit_name", width=30),
)
ANSWERS = register(
    AnswerListing(
        key="answers",
        route="evaluations:answers",
        title=_("Hasil penilaian kesesuaian"),
        permission=Permission.VIEW_VERDICTS,
        rows=answers_for,
        filters=AnswerFilters,
        search=by_name_or_nip("person__"),
        search_label=_("Nama atau NIP"),
        order="nama",
        detail="evaluations:answer",
        template="evaluations/answers.html",
        columns=(
            name_column("person__"),
            nip_column("person__"),
            *WHERE,
            Column(
                "hasil",
                _("Hasil"),
                "outcome",
                "decided",
                show=outcome_name,
                cell=badge,
                sort=("outcome",),
                width=24,
            ),
            Column(
                "jpm",
                _("JPM paling sedikit (%)"),
                "match_shown",
                cell=lambda value: number(value) or NOTHING,
                numeric=True,
                nullable=True,
                width=10,
            ),
            Column("kategori", _("Kategori JPM"), "category", width=10),
            Column("tidak", _("Tidak memenuhi"), "not_met", numeric=True, width=10),
            Column("belum", _("Belum ditentukan"), "undetermined", numeric=True, width=10),
            Column("sebab", _("Sebab"), "reason", show=reason_name, shown=False, width=30),
        ),
        empty_url="evaluations:list",
        empty_action=_("Jalankan penilaian"),
        empty_text=_("Hasil tampil di sini setelah penilaian dijalankan."),
    )
)
