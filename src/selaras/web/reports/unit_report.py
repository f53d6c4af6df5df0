"""The report of a unit or of the whole agency: from the newest run that covers it, within what the asker may take along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.core.policy import Purpose
from selaras.errors import DataRefused, Text
from selaras.files.profile.report import Cell, Report
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations.lists import rows_of
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.outcomes import outcomes_of
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.evaluations.reading import answers_of, latest_for
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Entry
from selaras.web.people.telling import language
from selaras.web.policies.reading import policies_by
from selaras.web.reports.evidence_tables import ages, coverage, expiring
from selaras.web.reports.figures import Figures, figures_of
from selaras.web.reports.people_table import people
from selaras.web.reports.unit_tables import commonest, distribution, units, without_standard
from selaras.web.standards.reading import laws
from selaras.web.ui.templatetags.ui import moment, number

NO_RUN = DataRefused(
    Text(
        "Belum ada penilaian yang selesai untuk unit dan keperluan ini.",
        "No finished evaluation covers this unit and purpose yet.",
    ),
    Text(
        "Minta analis SDM menjalankan penilaian di halaman Kesesuaian, lalu cetak laporannya.",
        "Ask the analyst to run an evaluation on the page Kesesuaian, then print the report.",
    ),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A report with what it was made of."""

    report: Report
    run: Run
    people: int


def answers(asker: Asker, run: Run, unit: Unit) -> QuerySet[Answer]:
    """The answers that the asker may take along."""
    return answers_of(asker, run, unit).filter(asker.within(Permission.EXPORT, "person__unit__path"))


def unit_report(asker: Asker, unit: Unit, purpose: Purpose) -> Taken:
    """Make the report in the language of the page. Raises DataRefused without a finished run."""
    run = latest_for(asker, purpose, unit)
    if run is None:
        raise NO_RUN
    rows = answers(asker, run, unit)
    figures = figures_of(rows, run, unit)
    names, outcomes = _names(run), outcomes_of(run)
    tables = (
        distribution(figures, outcomes),
        commonest(
            "gaps",
            _("Kekurangan yang paling sering"),
            figures.gaps,
            names,
            _("Tidak ada kekurangan yang terbukti."),
        ),
        commonest("open", _("Yang belum dapat ditentukan, paling sering"), figures.open, names, ""),
        without_standard(figures),
        coverage(figures),
        ages(figures, names),
        units(figures, unit, outcomes),
        expiring(figures, rows, names, run),
        people(rows, outcomes),
    )
    report = Report(
        language=language(),
        title=_("Laporan kesesuaian unit") if unit.parent_id else _("Laporan kesesuaian instansi"),
        place=unit.name,
        about=tuple(_about(run, figures)),
        notes=tuple(_notes(run, unit)),
        tables=tuple(table for table in tables if table is not None),
        synthetic=_("DATA SINTETIS") if unit.instansi.synthetic else "",
        empty=_("tidak ada"),
    )
    return Taken(report, run, figures.people)


def _about(run: Run, figures: Figures) -> Iterator[tuple[str, Cell]]:
    yield _("Keperluan"), PURPOSES[Purpose(run.purpose)][language()]
    yield _("Data per tanggal"), run.on
    yield (
        _("Penilaian"),
        _("nomor %(number)s, dijalankan %(when)s") % {"number": run.pk, "when": moment(run.at)},
    )
    yield (
        _("Standar yang dipakai"),
        ", ".join(law.instrument.short for law in laws(run.instansi, run.versions)) or "–",
    )
    yield _("Kebijakan"), "; ".join(_policies(run)) or run.policy or "–"
    yield _("Versi mesin"), run.engine
    yield _("Pegawai dalam laporan"), figures.people


def _policies(run: Run) -> Iterator[str]:
    """Title and key of each, as a profile names them."""
    for policy in policies_by(run.instansi, run.policies) if run.policies else ():
        yield f"{policy.title[language()]} ({policy.id})"


def _notes(run: Run, unit: Unit) -> Iterator[str]:
    later = Entry.objects.filter(
        person__instansi=run.instansi, person__unit__path__startswith=unit.path, pk__gt=run.read_up_to
    ).count()
    if later:
        yield _(
            "Data berubah sejak %(when)s: %(later)s catatan baru di unit ini belum diperhitungkan. "
            "Jalankan penilaian baru untuk yang terkini."
        ) % {"when": moment(run.at), "later": number(later)}
    yield _(
        "Laporan ini merangkum perbandingan dengan standar; bukan keputusan. “Belum dapat ditentukan” berarti bukti "
        "belum ada atau belum dapat dipakai, bukan tidak memenuhi."
    )


def _names(run: Run) -> Mapping[str, str]:
    return dict(rows_of(laws(run.instansi, run.versions)))
