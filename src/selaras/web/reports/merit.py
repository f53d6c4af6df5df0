"""Evidence for the merit index: figures with their definition and the very list that each one counts.

A figure's numerator and denominator are queries of lists: what is counted here is what the list shows. Weights and
scores of the index are left out: nobody has verified them (see the note of the report).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from selaras.clock import today
from selaras.core.applicable import applicable
from selaras.core.citation import Trust
from selaras.core.model import Standard
from selaras.core.policy import Purpose
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations.lists import ANSWERS
from selaras.web.evaluations.models import Run
from selaras.web.evaluations.reading import latest_for
from selaras.web.lists.listing import Listing
from selaras.web.organisation.lists import POSITIONS
from selaras.web.organisation.models import Position
from selaras.web.organisation.reading import core_positions
from selaras.web.people.lists import PEOPLE
from selaras.web.standards.reading import in_force

EXECUTORS = "jenis=executor&keadaan=berlaku"
# The run that a gap analysis is read from: the purposes it is made for, the nearest first.
ANALYSED = (Purpose.DEVELOPMENT, Purpose.MAPPING, Purpose.APPOINTMENT)


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a figure: what is counted, and the list that shows exactly those."""

    said: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure: its definition, both sides, the day its data are of, its legal basis and how well that is known."""

    key: str
    title: str
    numerator: Part
    denominator: Part
    on: date
    basis: str
    trust: Trust

    @property
    def share(self) -> float | None:
        """Percent, two decimals, for display only."""
        whole = self.denominator.count
        return round(100 * self.numerator.count / whole, 2) if whole else None

    @property
    def verified(self) -> bool:
        """Whether the legal basis was read in the act or in a public source."""
        return self.trust.verified


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that belong together."""

    key: str
    title: str
    figures: tuple[Evidence, ...]


def groups_of(asker: Asker) -> tuple[list[Group], Run | None]:
    """All figures within what the asker may take along, and the run that the gap analysis is read from."""
    on = today()
    found = [Group("standar", _("Jabatan dan standar kompetensi"), tuple(_standards(asker, on)))]
    found.append(Group("data", _("Data kompetensi pegawai"), tuple(_coverage(asker, on))))
    run = next((run for purpose in ANALYSED if (run := latest_for(asker, purpose))), None)
    if run:
        found.append(Group("kesenjangan", _("Analisis kesenjangan"), tuple(_gaps(asker, run, on))))
    return found, run


def counted(asker: Asker, listing: Listing, query: str, said: str) -> Part:
    """What a list finds, and its address."""
    rows, _filters = listing.found(asker, listing.state(QueryDict(query)), Permission.EXPORT)
    return Part(said, rows.count(), listing.url(query=query))


def _standards(asker: Asker, on: date) -> Iterator[Evidence]:
    every = counted(asker, POSITIONS, EXECUTORS, _("jabatan pelaksana yang berlaku hari ini"))
    with_standard = _with_standard(asker, on)
    basis = _("PermenPANRB 38/2017 tentang standar kompetensi jabatan ASN")
    yield Evidence(
        "jabatan-berstandar",
        _("Jabatan pelaksana yang punya standar kompetensi"),
        Part(
            _(
                "jabatan pelaksana yang tepat satu standar berlaku baginya menurut peraturan yang diterbitkan di Selaras"
            ),
            sum(with_standard.values()),
        ),
        every,
        on,
        basis,
        Trust.SECONDARY,
    )
    yield Evidence(
        "jabatan-tanpa-kelas",
        _("Jabatan pelaksana yang kelasnya belum ditetapkan"),
        counted(
            asker,
            POSITIONS,
            f"{EXECUTORS}&kelas=belum",
            _("jabatan pelaksana yang kelas jabatannya belum dicatat"),
        ),
        every,
        on,
        basis,
        Trust.SECONDARY,
    )
    for job_class in sorted(with_standard, reverse=True):
        whole = counted(
            asker,
            POSITIONS,
            f"{EXECUTORS}&kelas={job_class}",
            _("jabatan pelaksana kelas %(kelas)s") % {"kelas": job_class},
        )
        said = _("di antaranya yang punya standar")
        yield Evidence(
            f"kelas-{job_class}",
            _("Jabatan kelas %(kelas)s yang punya standar") % {"kelas": job_class},
            Part(
                said, with_standard[job_class], whole.url if with_standard[job_class] == whole.count else ""
            ),
            whole,
            on,
            basis,
            Trust.SECONDARY,
        )


