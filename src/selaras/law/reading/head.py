"""The title block: issuer, province, type, number, year, title; and the identity made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selaras.errors import Place, Text
from selaras.law.document import Line, Piece, passage, refused
from selaras.law.reading.words import slug, title_case

# type as printed → its usual short form and the word that makes a region of a name
_REGIONAL = (
    (r"WALI\s?KOTA", "Wali Kota", "wali", "Kota"),
    (r"BUPATI", "Bupati", "bup", "Kabupaten"),
    (r"GUBERNUR", "Gubernur", "gub", "Provinsi"),
)
_ACT = {"PERATURAN": ("Peraturan", "per"), "KEPUTUSAN": ("Keputusan", "kep")}
_SHORT = {"Peraturan Daerah": "perda", "Peraturan Pemerintah": "pp", "Undang-Undang": "uu"} | {
    "Peraturan Presiden": "perpres",
    "Keputusan Presiden": "keppres",
}
_SHORTENED = {
    "Peraturan Menteri": "permen",
    "Keputusan Menteri": "kepmen",
    "Peraturan Badan": "perban",
    "Peraturan Lembaga": "perlem",
    "Peraturan Kepala": "perka",
    "Keputusan Kepala": "kepka",
}

_TITLE = re.compile(r"^\s*(?P<act>PERATURAN|KEPUTUSAN)\s+(?P<by>\S.*?)\s*$", re.IGNORECASE)
_NUMBER = re.compile(
    r"^\s*(?P<by>.*?)\bNOMOR\s*:?\s*(?P<number>\S.{0,60}?)(?:\s+TAHUN\s+(?P<year>\d{4}))?\s*$", re.IGNORECASE
)
_YEAR_IN_NUMBER = re.compile(r"\b(\d{4})$")
_GRACE = re.compile(r"^\s*DENGAN\s+RAHMAT\b", re.IGNORECASE)

_REMEDY = Text(
    "Periksa apakah berkas ini peraturan atau keputusan lengkap dengan jenis, nomor, tahun dan judulnya.",
    "Check that the file is a regulation or decree with its type, number, year and title.",
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the title block says. `year` is None when it is not printed there."""

    type: str
    short_type: str
    issuer: str
    region: str | None
    province: str | None
    number: str
    year: int | None
    title: str
    place: Place


def head_of(lines: Sequence[Line], file: str) -> Head:
    """Title block → Head. Raises DocumentRefused when no type, number or title of an act stands there."""
    filled = [line for line in lines if not line.blank]
    at = next((i for i, line in enumerate(filled) if _TITLE.match(line.text)), None)
    if at is None:
        raise refused(
            "no_regulation",
            filled[0].place if filled else Place(file=file),
            Text(
                "Berkas ini bukan peraturan: jenisnya tidak ditemukan.",
                "This is no regulation: no type found.",
            ),
            _REMEDY,
        )
    numbered = next((i for i in range(at, len(filled)) if _NUMBER.match(filled[i].text)), None)
    about = next((i for i in range(at, len(filled)) if filled[i].text.strip().upper() == "TENTANG"), None)
    if numbered is None or about is None or about < numbered:
        raise refused(
            "no_number",
            filled[at].place,
            Text("Nomor atau judul peraturan tidak ditemukan.", "The act's number or title was not found."),
            _REMEDY,
        )
    return _head(filled, at, numbered, about, file)


def _head(filled: Sequence[Line], at: int, numbered: int, about: int, file: str) -> Head:
    words = " ".join(line.text for line in filled[at : numbered + 1])
    number = _NUMBER.match(filled[numbered].text)
    named = _TITLE.match(re.split(r"\bNOMOR\b", words, maxsplit=1, flags=re.IGNORECASE)[0])
    rest = filled[about + 1 :]
    end = next(
        (i for i, line in enumerate(rest) if _GRACE.match(line.text) or line.text.rstrip().endswith(",")),
        None,
    )
    title = passage(rest[:end] if end is not None else rest[:1]).flat
    if number is None or named is None or not title:
        raise refused(
            "no_title",
            filled[at].place,
            Text("Judul peraturan tidak terbaca.", "The act's title could not be read."),
            _REMEDY,
        )
    act, by = named["act"].upper(), " ".join(named["by"].split())
    kind, short, region = type_of(act, by)
    year = number["year"] or next(iter(_YEAR_IN_NUMBER.findall(number["number"])), None)
    return Head(
        type=kind,
        short_type=short,
        issuer=_issuer(rest, by),
        region=region,
        province=_province(filled[:about]),
        number=" ".join(number["number"].split()),
        year=int(year) if year else None,
        title=title,
        place=filled[at].place,
    )


def type_of(act: str, by: str) -> tuple[str, str, str | None]:
    """`PERATURAN`, `WALI KOTA DUMAI` → type, its short form, and the region: ('Peraturan Wali Kota', 'perwali', 'Kota Dumai')."""
    word, prefix = _ACT[act]
    for pattern, office, short, area in _REGIONAL:
        match = re.match(rf"{pattern}\s+(?P<name>.+)$", by, re.IGNORECASE)
        if match:
            name = title_case(match["name"])
            return f"{word} {office}", prefix + short, f"{area} {name}"
    full = title_case(f"{word} {by}")
    daerah = re.match(r"(Peraturan Daerah)\s+(.+)$", full)
    if daerah:
        return daerah[1], _SHORT[daerah[1]], daerah[2]
    if full in _SHORT:
        return full, _SHORT[full], None
    for start, short in _SHORTENED.items():
        if full.startswith(start + " "):
            name = full.removeprefix(start).removesuffix("Republik Indonesia").strip()
            return full, f"{short} {name}", None
    return full, full, None


def _issuer(after_title: Sequence[Line], by: str) -> str:
    """The office before Menimbang (`WALI KOTA DUMAI,`), else the one of the title."""
    offices = [line.text.strip() for line in after_title if line.text.rstrip().endswith(",")]
    return title_case(offices[-1].rstrip(",") if offices else by)


def _province(lines: Sequence[Line]) -> str | None:
    found = (re.match(r"^\s*PROVINSI\s+(.+?)\s*$", line.text, re.IGNORECASE) for line in lines)
    return next((title_case(match[1]) for match in found if match), None)


def identity(head: Head, year: int) -> tuple[str, str]:
    """Id and short citation of an act: (`perwali-dumai-6-2023`, `Perwali Dumai 6/2023`)."""
    name = re.sub(r"^(?:Kota|Kabupaten|Provinsi)\s+", "", head.region or "")
    number = re.sub(rf"\W*\b{year}$", "", head.number) or head.number
    short = head.short_type[:1].upper() + head.short_type[1:]
    return (
        slug(f"{head.short_type} {name} {number} {year}"),
        " ".join(f"{short} {name} {number}/{year}".split()),
    )


def title_piece(head: Head) -> Piece:
    """The title as a piece, for doubts about the act as a whole."""
    return Piece(head.title, head.place)


def number_in(line: Line) -> tuple[Piece, str, int] | None:
    """Number and year when the line is `NOMOR 6 TAHUN 2023`, with the piece that says so."""
    match = None if line.cells else _NUMBER.match(line.text)
    if not match or not match["year"]:
        return None
    return line.piece.part(0), " ".join(match["number"].split()), int(match["year"])
