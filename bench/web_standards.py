"""Pages of the standards beside the smallest page of the application; a decree of 1,075 positions from upload to search."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.measure import Line, Measured, Report, apart, stopwatch
from bench.web_site import begin

POSITIONS = 1_075
_PATH = Path(tempfile.gettempdir(), f"selaras-bench-decree-{POSITIONS}.pdf")
MINUTES, MEMORY = 5, 600  # within which they are read in the background, and MB
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


def make(positions: int) -> Measured:
    """Set the decree, once; in a process of its own, whose memory the reader must not inherit."""
    import typst

    from bench.pdf import _HEAD, _SOURCE

    with stopwatch() as measured:
        if not _PATH.exists():
            inputs = {"head": json.dumps(_HEAD), "positions": str(positions)}
            _PATH.write_bytes(typst.compile(_SOURCE.encode(), sys_inputs=inputs))
    return measured


def decree(_positions: int) -> Measured:
    """The PDF with its position standards: read in the background, then published and made findable."""
    begin()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from selaras.clock import now, today
    from selaras.web.accounts.models import Instansi, User
    from selaras.web.jobs.work import run_now
    from selaras.web.standards import actions
    from selaras.web.standards.indexing import index
    from selaras.web.standards.present import address

    instansi = Instansi.objects.create(code="contoh", name="Contoh", region="Kota Contoh", synthetic=True)
    one, two = (User.objects.create(nip=f"{n:018}", name=f"Contoh {n}") for n in (1, 2))
    version = actions.receive(
        file=SimpleUploadedFile("keputusan.pdf", _PATH.read_bytes()), instansi=instansi, by=one, at=now()
    )
    if version.job is None:
        raise RuntimeError("nothing reads the document")
    with stopwatch() as measured:
        run_now(version.job)
    version.refresh_from_db()
    if version.refusal:
        raise RuntimeError(str(version.refusal))
    for piece in version.pieces.all():
        for doubt in piece.doubts.all():
            actions.confirm_doubt(doubt=doubt, note="contoh", by=one, at=now())
        actions.confirm_piece(piece=piece, by=one, at=now())
    if version.lint_errors:
        actions.accept_findings(version=version, reason="contoh", by=one, at=now())
    actions.submit(version=version, by=one, at=now())
    begun = time.perf_counter()
    version = actions.publish(version=version, effective_from=today(), by=two, at=now())
    published = time.perf_counter()
    index(version)
    indexed = time.perf_counter()
    client, url = Client(), address(version)
    client.get("/standar/tampilan/")  # templates are loaded
    opened = time.perf_counter()
    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    measured.facts = {
        "publish": published - begun,
        "index": indexed - published,
        "tree": time.perf_counter() - opened,
        "standards": version.pieces.count() - 1,
    }
    return measured


def run() -> Report:
    """Measure in processes of their own."""
    measured = apart(pages)
    apart(make, POSITIONS)
    large = apart(decree, POSITIONS)
    said = large.facts
    lines = [
        Line(
            "a decree read in the background",
            f"{said['standards']:,} positions, PDF",
            large.seconds,
            large.peak_mb,
            f"published in {said['publish']:.1f} s, findable {said['index']:.1f} s later, its tree opens in {1000 * said['tree']:.0f} ms",
        )
    ]
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
            f"{said['standards']:,} position standards read in {large.seconds:.0f} s with {large.peak_mb:.0f} MB; aim under {MINUTES} minutes and "
            f"{MEMORY} MB: {'met' if large.seconds < 60 * MINUTES and large.peak_mb < MEMORY else 'MISSED'}.",
            f"Largest page {largest / 1000:.0f} kB (limit {LARGEST_PAGE / 1000:.0f} kB), at most {queries:.0f} queries.",
        ),
    )
