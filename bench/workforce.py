"""A generated workforce for measuring: Dumai's three standards, full evidence, the usual mess. All synthetic."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from selaras.core.batch.columns import SCHEMAS, Tables
from selaras.core.model import (
    Determination,
    EducationHeld,
    Employment,
    EmploymentHeld,
    Evidence,
    Person,
    Position,
    PositionHeld,
    RankHeld,
    Regulation,
    RowKey,
    Rubric,
    Standard,
    TrainingKind,
    TrainingTaken,
)
from selaras.law.lists import education_levels, ranks
from selaras.law.load import regulation

ON = date(2026, 7, 1)
_FIELDS = ("Hukum", "Ekonomi", "Manajemen", "Teknik Sipil", "Informatika", "Kesehatan Masyarakat")
_TECHNICAL = ("Bendahara", "Kearsipan", "Pengadaan Barang", "Tata Naskah")
_FAMILIES = ("Pengelola", "Pengadministrasi", "Pengemudi", "Juru", "Analis")
_SOURCES = (*("accredited_centre",) * 20, *("cact_bkn",) * 10, *("internal_panel",) * 4, "self")
_EDUCATION = {
    7: (*("S-1",) * 8, "S-2", "D-III"),
    6: (*("D-III",) * 6, "S-1", "SLTA"),
    5: (*("SLTA",) * 8, "D-III", "SLTP"),
}
_RANKS = {
    7: ("III/a", "III/b", "III/c", "II/d"),
    6: ("II/c", "II/d", "III/a", "III/b"),
    5: ("I/c", "II/a", "II/b", "II/c"),
}


def standards() -> Regulation:
    """The regulation measured with: classes 7, 6 and 5, with 14, 16 and 12 competencies."""
    return regulation("perwali-dumai-6-2023")


def positions(region: str, r: random.Random) -> dict[int, list[Position]]:
    """A hundred positions for each class with a standard, each with its lists of fields and trainings."""
    return {
        job_class: [
            Position(
                id=f"{job_class}-{n}",
                title=f"{_FAMILIES[n % 5]} {n}",
                region=region,
                job_class=job_class,
                family=_FAMILIES[n % 5],
                fields=tuple(r.sample(_FIELDS, 3)) if n % 4 else None,
                trainings=tuple(r.sample(_TECHNICAL, 2)) if n % 3 else None,
            )
            for n in range(100)
        ]
        for job_class in (7, 6, 5)
    }


def people(size: int) -> list[Person]:
    """So many people, a third in each class. The same for the same size."""
    r = random.Random(62023)
    law = standards()
    asked = {standard.applies_to.job_class or 0: standard for standard in law.standards}
    others: dict[str, list[Rubric]] = {}
    for standard in law.standards:
        for row in standard.competencies:
            others.setdefault(row.code, []).append(row.rubric)
    places = positions(law.instrument.region or "", r)
    return [person(n, (7, 6, 5)[n % 3], r, places, asked, others) for n in range(size)]


def person(
    number: int,
    job_class: int,
    r: random.Random,
    places: dict[int, list[Position]],
    asked: dict[int, Standard],
    others: dict[str, list[Rubric]],
) -> Person:
    """One person with facts, a position history and results for nearly every competency of their class."""
    entered = date(r.randint(2005, 2024), r.randint(1, 12), 1)
    moves = sorted(
        {entered, *(entered + timedelta(days=r.randint(200, 6000)) for _ in range(r.randint(0, 2)))}
    )
    moves = [day for day in moves if day <= ON]
    held = [r.choice(places[job_class]) for _ in moves]
    pppk = r.random() < 0.1
    levels = education_levels()
    return Person(
        id=f"{number:018}",
        name="Rekaan",
        entered_on=entered if r.random() < 0.8 else None,
        employment=(EmploymentHeld(id="1", since=entered, type=Employment.PPPK if pppk else Employment.PNS),),
        educations=tuple(
            EducationHeld(
                id=str(n),
                since=entered - timedelta(days=400 - 100 * n),
                level=levels[r.choice(_EDUCATION[job_class])],
                field=r.choice((*_FIELDS, "")),
            )
            for n in range(r.choice((1, 1, 2)))
        ),
        ranks=tuple(
            RankHeld(
                id=str(n), since=entered + timedelta(days=1400 * n), rank=ranks()["IX" if pppk else code]
            )
            for n, code in enumerate(sorted(r.sample(_RANKS[job_class], r.choice((1, 2)))))
        ),
        positions=tuple(
            PositionHeld(id=str(n), since=day, position=place)
            for n, (day, place) in enumerate(zip(moves, held, strict=True))
        ),
        trainings=(
            *(
                (_training("1", entered, TrainingKind.MANAGERIAL, "Pelatihan Dasar", r),)
                if r.random() < 0.9
                else ()
            ),
            *(
                _training(str(n), entered, TrainingKind.TECHNICAL, name, r)
                for n, name in enumerate(r.sample(_TECHNICAL, r.choice((0, 1, 2))), 2)
            ),
        ),
        evidence=tuple(results(r, asked[job_class], others)),
        determinations=tuple(
            Determination(
                id=str(n),
                since=date(2025, r.randint(1, 12), 3),
                row=row,
                finding=r.random() < 0.8,
                by="ani",
                reason="rekaan",
                document="rekaan",
                confirmed_by=r.choice(("budi", "ani", "")),
                confirmed_on=date(2026, 1, r.randint(1, 28)),
            )
            for n, row in enumerate((RowKey.EDUCATION_FIELD, RowKey.EXPERIENCE))
            if r.random() < 0.1
        ),
    )


def _training(id_: str, entered: date, kind: TrainingKind, name: str, r: random.Random) -> TrainingTaken:
    return TrainingTaken(
        id=id_, since=entered + timedelta(days=300), kind=kind, name=name, passed=r.random() < 0.95
    )


def results(r: random.Random, standard: Standard, others: dict[str, list[Rubric]]) -> list[Evidence]:
    """For each competency mostly one result, sometimes none or several; some expired, some of another class."""
    found = []
    for row in standard.competencies:
        for n in range(r.choices((0, 1, 2, 3), (2, 80, 14, 4))[0]):
            rubric = row.rubric if r.random() < 0.97 else r.choice(others[row.code])
            whole = r.random() < 0.5
            found.append(
                Evidence(
                    id=f"{row.code}-{n}",
                    # Few days, so that several results of one day meet and sometimes conflict.
                    since=date(r.choices((2022, 2024, 2025), (2, 40, 58))[0], r.randint(1, 6), 15),
                    rubric=rubric,
                    source=r.choice(_SOURCES),
                    assessors=r.choice((1, 2, 3)),
                    level=r.choices((0, 1, 2), (3, 80, 17))[0] if whole else None,
                    indicators=None if whole else {i.key: r.random() < 0.98 for i in rubric.indicators},
                    valid_until=date(2026, 3, 31) if r.random() < 0.02 else None,
                )
            )
    return found


def tiled(tables: Tables, times: int) -> Tables:
    """The same people so many times over, every copy with persons' numbers of its own: distinct rows to evaluate."""
    size = tables.people.height
    copies = {
        kind: pl.concat(
            [
                getattr(tables, kind).with_columns(pl.col("person") + pl.lit(size * n, pl.UInt32))
                for n in range(times)
            ],
            rechunk=True,
        )
        for kind in SCHEMAS
    }
    return Tables(
        people=pl.concat([tables.people] * times, rechunk=True), catalogue=tables.catalogue, **copies
    )


def competencies(people: Sequence[Person]) -> int:
    """How many competency rows these people have."""
    asked = {s.applies_to.job_class: len(s.competencies) for s in standards().standards}
    return sum(asked[one.positions[-1].position.job_class] for one in people)
