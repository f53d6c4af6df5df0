"""Words of the grammar: number words, roman numerals, months, dates, names in title case, slugs, tags."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_UNITS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)

# KESATU (or PERTAMA), KEDUA … of a decree's dictum
ORDINALS = (
    "KESATU",
    *(f"KE{unit.upper()}" for unit in _UNITS[1:]),
    "KESEPULUH",
    "KESEBELAS",
    *(f"KE{unit.upper()} BELAS" for unit in _UNITS[1:]),
    "KEDUA PULUH",
)

DATE = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]+)\s+(?P<year>\d{4})\b")
_TAGS_AT_EDGE = r"(?:\s|</?(?:p|br|li|ul|ol|div|span)\b[^<>]{0,80}>)+"
_LEADING = re.compile(rf"^{_TAGS_AT_EDGE}", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s|</?(?:p|br|li|ul|ol|div|span)\b[^<>]{0,80}>)\Z", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_ROMAN = re.compile(r"^(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_SMALL = {"dan", "di", "ke", "dari", "pada", "untuk", "dengan", "tentang", "atas", "yang"}
_INITIALS = {"dki", "diy", "nad", "ri"}


def number_of_word(word: str) -> int | None:
    """`tujuh` → 7, for 0 to 99; None when it is no number word."""
    words = word.casefold().split()
    if words in (["nol"], ["sepuluh"], ["sebelas"]):
        return {"nol": 0, "sepuluh": 10, "sebelas": 11}[words[0]]
    if not words or words[0] not in _UNITS:
        return None
    unit = _UNITS.index(words[0]) + 1
    if len(words) == 1:
        return unit
    if words[1:] == ["belas"]:
        return 10 + unit
    if words[1] == "puluh" and len(words) == 2:
        return unit * 10
    if words[1] == "puluh" and len(words) == 3 and words[2] in _UNITS:
        return unit * 10 + _UNITS.index(words[2]) + 1
    return None


def number_of_roman(numeral: str) -> int | None:
    """`XIV` → 14; None when it is no roman numeral below 100."""
    if not _ROMAN.match(numeral):
        return None
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def ordinal_of(kind: str, number: str) -> int | None:
    """The place of a printed number among its siblings: `c` is 3, `12` is 12, `aa` is 27."""
    if kind == "huruf":
        return (len(number) - 1) * 26 + ord(number[0]) - ord("a") + 1
    return int(number) if number.isdigit() else None


def ordinal_of_marker(marker: str) -> int | None:
    """The place of a number or letter of either case among its siblings: `B` and `2` are 2; None for others."""
    if marker.isdigit():
        return int(marker)
    return (
        ord(marker.lower()) - ord("a") + 1
        if len(marker) == 1 and marker.isascii() and marker.isalpha()
        else None
    )


def date_in(text: str) -> date | None:
    """The first date such as `1 Februari 2023` in a text; None when there is none or it does not exist."""
    match = DATE.search(text)
    if not match or match["month"].casefold() not in _MONTHS:
        return None
    month = _MONTHS.index(match["month"].casefold()) + 1
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def title_case(text: str) -> str:
    """`WALI KOTA DUMAI` → `Wali Kota Dumai`; small words and known initials keep their form."""
    words = text.casefold().split()
    cased = [
        word.upper() if word in _INITIALS else word if word in _SMALL and i else word.capitalize()
        for i, word in enumerate(words)
    ]
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in cased)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; every other character is a gap."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def without_edge_tags(text: str) -> tuple[int, int]:
    """Start and stop of a text without paragraph tags and spacing at its edges. Tags inside stay: they are verbatim."""
    leading = _LEADING.match(text)
    start, stop = leading.end() if leading else 0, len(text)
    while stop > start and (stop_at := _trailing_edge(text, start, stop)) < stop:
        stop = stop_at
    return start, stop


def _trailing_edge(text: str, start: int, stop: int) -> int:
    if text[stop - 1].isspace():
        return stop - 1
    if text[stop - 1] != ">":
        return stop
    opened = text.rfind("<", max(start, stop - 90), stop)
    return opened if opened >= 0 and _LEADING.fullmatch(text[opened:stop]) else stop


def shown(text: str) -> str:
    """A verbatim text for the eye: residues of markup left out."""
    return " ".join(_TAG.sub("", text).split())
