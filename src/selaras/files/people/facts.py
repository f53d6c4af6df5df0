"""Rows of Pegawai, Pendidikan, Pangkat, Riwayat jabatan and Pelatihan."""

from __future__ import annotations

from datetime import date

from selaras.core.model import (
    EducationHeld,
    Employment,
    EmploymentHeld,
    PositionHeld,
    RankHeld,
    Recorded,
    TrainingKind,
    TrainingTaken,
)
from selaras.files.cells import Wrong
from selaras.files.people.nip import NipParts, nip_parts
from selaras.files.people.reading import Draft, Reading
from selaras.files.people.row import Common, Placed, Row


def read_person(row: Row, reading: Reading) -> Draft | None:
    """One row of Pegawai, with the types of employment it tells."""
    nip, name, birth = row.read_nip(), row.text("name"), row.day("birth")
    word = row.choice("employment")
    employment = Employment(word) if word else None
    entered_on, pns_since = row.day("entered_on"), row.day("pns_since")
    parts = check_nip(row, nip, employment, birth, entered_on)
    row.ordered(entered_on, pns_since, "pns_since", "entered_on")
    if row.failed or parts is None:
        return None
    draft = Draft(nip, name, row.number, parts.birth, entered_on)
    add_employment(row, draft, employment, pns_since)
    return draft


def check_nip(
    row: Row, nip: str, employment: Employment | None, birth: date | None, entered_on: date | None
) -> NipParts | None:
    """The NIP's parts, compared with each other and with the columns that say the same."""
    if not nip:
        return None
    try:
        parts = nip_parts(nip, employment)
    except Wrong as wrong:
        row.fail(wrong.code, "nip", **wrong.values)
        return None
    if birth and birth != parts.birth:
        row.fail("nip_birth_differs", "birth")
    if entered_on and entered_on < parts.birth:
        row.fail("date_before_birth", "entered_on", value=entered_on.isoformat())
    elif entered_on and parts.month and (entered_on.year, entered_on.month) != (parts.year, parts.month):
        row.fail("nip_entry_differs", "entered_on")
    return parts


def add_employment(row: Row, draft: Draft, employment: Employment | None, pns_since: date | None) -> None:
    """CPNS from the first day, PNS from the appointment; what has no day is reported and left out."""
    entered = draft.entered_on
    if employment is Employment.PNS and pns_since is None:
        row.fail("pns_since_missing", "pns_since")
        return
    if employment and employment is not Employment.PNS and entered is None:
        row.fail("pns_since_missing", "entered_on")
        return
    steps: list[tuple[Employment, date]] = []
    if employment is Employment.PNS and pns_since:
        steps = [(Employment.CPNS, entered)] if entered and entered < pns_since else []
        steps.append((Employment.PNS, pns_since))
    elif employment and entered:
        steps = [(employment, entered)]
    for number, (kind, since) in enumerate(steps):
        entry_id = f"{row.table.sheet.name}:{row.number}" + (f".{number}" if number else "")
        draft.add(
            "employment", Placed(row.table, row.number, EmploymentHeld(id=entry_id, since=since, type=kind))
        )


def read_education(row: Row, _: Reading) -> Recorded | None:
    """One row of Pendidikan. A year alone holds from its last day."""
    level, field = row.choice("level"), row.text("field")
    since, year = row.day("since"), row.year("year")
    if since is None and year is None and row.raw("since") is None and row.raw("year") is None:
        row.fail("date_or_year", "since")
    common = Common(row, since or year)
    if row.failed or common.since is None:
        return None
    return EducationHeld(
        id=common.id,
        since=common.since,
        recorded_on=common.recorded_on,
        corrects=common.corrects,
        withdrawn=common.withdrawn,
        level=level,
        field=field,
    )


def read_rank(row: Row, _: Reading) -> Recorded | None:
    """One row of Pangkat."""
    rank = row.choice("rank")
    common = Common(row, row.day("since"))
    if row.failed or common.since is None:
        return None
    return RankHeld(
        id=common.id,
        since=common.since,
        recorded_on=common.recorded_on,
        corrects=common.corrects,
        withdrawn=common.withdrawn,
        rank=rank,
    )


def read_history(row: Row, reading: Reading) -> Recorded | None:
    """One row of Riwayat jabatan; its code must stand on sheet Posisi."""
    code = row.text("position")
    position = reading.positions.get(code)
    check_position(row, code, reading)
    common = Common(row, row.day("since"))
    if row.failed or common.since is None or position is None:
        return None
    return PositionHeld(
        id=common.id,
        since=common.since,
        recorded_on=common.recorded_on,
        corrects=common.corrects,
        withdrawn=common.withdrawn,
        position=position,
    )


def check_position(row: Row, code: str, reading: Reading) -> None:
    """Report a position code that is not on sheet Posisi, or whose row there failed."""
    if not code or code in reading.positions or "positions" in reading.unread:
        return
    if code in reading.broken_positions:
        row.fail("position_failed", "position", other=reading.broken_positions[code])
    else:
        row.fail("position_unknown", "position", near=reading.nearest_position(code))


def read_training(row: Row, _: Reading) -> Recorded | None:
    """One row of Pelatihan; blank Lulus means passed."""
    kind, name, passed = row.choice("kind"), row.text("name"), row.yes("passed")
    common = Common(row, row.day("since"))
    if row.failed or common.since is None:
        return None
    return TrainingTaken(
        id=common.id,
        since=common.since,
        recorded_on=common.recorded_on,
        corrects=common.corrects,
        withdrawn=common.withdrawn,
        kind=TrainingKind(kind),
        name=name,
        passed=passed is not False,
    )
