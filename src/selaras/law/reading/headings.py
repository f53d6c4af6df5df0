"""Headings of an annex: of a job class, a position, a part, a unit, a dictionary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selaras.law.document import Piece
from selaras.law.reading.spelling import Spelt, is_marker, parted, spelt

_NUMERAL = r"^(?:(?P<numeral>[IVXLC]+|[A-Z]|\d{1,3})\s*[.)]\s*)?"
_CLASS = re.compile(
    _NUMERAL
    + r"(?=.*\bKELAS(?:\s+JABATAN)?\s*:?\s*(?P<job_class>[1-9]\d?)\b)(?:STANDAR|KOMPETENSI|KELAS)\b.*$",
    re.IGNORECASE,
)
_PARTS = {
    "standar kompetensi": "one",
    "standar kompetensi jabatan": "one",
    "persyaratan jabatan": "two",
    "persyaratan": "two",
    "ikhtisar jabatan": "summary",
    "ikhtisar": "summary",
}
_SUMMARY = re.compile(r"^ikhtisar(?:\s+jabatan)?\s*:?\s+(?=\S)|^ikhtisar(?:\s+jabatan)?\s*:", re.IGNORECASE)
_STANDARD = re.compile(
    r"^STANDAR\s+KOMPETENSI(?:\s+\w+){0,3}?\s+JABATAN\b|^STANDAR\s+KOMPETENSI\s+\w", re.IGNORECASE
)
_UNIT = re.compile(
    r"^(?:SEKRETARIAT|DINAS|BADAN|INSPEKTORAT|KECAMATAN|KELURAHAN|RUMAH\s+SAKIT|RSUD|SATUAN|KANTOR|BAGIAN|BIRO"
    r"|UPTD?|UNIT|PUSKESMAS|BALAI|DIREKTORAT|PUSAT)\b[^.;:,]{2,100}$"
)
_DICTIONARY = re.compile(r"^KAMUS\s+KOMPETENSI\b", re.IGNORECASE)
ANNEX = re.compile(
    r"^\s*(?:LAMPIRAN\b|Lampiran(?=\s*[IVXLC]*\s*:?\s*(?:Peraturan|Keputusan)\s[^.;,]{3,80}$))"
    r"(?:\s+(?P<numeral>[IVXLC]+)\b)?"
)


@dataclass(frozen=True, slots=True)
class PartHeading:
    """A heading of a part: which one, its numeral, the text that follows it on the same line, how it is spelt."""

    part: str
    numeral: str
    rest: Piece
    spelt: Spelt
    piece: Piece


def heading_text(filled: Sequence[Piece]) -> tuple[str, Piece] | None:
    """The words of a line or row that may be a heading: one filled cell, or a marker and one more."""
    if len(filled) == 1 or (len(filled) == 2 and is_marker(filled[0].text)):
        return " ".join(cell.flat for cell in filled), filled[-1]
    return None


def class_heading(filled: Sequence[Piece]) -> tuple[str, int] | None:
    """Numeral and class of `I. STANDAR KOMPETENSI … KELAS JABATAN 7`."""
    found = heading_text(filled)
    match = _CLASS.match(found[0]) if found else None
    return (match["numeral"] or "", int(match["job_class"])) if match else None


def part_heading(filled: Sequence[Piece]) -> PartHeading | None:
    """A heading such as `II. STANDAR KOMPETENSI`; `IKHTISAR JABATAN : …` with its text."""
    if not filled:
        return None
    found = heading_text(filled)
    text, piece = found or (filled[0].flat, filled[0])
    numeral, name = parted(text)
    if not found and not spelt(name, ("ikhtisar jabatan",)):
        return None
    if word := spelt(name, _PARTS):
        rest = Piece("", piece.place) if found else _text_after(filled)
        return PartHeading(_PARTS[word.word], numeral, rest, word, piece)
    if found and (match := _SUMMARY.match(name)):
        at = re.search(r"ikhtisar(?:\s+jabatan)?\s*:?\s*", piece.text, re.IGNORECASE)
        word = Spelt(match[0].strip(" :").casefold(), exact=True)
        return PartHeading("summary", numeral, piece.part(at.end() if at else 0), word, piece)
    return None


def _text_after(filled: Sequence[Piece]) -> Piece:
    """The text in the cells after a label, without its colon."""
    rest = [cell for cell in filled[1:] if cell.text.strip(" :")]
    return (
        rest[0].part(len(rest[0].text) - len(rest[0].text.lstrip(": ")))
        if rest
        else Piece("", filled[0].place)
    )


def is_standard_heading(filled: Sequence[Piece]) -> bool:
    """Whether a line announces the standards that follow: `STANDAR KOMPETENSI JABATAN ADMINISTRATOR`."""
    found = heading_text(filled)
    return bool(found and _STANDARD.match(parted(found[0])[1]))


def unit_heading(filled: Sequence[Piece]) -> str | None:
    """The unit that a line in capitals names: `A. DINAS KESEHATAN`."""
    found = heading_text(filled)
    name = parted(found[0])[1] if found else ""
    return name if name.isupper() and _UNIT.match(name) else None


def is_dictionary_heading(filled: Sequence[Piece]) -> bool:
    """Whether a line opens a dictionary of competencies."""
    found = heading_text(filled)
    return bool(found and _DICTIONARY.match(parted(found[0])[1]))
