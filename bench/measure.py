"""The shape of a measurement, and how one is taken: in a process of its own, so that its peak memory is its own."""

from __future__ import annotations

import importlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Measured:
    """What a part reports: seconds of the work itself, peak memory of its process in MB, and facts to compare."""

    seconds: float
    peak_mb: float = 0.0
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of a benchmark's table. `ratio` is how many times the first line's speed, scaled to its size."""

    what: str
    size: str
    seconds: float
    peak_mb: float
    ratio: str = ""


@dataclass(frozen=True)
class Report:
    """A benchmark's result: its table, what exactly was measured, and whether its aims were met."""

    title: str
    scope: str
    lines: tuple[Line, ...]
    findings: tuple[str, ...]


Part = Callable[..., Measured]


def apart(part: Part, *arguments: int) -> Measured:
    """Run `part` in a fresh process and return what it measured. Raises RuntimeError when it fails."""
    command = [sys.executable, "-m", "bench.measure", part.__module__, part.__name__, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{part.__name__} failed:\n{done.stderr}")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def stopwatch() -> Iterator[Measured]:
    """Measure the time of a block."""
    measured = Measured(0.0)
    start = time.perf_counter()
    yield measured
    measured.seconds = time.perf_counter() - start


def _child(module: str, name: str, *arguments: str) -> None:
    measured: Measured = getattr(importlib.import_module(module), name)(*map(int, arguments))
    measured.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    _child(*sys.argv[1:])
