"""A report as data: a question, and tables with their charts. Written as PDF and as a workbook by two modules beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.errors import Language


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to the list behind its figure."""

    text: str
    url: str


Cell = str | int | float | date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, whether its cells are numbers."""

    head: str
    width: float
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over a table's rows, one for each row, put together of the numbers in `values` (indices of columns).

    `description` says in words what it shows; the figures stand in the table. `whole`: bars are shares of 100 %.
    `signs` are read where colours are not, on paper; `labels` are the columns, side by side, that name a row.
    """

    title: str
    description: str
    values: tuple[int, ...]
    colours: tuple[str, ...]
    whole: bool = True
    signs: tuple[str, ...] = ()
    labels: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `key` names it; `note` stands below its title. A `long` one gets pages or a sheet of its own."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    chart: Chart | None = None
    long: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, in one language. `about`: the question and what its data are of; `notes`: what to know first."""

    language: Language
    title: str
    place: str
    about: tuple[tuple[str, Cell], ...]
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    synthetic: str = ""
    empty: str = "–"
