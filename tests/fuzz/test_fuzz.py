"""A minute of harm within the tests; `make fuzz MINUTES=60` for an hour of it."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import pytest

from selaras.errors import SelarasError
from selaras.law import standard
from tests.fuzz import run

SEED = 200_000  # always the same inputs here; `make fuzz` takes new ones
SECONDS = float(os.environ.get("SELARAS_FUZZ_SECONDS", "60"))


def test_a_minute_of_harm_breaks_nothing() -> None:
    kinds = (*run.KINDS, *run.OURS, *run.PARTS)
    tally = run.run(SECONDS, SEED, lambda line: None, kinds)
    sys.stderr.write(f"fuzz from seed {SEED}: {tally.inputs} inputs, slowest {tally.slowest:.1f} s\n")
    assert tally.inputs > SECONDS
    assert {"DocumentRefused"} < set(tally.outcomes)


def test_a_seed_brings_its_input_back(tmp_path: Path) -> None:
    outcomes = []
    for _ in range(2):
        try:
            outcomes.append(run.one(SEED + 1, tmp_path))
        except Exception as error:  # noqa: BLE001 - whatever it is, it must be the same twice
            outcomes.append(type(error).__name__)
    assert outcomes[0] == outcomes[1]


def test_the_undamaged_text_gives_the_known_marks() -> None:
    run.check_marks(standard.read(run.source()))
    assert {mark for _, mark in run.truth().values()} == {"mutlak", "penting", "None"}


@pytest.mark.parametrize("seed", [5558105, 29922577521], ids=["page without a box", "class number 0"])
def test_an_input_that_once_broke_stays_mended(seed: int, tmp_path: Path) -> None:
    with contextlib.suppress(SelarasError):  # refused or read, and nothing else
        assert run.one(seed, tmp_path, (*run.KINDS, *run.OURS))
