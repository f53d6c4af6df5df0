"""People for runs: what the engine's cast shows, recorded in the database."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from selaras.core.model import Person as Shown
from selaras.core.model import Standard
from selaras.law.load import regulation
from selaras.web.organisation.models import Position, PositionPeriod
from selaras.web.people.actions import NewEntry, keep_rubrics, record_many
from selaras.web.people.facts import fact_of
from selaras.web.people.models import Kind, Person
from tests.cast import RINI
from tests.web.cast import AT, DAY, House, make_person


def like_rini(house: House) -> Person:
    """The person of the house with everything that the engine's Rini shows."""
    return showing(house, house.person, RINI)


def showing(house: House, who: Person, shown: Shown) -> Person:
    """A person with the entries of one of the engine's, known since each of them holds; in the house's position."""
    entries = [
        *shown.employment,
        *shown.educations,
        *shown.ranks,
        *shown.positions,
        *shown.trainings,
        *shown.evidence,
        *shown.determinations,
    ]
    keep_rubrics(entry.rubric for entry in shown.evidence)
    rows = []
    for fact in map(fact_of, entries):
        held = house.position if fact.kind == Kind.POSITION else None
        data = {"code": house.position.code} if held else fact.data
        rows.append(
            NewEntry(
                person=who, kind=fact.kind, since=fact.since, data=data, position=held, known_on=fact.since
            )
        )
    record_many(rows=rows, origin="test", by=None, at=AT)
    return Person.objects.get(pk=who.pk)


def crowd(house: House, size: int, seed: int) -> list[Person]:
    """So many people of whom anything may be recorded, or missing, late, corrected, withdrawn, contradictory."""
    r = random.Random(seed)
    law = regulation("perwali-dumai-6-2023")
    standards = {each.applies_to.job_class: each for each in law.standards}
    keep_rubrics(row.rubric for each in law.standards for row in each.competencies)
    posts = [_post(house, n, job_class, r) for n, job_class in enumerate((5, 6, 7, 7, 4, None))]
    found = [
        make_person(f"19900101{201500 + seed:06}{1 + n % 2}{n:03}", f"Contoh Rekaan {n}", house.section, None)
        for n in range(size)
    ]
    said = []
    for who in found:
        asked = standards[r.choice((5, 6, 7))]
        said += [
            NewEntry(person=who, **each) for each in (*_facts(r, posts), *_results(r, asked), *_judged(r))
        ]
    entries = record_many(rows=said, origin="test", by=None, at=AT)
    changed = [
        NewEntry(
            person=entry.person,
            kind=Kind(entry.kind),
            since=entry.since,
            data=entry.data,
            position=entry.position,
            corrects=entry,
            withdrawn=r.random() < 0.5,
            reason="keliru",
            known_on=_day(r),
        )
        for entry in r.sample(list(entries), len(entries) // 8)
    ]
    record_many(rows=changed, origin="test", by=None, at=AT)
    return found


def _day(r: random.Random) -> date:
    return DAY + timedelta(days=r.choice((-2500, -1300, -400, -90, -30, -1, 0, 0, 20)))


def _post(house: House, n: int, job_class: int | None, r: random.Random) -> Position:
    said = {
        "unit": house.section,
        "title": f"Pengelola Rekaan {n}",
        "job_class": job_class,
        "family": r.choice(("Pengelola", "Pengelola", "Juru", "")),
        "fields": r.choice((None, ["Hukum", "Ekonomi"])),
        "trainings": r.choice((None, ["Kearsipan"])),
    }
    title = f"pengelola rekaan {n}"
    post = Position.objects.create(instansi=house.instansi, code=f"REKAAN-{n}", title_key=title, **said)
    PositionPeriod.objects.create(position=post, valid_from=date(2010, 1, 1), recorded_at=AT, **said)
    return post


def _facts(r: random.Random, posts: list[Position]) -> Iterator[dict[str, Any]]:
    """Employment, education, rank, positions, trainings: none, one or several of each."""
    choices: list[tuple[Kind, Callable[[], dict[str, Any]]]] = [
        (Kind.EMPLOYMENT, lambda: {"type": r.choice(("pns", "pns", "cpns", "pppk"))}),
        (
            Kind.EDUCATION,
            lambda: {
                "level": r.choice(("SLTA", "D-III", "S-1", "S-2")),
                "field": r.choice(("", "Hukum", "Teknik")),
            },
        ),
        (Kind.RANK, lambda: {"rank": r.choice(("I/c", "II/b", "II/d", "III/a", "III/d", "IX"))}),
        (
            Kind.TRAINING,
            lambda: {
                "kind": r.choice(("technical", "managerial")),
                "name": "Kearsipan",
                "passed": r.random() < 0.7,
            },
        ),
    ]
    for kind, data in choices:
        for _ in range(r.choice((0, 1, 1, 2))):
            since = _day(r)
            yield {
                "kind": kind,
                "since": since,
                "data": data(),
                "known_on": r.choice((since, since, _day(r))),
            }
    for _ in range(r.choice((0, 1, 1, 1, 2))):
        since, post = _day(r), r.choice(posts)
        yield {
            "kind": Kind.POSITION,
            "since": since,
            "data": {"code": post.code},
            "position": post,
            "known_on": since,
        }


def _results(r: random.Random, asked: Standard) -> Iterator[dict[str, Any]]:
    """Results of most competencies: levels or indicators, of any source, some expired or contradicting each other."""
    for row in asked.competencies:
        for _ in range(r.choice((0, 1, 1, 1, 2))):
            since = _day(r)
            rated = {each.key: r.random() < 0.8 for each in row.rubric.indicators if r.random() < 0.9}
            by_level = not rated or r.random() < 0.6
            data = {
                "rubric": row.rubric.id,
                "source": r.choice(("accredited_centre", "cact_bkn", "internal_panel", "self")),
                "level": r.choice((0, 1, 2, 2, 3, 4)) if by_level else None,
                "indicators": None if by_level else rated,
                "assessors": r.choice((None, 1, 2)),
                "valid_until": r.choice((None, None, _day(r).isoformat())),
            }
            yield {
                "kind": Kind.COMPETENCY,
                "since": since,
                "data": data,
                "known_on": r.choice((since, since, _day(r))),
            }


def _judged(r: random.Random) -> Iterator[dict[str, Any]]:
    """Determinations, some confirmed by another person, some by the same one, some revoked."""
    for row in r.sample(("education.field", "experience", "training.technical"), r.choice((0, 1, 2))):
        data = {
            "row": row,
            "finding": r.random() < 0.7,
            "position": r.choice(("", "", "REKAAN-2")),
            "by": "ani",
            "reason": "rekaan",
            "document": "BA 1",
            "confirmed_by": r.choice(("", "ani", "budi", "budi")),
            "confirmed_on": r.choice((None, _day(r).isoformat())),
            "revoked_on": r.choice((None, None, _day(r).isoformat())),
        }
        since = _day(r)
        yield {"kind": Kind.DETERMINATION, "since": since, "data": data, "known_on": since}
