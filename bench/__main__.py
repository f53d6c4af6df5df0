"""Run benchmarks: `python -m bench [--write] [name ...]`, all of them unless named.

Prints a table for each, writes bench/results.json, and with `--write` docs/reference/benchmarks.md.
To add one: a module with `run() -> Report`, and a line in BENCHMARKS.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from bench.measure import Report

BENCHMARKS = {
    "read": "bench.read",
    "workbook": "bench.workbook",
    "batch": "bench.batch",
    "pdf": "bench.pdf",
    "lists": "bench.web_lists",
    "import": "bench.web_import",
    "standards": "bench.web_standards",
    "map": "bench.web_map",
    "person": "bench.web_person",
    "profiles": "bench.web_profiles",
    "runs": "bench.web_runs",
}
_ROOT = Path(__file__).parent.parent
_RESULTS = _ROOT / "bench" / "results.json"
_PAGE = _ROOT / "docs" / "reference" / "benchmarks.md"


def main() -> None:
    """Run what is asked for and write it down beside earlier results of the others."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
    parser.add_argument("--write", action="store_true", help="also write docs/reference/benchmarks.md")
    asked = parser.parse_args()
    unknown = sorted(set(asked.names) - set(BENCHMARKS))
    if unknown:
        parser.error(f"there is no benchmark {', '.join(unknown)}")
    known = json.loads(_RESULTS.read_text("utf-8")) if _RESULTS.exists() else {}
    for name in asked.names or BENCHMARKS:
        report: Report = importlib.import_module(BENCHMARKS[name]).run()
        known[name] = {"machine": machine(), **asdict(report)}
        print(text(known[name]))
        _RESULTS.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n", "utf-8")
    if asked.write:
        _PAGE.parent.mkdir(parents=True, exist_ok=True)
        _PAGE.write_text(page(known), "utf-8")


def machine() -> str:
    """What it ran on, without naming the machine."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("polars", "pandas"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {memory} GB, {platform.system()}, Python {platform.python_version()}, {versions}"


def text(result: dict) -> str:  # type: ignore[type-arg]
    """One benchmark as Markdown."""
    head = "| | size | seconds | peak memory, MB | ratio |\n|---|---|---:|---:|---:|"
    lines = [
        f"| {line['what']} | {line['size']} | {line['seconds']:,.2f} | {line['peak_mb']:,.0f} | {line['ratio']} |"
        for line in result["lines"]
    ]
    findings = [f"- {finding}" for finding in result["findings"]]
    return "\n".join(
        [
            f"## {result['title']}",
            "",
            result["scope"],
            "",
            f"Measured on {result['machine']}.",
            "",
            head,
            *lines,
            "",
            *findings,
            "",
        ]
    )


def page(known: dict) -> str:  # type: ignore[type-arg]
    """All results as a page of the reference."""
    intro = "# Benchmarks\n\nWritten by `python -m bench --write`. Ratios compare what one run measured; seconds are this machine's.\n"
    return "\n".join([intro, *(text(known[name]) for name in BENCHMARKS if name in known)])


if __name__ == "__main__":
    main()
