"""The tables of a unit's report about evidence: who has it, how old it is, which of it soon ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.files.profile.report import Chart, Column, Table
from selaras.web.evaluations.ages import AGE_SIGNS, AGES, EXTENTS
from selaras.web.evaluations.endings import WINDOWS
from selaras.web.evaluations.models import Answer, Run
from selaras.web.reports.figures import Figures
from selaras.web.reports.unit_tables import COMMONEST, part_of
from selaras.web.ui.templatetags.ui import day, number

ENDINGS = 500  # rows of expiring evidence that are printed; all of them are counted
AGE_TONES = ("#2E8B6B", "#8FC7AE", "#C4622D", "#E0B98C", "#8A79C7")


def coverage(figures: Figures) -> Table:
    """How many people have evidence of all, some or none of what is asked."""
    return Table(
        key="coverage",
        title=_("Cakupan bukti kompetensi"),
        columns=(
            Column(_("Bukti"), 40),
            Column(_("Pegawai"), 14, numeric=True),
            Column(_("Bagian (%)"), 14, numeric=True),
        ),
        rows=tuple(
            (str(label), figures.extents[code], part_of(figures.extents[code], figures.asked))
            for code, label in EXTENTS
        ),
        note=_(
            "Dari %(asked)s pegawai yang standarnya meminta kompetensi. Yang dihitung hanya bukti yang dapat dipakai "
            "menurut kebijakan pada tanggal data."
        )
        % {"asked": number(figures.asked)},
    )


def ages(figures: Figures, names: Mapping[str, str]) -> Table:
    """How old the evidence of each competency is."""
    title = _("Umur bukti menurut kompetensi")
    return Table(
        key="ages",
        title=title,
        columns=(
            Column(_("Kompetensi"), 34),
            *(Column(str(label), 15, numeric=True) for _code, label in AGES),
            Column(_("di bawah standar"), 13, numeric=True),
        ),
        rows=tuple(
            (names[key], *(figures.ages[key][age] for age, _label in AGES), figures.ages[key]["below"])
            for key in names
            if key in figures.ages
        ),
        chart=Chart(
            title,
            _("Bagian pegawai menurut umur bukti pada setiap kompetensi; angkanya ada pada tabel di bawah."),
            (1, 2, 3, 4, 5),
            AGE_TONES,
            signs=tuple(AGE_SIGNS[code] for code, _label in AGES),
        ),
    )


def expiring(figures: Figures, rows: QuerySet[Answer], names: Mapping[str, str], run: Run) -> Table:
    """Evidence that ends soon after the day of the data."""
    days = WINDOWS[-1]
    shown = figures.endings[:ENDINGS]
    who = dict(
        rows.filter(person__in={each.person for each in shown}).values_list("person_id", "person__name")
    )
    note = _(
        "Dihitung dari tanggal data, %(day)s: %(endings)s hasil milik %(people)s pegawai habis berlaku dalam %(days)s "
        "hari, sampai %(last)s."
    ) % {
        "day": day(run.on),
        "endings": number(len(figures.endings)),
        "people": number(len({each.person for each in figures.endings})),
        "days": days,
        "last": day(run.on + timedelta(days=days)),
    }
    if len(figures.endings) > len(shown):
        note += " " + _("Yang dicetak: %(shown)s yang paling dekat.") % {"shown": number(len(shown))}
    return Table(
        key="expiring",
        title=_("Bukti yang segera berakhir"),
        columns=(Column(_("Nama"), 34), Column(_("Kompetensi"), 34), Column(_("Berlaku sampai"), 16)),
        rows=tuple((who.get(each.person, "–"), names.get(each.key, each.key), each.until) for each in shown),
        note=note,
        long=len(shown) > COMMONEST,
    )
