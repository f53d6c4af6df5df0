"""The page of a person and a standard beside minimal pages that answer the same question: CPU, p95, bytes, queries.

Two pages to compare with, both signed in, within the scope, with the same record loaded and the same verdict worked out
and explained: one within the application's frame, with every row in a plain loop; and one without any frame.
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from typing import Any

from bench.measure import Line, Measured, Report, apart, stopwatch
from bench.web_site import AT, _template, begin, fill

SIZE = 5_000
ROUNDS = 60
AIM = 2.0
LARGEST_PAGE = 150_000  # bytes
URL = "/kesesuaian/pegawai/1/"
PAGES = {
    "everything measured": URL,
    "what if: class 7, five without evidence": f"{URL}?banding=kelas-7",
    "for mapping": f"{URL}?keperluan=mapping",
}
BODY = """<h1>{{ person.name }}</h1><p>{{ person.nip }} {{ person.unit.name }}</p>
<h2>{{ explanation.verdict.id }}</h2>
<table>{% for line, row in rows %}<tr><th>{{ row.key }}</th><td>{{ line.text.id }}</td><td>{{ line.citation }}</td><td>{{ row.used.since|date:"d-m-Y" }}</td><td>{% for passed in line.not_chosen %}{{ passed.id }}{% endfor %}</td></tr>
{% endfor %}</table><ul>{% for each in explanation.arithmetic %}<li>{{ each.id }}</li>{% endfor %}</ul>
<ol>{% for step in explanation.steps %}<li>{{ step.text.id }}</li>{% endfor %}</ol>"""
MINIMAL = '{% extends "ui/base.html" %}{% block content %}' + BODY + "{% endblock %}"
PLAIN = f"<!doctype html><html lang=id><title>Kesesuaian</title><body>{BODY}</body></html>"


def minimal(request: Any, pk: int) -> Any:
    """The same verdict in the plainest page."""
    from django.http import HttpResponse
    from django.shortcuts import get_object_or_404
    from django.template import RequestContext

    from selaras.clock import today
    from selaras.core.explain import explain
    from selaras.core.policy import Purpose
    from selaras.law.words import words
    from selaras.web.accounts.roles import Permission
    from selaras.web.audit.access import looked
    from selaras.web.evaluations.presenting.asking import of_class
    from selaras.web.evaluations.questions import question, verdict_of
    from selaras.web.people.models import Person

    visible = Person.objects.visible_to(request.asker, Permission.VIEW_VERDICTS)
    person = get_object_or_404(visible.select_related("unit", "position", "instansi"), pk=pk)
    looked(asker=request.asker, person=person, what="kesesuaian")
    asked = question(person.instansi, Purpose(request.GET.get("keperluan", "appointment")), today())
    compared = request.GET.get("banding", "").removeprefix("kelas-")
    verdict = verdict_of(person, asked, of_class(person.instansi, int(compared)) if compared else None)
    explanation = explain(verdict, words())
    lines = {line.row.key: line for line in explanation.lines}
    rows = [(lines[row.row.key], row) for row in verdict.rows]
    context = {"person": person, "explanation": explanation, "rows": rows}
    source = MINIMAL if "bingkai" in request.GET else PLAIN
    return HttpResponse(_template(source).render(RequestContext(request, context)))


def pages() -> Measured:
    """Each page and its minimal counterparts, by turns."""
    begin()
    analyst = fill(SIZE)
    _meets()
    from django.test import Client

    client = Client()
    client.force_login(analyst)
    facts: dict[str, Any] = {}
    with stopwatch() as measured:
        for name, url in PAGES.items():
            query = url.partition("?")[2]
            facts[name] = _by_turns(
                client,
                {
                    "page": url,
                    "minimal": f"/plain/match/1/?bingkai&{query}",
                    "plain": f"/plain/match/1/?{query}",
                },
            )
    measured.facts = facts
    return measured


def _meets() -> None:
    """The first person in a position of class 5 of a published standard, with a full record."""
    from selaras.web.accounts.models import Instansi
    from selaras.web.organisation.models import Position, PositionPeriod
    from selaras.web.people.actions import NewEntry, keep_rubrics, record_many
    from selaras.web.people.models import Kind, Person
    from selaras.web.standards.actions import publish_embedded
    from selaras.web.standards.reading import in_force

    instansi = Instansi.objects.get()
    publish_embedded(act_id="perwali-dumai-6-2023", instansi=instansi, by=None, at=AT)
    person = Person.objects.order_by("pk")[0]
    post = Position.objects.filter(job_class=5).order_by("pk")[0]
    said = {"unit": post.unit, "title": post.title, "job_class": 5, "family": "Pengadministrasi"}
    PositionPeriod.objects.create(position=post, valid_from=date(2010, 1, 1), recorded_at=AT, **said)
    [law] = in_force(instansi, date(2026, 7, 1))
    rubrics = [
        row.rubric for each in law.standards for row in each.competencies if each.applies_to.job_class == 5
    ]
    keep_rubrics(rubrics)
    measured = {"source": "cact_bkn"}
    rows = [
        NewEntry(person=person, kind=Kind.EMPLOYMENT, since=date(2015, 1, 1), data={"type": "pns"}),
        NewEntry(
            person=person,
            kind=Kind.POSITION,
            since=date(2015, 1, 1),
            data={"code": post.code},
            position=post,
        ),
        *(
            NewEntry(
                person=person,
                kind=Kind.COMPETENCY,
                since=date(2026, 3, 1),
                data=measured | {"rubric": each.id, "indicators": {one.key: True for one in each.indicators}},
            )
            for each in rubrics
        ),
    ]
    record_many(rows=rows, origin="bench", by=None, at=AT)


def _by_turns(client: Any, urls: dict[str, str]) -> dict[str, dict[str, float]]:
    from django.db import connection

    taken: dict[str, list[tuple[float, float]]] = {which: [] for which in urls}
    found: dict[str, dict[str, float]] = {}
    for which, url in urls.items():
        asked: list[str] = []

        def note(execute: Any, sql: str, *rest: Any, asked: list[str] = asked) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        client.get(url)
        with connection.execute_wrapper(note):
            response = client.get(url)
        found[which] = {"bytes": len(response.content), "queries": len(asked)}
    for turn in range(ROUNDS + 3):
        for which, url in urls.items():
            wall, cpu = time.perf_counter(), time.process_time()
            response = client.get(url)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            if response.status_code != 200:
                raise RuntimeError(f"{url} answered {response.status_code}")
            if turn >= 3:  # the first ones load templates
                taken[which].append((1000 * wall, 1000 * cpu))
    for which, each in taken.items():
        found[which]["p95"] = statistics.quantiles([wall for wall, _ in each], n=20)[-1]
        found[which]["cpu"] = statistics.mean(cpu for _, cpu in each)
    return found


def run() -> Report:
    """Measure in a process of its own."""
    measured = apart(pages)
    lines = []
    for name, facts in measured.facts.items():
        page, frame, plain = facts["page"], facts["minimal"], facts["plain"]
        lines.append(
            Line(
                name,
                f"{SIZE:,} people",
                page["cpu"] / 1000,
                measured.peak_mb,
                f"{page['cpu'] / frame['cpu']:.1f} × minimal CPU ({frame['cpu']:.0f} ms), {page['cpu'] / plain['cpu']:.1f} × "
                f"without a frame ({plain['cpu']:.0f} ms), p95 {page['p95']:.0f} ms, {page['bytes'] / 1000:.0f} kB, "
                f"{page['queries']:.0f} queries ({frame['queries']:.0f})",
            )
        )
    worst = max(facts["page"]["cpu"] / facts["minimal"]["cpu"] for facts in measured.facts.values())
    largest = max(facts["page"]["bytes"] for facts in measured.facts.values())
    return Report(
        title="A person and a standard",
        scope=(
            "One signed-in analyst, SQLite, requests through the whole middleware in one process, by turns with a minimal "
            "page that loads the same record, works out and explains the same verdict, within the same frame and without "
            "one. Always worked out live. Seconds are CPU of one request."
        ),
        lines=tuple(lines),
        findings=(
            f"At most {worst:.1f} × the CPU of the minimal page; aim {AIM:.0f} ×: {'met' if worst <= AIM else 'MISSED'}. "
            f"Largest page {largest / 1000:.0f} kB, limit {LARGEST_PAGE / 1000:.0f} kB: "
            f"{'met' if largest <= LARGEST_PAGE else 'MISSED'}.",
        ),
    )
