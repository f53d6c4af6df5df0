"""Labels of requirement rows: `1. Pendidikan`, `A. Jenjang`, in one cell or several, with numbers or letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selaras.law.document import Piece
from selaras.law.reading.spelling import Spelt, is_marker, parted, spelt

_GROUPS = (
    (re.compile(r"^pendidikan(?!\s+dan\s+pelatihan)\b", re.IGNORECASE), "education"),
    (re.compile(r"^(?:pendidikan\s+dan\s+)?pelatihan\b|^diklat\b", re.IGNORECASE), "training"),
    (re.compile(r"^pengalaman\b", re.IGNORECASE), "experience"),
    (re.compile(r"^pangkat\b", re.IGNORECASE), "rank"),
    (re.compile(r"^indikator\s+kinerja\b", re.IGNORECASE), "performance"),
)
_GROUP_WORDS = {
    "pendidikan": "education",
    "pelatihan": "training",
    "pengalaman kerja": "experience",
    "pengalaman": "experience",
    "pangkat": "rank",
    "pangkat/golongan": "rank",
    "indikator kinerja jabatan": "performance",
    "indikator kinerja": "performance",
}
_OF_TRAINING = r"^(?:(?:pendidikan\s+dan\s+)?pelatihan\s+|diklat\s+|kompetensi\s+)?"
_SUBS = (
    (re.compile(r"^(?:jenjang|tingkat)\b", re.IGNORECASE), "level"),
    (re.compile(r"^(?:bidang\s+ilmu|jurusan|program\s+studi)\b", re.IGNORECASE), "field"),
    (re.compile(_OF_TRAINING + r"(?:manajerial|kepemimpinan|struktural)\b", re.IGNORECASE), "managerial"),
    (re.compile(_OF_TRAINING + r"teknis\b", re.IGNORECASE), "technical"),
    (re.compile(_OF_TRAINING + r"fungsional\b", re.IGNORECASE), "functional"),
)
_SUB_WORDS = {
    "jenjang": "level",
    "bidang ilmu": "field",
    "manajerial": "managerial",
    "teknis": "technical",
    "fungsional": "functional",
}


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its printed number or letter, its name, and what it means. `slip`: the word it is a misspelling of."""

    marker: str
    name: str
    code: str
    is_group: bool
    piece: Piece
    slip: Spelt | None = None


def labels_of(cells: Sequence[Piece]) -> list[Label] | None:
    """Label cells of a row → labels, the group before its part; None when one of them is not known."""
    found: list[Label] = []
    marker = ""
    for cell in cells:
        for piece in _lines(cell):
            if is_marker(piece.text):
                if marker:
                    return None
                marker = piece.text.strip(" ().")
                continue
            own, name = parted(piece.flat)
            label = _label(marker or own, name, piece, after_group=bool(found))
            if label is None:
                return None
            found.append(label)
            marker = ""
    groups = [each.is_group for each in found]
    return (
        None
        if marker or groups.count(True) > 1 or groups.count(False) > 1 or groups == [False, True]
        else found
    )


def _lines(cell: Piece) -> list[Piece]:
    """The lines of a cell when each begins with a marker, else the cell."""
    starts = [match.start() for match in re.finditer(r"^[ \t]*\S", cell.text, re.MULTILINE)]
    parts = [
        cell.part(start, stop) for start, stop in zip(starts, [*starts[1:], len(cell.text)], strict=True)
    ]
    return parts if len(parts) > 1 and all(parted(part.flat)[0] for part in parts) else [cell]


def _label(marker: str, name: str, piece: Piece, *, after_group: bool) -> Label | None:
    """A name read as a part first: `Pelatihan Teknis` is a part of training, `Pelatihan` is the group."""
    sub = next((code for pattern, code in _SUBS if pattern.match(name)), "")
    if sub:
        return Label(marker, name, sub, False, piece)
    group = next((code for pattern, code in _GROUPS if pattern.match(name)), "")
    if group:
        return Label(marker, name, group, True, piece)
    for words, is_group in ((_SUB_WORDS, False), (_GROUP_WORDS, True)):
        slip = spelt(name, words)
        if slip and not (after_group and is_group):
            return Label(marker, name, words[slip.word], is_group, piece, slip)
    return None
