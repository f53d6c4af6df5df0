"""A small fixed cast, so that tests read as sentences. Everybody here is synthetic.

Rini meets class 5 in everything. Budi lacks evidence. Sari is below standard in one competency. Joko drives in class 4,
for which no standard exists. Tono heads a section. Wati's class is not recorded.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from selaras.core.evaluate import evaluate_held
from selaras.core.model import (
    EducationHeld,
    Employment,
    EmploymentHeld,
    Evidence,
    Person,
    Position,
    PositionHeld,
    PositionType,
    RankHeld,
    Standard,
    TrainingKind,
    TrainingTaken,
)
from selaras.core.policy import Policy
from selaras.core.verdict import Verdict
from selaras.law.lists import education_levels, ranks
from selaras.law.load import regulation
from selaras.law.policies import policies

ON = date(2026, 7, 1)
MEASURED = date(2025, 3, 14)
START = date(2015, 1, 1)
DUMAI = regulation("perwali-dumai-6-2023")
APPOINTMENT: Policy = policies("appointment")[0]

CLERK = Position(
    "pengadministrasi-umum",
    "Pengadministrasi Umum",
    "Kota Dumai",
    job_class=5,
    family="Pengadministrasi",
    unit="Dinas Perhubungan",
    fields=("Administrasi Perkantoran",),
    trainings=("Diklat Kearsipan",),
)
DRIVER = replace(CLERK, id="pengemudi-ambulan", title="Pengemudi Ambulan", job_class=4, family="Pengemudi")
HEAD = replace(CLERK, id="kasi", title="Kepala Seksi", type=PositionType.STRUCTURAL, job_class=None)
UNMAPPED = replace(CLERK, id="staf", title="Staf", job_class=None, family=None)


def standard_of(job_class: int) -> Standard:
    """The Dumai standard of a class."""
    return next(s for s in DUMAI.standards if s.applies_to.job_class == job_class)


def person(number: int, name: str, position: Position, evidence: tuple[Evidence, ...] = ()) -> Person:
    """Somebody in `position` since 2015 with every requirement of class 5 met."""
    return Person(
        id=f"1990010120150110{number:02d}",
        name=f"Contoh {name}",
        entered_on=START,
        employment=(EmploymentHeld(id="k1", since=START, type=Employment.PNS),),
        educations=(
            EducationHeld(
                id="p1",
                since=date(2008, 6, 1),
                level=education_levels()["SLTA"],
                field="Administrasi Perkantoran",
            ),
        ),
        ranks=(RankHeld(id="g1", since=date(2023, 4, 1), rank=ranks()["II/b"]),),
        positions=(PositionHeld(id="j1", since=START, position=position),),
        trainings=(
            TrainingTaken(id="l1", since=date(2015, 6, 1), kind=TrainingKind.MANAGERIAL, name="Latsar CPNS"),
            TrainingTaken(
                id="l2", since=date(2019, 6, 1), kind=TrainingKind.TECHNICAL, name="Diklat Kearsipan"
            ),
        ),
        evidence=evidence,
    )


def results(job_class: int, below: tuple[str, ...] = (), above: tuple[str, ...] = ()) -> tuple[Evidence, ...]:
    """A panel result for every competency of a class: at the level required, or below or above it."""
    return tuple(
        Evidence(
            id=f"b-{row.code}",
            since=MEASURED,
            rubric=row.rubric,
            source="internal_panel",
            assessors=2,
            level=0 if row.code in below else 2 if row.code in above else 1,
        )
        for row in standard_of(job_class).competencies
    )


RINI = person(1, "Rini", CLERK, results(5, above=("M.2",)))
BUDI = person(2, "Budi", CLERK)
SARI = person(3, "Sari", CLERK, results(5, below=("M.5",)))
JOKO = person(4, "Joko", DRIVER)
TONO = person(5, "Tono", HEAD)
WATI = person(6, "Wati", UNMAPPED)
EVERYBODY = (RINI, BUDI, SARI, JOKO, TONO, WATI)


def verdict_of(who: Person, policy: Policy = APPOINTMENT, on: date = ON) -> Verdict:
    """The verdict for the position held."""
    return evaluate_held(who, [DUMAI], policy, on)
