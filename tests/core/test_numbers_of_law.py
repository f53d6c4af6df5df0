"""No number of law stands in Python: thresholds, bands, months and years are data with a legal basis."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import selaras
from selaras.law.lists import data
from selaras.law.policies import embedded_policies, policies

SOURCE = Path(selaras.__file__).parent
EXECUTES_LAW = sorted(
    [
        *SOURCE.glob("core/*.py"),
        *SOURCE.glob("core/model/*.py"),
        *SOURCE.glob("law/*.py"),
        *SOURCE.glob("law/form/*.py"),
    ]
)
EVERYTHING = sorted([*SOURCE.glob("core/**/*.py"), *SOURCE.glob("law/**/*.py")])

# What is not law. Nothing and one mean themselves anywhere; every other number needs a reason here.
PLAIN = {0, 1}
ALLOWED = {
    (
        "core/model/text.py",
        5,
    ): "cells 0–5 of a file or page; which levels law uses is the standard's business",
    ("core/model/text.py", 12): "digits of a fingerprint",
    ("core/facts.py", 12): "months of a year",
    ("core/facts.py", 28): "the last day of February that every year has",
    ("core/jpm.py", 100): "percent",
    ("core/explain.py", 3): "the first three statuses: met, not met, undetermined",
    ("core/explain.py", 100): "percent",
    ("core/words.py", 2): "rounding half up",
    ("core/words.py", 100): "hundredths",
    ("law/cleaning.py", 80): "longest title looked up word by word, in letters",
    ("law/document.py", 20_000_000): "largest document read, in bytes",
    ("law/document.py", 1_000_000): "megabytes in a message",
    ("law/similar.py", 55): "similarity of names, percent: a suggestion only",
    ("law/similar.py", 70): "similarity of wordings, percent: a suggestion only",
    ("law/similar.py", 100): "percent",
    ("law/standard.py", 2): "shape of a table",
    ("law/standard.py", 20): "length of a quotation",
    ("law/schema.py", 2): "indentation",
    ("law/schema.py", 300): "length of a message",
}


def numbers(path: Path) -> Iterator[int | float]:
    """The numbers written in a module; True and False are none."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float, complex):
            yield node.value


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", EXECUTES_LAW, ids=name)
def test_module_that_executes_law_writes_no_number_of_its_own(path: Path) -> None:
    strange = {
        number for number in numbers(path) if number not in PLAIN and (name(path), number) not in ALLOWED
    }
    assert not strange, "a number of law is data; any other needs its reason in ALLOWED"


def test_every_allowed_number_is_still_there() -> None:
    written = {(name(path), number) for path in EXECUTES_LAW for number in numbers(path)}
    assert set(ALLOWED) - written == set()


def test_levels_never_become_floating_numbers() -> None:
    floats = {(name(p), n) for p in EVERYTHING for n in numbers(p) if isinstance(n, float)}
    assert {path for path, _ in floats if not path.startswith("law/lint/")} == set()


def test_band_edges_and_months_of_experience_stand_in_no_module() -> None:
    edges = {int(band["start"]) for scale in data("national/bands.yaml").values() for band in scale["bands"]}
    months = {policy.experience_months.value for known in embedded_policies() for policy in policies(known)}
    law = (edges | months) - PLAIN
    assert law == {24, 68, 78, 80, 90}
    written = {(name(path), number) for path in EVERYTHING for number in numbers(path) if number in law}
    assert written - LENGTHS == set()


# Lengths of texts in letters, which happen to equal the edge of a band.
LENGTHS = {("law/reading/words.py", 90), ("law/cleaning.py", 80), ("law/reading/spelling.py", 80)}
