"""One row of a part, as a form shows it and as a person corrects it: texts in, a valid entry out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from selaras.core.model import Indicator, RowKey, Rubric
from selaras.files.annex.settings import row_labels
from selaras.law.form.head import InstrumentHead
from selaras.law.form.table import (
    AppliesTo,
    CompetencyEntry,
    DictionaryEntry,
    DictionaryLevel,
    RequirementEntry,
)
from selaras.law.reading.values import NameContradictsCode, parsed_value
from selaras.web.standards.errors import refused
from selaras.web.standards.models import Piece

ROW = re.compile(r"(?:competencies|requirements|levels)/\d{1,4}|instrument|applies_to|entry")
HEAD = ("id", "type", "number", "year", "short", "title", "region", "in_force_from")
APPLIES = ("title", "code", "unit", "urusan", "job_class")
ENTRY = ("name", "code", "kind", "definition")  # of a dictionary: the piece itself, without its levels
KINDS = {"competencies": "competency", "requirements": "requirement", "levels": "level"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row found in its part: its kind, what it says, and its line in the source."""

    path: str
    kind: str  # competency, requirement, level, instrument, applies_to, entry
    entry: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What people call it."""
        if self.kind == "requirement":
            return " – ".join(filter(None, row_labels(RowKey(self.entry["key"]))))
        if self.kind == "level":
            return f"Level {self.entry['level']}"
        return str(self.entry.get("name") or self.entry.get("title") or "")

    @property
    def line(self) -> int | None:
        """Where it stands, if the source has lines."""
        return (self.entry.get("source") or {}).get("line")


def row_of(piece: Piece, path: str) -> Row | None:
    """The row at a path such as “competencies/2”; None when there is none."""
    if not ROW.fullmatch(path):
        return None
    name, _slash, number = path.partition("/")
    if name == "entry":
        said = {each: piece.data.get(each) for each in (*ENTRY, "source")}
        return Row(path, name, said) if "definition" in piece.data else None
    held = piece.data.get(name)
    if held is None or (number and int(number) >= len(held)):
        return None
    return Row(path, KINDS.get(name, name), held[int(number)] if number else held)


def shown(row: Row) -> dict[str, Any]:
    """The row as the fields of a form."""
    if row.kind in ("competency", "level"):
        lines = [f"{each['number']} | {each['text']}" for each in row.entry["indicators"]]
        said = {name: row.entry[name] for name in ("name", "level", "description") if name in row.entry}
        return said | {"indicators": "\n".join(" ".join(line.split()) for line in lines)}
    if row.kind == "requirement":
        return {"value": row.entry["value"], "importance": row.entry["importance"] or ""}
    names = {"instrument": HEAD, "entry": ENTRY}.get(row.kind, APPLIES)
    return {name: row.entry.get(name) for name in names}


def corrected(row: Row, said: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with what a person said, checked against the schema. Raises Refused with what is wrong."""
    return checked(row.kind, deepcopy(dict(row.entry)), said)


def checked(kind: str, entry: dict[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with what a person said of it, as the schema has it. Raises Refused with what is wrong."""
    try:
        if kind == "competency":
            return _competency(entry, said)
        if kind == "requirement":
            return _requirement(entry, said)
        if kind == "level":
            return _level(entry, said)
        named = {name: said[name] if said[name] not in ("", None) else None for name in said}
        if kind == "entry":
            DictionaryEntry.model_validate({**entry, **said, "levels": []})
            return {**entry, **said}
        if kind == "instrument":
            entry |= named | {"short": said.get("short") or ""}
            return InstrumentHead.model_validate(entry).model_dump(mode="json")
        return AppliesTo.model_validate(entry | named).model_dump(mode="json")
    except ValidationError as error:
        place = ".".join(str(each) for each in error.errors()[0]["loc"])
        raise refused(
            f"Isian {place} tidak sesuai bentuk data standar.",
            f"The field {place} does not fit the form of standards.",
            "Periksa isian itu terhadap dokumen asli.",
            "Check that field against the original.",
        ) from error


def placed(data: Mapping[str, Any], path: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The part's data with another entry at a path."""
    name, _slash, number = path.partition("/")
    if name == "entry":
        return {**data, **entry}
    if not number:
        return {**data, name: entry}
    rows = list(data[name])
    rows[int(number)] = entry
    return {**data, name: rows}


def without(data: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The part's data without the row at a path of a list."""
    name, _slash, number = path.partition("/")
    rows = list(data[name])
    del rows[int(number)]
    return {**data, name: rows}


def coded(row: Mapping[str, Any], code: str) -> dict[str, Any]:
    """A competency under another code, its rubric named anew."""
    return CompetencyEntry.model_validate({**row, "code": code, "rubric": _rubric(row, code)}).model_dump(
        mode="json"
    )


def _competency(entry: dict[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    indicators = _indicators(entry, said)
    if not indicators:
        raise refused(
            "Kompetensi ini belum memiliki indikator.",
            "This competency has no indicator yet.",
            "Tulis indikatornya menurut dokumen asli, satu per baris.",
            "Write its indicators as in the original, one a line.",
        )
    entry |= {"name": said["name"], "level": said["level"], "indicators": indicators}
    entry["description"] = said.get("description") or ""
    return coded(entry, entry["code"])


def _level(entry: dict[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    entry |= {"level": said["level"], "indicators": _indicators(entry, said)}
    entry["description"] = said.get("description") or ""
    return DictionaryLevel.model_validate(entry).model_dump(mode="json")


def _indicators(entry: Mapping[str, Any], said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One a line, “1.1 | its text”. What was not touched keeps its own spacing and place."""
    before = {" ".join(each["text"].split()): each for each in entry["indicators"]}
    found = []
    for line in str(said["indicators"]).splitlines():
        number, bar, text = line.partition("|")
        text = " ".join((text if bar else line).split())
        if text:
            new = {"text": text, "source": entry.get("source") or {}}
            found.append({**(before.get(text) or new), "number": number.strip() if bar else ""})
    return found


def _requirement(entry: dict[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    value = said.get("value") or ""
    entry |= {"value": value, "importance": said.get("importance") or None, "certain": True}
    try:
        entry["parsed"] = parsed_value(RowKey(entry["key"]), value).model_dump(mode="json")
    except NameContradictsCode as error:
        raise refused(
            f"Nama pangkat {error.name} bukan untuk {error.code}.",
            f"The rank's name {error.name} does not belong to {error.code}.",
            "Periksa nama pangkat dan golongannya pada dokumen asli.",
            "Check the rank's name and code in the original.",
        ) from error
    return RequirementEntry.model_validate(entry).model_dump(mode="json")


def _rubric(row: Mapping[str, Any], code: str) -> str | None:
    if row["level"] is None:
        return None
    indicators = tuple(Indicator(each["number"], each["text"]) for each in row["indicators"])
    return Rubric(code, row["level"], indicators).id
