"""A run over everybody in the database, beside merely reading the same rows; comparing two runs, finding people by a state."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from bench.measure import Line, Measured, Report, apart, stopwatch
from bench.workforce import ON

SIZE = 5_000
REPORT_SECONDS = 30  # what the report before a publication is allowed
SECONDS, MEMORY = 20, 500  # what a run over SIZE people is allowed: seconds, MB
FOLDER = "SELARAS_BENCH_RUNS"  # where the parts, each a process of its own, find the same database
LOT = 1_000


def filled(size: int) -> Measured:
    """The workforce of the other benchmarks, as entries in an empty installation."""
    _django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with stopwatch() as measured:
        _fill(size)
    return measured


def plain(size: int) -> Measured:
    """The rows of the same people and entries, read as they stand and thrown away."""
    _django()
    from selaras.web.people.models import Entry, Person

    rows = 0
    with stopwatch() as measured:
        keys = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:size])
        for first in range(0, len(keys), LOT):
            lot = keys[first : first + LOT]
            rows += len(list(Person.objects.filter(pk__in=lot).values_list()))
            rows += len(list(Entry.objects.filter(person__in=lot).values_list()))
    measured.facts = {"rows": rows}
    return measured


def evaluated(size: int) -> Measured:
    """One run over everybody: read, evaluated, stored, finished."""
    _django()
    run = _asked()
    from selaras.web.jobs.work import run_now

    with stopwatch() as measured:
        run_now(run.job)
    run.refresh_from_db()
    if not run.finished or run.people != size:
        raise RuntimeError(f"the run has {run.people} answers")
    measured.facts = dict(run.counts)
    return measured


def compared(size: int) -> Measured:
    """Two runs compared, after a tenth of the people got another rank."""
    _django()
    from datetime import timedelta

    from selaras.clock import now
    from selaras.web.accounts.models import User
    from selaras.web.evaluations.actions import compare_runs
    from selaras.web.evaluations.models import Run
    from selaras.web.jobs.work import run_now
    from selaras.web.people.models import Entry, Kind, Person

    day = ON - timedelta(days=1)
    some = Person.objects.order_by("pk")[: size // 10]
    said = {
        "kind": Kind.RANK,
        "since": day,
        "known_on": day,
        "data": {"rank": "IV/e"},
        "origin": "bench",
        "recorded_at": now(),
    }
    Entry.objects.bulk_create([Entry(person=each, **said) for each in some])
    run_now(_asked().job)
    after, before = Run.objects.filter(finished=True)[:2]
    made = compare_runs(before=before, after=after, by=User.objects.get(), at=now())
    with stopwatch() as measured:
        run_now(made.job)  # type: ignore[arg-type]
    measured.facts = {"moved": made.moves.count()}
    return measured


def affected(size: int) -> Measured:
    """Who would be affected by a stricter version of the standard: everybody evaluated twice, for two purposes."""
    _django()
    from selaras.clock import now, today
    from selaras.web.accounts.models import User
    from selaras.web.evaluations.actions import ask_affected
    from selaras.web.evaluations.affected import of_standard
    from selaras.web.jobs.work import run_now

    publication = of_standard(_stricter(), today())
    if publication is None:
        raise RuntimeError("nothing to be published")
    made = ask_affected(publication=publication, by=User.objects.get(), at=now())
    with stopwatch() as measured:
        run_now(made.job)  # type: ignore[arg-type]
    made.refresh_from_db()
    if not made.finished or made.people != size:
        raise RuntimeError(f"the report is about {made.people} people")
    measured.facts = {"moved": made.moves.count()}
    return measured


def found(size: int) -> Measured:
    """Everybody of a run by state and by reason of a competency: what each figure of the map leads to. Mean of one."""
    _django()
    from selaras.web.evaluations.models import Run
    from selaras.web.evaluations.within import having_reason, having_state

    answers = Run.objects.filter(finished=True).first().answers.all()  # type: ignore[union-attr]
    rounds, people = 10, 0
    with stopwatch() as measured:
        for _ in range(rounds):
            people = having_state(answers, "competency:M.2", "below").count()
            having_reason(answers, "no_evidence", "competency:M.2").count()
    measured.seconds /= 2 * rounds
    measured.facts = {"people": people}
    return measured


def run() -> Report:
    """Measure all, on one database."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER] = folder
        apart(filled, SIZE)
        parts = (plain, evaluated, compared, affected, found)
        base, ran, pair, report, filters = (apart(part, SIZE) for part in parts)
    size = f"{SIZE:,} people, {base.facts['rows']:,} rows"

    def line(what: str, measured: Measured) -> Line:
        return Line(
            what,
            size,
            measured.seconds,
            measured.peak_mb,
            f"{measured.seconds / base.seconds:.1f} × reading alone",
        )

    in_time = report.seconds < REPORT_SECONDS
    met = ran.seconds < SECONDS and ran.peak_mb < MEMORY
    return Report(
        title="A run over everybody in the database",
        scope=f"{SIZE:,} synthetic people with their entries on SQLite; the application's job, in one process.",
        lines=(
            line("run: read, evaluate, store", ran),
            line("two runs compared", pair),
            line("who would be affected by a standard", report),
            line("found by state or reason", filters),
            Line("reading the rows alone", size, base.seconds, base.peak_mb, "1"),
        ),
        findings=(
            f"Aims (under {SECONDS} s and {MEMORY} MB): {'met' if met else 'NOT met'}.",
            f"Who would be affected (under {REPORT_SECONDS} s): {'met' if in_time else 'NOT met'}, "
            f"{report.facts['moved']:,} differences.",
            f"Compared: {pair.facts['moved']:,} people for whom something differs.",
        ),
    )


