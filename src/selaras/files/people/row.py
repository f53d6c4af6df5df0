"""One row of a table: its cells by column key, each read once, every complaint kept with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from selaras.core.model import Recorded, normalise
from selaras.errors import Problem, Severity
from selaras.files.cells import Trap, Wrong, date_of, list_of, nip_of, text_of, whole_of, year_of
from selaras.files.layout import shown, words
from selaras.files.report import brief, brief_code, nearest, problem
from selaras.files.table import Table

T = TypeVar("T")
HIGHEST_CLASS = 99  # job classes are small numbers; which of them exist is the law's business


@dataclass(slots=True)
class Findings:
    """All problems of a file, the rows that failed (by sheet name) and the people they concern.

    `whose`: (sheet name, row) → NIP and name, of every row of people and every other row that failed.
    """

    problems: list[Problem] = field(default_factory=list)
    failed: dict[str, set[int]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    whose: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)

    def add(self, table: Table, row: int, code: str, key: str = "", nip: str = "", **values: object) -> bool:
        """Keep one problem of one row. True when it is an error, which fails the row."""
        found = problem(code, table.place(row, key), **values)
        self.problems.append(found)
        if found.severity is Severity.WARNING:
            return False
        self.hold(table, row, nip)
        return True

    def hold(self, table: Table, row: int, nip: str) -> None:
        """Count a row as failed."""
        self.failed.setdefault(table.raw.name, set()).add(row)
        self.whose.setdefault((table.raw.name, row), (nip, ""))
        if nip:
            self.touched.add(nip)


class Row:
    """One row. Its methods return None for a blank cell and for one that failed; `failed` tells the two apart."""

    __slots__ = ("_findings", "_index", "blanks", "cells", "failed", "nip", "number", "table")

    def __init__(
        self,
        table: Table,
        number: int,
        cells: list[Any],
        findings: Findings,
        blanks: frozenset[str] = frozenset(),
    ) -> None:
        self.table, self.number, self.cells, self.blanks = table, number, cells, blanks
        self._findings, self._index = findings, table.index
        self.failed, self.nip = False, ""

    def fail(self, code: str, key: str = "", **values: object) -> None:
        """Report a problem of this row; an error marks the row as failed."""
        if key and "column" not in values:
            values["column"] = self.table.columns[key].header
        if self._findings.add(self.table, self.number, code, key, self.nip, **values):
            self.failed = True

    def hold(self) -> None:
        """Leave this row out without a problem of its own: it waits for another row that has one."""
        self._findings.hold(self.table, self.number, self.nip)

    def raw(self, key: str) -> Any:
        """The cell as it is; None when blank or when the column is absent."""
        at = self._index.get(key)
        if at is None or at >= len(self.cells):
            return None
        value = self.cells[at]
        if value is None or value == "":
            return None
        if type(value) is str and (value.isspace() or value in self.blanks):
            return None
        return value

    def read(self, key: str, parse: Callable[[Any], T]) -> T | None:
        """The cell parsed; a blank required cell and whatever `parse` refuses are reported."""
        value = self.raw(key)
        if value is None:
            if self.table.columns[key].required:
                self.fail("value_missing", key)
            return None
        if type(value) is Trap:
            self.fail(value.code, key, value=value.shown)
            return None
        try:
            return parse(value)
        except Wrong as wrong:
            self.fail(wrong.code, key, **wrong.values)
            return None

    def text(self, key: str) -> str:
        """Trimmed text, empty when blank."""
        return self.read(key, text_of) or ""

    def day(self, key: str) -> date | None:
        """A calendar day."""
        return self.read(key, date_of)

    def year(self, key: str) -> date | None:
        """31 December of the year in the cell."""
        return self.read(key, year_of)

    def whole(self, key: str, code: str = "whole_wrong", low: int = 1, high: int = 10**6) -> int | None:
        """A whole number within limits."""
        return self.read(key, lambda value: whole_of(value, code, low, high))

    def job_class(self, key: str = "job_class") -> int | None:
        """A job class, None when it is not recorded."""
        return self.whole(key, "class_wrong", 1, HIGHEST_CLASS)

    def listed(self, key: str) -> tuple[str, ...] | None:
        """Texts separated by semicolons; None when the cell is blank: not listed."""
        return self.read(key, list_of) or None

    def choice(self, key: str, choice: str = "") -> Any:
        """The meaning of a word of the column's list."""
        return self.read(key, _CHOICES[choice or self.table.columns[key].choice])

    def yes(self, key: str) -> bool | None:
        """True for ya, False for tidak."""
        found = self.choice(key)
        return None if found is None else found == "yes"

    def read_nip(self) -> str:
        """The NIP, empty when blank or wrong. From then on problems of this row concern that person."""
        nip = self.read("nip", nip_of) or ""
        self.nip = nip
        if nip and self.failed:
            self._findings.touched.add(nip)
        return nip

    def ordered(self, earlier: date | None, later: date | None, key: str, earlier_key: str) -> None:
        """Report a day in column `key` that lies before the one in `earlier_key`."""
        if earlier and later and later < earlier:
            other = self.table.columns[earlier_key].header
            self.fail("date_order", key, value=later.isoformat(), other=other)


def _meaning(choice: str, text: str) -> Any:
    found = _looked_up(choice, text)
    if isinstance(found, Wrong):
        raise found.again()
    return found


@lru_cache(maxsize=1 << 14)
def _looked_up(choice: str, text: str) -> Any:
    """The meaning of a word or the complaint about it: a wrong word often stands in every row."""
    known = words(choice)
    found = known.get(normalise(text))
    if found is not None:
        return found
    allowed = shown(choice)
    near = nearest(text, allowed)
    value = brief(text) if near.id else brief_code(text)  # like a known word, it is nobody's name
    return Wrong("choice_unknown", value=value, near=near, allowed=", ".join(allowed))


class _Choices(dict[str, Callable[[Any], Any]]):
    """A parser for every list of words, made when it is first asked for."""

    def __missing__(self, choice: str) -> Callable[[Any], Any]:
        parse = self[choice] = lambda value: _meaning(choice, text_of(value))
        return parse


_CHOICES = _Choices()


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with the row it came from."""

    table: Table
    row: int
    entry: Recorded


class Common:
    """What every fact shares: id, correction, withdrawal, day of recording."""

    __slots__ = ("corrects", "id", "recorded_on", "since", "withdrawn")

    def __init__(self, row: Row, since: date | None) -> None:
        self.id = row.text("id") or f"{row.table.sheet.name}:{row.number}"
        self.corrects = row.text("corrects")
        self.withdrawn = bool(row.yes("withdrawn"))
        self.recorded_on = row.day("recorded_on")
        self.since = since
        if self.withdrawn and not self.corrects:
            row.fail("withdrawn_alone", "corrects")
