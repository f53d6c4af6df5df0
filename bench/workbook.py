"""Workbook in, workbook out: 5,000 people with full evidence through the whole main job."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import gettempdir

import xlsxwriter
from python_calamine import CalamineWorkbook

from bench.measure import Line, Measured, Report, apart, stopwatch
from bench.workforce import ON
from selaras.cli.job import as_run, question, verdicts
from selaras.core.words import Words
from selaras.files.people import read_people
from selaras.files.results.write import write_results
from selaras.files.sample import write_sample
from selaras.law.words import words

PEOPLE = 5_000
SECONDS, MEGABYTES = 15, 500


def make(size: int, folder: int) -> Measured:
    """Write the synthetic input."""
    with stopwatch() as measured:
        write_sample(_folder(folder) / "people.xlsx", size=size, seed=1, evidence="full", on=ON)
    return measured


def job(size: int, folder: int) -> Measured:
    """Read, evaluate, write."""
    path = _folder(folder) / "people.xlsx"
    texts: Words = words()
    with stopwatch() as measured:
        asked = question(["perwali-dumai-6-2023"], "appointment", ON)
        found = read_people(path, asked.regulations)
        answers = verdicts(found, asked)
        write_results(path.with_name("results.xlsx"), as_run(answers, asked, path, found.notes), texts, "id")
    measured.facts = {
        "people": len(answers),
        "evidence": sum(len(person.evidence) for person in found.persons),
        "megabytes": path.with_name("results.xlsx").stat().st_size / 1e6,
    }
    return measured


def bare(size: int, folder: int) -> Measured:
    """The same two workbooks through the libraries alone: every cell read, the same cells written, nothing understood."""
    path = _folder(folder)
    rows = [sheet.to_python() for sheet in _sheets(path / "results.xlsx")]
    with stopwatch() as measured:
        cells = sum(len(row) for sheet in _sheets(path / "people.xlsx") for row in sheet.to_python())
        with xlsxwriter.Workbook(str(path / "bare.xlsx"), {"constant_memory": True}) as book:
            for sheet in rows:
                page = book.add_worksheet()
                for at, row in enumerate(sheet):
                    for column, value in enumerate(row):
                        if value != "":
                            page.write(at, column, value)
    measured.facts = {"cells": cells}
    return measured


def _sheets(path: Path):  # type: ignore[no-untyped-def]
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name) for name in book.sheet_names]


def _folder(number: int) -> Path:
    return Path(gettempdir()) / f"selaras-bench-{number}"


def run() -> Report:
    """Measure the job and the bare libraries on the same files."""
    number = os.getpid()
    folder = _folder(number)
    folder.mkdir(exist_ok=True)
    try:
        apart(make, PEOPLE, number)
        whole = apart(job, PEOPLE, number)
        plain = apart(bare, PEOPLE, number)
    finally:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    met = whole.seconds < SECONDS and whole.peak_mb < MEGABYTES
    return Report(
        title="Workbook in, workbook out",
        scope=(
            "`selaras evaluate` without its terminal output: a synthetic workbook with full evidence is read and "
            "checked, everybody is evaluated, the result workbook of five sheets is written. Beside it the same "
            "cells through the Excel libraries alone, nothing checked or understood."
        ),
        lines=(
            Line(
                "the job",
                f"{whole.facts['people']:,} people, {whole.facts['evidence']:,} results",
                whole.seconds,
                whole.peak_mb,
                f"{whole.seconds / plain.seconds:.1f} × the libraries alone",
            ),
            Line(
                "libraries alone", f"{plain.facts['cells']:,} cells read", plain.seconds, plain.peak_mb, "1"
            ),
        ),
        findings=(
            f"Aim: under {SECONDS} s and {MEGABYTES} MB for 5,000 people and at least 70,000 results: "
            f"{'met' if met and whole.facts['evidence'] >= 70_000 else 'not met'}.",
        ),
    )
