"""References to acts: type, number, year, subject, gazette with supplement, and which act amends which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selaras.law.document import Line
from selaras.law.form.head import ActName, Consideration, Gazette, LegalBasis, Reference, Supplement
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.items import Item, check_numbers, items_of
from selaras.law.reading.words import title_case

_GAZETTE = re.compile(
    r"(?P<name>(?:Lembaran|Berita)\s+(?:Negara|Daerah)\b[^\d(),;]{0,80}?),?\s+Tahun\s+(?P<year>\d{4})"
    r",?\s+Nomor\s*:?\s*(?P<number>[^\s,;()]{1,20})(?:,?\s+Seri\s+(?P<series>[^\s,;().]{1,5}))?"
    r"(?:,?\s+(?P<also>Tambahan\s+(?:Lembaran|Berita)\s[^\d(),;]{0,80}?),?\s+Nomor\s*:?\s*(?P<supplement>[^\s,;().]{1,20}))?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:(?P<place>Pasal\s+\d+[A-Z]?(?:\s+ayat\s+\(\d+[a-z]?\))?(?:\s+huruf\s+[a-z])?)\s+)?"
    r"(?:(?P<constitution>Undang[-\s]Undang\s+Dasar\b[^\d;,()]{0,80}?)"
    r"|(?P<type>(?:Undang[-\s]Undang|(?:Peraturan|Keputusan|Instruksi|Ketetapan)\s+[^\d;()]{1,160}?))"
    r"\s+(?:Nomor|No\.)\s*:?\s*(?P<number>[^\s;,()]{1,40}))"
    r"\s+Tahun\s+(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r",?\s+tentang\s+", re.IGNORECASE)
_ABOUT_ENDS = re.compile(
    r"\s*\((?=(?:Tambahan\s+)?(?:Lembaran|Berita)\b)|,?\s+(?=sebagaimana\s+telah\b)|;|\.?\s*\Z", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"^[\s,;.]*(?:(?P<amended>sebagaimana\s+telah\s+(?:beberapa\s+kali\s+)?diubah(?:\s+beberapa\s+kali)?,?"
    r"(?:\s+yang)?(?:\s+terakhir)?(?:\s+kali)?,?\s+dengan)"
    r"|(?:sebagaimana\s+telah\s+)?(?:ditetapkan|diganti|dicabut)\s+(?:menjadi\s+|dengan\s+|oleh\s+)?"
    r"|(?:dan|jo\.?|juncto))?[\s,;.]*$",
    re.IGNORECASE,
)


def gazette_in(text: str) -> Gazette | None:
    """`Lembaran Negara Republik Indonesia Tahun 2014 Nomor 6, Tambahan …` → Gazette; None when there is none."""
    match = _GAZETTE.search(text)
    return _gazette(match) if match else None


def _gazette(match: re.Match[str]) -> Gazette:
    also, supplement = match["also"], match["supplement"]
    return Gazette(
        name=title_case(match["name"]),
        year=int(match["year"]),
        number=match["number"].rstrip("."),
        series=match["series"],
        supplement=Supplement(name=title_case(also), number=supplement) if also else None,
    )


def references_in(text: str) -> tuple[tuple[Reference, ...], bool]:
    """The acts a legal basis names, in order, and whether every word of it was understood."""
    flat = " ".join(text.split())
    found: list[Reference] = []
    complete = True
    at = 0
    for between, reference, end in _scan(flat):
        link = _BETWEEN.match(between)
        complete = complete and link is not None and (at > 0 or not between.strip())
        if link and link["amended"] and found:
            base = next((each for each in reversed(found) if each.amends is None), found[-1])
            amends = ActName(type=base.type, number=base.number, year=base.year)
            reference = reference.model_copy(update={"amends": amends})
        complete = complete and (
            "(" not in flat[at:end] or reference.gazette is not None or bool(reference.place)
        )
        found.append(reference)
        at = end
    rest = flat[at:].strip(" ;.,")
    return tuple(found), complete and bool(found) and rest in ("", "dan")


def _scan(flat: str) -> Iterator[tuple[str, Reference, int]]:
    """Each reference with the text before it and where it ends."""
    at = 0
    while match := _REFERENCE.search(flat, at):
        end = match.end()
        about = gazette = None
        opening = _ABOUT.match(flat, end)
        if opening:
            closing = _ABOUT_ENDS.search(flat, opening.end())
            end = closing.start() if closing else len(flat)
            about = flat[opening.end() : end]
        parenthesis = re.compile(r"\s*\(([^()]*)\)").match(flat, end)
        if parenthesis and (printed := _GAZETTE.fullmatch(parenthesis[1].strip())):
            gazette, end = _gazette(printed), parenthesis.end()
        yield flat[at : match.start()], _reference(match, about, gazette), end
        at = end


def _reference(match: re.Match[str], about: str | None, gazette: Gazette | None) -> Reference:
    return Reference(
        type=match["constitution"] or match["type"],
        number=match["number"],
        year=int(match["year"]),
        about=about,
        gazette=gazette,
        place=match["place"],
    )


def bases_of(lines: Sequence[Line], doubts: Doubts) -> tuple[LegalBasis, ...]:
    """Mengingat → its entries. An entry whose words were not all understood is doubted."""
    return tuple(_basis(item, doubts) for item in _entries(lines, doubts))


def considerations_of(lines: Sequence[Line], doubts: Doubts) -> tuple[Consideration, ...]:
    """Menimbang → its letters."""
    return tuple(
        Consideration(number=item.number, text=item.text.text, source=source_of(item.text))
        for item in _entries(lines, doubts)
    )


def _entries(lines: Sequence[Line], doubts: Doubts) -> list[Item]:
    """The entries of a list; one without marker is an entry of its own (a single consideration has no letter)."""
    opening, items = items_of(lines)
    check_numbers(items, doubts)
    return ([Item("bullet", "", opening)] if opening.text else []) + items


def _basis(item: Item, doubts: Doubts) -> LegalBasis:
    references, complete = references_in(item.text.text)
    if not complete:
        doubts.add("reference", item.text)
    return LegalBasis(
        number=item.number, text=item.text.text, references=references, source=source_of(item.text)
    )
