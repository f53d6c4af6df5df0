"""How a file is to be read where its own headers do not say it, and what its headers do say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from selaras.core.model import digest
from selaras.files.layout import Sheet, content, header_key, sheets, siasn_sheet
from selaras.files.source import Source, open_source
from selaras.files.table import Table, lay

SIASN, PEOPLE = "siasn", "people"


@dataclass(frozen=True, slots=True)
class Guide:
    """What somebody said about a file's headers.

    `layout`: `siasn`, `people`, or empty: recognised by the headers. `columns`: sheet key → folded header → key
    of the column it means; an empty key: the column is left out, whatever it is called.
    """

    layout: str = ""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, sheet: Sheet) -> Mapping[str, str]:
        """What was said about one sheet."""
        return self.columns.get(sheet.key, {})


NO_GUIDE = Guide()


@dataclass(frozen=True, slots=True)
class Seen:
    """One table of a file: the sheet it is taken for, its own name, its headers, and column key → position."""

    sheet: Sheet
    name: str
    headers: tuple[str, ...]
    index: Mapping[str, int]

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of required columns that no header means."""
        return tuple(
            column.key for column in self.sheet.columns if column.required and column.key not in self.index
        )


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file by its headers alone. `kind`: xlsx, csv or parquet; `layout` as in `Guide`."""

    kind: str
    layout: str
    tables: tuple[Seen, ...]

    @property
    def headers(self) -> str:
        """A fingerprint of the header rows: files with the same one are read alike."""
        return digest(*(header_key(text) for seen in self.tables for text in (seen.sheet.key, *seen.headers)))


def sheet_of(name: str) -> Sheet | None:
    """The expected sheet that a table's name means."""
    return next((sheet for sheet in sheets().values() if header_key(name) in sheet.names), None)


def siasn_table(source: Source, guide: Guide = NO_GUIDE) -> Table | None:
    """The first table whose header is that of SIASN's export (or the likest, where the guide says it is), or None."""
    if guide.layout == PEOPLE:
        return None
    signs = {header_key(sign) for sign in content("siasn.yaml")["signs"]}
    best: Table | None = None
    for raw in source.tables:
        sheet = siasn_sheet()
        table = lay(sheet, raw, source.path, strangers=False, mapped=guide.of(sheet))
        if signs <= {header_key(header) for header in table.headers}:
            return table
        if best is None or len(table.index) > len(best.index):
            best = table
    return best if guide.layout == SIASN else None


def is_alone(source: Source) -> bool:
    """Whether the file is one bare table, which is then the people themselves."""
    return len(source.tables) == 1 and not source.path.is_dir() and source.kind != "xlsx"


def laid(source: Source, *, siasn: bool, guide: Guide = NO_GUIDE) -> dict[str, Table]:
    """Sheet key → table, of those that the reader takes, in the order of the sheets."""
    if siasn:
        table = siasn_table(source, guide)
        return {SIASN: table} if table else {}
    found: dict[str, Table] = {}
    for raw in source.tables:
        sheet = sheets()["persons"] if is_alone(source) else sheet_of(raw.name)
        if sheet:
            found[sheet.key] = lay(sheet, raw, source.path, mapped=guide.of(sheet))
    return {key: found[key] for key in sheets() if key in found}


def recognise(path: str | Path, guide: Guide = NO_GUIDE) -> Recognised:
    """Look at the headers of a file, without its rows.

    Raises PeopleRefused for a file that is no workbook, CSV or Parquet, is damaged or protected.
    """
    source = open_source(Path(path))
    named = any((sheet := sheet_of(raw.name)) and sheet.required for raw in source.tables)
    siasn = guide.layout == SIASN or (not named and siasn_table(source, guide) is not None)
    tables = tuple(
        Seen(table.sheet, table.raw.name, tuple(table.headers), dict(table.index))
        for table in laid(source, siasn=siasn, guide=guide).values()
    )
    return Recognised(source.kind, SIASN if siasn else PEOPLE, tables)
