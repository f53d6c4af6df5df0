"""Rows of Kompetensi: one result of one competency, with the rubric it was measured with."""

from __future__ import annotations

from typing import Any

from selaras.core.model import TOP_OF_SCALE, Evidence, Recorded, Rubric
from selaras.files.cells import Wrong, indicator_text, whole_of
from selaras.files.people.reading import Reading
from selaras.files.people.row import Common, Row
from selaras.files.people.rubrics import Rubrics

PANEL = "internal_panel"  # the source whose number of assessors matters


def read_evidence(row: Row, reading: Reading) -> Recorded | None:
    """One row of Kompetensi."""
    rubric = read_rubric(row, reading.rubrics)
    source, assessors = row.choice("source"), row.whole("assessors")
    since, valid_until = row.day("since"), row.day("valid_until")
    row.ordered(since, valid_until, "valid_until", "since")
    common = Common(row, since)
    row.ordered(since, common.recorded_on, "recorded_on", "since")
    level, indicators = _result(row, rubric, reading.rubrics)
    if source == PANEL and assessors is None:
        row.fail("panel_without_number", "assessors")
    if level is None and indicators is None and not row.failed and not common.withdrawn:
        row.fail("level_or_indicators", "level")
    if row.failed or rubric is None or since is None:
        return None
    return Evidence(
        id=common.id,
        since=since,
        recorded_on=common.recorded_on,
        corrects=common.corrects,
        withdrawn=common.withdrawn,
        rubric=rubric,
        source=source,
        level=level,
        indicators=indicators,
        assessors=assessors,
        valid_until=valid_until,
    )


def read_rubric(row: Row, rubrics: Rubrics, prefix: str = "") -> Rubric | None:
    """The rubric named by three columns; `prefix` picks one of the two triples of an equivalence."""
    standard, job_class = row.text(f"{prefix}standard"), row.job_class(_column("job_class", prefix))
    competency = row.text(f"{prefix}competency")
    class_failed = job_class is None and row.raw(_column("job_class", prefix)) is not None
    if not (standard and competency) or class_failed:
        return None
    try:
        return rubrics.find(standard, job_class, competency)
    except Wrong as wrong:
        row.fail(wrong.code, _column(str(wrong.values.pop("field")), prefix), **wrong.values)
        return None


def _column(field: str, prefix: str) -> str:
    return f"{prefix}{field.removeprefix('job_')}" if prefix else field


def _level(value: Any) -> int:
    return whole_of(value, "level_wrong", 0, TOP_OF_SCALE)


def _result(row: Row, rubric: Rubric | None, rubrics: Rubrics) -> tuple[int | None, Any]:
    """Level or indicator results; the other is None."""
    level = row.read("level", _level)
    if row.raw("met") is None and row.raw("failed") is None:
        return level, None
    if row.raw("level") is not None:
        row.fail("level_and_indicators", "level")
    met, failed = row.read("met", indicator_text), row.read("failed", indicator_text)
    if row.failed or rubric is None:
        return None, None
    try:
        return None, rubrics.results(rubric, met or "", failed or "")
    except Wrong as wrong:
        row.fail(wrong.code, str(wrong.values.pop("field")), **wrong.values)
        return None, None
