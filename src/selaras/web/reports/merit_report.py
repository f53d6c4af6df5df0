"""The evidence list of the merit index as a report, with what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from selaras.clock import today
from selaras.core.policy import Purpose
from selaras.files.profile.report import Cell, Column, Link, Report, Table
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations.models import Run
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.organisation.models import Unit
from selaras.web.people.telling import language
from selaras.web.reports.merit import Evidence, Group, Part, groups_of
from selaras.web.ui.templatetags.ui import day, number


def notes(run: Run | None) -> Iterator[str]:
    """What the list says of itself."""
    if run is None:
        yield _(
            "Analisis kesenjangan belum ada: belum ada penilaian yang selesai untuk seluruh kewenangan Anda. "
            "Jalankan di halaman Kesesuaian."
        )
    yield _(
        "Bobot dan skor indeks sistem merit tidak dihitung di sini, karena dasar hukumnya belum diverifikasi. Setiap angka "
        "adalah jumlah baris daftar yang ditautkan, dalam kewenangan pencetak."
    )
    yield _(
        "Bukti lain yang biasa diminta — pertukaran pegawai dan catatan pembinaan — belum dicatat di Selaras; siapkan dari "
        "sumber lain."
    )


def merit_report(asker: Asker, base: str) -> Report:
    """The list as a report. `base`: the address before every link, such as https://selaras.example."""
    groups, run = groups_of(asker)
    place = asker.instansi
    about: list[tuple[str, Cell]] = [
        (_("Dicetak per tanggal"), today()),
        (_("Kewenangan"), ", ".join(_tops(asker)) or "–"),
    ]
    if run:
        asked = PURPOSES[Purpose(run.purpose)][language()]
        about.append(
            (
                _("Analisis kesenjangan dari"),
                _("penilaian nomor %(number)s (%(purpose)s), data per %(day)s")
                % {"number": run.pk, "purpose": asked, "day": day(run.on)},
            )
        )
    return Report(
        language=language(),
        title=_("Daftar bukti indeks sistem merit: standar dan data kompetensi"),
        place=place.name if place else "",
        about=tuple(about),
        notes=tuple(notes(run)),
        tables=tuple(_table(group, base) for group in groups),
        synthetic=_("DATA SINTETIS") if place and place.synthetic else "",
        empty=_("tidak ada"),
    )


def _tops(asker: Asker) -> Iterable[str]:
    return Unit.objects.filter(path__in=asker.paths(Permission.EXPORT)).values_list("name", flat=True)


def _table(group: Group, base: str) -> Table:
    return Table(
        key=group.key,
        title=group.title,
        columns=(
            Column(_("Bukti"), 34),
            Column(_("Pembilang"), 13, numeric=True),
            Column(_("Penyebut"), 13, numeric=True),
            Column(_("Bagian (%)"), 12, numeric=True),
            Column(_("Definisi"), 60),
            Column(_("Data per"), 14),
            Column(_("Dasar"), 40),
        ),
        rows=tuple(_row(each, base) for each in group.figures),
    )


def _row(each: Evidence, base: str) -> tuple[Cell, ...]:
    definition = _("Pembilang: %(numerator)s. Penyebut: %(denominator)s.") % {
        "numerator": each.numerator.said,
        "denominator": each.denominator.said,
    }
    mark = "" if each.verified else " — " + _("dasar hukum belum diverifikasi")
    return (
        each.title,
        _figure(each.numerator, base),
        _figure(each.denominator, base),
        each.share,
        definition,
        each.on,
        each.basis + mark,
    )


def _figure(part: Part, base: str) -> Cell:
    return Link(number(part.count), f"{base}{part.url}") if part.url else part.count
