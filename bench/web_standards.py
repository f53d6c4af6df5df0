"""Pages of the standards beside the smallest page of the application: CPU, p95, bytes and queries of a request."""

from __future__ import annotations

import statistics
import time
from typing import Any

from bench.measure import Line, Measured, Report, apart, stopwatch
from bench.web_site import begin

ROUNDS = 40
AIM = 2.0
LARGEST_PAGE = 150_000  # bytes
MINIMAL = "/standar/tampilan/"  # the frame, two forms, no query
ACT = "dumai/perwali-dumai-6-2023/1"
PAGES = {
    "standards in force": "/standar/",
    "an act, its tree": f"/standar/{ACT}/",
    "a class": f"/standar/{ACT}/kelas-5/",
    "an indicator": f"/standar/{ACT}/kelas-5/tata-naskah-dinas/1.1/",
    "the articles": f"/standar/{ACT}/pasal/",
    "search": "/standar/cari/?q=menilai",
    "two classes compared": f"/standar/bandingkan/?a={ACT}/kelas-6&b={ACT}/kelas-5",
}


def pages() -> Measured:
    """Each page and the smallest one, by turns; then each page once more by somebody who has it already."""
    begin()
    _publish()
    from django.test import Client

    client = Client()
    facts: dict[str, Any] = {}
    with stopwatch() as measured:
        for name, url in PAGES.items():
            facts[name] = _by_turns(client, url)
    measured.facts = facts
    return measured


def _publish() -> None:
    from datetime import UTC, datetime

    from selaras.web.accounts.models import Instansi
    from selaras.web.standards.actions import publish_embedded

    instansi = Instansi.objects.create(code="dumai", name="Kota Contoh", region="Kota Dumai", synthetic=True)
    at = datetime(2026, 7, 1, tzinfo=UTC)
    publish_embedded(act_id="perwali-dumai-6-2023", instansi=instansi, by=None, at=at)


def _by_turns(client: Any, url: str) -> dict[str, float]:
    from django.db import connection

    from selaras.web.standards.views import read_public

    taken: dict[str, list[tuple[float, float]]] = {"page": [], "minimal": [], "again": [], "fresh": []}
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        first = client.get(url)
    for turn in range(ROUNDS + 3):
        for which, address, headers in (
            ("page", url, {}),
            ("minimal", MINIMAL, {}),
            ("again", url, {"if-none-match": first["ETag"]}),
            ("fresh", url, {}),
        ):
            if which == "fresh":
                read_public._pages.clear()
            wall, cpu = time.perf_counter(), time.process_time()
            response = client.get(address, headers=headers)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            if response.status_code != (304 if which == "again" else 200):
                raise RuntimeError(f"{address} answered {response.status_code}")
            if turn >= 3:  # the first ones load templates
                taken[which].append((1000 * wall, 1000 * cpu))
    cpu_of = {which: statistics.mean(cpu for _, cpu in each) for which, each in taken.items()}
    p95 = statistics.quantiles([wall for wall, _ in taken["page"]], n=20)[-1]
    return {**cpu_of, "p95": p95, "bytes": len(first.content), "queries": len(asked)}


def run() -> Report:
    """Measure in a process of its own."""
    measured = apart(pages)
    lines = []
    for name, each in measured.facts.items():
        lines.append(
            Line(
                name,
                "Perwali Dumai 6/2023",
                each["page"] / 1000,
                measured.peak_mb,
                f"{each['page'] / each['minimal']:.1f} × the minimal page ({each['minimal']:.1f} ms), p95 {each['p95']:.0f} ms, "
                f"{each['bytes'] / 1000:.0f} kB, {each['queries']:.0f} queries; unchanged (304) {each['again']:.1f} ms, written anew {each['fresh']:.1f} ms",
            )
        )
    standard = measured.facts["a class"]
    ratio = standard["page"] / standard["minimal"]
    largest = max(each["bytes"] for each in measured.facts.values())
    queries = max(each["queries"] for each in measured.facts.values())
    return Report(
        title="Standards",
        scope=(
            "A reader who is not signed in, SQLite, requests through the whole middleware in one process, by turns with "
            f"the smallest page ({MINIMAL}). Seconds are CPU of one request; the first one of each page is not counted."
        ),
        lines=tuple(lines),
        findings=(
            f"A standard's page takes {ratio:.1f} × the minimal page; aim {AIM:.0f} ×: {'met' if ratio <= AIM else 'MISSED'}. "
            f"Written anew, once after each publication and for readers who are signed in: {standard['fresh'] / standard['minimal']:.1f} ×.",
            f"Largest page {largest / 1000:.0f} kB (limit {LARGEST_PAGE / 1000:.0f} kB), at most {queries:.0f} queries.",
        ),
    )
