"""A form in parts that a person can confirm one by one, and the form again from its parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from selaras.law.document import Document, Line
from selaras.web.standards.models import Piece

ACT = "act"
LISTS = {
    "job_classes": Piece.Kind.CLASS,
    "position_standards": Piece.Kind.POSITION,
    "dictionary": Piece.Kind.DICTIONARY,
}
KEYS = {Piece.Kind.CLASS: "kelas", Piece.Kind.POSITION: "jabatan", Piece.Kind.DICTIONARY: "kamus"}
LONGEST = 400  # letters of a title


@dataclass
class Part:
    """One part before it is stored. `begins`: the source line where it starts, where the source has lines."""

    kind: Piece.Kind
    key: str
    title: str
    group: str
    data: dict[str, Any]
    begins: int | None
    doubts: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    lines: list[list[Any]] = field(default_factory=list)


def parts_of(form: Mapping[str, Any]) -> list[Part]:
    """The act first, then every standard and every entry of a dictionary, in printed order; doubts where they stand."""
    head = {name: value for name, value in form.items() if name not in LISTS and name != "uncertain"}
    instrument = form["instrument"]
    short = instrument["short"] or f"{instrument['type']} {instrument['number']}/{instrument['year']}"
    parts = [Part(Piece.Kind.ACT, ACT, short[:LONGEST], "", head, 0)]
    for name, kind in LISTS.items():
        for number, entry in enumerate(form[name], start=1):
            parts.append(_part(kind, number, entry))
    _share(parts, form["uncertain"], "doubts")
    return parts


def form_from(parts: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """The form again, from (kind, data) in order; nothing in it is uncertain any more."""
    form: dict[str, Any] = {name: [] for name in LISTS}
    of_kind = {kind: name for name, kind in LISTS.items()}
    for kind, data in parts:
        if kind == Piece.Kind.ACT:
            form |= data
        else:
            form[of_kind[Piece.Kind(kind)]].append(data)
    return form | {"uncertain": []}


def lay_beside(parts: Sequence[Part], document: Document, findings: Iterable[Mapping[str, Any]]) -> None:
    """Give each part the lines of the source from its beginning to the next, and what the linter found there."""
    _share(parts, findings, "findings")
    placed = _placed(parts)
    starts = [start for start, _part in placed]
    for line in document.lines:
        if not line.blank:
            at = bisect_right(starts, line.place.line or 0) - 1
            placed[max(at, 0)][1].lines.append(_line(line))


def hand_out(parts: Sequence[Part], findings: Iterable[Mapping[str, Any]]) -> None:
    """Give each part what was found in it, where the source has no lines: by its place in the form."""
    of_list: dict[str, list[Part]] = {
        name: [part for part in parts if part.kind == kind] for name, kind in LISTS.items()
    }
    for row in findings:
        name, _slash, number = row["standard"].partition("/")
        of_list[name][int(number)].findings.append(dict(row))


def rows_in(data: Mapping[str, Any]) -> int:
    """How many rows a part has: of a standard, articles of an act, levels of a dictionary's entry."""
    rows = len(data.get("competencies", ())) + len(data.get("requirements", ()))
    return rows or len(data.get("articles", data.get("levels", ())))


def faults_of(kind: str, data: Mapping[str, Any]) -> list[str]:
    """The rows that are not whole yet, as “competencies/2”: without level or indicators, or in doubt."""
    if kind == Piece.Kind.DICTIONARY:
        return _faults_of_entry(data)
    if kind not in (Piece.Kind.CLASS, Piece.Kind.POSITION):
        return []
    found = [
        f"competencies/{i}"
        for i, row in enumerate(data["competencies"])
        if row["level"] is None or not row["indicators"]
    ]
    return found + [f"requirements/{i}" for i, row in enumerate(data["requirements"]) if not row["certain"]]


def _faults_of_entry(data: Mapping[str, Any]) -> list[str]:
    """“entry” without name, code, definition or any level; “levels/1” without words, or out of order."""
    named = all(data[name].strip(" ?") for name in ("name", "code", "definition"))
    found = [] if named and data["levels"] else ["entry"]
    before = -1
    for i, each in enumerate(data["levels"]):
        if each["level"] <= before or not (each["description"].strip() or each["indicators"]):
            found.append(f"levels/{i}")
        before = max(before, each["level"])
    return found


def _part(kind: Piece.Kind, number: int, entry: dict[str, Any]) -> Part:
    if kind == Piece.Kind.CLASS:
        key, title, group = str(entry["job_class"]), f"Kelas Jabatan {entry['job_class']}", ""
    elif kind == Piece.Kind.POSITION:
        asked = entry["applies_to"]
        rest = (asked["unit"], asked["urusan"])
        title = " · ".join(filter(None, (asked["title"], *rest)))
        group = asked["group"] or (f"Kelas Jabatan {asked['job_class']}" if asked["job_class"] else "")
        key = str(number)
    else:
        key, title, group = str(number), entry["name"], entry["kind"]
    begins = min(_lines_in(entry), default=None)
    flat = " ".join(title.split())[:LONGEST]
    return Part(kind, f"{KEYS[kind]}-{key}", flat, " ".join(group.split())[:200], entry, begins)


def _lines_in(entry: Mapping[str, Any]) -> Iterator[int]:
    source = entry.get("source") or {}
    if source.get("line"):
        yield source["line"]
    for name in ("competencies", "requirements", "levels"):
        for row in entry.get(name, ()):
            if (row.get("source") or {}).get("line"):
                yield row["source"]["line"]


def _placed(parts: Sequence[Part]) -> list[tuple[int, Part]]:
    return sorted(
        ((part.begins, part) for part in parts if part.begins is not None), key=lambda pair: pair[0]
    )


def _share(parts: Sequence[Part], rows: Iterable[Mapping[str, Any]], name: str) -> None:
    """Hand out what has a line to the part it stands in; the rest to the act."""
    placed = _placed(parts)
    starts = [start for start, _part in placed]
    for row in rows:
        line = (row.get("source") or {}).get("line") or 0
        part = placed[max(bisect_right(starts, line) - 1, 0)][1]
        getattr(part, name).append(dict(row))


def _line(line: Line) -> list[Any]:
    said: Any = [cell.text for cell in line.cells] if line.cells else line.text
    return [line.place.line, line.place.sheet.split(",")[0], said]
