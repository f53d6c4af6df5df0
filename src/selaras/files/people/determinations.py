"""Rows of Penetapan: judgements on one row of a standard, and equivalence of two rubrics."""

from __future__ import annotations

from typing import Any

from selaras.core.model import Determination, Equivalence, Recorded, RowKey, normalise
from selaras.files.people.evidence import read_rubric
from selaras.files.people.facts import check_position
from selaras.files.people.reading import Reading
from selaras.files.people.row import Common, Row

EQUIVALENCE = "equivalence"


def read_determination(row: Row, reading: Reading) -> Recorded | None:
    """One row of Penetapan."""
    kind = row.choice("kind")
    values = _decided(row)
    if kind == EQUIVALENCE:
        return _equivalence(row, reading, values)
    if kind is None:
        return None
    position, finding = row.text("position"), row.yes("finding")
    check_position(row, position, reading)
    for key in ("nip", "finding"):
        if row.raw(key) is None:
            row.fail("value_missing", key)
    if row.failed or finding is None:
        return None
    return Determination(row=RowKey(kind), finding=finding, position=position, **values)


def _decided(row: Row) -> dict[str, Any]:
    """What both kinds share: who, when, why, by which document, confirmed, revoked."""
    by, confirmed_by, confirmed_on = row.text("by"), row.text("confirmed_by"), row.day("confirmed_on")
    common, revoked_on = Common(row, row.day("since")), row.day("revoked_on")
    given = [row.raw(key) is not None for key in ("confirmed_by", "confirmed_on")]
    if any(given) and not all(given):
        row.fail("confirmation_half", "confirmed_on" if given[0] else "confirmed_by")
    if by and normalise(by) == normalise(confirmed_by):
        row.fail("confirmation_same", "confirmed_by")
    row.ordered(common.since, confirmed_on, "confirmed_on", "since")
    row.ordered(common.since, revoked_on, "revoked_on", "since")
    return {
        "id": common.id,
        "since": common.since,
        "recorded_on": common.recorded_on,
        "corrects": common.corrects,
        "withdrawn": common.withdrawn,
        "by": by,
        "reason": row.text("reason"),
        "document": row.text("document"),
        "confirmed_by": confirmed_by,
        "confirmed_on": confirmed_on,
        "revoked_on": revoked_on,
    }


def _equivalence(row: Row, reading: Reading, values: dict[str, Any]) -> Recorded | None:
    for prefix in ("measured_", "required_"):
        for key in ("standard", "competency"):
            if row.raw(prefix + key) is None:
                row.fail("value_missing", prefix + key)
    measured = read_rubric(row, reading.rubrics, "measured_")
    required = read_rubric(row, reading.rubrics, "required_")
    if measured and measured == required:
        row.fail("equivalence_same", "required_competency")
    if row.failed or measured is None or required is None:
        return None
    return Equivalence(measured=measured.id, required=required.id, **values)
