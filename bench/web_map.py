"""The map of 500 people and the pages around it, beside the smallest page of the application: server time, queries, bytes."""

from __future__ import annotations

import statistics
import time
from typing import Any

from bench.measure import Line, Measured, Report, apart, stopwatch
from bench.web_site import AT, begin, fill

SIZES = (500, 5_000)
ROUNDS = 25
AIM = 0.300  # seconds: people × competency, 500 people on one page
LARGEST_PAGE = 150_000  # bytes, for a page of 50 people
MINIMAL = "/standar/tampilan/"  # the frame, two forms, no query
HEAT = "people × competency, 500 rows"
PAGES = {
    "people × competency, 50 rows": "/peta/orang/",
    HEAT: "/peta/orang/?baris=500",
    "overview": "/peta/",
    "units beside each other": "/peta/perbandingan/",
    "coverage": "/peta/cakupan/",
    "evidence that ends": "/peta/habis-berlaku/",
    "home of an analyst": "/",
}


def pages(size: int) -> Measured:
    """Each page and the smallest one, by turns: median and p95 of the server's time, CPU, queries, bytes."""
    begin()
    analyst = fill(size)
    _evaluated()
    from django.test import Client

    client = Client()
    client.force_login(analyst)
    with stopwatch() as measured:
        measured.facts = {name: _by_turns(client, url) for name, url in PAGES.items()}
    return measured


def _evaluated() -> None:
    """A finished run over everybody: each with the competencies of a class, in all states and ages."""
    import random
    from datetime import date

    from selaras.web.accounts.models import Instansi, User
    from selaras.web.evaluations.cells import Cell
    from selaras.web.evaluations.models import Answer, Run
    from selaras.web.organisation.models import Unit
    from selaras.web.people.models import Person
    from selaras.web.standards.actions import publish_embedded
    from selaras.web.standards.reading import laws, version_ids

    r, on = random.Random(6), date(2026, 7, 1)
    instansi = Instansi.objects.get()
    publish_embedded(act_id="perwali-dumai-6-2023", instansi=instansi, by=None, at=AT)
    versions = version_ids(instansi, on)
    standards = [each for law in laws(instansi, versions) for each in law.standards]
    run = Run.objects.create(
        instansi=instansi,
        unit=Unit.objects.get(parent=None),
        on=on,
        purpose="appointment",
        versions=versions,
        engine="0",
        by=User.objects.get(nip="analis"),
        at=AT,
    )
    reasons = {
        "above": "level_reached",
        "equal": "level_reached",
        "below": "level_below",
        "missing": "expired",
    }

    def answer(person: Any) -> Answer:
        cells = []
        standard = r.choice(standards)
        for row in standard.competencies:
            state: Any = r.choice(("above", "equal", "equal", "below", "missing"))
            day = None if state == "missing" else date(r.randint(2023, 2026), r.randint(1, 6), 1)
            cells.append(
                Cell(row.key, state, row.level, 1, None, reasons[state], day, "internal_panel").stored()
            )
        rows = [[cell[0], "met", cell[5]] for cell in cells]
        rows += [
            ["rank", "not_met", "rank_below"],
            ["education.field", "undetermined", "needs_determination"],
        ]
        return Answer(
            run=run,
            person=person,
            unit_id=person.unit_id,
            title="Contoh Jabatan",
            job_class=standard.applies_to.job_class,
            outcome=r.choice(("eligible", "not_eligible", "undetermined")),
            rows=rows,
            cells=cells,
        )

    Answer.objects.bulk_create(map(answer, Person.objects.all()), batch_size=500)
    run.finished, run.people = True, run.answers.count()
    run.save(update_fields=["finished", "people"])


def _by_turns(client: Any, url: str) -> dict[str, float]:
    from django.db import connection

    from selaras.web.maps import keeping

    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    keeping._kept.clear()
    began = time.perf_counter()
    client.get(url)
    uncounted = time.perf_counter() - began
    with connection.execute_wrapper(note):
        first = client.get(url)
    taken: dict[str, list[tuple[float, float]]] = {"page": [], "minimal": []}
    for turn in range(ROUNDS + 2):
        for which, address in (("page", url), ("minimal", MINIMAL)):
            wall, cpu = time.perf_counter(), time.process_time()
            response = client.get(address)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            if response.status_code != 200:
                raise RuntimeError(f"{address} answered {response.status_code}")
            if turn >= 2:
                taken[which].append((wall, cpu))
    page, minimal = taken["page"], taken["minimal"]
    return {
        "uncounted": uncounted,
        "median": statistics.median(wall for wall, _ in page),
        "p95": statistics.quantiles([wall for wall, _ in page], n=20)[-1],
        "cpu": statistics.mean(cpu for _, cpu in page),
        "minimal": statistics.mean(cpu for _, cpu in minimal),
        "queries": len(asked),
        "bytes": len(first.content),
    }


def run() -> Report:
    """Measure at both sizes, each in a process of its own."""
    lines, findings = [], []
    for size in SIZES:
        measured = apart(pages, size)
        for name, facts in measured.facts.items():
            lines.append(
                Line(
                    name,
                    f"{size:,} people",
                    facts["median"],
                    measured.peak_mb,
                    f"{facts['cpu'] / facts['minimal']:.1f} × minimal CPU ({1000 * facts['minimal']:.0f} ms), p95 "
                    f"{1000 * facts['p95']:.0f} ms, first {1000 * facts['uncounted']:.0f} ms, {facts['queries']} queries, {facts['bytes'] / 1000:.0f} kB",
                )
            )
        heat, fifty = measured.facts[HEAT], measured.facts["people × competency, 50 rows"]
        findings.append(
            f"{size:,} people evaluated: a map of 500 takes {1000 * heat['median']:.0f} ms of server time (median; p95 "
            f"{1000 * heat['p95']:.0f} ms), aim {1000 * AIM:.0f} ms: {'met' if heat['median'] <= AIM else 'MISSED'}. "
            f"A page of 50 weighs {fifty['bytes'] / 1000:.0f} kB, limit {LARGEST_PAGE / 1000:.0f} kB: "
            f"{'met' if fifty['bytes'] <= LARGEST_PAGE else 'MISSED'}."
        )
    return Report(
        title="The map of competencies",
        scope=(
            "One signed-in analyst of the whole agency, SQLite, requests through the whole middleware in one process, by turns "
            "with the smallest page. Each person has 12–16 competencies of 24 columns. Seconds are the median of a request; “first” is one that counts "
            "the whole run anew (500 people or more are counted once until somebody moves)."
        ),
        lines=tuple(lines),
        findings=tuple(findings),
    )
