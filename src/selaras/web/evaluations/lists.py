"""The verdict list of a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.html import escape, format_html
from django.utils.translation import gettext_lazy as _
from django_filters import NumberFilter

from selaras.core.model import Regulation
from selaras.core.verdict import Reason
from selaras.law.words import words
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import NOTHING, Asker
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.within import having_reason, having_row, having_state
from selaras.web.lists.columns import Column
from selaras.web.lists.filters import Choice, Filters
from selaras.web.lists.filters import words as having_words
from selaras.web.lists.listing import Listing, register
from selaras.web.organisation.lists import below, offer_units
from selaras.web.people.telling import language
from selaras.web.standards.reading import laws
from selaras.web.ui.templatetags.ui import nip

OUTCOMES = (
    ("eligible", _("memenuhi")),
    ("not_eligible", _("tidak memenuhi")),
    ("undetermined", _("belum dapat ditentukan")),
    ("not_covered", _("di luar standar pelaksana")),
)
TONES = {"eligible": "ok", "not_eligible": "no", "undetermined": "un", "not_covered": "plain"}
SIGNS = {"eligible": "✓", "not_eligible": "✗", "undetermined": "?", "not_covered": "–"}
NAMES = dict(OUTCOMES)
CELL_STATES = (
    ("above", _("di atas standar")),
    ("equal", _("sesuai standar")),
    ("below", _("di bawah standar")),
    ("missing", _("belum dapat ditentukan")),
    ("none", _("tidak disyaratkan")),
)


def rows(asker: Asker, permission: Permission) -> QuerySet[Answer]:
    """Answers about people within the scope, as units are today, and about oneself."""
    own = Q(person__user=asker.user) if asker.may(Permission.VIEW_OWN) else NOTHING
    found = Answer.objects.filter(asker.within(permission, "person__unit__path") | own, run__finished=True)
    return found if asker.national else found.filter(run__instansi=asker.instansi)


def _outcome(code: str) -> str:
    return str(NAMES.get(code, code))


def _badge(code: str) -> str:
    # Leaner than the component: a list has hundreds of them.
    return format_html(
        '<span class="status status-{}"><span aria-hidden="true">{}</span> <span>{}</span></span>',
        TONES.get(code, "plain"),
        SIGNS.get(code, ""),
        _outcome(code),
    )


def _reason(code: str) -> str | None:
    return words().get("short", code)[language()] if code else None


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


def _by_code(row: tuple[str, str]) -> list[tuple[bool, int, str]]:
    """Codes as people count: M.2 before M.10."""
    parts = row[0].replace(":", ".").split(".")
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


class AnswerFilters(Filters):
    """The run, the outcome, the class, the unit."""

    penilaian = NumberFilter(
        label=_("Penilaian nomor"), field_name="run_id", max_value=10**15, widget=forms.HiddenInput
    )
    hasil = Choice(_("Hasil"), OUTCOMES, apply=lambda found, value: found.filter(outcome=value))
    kelas = Choice(_("Kelas jabatan"), apply=lambda found, value: found.filter(job_class=int(value)))
    unit = Choice(_("Unit"), method="filter_unit")
    kompetensi = Choice(_("Kompetensi atau syarat"), method="filter_row")
    keadaan = Choice(_("Keadaan kompetensi itu"), CELL_STATES, method="filter_state")
    sebab = Choice(_("Sebab"), method="filter_reason")

    def prepare(self, form: forms.Form) -> None:
        """Units of the asker's scope, the classes, the rows of the run's standards, all reasons."""
        offer_units(form, self.asker)
        form.fields["kompetensi"].choices = self._rows()  # type: ignore[attr-defined]
        named = ((code, text) for code, text in words().texts["short"].items() if code in set(Reason))
        reasons = sorted(((code, text[language()]) for code, text in named), key=lambda each: each[1])
        form.fields["sebab"].choices = reasons  # type: ignore[attr-defined]
        classes = (each for each in range(17, 0, -1))
        form.fields["kelas"].choices = [("", "—"), *((each, str(each)) for each in classes)]  # type: ignore[attr-defined]

    def filter_unit(self, found: QuerySet[Answer], _name: str, value: Any) -> QuerySet[Answer]:
        """The unit and everything below it."""
        return below(found, str(value), "person__unit__path")

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

    def _rows(self) -> list[tuple[str, str]]:
        """The rows of the standards that the run was made with, competencies first."""
        said = str(self.data.get("penilaian", ""))
        run = (
            Run.objects.select_related("instansi").filter(pk=int(said)).first() if said.isdecimal() else None
        )
        return rows_of(laws(run.instansi, run.versions)) if run else []


ANSWERS = register(
    Listing(
        key="answers",
        route="evaluations:answers",
        title=_("Hasil penilaian kesesuaian"),
        permission=Permission.VIEW_VERDICTS,
        rows=rows,
        filters=AnswerFilters,
        search=having_words("person__name", prefixes=("person__nip",)),
        search_label=_("Nama atau NIP"),
        order="nama",
        detail="evaluations:answer",
        columns=(
            Column("nama", _("Nama"), "person__name", link=True, width=32),
            Column(
                "nip", _("NIP"), "person__nip", cell=lambda value: escape(nip(value)), code=True, width=21
            ),
            Column("jabatan", _("Jabatan"), "title", width=36),
            Column("kelas", _("Kelas"), "job_class", numeric=True, nullable=True, width=8),
            Column("unit", _("Unit"), "person__unit__name", width=30),
            Column("hasil", _("Hasil"), "outcome", show=_outcome, cell=_badge, width=24),
            Column("jpm", _("JPM paling sedikit (%)"), "match_shown", numeric=True, nullable=True, width=10),
            Column("kategori", _("Kategori"), "category", width=10),
            Column("tidak", _("Tidak memenuhi"), "not_met", numeric=True, width=10),
            Column("belum", _("Belum ditentukan"), "undetermined", numeric=True, width=10),
            Column("sebab", _("Sebab"), "reason", show=_reason, shown=False, width=30),
        ),
    )
)