def _django() -> None:
    os.environ |= {
        "SELARAS_DATA": os.environ[FOLDER],
        "SELARAS_SECRET_KEY": "x" * 50,
        "DJANGO_SETTINGS_MODULE": "selaras.web.config.settings",
    }
    import django

    django.setup()


def _stricter() -> Any:
    """The standard as another version that waits to be published: every range of ranks begins at the top."""
    from selaras.clock import now
    from selaras.web.standards.actions.embedded import embedded
    from selaras.web.standards.actions.storing import store_parts
    from selaras.web.standards.models import Act, Version
    from selaras.web.standards.pieces import parts_of

    form, digest = deepcopy(embedded("perwali-dumai-6-2023"))
    for row in (row for each in form["job_classes"] for row in each["requirements"] if row["key"] == "rank"):
        row["parsed"]["low"] = row["parsed"]["high"]
    act = Act.objects.get()
    said = {"state": Version.State.CONFIRMED, "digest": digest, "confirmed_at": now()}
    version = Version.objects.create(instansi=act.instansi, act=act, **said)
    store_parts(version, parts_of(form))
    return version


def _asked() -> Any:
    from selaras.clock import now
    from selaras.core.policy import Purpose
    from selaras.web.accounts.models import User
    from selaras.web.evaluations.actions import start_run
    from selaras.web.organisation.models import Unit

    root = Unit.objects.get(parent=None)
    return start_run(unit=root, purpose=Purpose.APPOINTMENT, on=ON, by=User.objects.get(), at=now())


def _fill(size: int) -> None:
    from datetime import timedelta

    from bench.workforce import people
    from selaras.clock import now
    from selaras.web.accounts.models import Grant, Instansi, User
    from selaras.web.accounts.roles import Role
    from selaras.web.organisation.actions import ensure_units
    from selaras.web.people.actions import keep_rubrics
    from selaras.web.people.models import Entry, Person
    from selaras.web.standards.actions import publish_embedded

    instansi = Instansi.objects.create(code="contoh", name="Contoh", region="Kota Dumai", synthetic=True)
    publish_embedded(act_id="perwali-dumai-6-2023", instansi=instansi, by=None, at=now())
    ensure_units(instansi=instansi, names={}, by=None, at=now(), since=ON)
    root = instansi.units.get(parent=None)
    by = User.objects.create_user("analis", None, name="Contoh Analis")
    since = ON - timedelta(days=2000)
    Grant.objects.create(
        user=by, instansi=instansi, unit=root, role=Role.ANALYST, since=since, granted_at=now()
    )
    shown = people(size)
    posts = _positions(
        instansi, root, {held.position.id: held.position for one in shown for held in one.positions}
    )
    keep_rubrics({each.rubric for one in shown for each in one.evidence})
    rows = Person.objects.bulk_create(
        Person(
            instansi=instansi,
            nip=one.id,
            name=f"Contoh {one.id}",
            unit=root,
            entered_on=one.entered_on,
            position=posts[one.positions[-1].position.id],
            updated_at=now(),
        )
        for one in shown
    )
    Entry.objects.bulk_create(
        (entry for one, row in zip(shown, rows, strict=True) for entry in _entries(one, row, posts)),
        batch_size=2000,
    )


def _positions(instansi: Any, unit: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The workforce's positions, standing since long ago."""
    from datetime import date

    from selaras.clock import now
    from selaras.web.organisation.models import Position, PositionPeriod

    found = {}
    for code, each in known.items():
        said = {
            "unit": unit,
            "title": each.title,
            "job_class": each.job_class,
            "family": each.family or "",
            "fields": each.fields and list(each.fields),
            "trainings": each.trainings and list(each.trainings),
        }
        found[code] = Position.objects.create(
            instansi=instansi, code=code, title_key=each.title.casefold(), **said
        )
        PositionPeriod.objects.create(
            position=found[code], valid_from=date(1990, 1, 1), recorded_at=now(), **said
        )
    return found


def _entries(one: Any, row: Any, posts: dict[str, Any]) -> Iterator[Any]:
    from selaras.clock import now
    from selaras.web.people.facts import fact_of
    from selaras.web.people.models import Entry

    facts = (
        one.employment,
        one.educations,
        one.ranks,
        one.positions,
        one.trainings,
        one.evidence,
        one.determinations,
    )
    for fact in (fact_of(each) for some in facts for each in some):
        yield Entry(
            person=row,
            kind=fact.kind,
            since=fact.since,
            data=fact.data,
            position=posts.get(fact.position),
            origin="bench",
            recorded_at=now(),
            known_on=fact.since,
        )
