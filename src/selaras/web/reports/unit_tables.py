"""The tables of a unit's report about verdicts, each with its chart where bars say more than figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from selaras.core.verdict import Outcome as Code
from selaras.files.profile.report import Cell, Chart, Column, Table
from selaras.files.results.sheet import COLOURS
from selaras.law.words import words
from selaras.web.evaluations.ages import ALL, EXTENTS
from selaras.web.evaluations.outcomes import TONES, Outcome
from selaras.web.organisation.models import Unit
from selaras.web.people.telling import language
from selaras.web.reports.figures import Figures

COMMONEST = 15
# “rest” as on the map: where no row decides, nobody is said to meet the standard.
COLOUR = {tone: COLOURS[Code(code)] for code, tone in TONES.items()} | {"rest": "#8FB4B8"}


def distribution(figures: Figures, outcomes: Sequence[Outcome]) -> Table:
    """Verdicts by job class."""
    ordered = sorted(figures.classes.items(), key=lambda item: -(item[0] or 0))
    rows = [_counted(_class(job_class), counted, outcomes) for job_class, counted in ordered]
    if len(rows) > 1:
        rows.append(_counted(_("Semua"), figures.outcomes, outcomes))
    return Table(
        key="distribution",
        title=_("Sebaran hasil menurut kelas jabatan"),
        columns=_columns(Column(_("Kelas jabatan"), 30), outcomes),
        rows=tuple(rows),
        chart=_bars(
            _("Hasil menurut kelas jabatan"),
            _("Bagian pegawai menurut hasil pada setiap kelas jabatan; angkanya ada pada tabel di bawah."),
            outcomes,
        ),
    )


def _class(job_class: int | None) -> str:
    return _("Kelas %(kelas)s") % {"kelas": job_class} if job_class else _("tanpa kelas")


def _columns(first: Column, outcomes: Sequence[Outcome]) -> tuple[Column, ...]:
    """Columns of a table of verdicts."""
    named = (Column(str(each.label), 18, numeric=True) for each in outcomes)
    return (first, *named, Column(_("Jumlah"), 12, numeric=True))


def _counted(label: str, counted: Mapping[str, int], outcomes: Sequence[Outcome]) -> tuple[Cell, ...]:
    """A row of it."""
    found = [counted.get(each.code, 0) for each in outcomes]
    return (label, *found, sum(found))


def _bars(title: str, description: str, outcomes: Sequence[Outcome]) -> Chart:
    """Its chart."""
    colours = tuple(COLOUR[each.tone] for each in outcomes)
    values = tuple(range(1, len(colours) + 1))
    return Chart(title, description, values, colours, signs=tuple(each.sign for each in outcomes))


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
            Column(_("Sebab"), 40),
            Column(_("Pegawai"), 14, numeric=True),
        ),
        rows=tuple((names.get(row, row), _reason(reason), people) for (row, reason), people in ordered),
        note=empty if not ordered else "",
        chart=Chart(
            title,
            _("Banyaknya pegawai pada setiap baris standar; angkanya ada pada tabel di bawah."),
            (2,),
            ("#0C5C63",),
            whole=False,
            labels=(0, 1),
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


def units(figures: Figures, unit: Unit, outcomes: Sequence[Outcome]) -> Table | None:
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
            *_columns(Column(_("Unit"), 40), outcomes),
            Column(_("bukti lengkap (%)"), 13, numeric=True),
        ),
        rows=tuple(
            (
                *_counted(names.get(pk, "–"), counted, outcomes),
                part_of(counted[ALL], sum(counted[code] for code, _label in EXTENTS)),
            )
            for pk, counted in ordered
        ),
        chart=_bars(
            _("Hasil menurut unit"),
            _("Bagian pegawai menurut hasil pada setiap unit; angkanya ada pada tabel di bawah."),
            outcomes,
        ),
    )


def part_of(part: int, whole: int) -> float | None:
    """In percent; nothing of nothing."""
    return round(100 * part / whole, 2) if whole else None
