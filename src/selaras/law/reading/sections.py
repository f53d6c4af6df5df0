"""The parts of a regulation in their fixed order: head, Menimbang, Mengingat, Menetapkan, body, closing, annex."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from selaras.errors import Place
from selaras.law.document import Document, Line, Piece
from selaras.law.reading.doubts import Doubts
from selaras.law.reading.flow import flowing
from selaras.law.reading.headings import ANNEX

_LABEL = r"^\s*(?:[-•*]\s+)?{}\b\s*:?"
_PARTS = {
    "considerations": re.compile(_LABEL.format("Menimbang"), re.IGNORECASE),
    "bases": re.compile(_LABEL.format("Mengingat"), re.IGNORECASE),
    "noted": re.compile(_LABEL.format("Memperhatikan"), re.IGNORECASE),
    "decision": re.compile(r"^\s*M\s*E\s*M\s*U\s*T\s*U\s*S\s*K\s*A\s*N\s*:?\s*$"),
    "enacting": re.compile(_LABEL.format("Menetapkan"), re.IGNORECASE),
    "body": re.compile(r"^\s*(?:BAB\s+[IVXLC]+\b|Pasal\s+(?:\d+[A-Z]?|I)\s*$|(?:KESATU|PERTAMA)\s*(?::|\t))"),
    "closing": re.compile(
        r"^\s*(?:Agar\s+setiap\s+orang|Ditetapkan\s+di\b|Diundangkan\s+di\b)", re.IGNORECASE
    ),
    "annex": ANNEX,
}
_LABELLED = {"considerations", "bases", "noted", "enacting"}
_NAMES = {
    "considerations": "Menimbang",
    "bases": "Mengingat",
    "enacting": "Menetapkan",
    "body": "Pasal/diktum",
} | {
    "closing": "penetapan (Ditetapkan di)",
    "annex": "LAMPIRAN",
}


@dataclass(frozen=True, slots=True)
class Sections:
    """Lines of each part; the label word (`Menimbang :`) is cut off its first line."""

    head: tuple[Line, ...] = ()
    considerations: tuple[Line, ...] = ()
    bases: tuple[Line, ...] = ()
    noted: tuple[Line, ...] = ()
    decision: tuple[Line, ...] = ()
    enacting: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()
    annex: tuple[Line, ...] = ()


def sections_of(document: Document, doubts: Doubts) -> Sections:
    """Split a document. A part not found is empty and doubted; its lines stay with the part before."""
    lines = _flowing(document)
    starts = {"head": 0}
    for name, pattern in _PARTS.items():
        first = max(starts.values())
        found = next((i for i in range(first, len(lines)) if pattern.match(lines[i].text)), None)
        if found is not None:
            starts[name] = found
        elif name in _NAMES:
            doubts.add("part_missing", Piece("", Place(file=document.file)), part=_NAMES[name])
    ends = [*list(starts.values())[1:], len(lines)]
    cut = {name: lines[start:end] for (name, start), end in zip(starts.items(), ends, strict=True)}
    for name in _LABELLED & cut.keys():
        cut[name] = (_without_label(cut[name][0], _PARTS[name]), *cut[name][1:])
    return Sections(**cut)


def _flowing(document: Document) -> tuple[Line, ...]:
    """The lines before the annex as they read; those of the annex stay rows, but for its head."""
    lines = document.lines
    at = next((i for i, line in enumerate(lines) if ANNEX.match(line.text)), len(lines))
    return (*flowing(lines[:at]), *flowing(lines[at : at + 1]), *lines[at + 1 :])


def _without_label(line: Line, pattern: re.Pattern[str]) -> Line:
    match = pattern.match(line.text)
    end = match.end() if match else 0
    return Line(line.text[end:], replace(line.place, character=(line.place.character or 1) + end))
