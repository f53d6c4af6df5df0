"""SIASN's "data utama" export: one row is a person with present rank, position and education.

Only the columns of `data/siasn.yaml` are looked at; date of birth and sex are compared with the NIP and forgotten.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from selaras.core.model import (
    EducationHeld,
    EducationLevel,
    Employment,
    Position,
    PositionHeld,
    PositionType,
    Rank,
    RankHeld,
    normalise,
)
from selaras.files.layout import content, words
from selaras.files.people.facts import add_employment, check_nip
from selaras.files.people.places import PositionMap
from selaras.files.people.reading import Draft, Reading, family_of
from selaras.files.people.row import Placed, Row
from selaras.files.people.tables import STEP_ROWS, Step, settle_person
from selaras.files.table import Table
from selaras.law.lists import education_by_name, ranks_by_siasn


@cache
def blanks() -> frozenset[str]:
    """Texts with which an export says that a cell is empty."""
    return frozenset(content("siasn.yaml")["blanks"])


def read_siasn(table: Table, reading: Reading, mapped: PositionMap | None, step: Step) -> None:
    """Read the export into `reading`. Its positions come into being as their titles are met."""
    reading.findings.problems += table.problems
    if not table.readable:
        return
    number = 0
    for number, (at, cells) in enumerate(table.rows(), 1):
        _take(Row(table, at, cells, reading.findings, blanks()), reading, mapped)
        if not number % STEP_ROWS:
            step(table.sheet.name, STEP_ROWS)
    reading.counts[table.sheet.name] = number
    reading.report_nobody(table)
    step(table.sheet.name, number % STEP_ROWS)


def _take(row: Row, reading: Reading, mapped: PositionMap | None) -> None:
    draft = _person(row)
    if draft:
        for name, add in (("ranks", _rank), ("educations", _education)):
            if fact := add(row):
                draft.add(name, Placed(row.table, row.number, fact))
        if held := _position(row, reading, mapped):
            draft.add("positions", Placed(row.table, row.number, held))
        _check_birth(row, draft)
    settle_person(row, draft, reading)


def _check_birth(row: Row, draft: Draft) -> None:
    for entries in draft.facts.values():
        for placed in entries:
            key = _SINCE.get(type(placed.entry))
            if key and placed.entry.since < draft.birth:
                row.fail("date_before_birth", key, value=placed.entry.since.isoformat())


def _person(row: Row) -> Draft | None:
    nip, name, birth, sex = row.read_nip(), row.text("name"), row.day("birth"), row.choice("sex")
    entered_on, pns_since = row.day("entered_on"), row.day("pns_since")
    employment = _employment(row)
    parts = check_nip(row, nip, employment, birth, entered_on)
    if parts and sex and sex != parts.sex:
        row.fail("nip_sex_differs", "sex")
    row.ordered(entered_on, pns_since, "pns_since", "entered_on")
    if parts is None:
        return None
    draft = Draft(nip, name, row.number, parts.birth, entered_on)
    if not row.failed:
        add_employment(row, draft, employment, pns_since)
    return draft


def _employment(row: Row) -> Employment | None:
    """PPPK by JENIS PEGAWAI NAMA, else by STATUS CPNS PNS."""
    kind = row.text("employee_type").casefold()
    if any(mark.casefold() in kind for mark in content("siasn.yaml")["pppk_marks"]):
        return Employment.PPPK
    word = row.choice("status")
    return Employment(word) if word else None


def _rank(row: Row) -> RankHeld | None:
    since = row.day("rank_since")
    rank: Rank | None = ranks_by_siasn().get(row.text("rank_id")) if row.raw("rank_id") is not None else None
    if rank is None:
        rank = row.choice("rank")
    if rank and since is None and row.raw("rank_since") is None:
        row.fail("fact_undated", "rank_since", other=row.table.columns["rank"].header)
    return (
        RankHeld(id=f"{row.table.raw.name}:{row.number}:rank", since=since, rank=rank)
        if rank and since
        else None
    )


def _education(row: Row) -> EducationHeld | None:
    """Education by its code, else by its name; known by its year, it holds from 31 December."""
    since = row.year("year")
    level: EducationLevel | None = None
    if row.raw("level_id") is not None:
        level = education_by_name().get(normalise(row.text("level_id")))
    if level is None:
        level = row.choice("level")
    field = _field(row.text("field"))
    if level and since is None and row.raw("year") is None:
        row.fail("fact_undated", "year", other=row.table.columns["level"].header)
    entry_id = f"{row.table.raw.name}:{row.number}:education"
    return EducationHeld(id=entry_id, since=since, level=level, field=field) if level and since else None


def _field(text: str) -> str:
    """`S-1 TEKNIK INFORMATIKA` → `TEKNIK INFORMATIKA`: the export writes the level before the field."""
    known = words("education")
    pieces = text.split(" ")
    for length in (3, 2, 1):
        if len(pieces) > length and normalise(" ".join(pieces[:length])) in known:
            return " ".join(pieces[length:]).strip()
    return text


def _position(row: Row, reading: Reading, mapped: PositionMap | None) -> PositionHeld | None:
    title, code, since = row.text("position"), row.text("position_id"), row.day("position_since")
    unit = row.text("unit")
    kind: Any = words("position_type").get(row.text("type_id")) or row.choice("type")
    if not title:
        return None
    unit_id = row.text("unit_id")
    position_id = f"{code or normalise(title)}@{unit_id or normalise(unit)}"
    reading.units[position_id] = unit_id
    if above := row.text("above"):
        reading.above.setdefault(position_id, set()).add((row.text("above_id"), above))
    position = reading.positions.get(position_id)
    if position is None:
        position = _new_position(position_id, title, code, unit, kind, reading, mapped)
        reading.positions[position_id] = position
    if since is None and row.raw("position_since") is None:
        row.fail("fact_undated", "position_since", other=row.table.columns["position"].header)
    if since is None:
        return None
    return PositionHeld(id=f"{row.table.raw.name}:{row.number}:position", since=since, position=position)


def _new_position(
    position_id: str,
    title: str,
    code: str,
    unit: str,
    kind: str | None,
    reading: Reading,
    mapped: PositionMap | None,
) -> Position:
    found = mapped.find(code, title, unit) if mapped else None
    return Position(
        id=position_id,
        title=title,
        region=reading.region,
        type=PositionType(kind or "executor"),
        job_class=found.job_class if found else None,
        family=(found.family if found else None) or family_of(title, reading.regulations),
        code=code,
        unit=unit,
        fields=found.fields if found else None,
        trainings=found.trainings if found else None,
    )


_SINCE = {RankHeld: "rank_since", EducationHeld: "year", PositionHeld: "position_since"}
