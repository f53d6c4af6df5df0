"""The list of people, the search and the record page, beside plain Django pages with the same rows: CPU and p95 of a request.

To compare another page: a line in PAGES, and its plain counterpart in `web_site` and `web_urls`.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

from bench.measure import Line, Measured, Report, apart, stopwatch
from bench.web_site import begin, fill

SIZES = (5_000, 50_000)
ROUNDS = 40
AIM = 2.0
LARGEST_PAGE = 150_000  # bytes
PAGES = {
    "list": ("/pegawai/", "/plain/list/"),
    "list, filtered": ("/pegawai/?kelas=5", "/plain/list/?kelas=5"),
    "list, a name": ("/pegawai/?cari=ayu+wijaya", "/plain/list/?q=ayu+wijaya"),
    "list, last page": ("/pegawai/?halaman=999999", "/plain/list/?page=999999"),
    "search, a name": ("/cari/?q=ayu+wijaya", "/plain/search/?q=ayu+wijaya"),
    "search, a rare name": ("/cari/?q=contoh+04321", "/plain/search/?q=contoh+04321"),
    "search, start of a NIP": ("/cari/?q=198001", "/plain/search/?q=198001"),
    "record, profile": ("/pegawai/1/", "/plain/record/1/?tab=profil"),
    "record, evidence": ("/pegawai/1/bukti/", "/plain/record/1/?tab=bukti"),
}


def pages(size: int) -> Measured:
    """Each page and its plain counterpart, by turns: mean CPU and p95 in milliseconds, bytes."""
    begin()
    analyst = fill(size)
    from django.test import Client

    client = Client()
    client.force_login(analyst)
    facts: dict[str, Any] = {}
    with stopwatch() as measured:
        for name, both in PAGES.items():
            figures = _by_turns(client, both)
            facts[name] = {"page": figures[0], "plain": figures[1]}
    measured.facts = facts
    return measured


def _by_turns(client: Any, urls: tuple[str, str]) -> list[dict[str, float]]:
    taken: list[list[tuple[float, float]]] = [[], []]
    size = [0, 0]
    for turn in range(ROUNDS + 3):
        for which, url in enumerate(urls):
            wall, cpu = time.perf_counter(), time.process_time()
            response = client.get(url)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            if response.status_code != 200:
                raise RuntimeError(f"{url} answered {response.status_code}")
            size[which] = len(response.content)
            if turn >= 3:  # the first ones load templates
                taken[which].append((1000 * wall, 1000 * cpu))
    return [
        {
            "p95": statistics.quantiles([wall for wall, _ in each], n=20)[-1],
            "cpu": statistics.mean(cpu for _, cpu in each),
            "bytes": size[which],
        }
        for which, each in enumerate(taken)
    ]


def run() -> Report:
    """Measure at both sizes, each in a process of its own."""
    lines, findings = [], []
    for size in SIZES:
        measured = apart(pages, size)
        worst = ("", 0.0)
        for name, facts in measured.facts.items():
            page, plain = facts["page"], facts["plain"]
            ratio = page["cpu"] / plain["cpu"]
            worst = max(worst, (name, ratio), key=lambda each: each[1])
            lines.append(
                Line(
                    name,
                    f"{size:,} people",
                    page["cpu"] / 1000,
                    measured.peak_mb,
                    f"{ratio:.1f} × plain CPU ({plain['cpu']:.0f} ms), {page['p95'] / plain['p95']:.1f} × plain p95 "
                    f"({page['p95']:.0f} ms), {page['bytes'] / 1000:.0f} kB",
                )
            )
        met = "met" if worst[1] <= AIM else "MISSED"
        largest = max(facts["page"]["bytes"] for facts in measured.facts.values())
        findings.append(
            f"{size:,} people: at most {worst[1]:.1f} × the CPU of the plain page ({worst[0]}); aim {AIM:.0f} ×: {met}. "
            f"Largest page {largest / 1000:.0f} kB, limit {LARGEST_PAGE / 1000:.0f} kB: "
            f"{'met' if largest <= LARGEST_PAGE else 'MISSED'}."
        )
    return Report(
        title="Lists, search and the record page",
        scope=(
            "One signed-in analyst, SQLite, requests through the whole middleware in one process, by turns with a plain "
            "Django page (same scope, same rows, one joined query, a count, a template's loop). Seconds are CPU of one request."
        ),
        lines=tuple(lines),
        findings=tuple(findings),
    )
