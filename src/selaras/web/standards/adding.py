"""A row that the reader missed, made from what a person writes; where it goes among the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras.core.model import Kind, RowKey
from selaras.law.reading.gathered import core_code
from selaras.law.reading.words import slug
from selaras.web.standards.errors import refused
from selaras.web.standards.models import Piece
from selaras.web.standards.rows import checked

LISTS = {"kompetensi": "competencies", "persyaratan": "requirements", "level": "levels"}
KINDS = {"competencies": "competency", "requirements": "requirement", "levels": "level"}
END = ""


def may_have(piece: Piece) -> list[str]:
    """The kinds of rows that a part has, as in the address that adds one."""
    return [what for what, name in LISTS.items() if name in piece.data and piece.kind != Piece.Kind.ACT]


def added(data: Mapping[str, Any], name: str, said: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The path of a new row of a list, and the part's data with it. Raises Refused for one that is there already."""
    rows = list(data[name])
    entry = checked(KINDS[name], _blank(name, said), said)
    _refuse_twice(name, rows, entry)
    at = _place(name, rows, entry, said)
    rows.insert(at, entry)
    return f"{name}/{at}", {**data, name: rows}


def missing_keys(data: Mapping[str, Any]) -> list[RowKey]:
    """The requirement rows that a standard does not have yet."""
    there = {row["key"] for row in data["requirements"]}
    return [key for key in RowKey if key not in there]


def _blank(name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    line = said.get("line")
    source = {"line": line, "character": 1 if line else None}
    if name == "levels":
        return {"level": said["level"], "description": "", "indicators": []}
    common = {"number": said.get("number") or "", "citation": "", "source": source}
    if name == "requirements":
        return common | {"key": said["key"], "letter": None}
    kind = Kind(said["kind"])
    code = core_code(said["name"], kind) or slug(said["name"])
    blank: dict[str, Any] = {"description": "", "rubric": None, "indicators": []}
    return common | blank | {"code": code, "kind": str(kind)}


def _refuse_twice(name: str, rows: list[dict[str, Any]], entry: Mapping[str, Any]) -> None:
    same = {"competencies": "code", "requirements": "key", "levels": "level"}[name]
    if any(row[same] == entry[same] for row in rows):
        raise refused(
            "Baris itu sudah ada di bagian ini.",
            "That row is in this part already.",
            "Perbaiki baris yang ada.",
            "Correct the row that is there.",
        )


def _place(name: str, rows: list[dict[str, Any]], entry: Mapping[str, Any], said: Mapping[str, Any]) -> int:
    if name == "levels":
        return sum(row["level"] < entry["level"] for row in rows)
    if name == "requirements":
        order = [str(key) for key in RowKey]
        return sum(order.index(row["key"]) < order.index(entry["key"]) for row in rows)
    after = said.get("after", END)
    return int(after) + 1 if after != END and int(after) < len(rows) else len(rows)
