"""Reading the regulation, beside merely splitting its text into lines and cells."""

from __future__ import annotations

from importlib.resources import files

from bench.measure import Line, Measured, Report, apart, stopwatch
from selaras.law import standard
from selaras.law.document import of_bytes
from selaras.law.enact import to_regulation

ROUNDS = 20


def _source() -> bytes:
    return files("selaras.law").joinpath("data", "perwali-dumai-6-2023", "source.txt").read_bytes()


def whole(rounds: int) -> Measured:
    """Text to regulation: every article, reference, table, indicator, mark and citation."""
    data = _source()
    with stopwatch() as measured:
        for _ in range(rounds):
            regulation = to_regulation(standard.read_bytes(data, "source.txt"))
    measured.facts = {"indicators": sum(r.rubric.size for s in regulation.standards for r in s.competencies)}
    return measured


def lines(rounds: int) -> Measured:
    """Text to lines and cells with their places, nothing understood."""
    data = _source()
    with stopwatch() as measured:
        for _ in range(rounds):
            document = of_bytes(data, "source.txt")
    measured.facts = {"lines": len(document.lines)}
    return measured


def run() -> Report:
    """Measure both."""
    read, split = apart(whole, ROUNDS), apart(lines, ROUNDS)
    return Report(
        title="Reading the regulation",
        scope=f"Peraturan Wali Kota Dumai 6/2023 from its source text to a regulation, {ROUNDS} times in one process.",
        lines=(
            Line(
                "text → regulation",
                f"{read.facts['indicators']} indicators",
                read.seconds / ROUNDS,
                read.peak_mb,
                f"{read.seconds / split.seconds:.1f} × splitting alone",
            ),
            Line(
                "text → lines and cells",
                f"{split.facts['lines']} lines",
                split.seconds / ROUNDS,
                split.peak_mb,
                "1",
            ),
        ),
        findings=(f"One reading takes {1000 * read.seconds / ROUNDS:.0f} ms.",),
    )
