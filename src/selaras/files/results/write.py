"""Results in the format that the file name asks for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from selaras.core.words import Words
from selaras.errors import Language, Text, UsageError
from selaras.files.results.run import Run, Summary, summarise
from selaras.files.results.tables import PERSON_COLUMNS, answer, person_row
from selaras.files.results.workbook import write_workbook

SUFFIXES = (".xlsx", ".csv", ".parquet", ".json")
SHEETS_OF_PEOPLE = 3  # how often the workbook walks over everybody: the length of its progress bar

_SCHEMA = {
    column: pl.Float64
    if column.startswith("jpm") and "exact" not in column
    else pl.Int64
    if column == "job_class"
    else pl.Date
    if column == "on"
    else pl.String
    for column in PERSON_COLUMNS
}


def refuse_unknown_suffix(path: Path) -> None:
    """Raise UsageError unless the results can be written in the format of `path`."""
    if path.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise UsageError(
            Text(
                f"Format hasil “{path.suffix}” tidak dikenal.", f"Result format “{path.suffix}” is unknown."
            ),
            Text(f"Akhiri nama berkas dengan {known}.", f"End the file name with {known}."),
        )


def write_results(
    path: Path,
    run: Run,
    words: Words,
    language: Language,
    advance: Callable[[int], None] = lambda people: None,
) -> Summary:
    """Write a run to `path` (.xlsx, .csv, .parquet or .json) and give back its summary.

    The file appears whole or not at all: it is written beside its place and moved there at the end.
    """
    refuse_unknown_suffix(path)
    summary = summarise(run, words)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.stem}.unfinished{path.suffix}")
    try:
        _write(unfinished, path.suffix.lower(), run, summary, words, language, advance)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return summary


def _write(
    path: Path,
    suffix: str,
    run: Run,
    summary: Summary,
    words: Words,
    language: Language,
    advance: Callable[[int], None],
) -> None:
    if suffix == ".xlsx":
        write_workbook(path, run, summary, words, language, advance)
    elif suffix == ".json":
        _write_json(path, run, words, language)
    else:
        frame = pl.DataFrame(
            [person_row(verdict, words, language) for verdict in run.verdicts], schema=_SCHEMA, orient="row"
        )
        if suffix == ".csv":
            frame.with_columns(_defused("name"), _defused("position"), _defused("unit")).write_csv(
                path, include_bom=True
            )
        else:
            frame.write_parquet(path)


def _defused(column: str) -> pl.Expr:
    """Texts from outside that a spreadsheet would run as a formula get an apostrophe in front."""
    text = pl.col(column)
    return pl.when(text.str.contains(r"^[=+\-@\t\r]")).then("'" + text).otherwise(text).alias(column)


def _write_json(path: Path, run: Run, words: Words, language: Language) -> None:
    """One object: the question, then one answer a person, written as they are made."""
    question = {
        "on": run.on,
        "source": run.source,
        "engine": run.engine,
        "standards": [regulation.instrument.id for regulation in run.regulations],
        "policies": [policy.id for policy in run.policies],
        "notes": [note[language] for note in run.notes],
    }
    with path.open("w", encoding="utf-8") as file:
        file.write('{"run": ' + _json(question) + ',\n"people": [')
        for number, verdict in enumerate(run.verdicts):
            file.write(("," if number else "") + "\n" + _json(answer(verdict, words, language)))
        file.write("\n]}\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_date)


def _date(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a result file")