def _with_standard(asker: Asker, on: date) -> Mapping[int, int]:
    """Class → executor positions to which exactly one standard applies; classes without one count 0."""
    scope = POSITIONS.found(asker, POSITIONS.state(QueryDict(EXECUTORS)), Permission.EXPORT)[0]
    positions = core_positions(Position.objects.filter(pk__in=scope.order_by().values("pk")), on)
    laws = in_force(asker.instansi, on) if asker.instansi else ()
    found: dict[int, int] = {}
    for position in positions.values():
        if position.job_class is not None:
            has = isinstance(applicable(position, laws, on), Standard)
            found[position.job_class] = found.get(position.job_class, 0) + has
    return found


def _coverage(asker: Asker, on: date) -> Iterator[Evidence]:
    every = counted(asker, PEOPLE, "", _("pegawai yang masih bertugas"))
    basis = _(
        "Hasil penilaian kompetensi sebagai bukti pemetaan (PermenPANRB 38/2017; PerBKN 26/2019 Pasal 29)"
    )
    for value, title, said in (
        (
            "lengkap",
            _("Pegawai dengan data kompetensi lengkap"),
            _("pegawai yang punya hasil untuk sebanyak kompetensi yang diminta standar kelas jabatannya"),
        ),
        (
            "sebagian",
            _("Pegawai dengan data kompetensi sebagian"),
            _("pegawai yang punya hasil, tetapi kurang dari yang diminta standar kelas jabatannya"),
        ),
        (
            "belum",
            _("Pegawai tanpa data kompetensi"),
            _("pegawai yang belum punya satu pun hasil kompetensi"),
        ),
    ):
        yield Evidence(
            f"data-{value}",
            title,
            counted(asker, PEOPLE, f"kompetensi={value}", said),
            every,
            on,
            basis,
            Trust.SECONDARY,
        )


def _gaps(asker: Asker, run: Run, on: date) -> Iterator[Evidence]:
    of_run = f"penilaian={run.pk}"
    basis = _("PP 11/2017 Pasal 205–207: membandingkan profil pegawai dengan standar kompetensi jabatan")
    every = counted(asker, PEOPLE, "", _("pegawai yang masih bertugas"))
    inside = counted(
        asker, ANSWERS, of_run, _("pegawai dalam penilaian nomor %(number)s") % {"number": run.pk}
    )
    yield Evidence(
        "dianalisis",
        _("Pegawai yang profilnya dibandingkan dengan standar"),
        inside,
        every,
        run.on,
        basis,
        Trust.VERIFIED,
    )
    for reason, title, said in (
        (
            "level_below",
            _("Pegawai dengan kesenjangan level kompetensi"),
            _("pegawai yang levelnya di bawah standar pada sekurangnya satu kompetensi"),
        ),
        (
            "indicators_below",
            _("Pegawai dengan kesenjangan indikator"),
            _("pegawai yang indikatornya belum cukup terpenuhi pada sekurangnya satu kompetensi"),
        ),
        (
            "no_evidence",
            _("Pegawai yang kesenjangannya belum terukur seluruhnya"),
            _("pegawai tanpa bukti pada sekurangnya satu baris standar"),
        ),
        (
            "expired",
            _("Pegawai dengan bukti kedaluwarsa"),
            _("pegawai yang bukti terdekatnya sudah lewat masa berlaku pada sekurangnya satu kompetensi"),
        ),
    ):
        query = f"{of_run}&sebab={reason}"
        yield Evidence(
            f"kesenjangan-{reason}",
            title,
            counted(asker, ANSWERS, query, said),
            inside,
            run.on,
            basis,
            Trust.VERIFIED,
        )
