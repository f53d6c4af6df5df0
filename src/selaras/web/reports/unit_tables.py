"""The tables of a unit's report, each with its chart where bars say more than figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.core.words import percent
from selaras.files.profile.report import Cell, Chart, Column, Table
from selaras.files.results.sheet import COLOURS
from selaras.law.words import words
from selaras.web.evaluations.ages import ALL
from selaras.web.evaluations.lists import NAMES as OUTCOME_NAMES
from selaras.web.evaluations.models import Answer
from selaras.web.organisation.models import Unit
from selaras.web.people.telling import language
from selaras.web.reports.figures import AGES, EXTENTS, OUTCOMES, SOON, Figures
from selaras.web.ui.templatetags.ui import nip, number

COMMONEST = 15
ENDINGS = 500  # rows of expiring evidence that are printed; all of them are counted
TONES = tuple(COLOURS[outcome] for outcome in COLOURS)
AGE_TONES = ("#2E8B6B", "#8FC7AE", "#C4622D", "#E0B98C", "#8A79C7")


def distribution(figures: Figures) -> Table:
    """Verdicts by job class."""
    ordered = sorted(figures.classes.items(), key=lambda item: -(item[0] or 0))
    rows = [_counted(_class(job_class), counted) for job_class, counted in ordered]
    if len(rows) > 1:
        rows.append(_counted(_("Semua"), figures.outcomes))
    return Table(
        key="distribution",
        title=_("Sebaran hasil menurut kelas jabatan"),
        columns=(Column(_("Kelas jabatan"), 30), *_outcome_columns(), Column(_("Jumlah"), 12, numeric=True)),
        rows=tuple(rows),
        chart=Chart(
            _("Hasil menurut kelas jabatan"),
            _("Bagian pegawai menurut hasil pada setiap kelas jabatan; angkanya ada pada tabel di bawah."),
            (1, 2, 3, 4),
            TONES,
        ),
    )


def _class(job_class: int | None) -> str:
    return _("Kelas %(kelas)s") % {"kelas": job_class} if job_class else _("tanpa kelas")


def _counted(label: str, counted: Mapping[str, int]) -> tuple[Cell, ...]:
    return (
        label,
        *(counted.get(code, 0) for code in OUTCOMES),
        sum(counted.get(code, 0) for code in OUTCOMES),
    )


def _outcome_columns() -> Iterator[Column]:
    for code in OUTCOMES:
        yield Column(str(OUTCOME_NAMES[code]), 18, numeric=True)


def commonest(
    key: str, title: str, counted: Mapping[tuple[str, str], int], names: Mapping[str, str], empty: str
) -> Table:
    """The commonest rows with a reason, people first counted."""
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:COMMONEST]
    return Table(
        key=key,
        title=title,
        columns=(
            Column(_("Baris standar"), 40),
            Column(_("Pegawai"), 14, numeric=True),
            Column(_("Sebab"), 40),
        ),
        rows=tuple((names.get(row, row), people, _reason(reason)) for (row, reason), people in ordered),
        note=empty if not ordered else "",
        chart=Chart(
            title,
            _("Banyaknya pegawai pada setiap baris standar; angkanya ada pada tabel di bawah."),
            (1,),
            ("#0C5C63",),
            whole=False,
        ),
    )


def _reason(code: str) -> str:
    return words().get("short", code)[language()] if code else ""


def without_standard(figures: Figures) -> Table | None:
    """People to whom no standard applied, by reason."""
    found = [(code, people) for code, people in figures.without.most_common() if code and people]
    if not found:
        return None
    return Table(
        key="without",
        title=_("Pegawai yang tidak dibandingkan dengan standar"),
        columns=(Column(_("Sebab"), 60), Column(_("Pegawai"), 14, numeric=True)),
        rows=tuple((_reason(code), people) for code, people in found),
    )


def coverage(figures: Figures) -> Table:
    """How many people have evidence of all, some or none of what is asked."""
    labels = dict(
        zip(EXTENTS, (_("bukti lengkap"), _("bukti sebagian"), _("tanpa bukti sama sekali")), strict=True)
    )
    return Table(
        key="coverage",
        title=_("Cakupan bukti kompetensi"),
        columns=(
            Column(_("Bukti"), 40),
            Column(_("Pegawai"), 14, numeric=True),
            Column(_("Bagian (%)"), 14, numeric=True),
        ),
        rows=tuple(
            (labels[code], figures.extents[code], _share(figures.extents[code], figures.asked))
            for code in EXTENTS
        ),
        note=_(
            "Dari %(asked)s pegawai yang standarnya meminta kompetensi. Yang dihitung hanya bukti yang dapat dipakai "
            "menurut kebijakan pada tanggal data."
        )
        % {"asked": number(figures.asked)},
    )


def _share(part: int, whole: int) -> Cell:
    return None if not whole else round(100 * part / whole, 2)


def ages(figures: Figures, names: Mapping[str, str]) -> Table:
    """How old the evidence of each competency is."""
    labels = (
        _("kurang dari 1 tahun"),
        _("1 tahun atau lebih, masih berlaku"),
        _("kedaluwarsa"),
        _("ada, tidak dapat dipakai"),
        _("belum ada"),
    )
    ordered = [(key, figures.ages[key]) for key in names if key in figures.ages]
    return Table(
        key="ages",
        title=_("Umur bukti menurut kompetensi"),
        columns=(
            Column(_("Kompetensi"), 34),
            *(Column(label, 15, numeric=True) for label in labels),
            Column(_("di bawah standar"), 13, numeric=True),
        ),
        rows=tuple(
            (names[key], *(counted[age] for age in AGES), counted["below"]) for key, counted in ordered
        ),
        chart=Chart(
            _("Umur bukti menurut kompetensi"),
            _("Bagian pegawai menurut umur bukti pada setiap kompetensi; angkanya ada pada tabel di bawah."),
            (1, 2, 3, 4, 5),
            AGE_TONES,
        ),
    )


def units(figures: Figures, unit: Unit) -> Table | None:
    """The units right below beside each other."""
    if len(figures.units) < 2:
        return None
    names = dict(Unit.objects.filter(pk__in=figures.units).values_list("pk", "name"))
    names[unit.pk] = _("%(unit)s (langsung)") % {"unit": unit.name}
    ordered = sorted(figures.units.items(), key=lambda item: names.get(item[0], ""))
    return Table(
        key="units",
        title=_("Perbandingan unit"),
        columns=(
            Column(_("Unit"), 40),
            *_outcome_columns(),
            Column(_("Jumlah"), 12, numeric=True),
            Column(_("bukti lengkap (%)"), 13, numeric=True),
        ),
        rows=tuple(
            (
                *_counted(names.get(pk, "–"), counted),
                _share(counted[ALL], sum(counted[code] for code in EXTENTS)),
            )
            for pk, counted in ordered
        ),
        chart=Chart(
            _("Hasil menurut unit"),
            _("Bagian pegawai menurut hasil pada setiap unit; angkanya ada pada tabel di bawah."),
            (1, 2, 3, 4),
            TONES,
        ),
    )


def expiring(figures: Figures, rows: QuerySet[Answer], names: Mapping[str, str]) -> Table:
    """Evidence that ends soon after the day of the data."""
    shown = figures.endings[:ENDINGS]
    who = dict(
        rows.filter(person__in={each.person for each in shown}).values_list("person_id", "person__name")
    )
    note = _("%(endings)s hasil berakhir dalam %(days)s hari setelah tanggal data.") % {
        "endings": number(len(figures.endings)),
        "days": SOON,
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


def people(rows: QuerySet[Answer]) -> Table:
    """Everybody by name."""
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
            Column(_("NIP"), 25),
            Column(_("Jabatan"), 30),
            Column(_("Kelas"), 8, numeric=True),
            Column(_("Unit"), 28),
            Column(_("Hasil"), 20),
            Column(_("JPM (%)"), 15, numeric=True),
            Column(_("Kategori JPM"), 11),
            Column(_("Tidak memenuhi"), 11, numeric=True),
            Column(_("Belum ditentukan"), 12, numeric=True),
        ),
        rows=tuple(_person(row) for row in listed.iterator(2000)),
        long=True,
    )


def _person(row: tuple[Any, ...]) -> tuple[Cell, ...]:
    name, number_, title, job_class, unit, outcome, low, high, category, not_met, undetermined = row
    return (
        name,
        nip(number_),
        title,
        job_class,
        unit,
        str(OUTCOME_NAMES.get(outcome, outcome)),
        _match(low, high),
        category,
        not_met,
        undetermined,
    )


def _match(low: str, high: str) -> str:
    if not low:
        return "–"
    ends = [percent(Fraction(end), language()) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)
