"""The tables of a workforce file: sheets, columns, words. Read from `data/people.yaml`, the one source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from selaras.core.model import normalise
from selaras.errors import Text
from selaras.law import lists

Form = Literal["text", "nip", "date", "year", "whole", "level", "class", "yesno", "list", "numbers"]
ERROR_COLUMN = "Galat"  # added by the workbook of failed rows, ignored when it comes back

NO_HELP = Text("", "")

_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` is its name in code, `header` its printed name, `choice` its list of words if any."""

    key: str
    header: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    form: Form = "text"
    choice: str = ""
    width: int = 16
    help: Text = NO_HELP

    @property
    def names(self) -> tuple[str, ...]:
        """Every header that means this column, folded by `header_key`."""
        return tuple(header_key(name) for name in (self.header, *self.aliases))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `facts`: its rows are dated entries that can be corrected."""

    key: str
    name: str
    about: Text
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    required: bool = False
    facts: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this sheet, folded by `header_key`."""
        return tuple(header_key(name) for name in (self.name, *self.aliases))

    def column(self, key: str) -> Column:
        """The column called `key`."""
        return next(column for column in self.columns if column.key == key)


def header_key(name: str) -> str:
    """Fold a header: without letter case, spaces, underscores and punctuation."""
    return _NOT_A_LETTER.sub("", name.casefold())


@cache
def content(name: str) -> Any:
    """The content of `files/data/<name>`, a YAML file."""
    text = files("selaras.files").joinpath("data", name).read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _column(row: Mapping[str, Any]) -> Column:
    values = dict(row)
    values["aliases"] = tuple(values.get("aliases", ()))
    values["help"] = Text(**values.get("help", {"id": "", "en": ""}))
    return Column(**values)


def _sheet(row: Mapping[str, Any], common: tuple[Column, ...]) -> Sheet:
    columns = tuple(_column(column) for column in row["columns"]) + (common if row.get("facts") else ())
    return Sheet(
        key=row["key"],
        name=row["name"],
        about=Text(**row["about"]),
        columns=columns,
        aliases=tuple(row.get("aliases", ())),
        required=row.get("required", False),
        facts=row.get("facts", False),
    )


@cache
def sheets() -> Mapping[str, Sheet]:
    """The sheets of a workforce workbook by key, in their order."""
    data = content("people.yaml")
    common = tuple(_column(row) for row in data["common"])
    return {row["key"]: _sheet(row, common) for row in data["sheets"]}


@cache
def mapping_sheet() -> Sheet:
    """The sheet of a position map."""
    return _sheet(content("people.yaml")["mapping"], ())


@cache
def siasn_sheet() -> Sheet:
    """The columns of SIASN's data utama export that are read."""
    return _sheet(content("siasn.yaml")["table"], ())


@cache
def words(choice: str) -> Mapping[str, Any]:
    """Normalised word → meaning for one list: a code, or a value of law for `education` and `rank`."""
    if choice == "education":
        return lists.education_by_name()
    if choice == "rank":
        return _rank_words()
    if choice == "source":
        return {
            normalise(word): code
            for code, name in lists.sources().items()
            for word in (code, name.id, name.en)
        }
    data = content("people.yaml")["choices"] | content("siasn.yaml")["choices"]
    return {normalise(word): code for code, names in data[choice].items() for word in (code, *names)}


def _rank_words() -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for code, rank in lists.ranks().items():
        for word in (
            code,
            code.replace("/", "."),
            f"{rank.name} ({code})",
            f"{code} {rank.name}",
            f"{rank.name}, {code}",
        ):
            found[normalise(word)] = rank
    return found


@cache
def shown(choice: str) -> tuple[str, ...]:
    """What the dropdown of a list offers, in order."""
    if choice == "education":
        return tuple(lists.education_levels())
    if choice == "rank":
        return tuple(lists.ranks())
    if choice == "source":
        return tuple(name.id for name in lists.sources().values())
    data = content("people.yaml")["choices"] | content("siasn.yaml")["choices"]
    return tuple(names[0] for names in data[choice].values())
