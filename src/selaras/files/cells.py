"""One cell's value, read with care: dates, whole numbers, lists, NIP. What cannot be read raises `Wrong`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from selaras.core.model import TOP_OF_SCALE
from selaras.files.layout import content
from selaras.files.report import brief_code

TEXT_LIMIT = 32_767  # characters; Excel's own limit of a cell
EXACT_DIGITS = 10**15  # Excel keeps 15 digits of a number and rounds the rest away

_DAY_FIRST = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_LIKE_A_DAY = re.compile(
    r"\d{1,4}[ ./-](\d{1,2}|[A-Za-z]{3,9})[ ./-]\d{1,4}"
)  # shown whole when it cannot be read
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE][+]?\d+")
_SEPARATOR = re.compile(r"[;\n]")
_NUMBER_SEPARATOR = re.compile(r"[;,\s]+")


class Wrong(ValueError):
    """A cell that cannot be read: the code of the problem and the values of its message."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def again(self) -> Wrong:
        """A fresh copy to raise, when one complaint is kept for many cells."""
        return Wrong(self.code, **self.values)


@dataclass(frozen=True, slots=True)
class Trap:
    """A cell whose content is no value: a formula never calculated, or an error."""

    code: str
    shown: str


def text_of(value: Any) -> str:
    """The cell as text, trimmed. Whole numbers lose their `.0`; dates become yyyy-mm-dd."""
    if isinstance(value, str):
        if len(value) > TEXT_LIMIT:
            raise Wrong("cell_too_long", length=len(value), limit=TEXT_LIMIT)
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        if not abs(value) < EXACT_DIGITS:  # also what is no number at all
            raise Wrong("number_too_long")
        return str(int(value)) if value == int(value) else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def date_of(value: Any) -> date:
    """A calendar day from a date cell or from text dd-mm-yyyy, dd/mm/yyyy or yyyy-mm-dd."""
    if isinstance(value, str):
        return _date_of_text(text_of(value))
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        raise Wrong("date_number")
    return _plausible(value)


@lru_cache(maxsize=1 << 16)
def _date_of_text(text: str) -> date:
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise Wrong("date_wrong", value=text if _LIKE_A_DAY.fullmatch(text) else brief_code(text))
    try:
        return _plausible(date(year, month, day))
    except ValueError as error:
        if isinstance(error, Wrong):
            raise
        raise Wrong("date_impossible", value=text) from error


@lru_cache(maxsize=1)
def _limits() -> tuple[date, date]:
    limits = content("people.yaml")["limits"]
    return limits["earliest"], limits["latest"]


def _plausible(day: date) -> date:
    earliest, latest = _limits()
    if not earliest <= day <= latest:
        raise Wrong("date_implausible", value=day.isoformat())
    return day


def year_of(value: Any) -> date:
    """31 December of a year: the day from which a fact known by its year is certain."""
    text = text_of(value)
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Wrong("year_wrong", value=brief_code(text))
    try:
        return _plausible(date(int(text), 12, 31))
    except ValueError as error:
        raise Wrong("year_wrong", value=brief_code(text)) from error


def whole_of(value: Any, code: str, low: int, high: int) -> int:
    """A whole number from `low` to `high`, from a number cell or text; else Wrong with `code`."""
    if isinstance(value, float) and value.is_integer() and low <= value <= high:
        return int(value)
    text = text_of(value)
    if text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high:
        return int(text)
    raise Wrong(code, value=brief_code(text), top=TOP_OF_SCALE)


def list_of(value: Any) -> tuple[str, ...]:
    """Texts separated by semicolons or line breaks; blanks between them do not count."""
    return tuple(part for piece in _SEPARATOR.split(text_of(value)) if (part := piece.strip()))


def indicator_text(value: Any) -> str:
    """A cell of indicator numbers as text. A date is Excel's doing and refused."""
    if isinstance(value, date):
        raise Wrong("indicator_number")
    return text_of(value)


def numbers_of(text: str) -> tuple[str, ...]:
    """Indicator numbers such as `1.1; 1.2`."""
    return tuple(part.rstrip(".") for part in _NUMBER_SEPARATOR.split(text) if part)


def nip_of(value: Any) -> str:
    """18 digits. Spaces and a leading apostrophe are spelling; a number is refused, never repaired."""
    if not isinstance(value, str):
        raise Wrong("nip_numeric")
    text = text_of(value)
    if text.isascii() and text.isdigit() and len(text) == 18:
        return text
    text = "".join(text.removeprefix("'").split())
    if _SCIENTIFIC.fullmatch(text):
        raise Wrong("nip_numeric")
    if not (text.isascii() and text.isdigit()):
        raise Wrong("nip_characters")
    if len(text) != 18:
        raise Wrong("nip_length", length=len(text))
    return text
