"""Every error Selaras raises on purpose, in one tree.

    SelarasError
    ├── UsageError            the command was asked for something that does not exist      exit 2
    └── DataRefused           input that cannot be used; carries every Problem found        exit 3
        ├── DocumentRefused   a regulation document that cannot be read
        ├── PeopleRefused     a workforce file that cannot be used
        └── LawRefused        machine-readable law (standard, policy, code list) that contradicts itself

An error says what happened and what to do next, in Bahasa Indonesia and English.
Texts about single cells live beside their readers; this module only gives them their shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One message in the two languages of the product."""

    id: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.id if language == "id" else self.en

    def format(self, **values: object) -> Text:
        """Fill the `{placeholders}` of both languages."""
        return Text(self.id.format(**values), self.en.format(**values))


class Severity(StrEnum):
    """ERROR stops the row (or the file); WARNING is reported and the row is used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source something stands: file, sheet or page, row (1-based), column, line and character."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    line: int | None = None
    character: int | None = None

    def __str__(self) -> str:
        cell = f"{self.column}{self.row or ''}" if self.column else (f"{self.row}" if self.row else "")
        sheet = f"{self.sheet}!{cell}" if self.sheet and cell else self.sheet or cell
        line = f"{self.line}:{self.character}" if self.line and self.character else f"{self.line or ''}"
        return " ".join(part for part in (self.file, sheet, line) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: a stable code, the place, what is wrong and what to do."""

    code: str
    place: Place
    what: Text
    remedy: Text
    severity: Severity = Severity.ERROR


class SelarasError(Exception):
    """Base of every deliberate error.

    `what` and `remedy` are shown to people; `exit_code` is what the command line ends with.
    """

    exit_code = 2

    def __init__(self, what: Text, remedy: Text) -> None:
        super().__init__(f"{what.en} {remedy.en}")
        self.what = what
        self.remedy = remedy


class UsageError(SelarasError):
    """The caller named something that does not exist or does not fit together."""


class DataRefused(SelarasError):
    """Input that cannot be used. `problems` lists everything found, in reading order."""

    exit_code = 3

    def __init__(self, what: Text, remedy: Text, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(what, remedy)
        self.problems = problems


class DocumentRefused(DataRefused):
    """A document that cannot be read as a regulation."""


class PeopleRefused(DataRefused):
    """A workforce file that cannot be used."""


class LawRefused(DataRefused):
    """A standard, policy or code list that contradicts itself or its schema."""
