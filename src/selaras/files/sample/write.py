"""Write the sample: a workbook, a folder of CSVs, or Parquet — by the name of the output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from selaras.core.model import Regulation
from selaras.errors import Language, Text, UsageError
from selaras.files.layout import Sheet, sheets
from selaras.files.sample.shape import shape
from selaras.files.sample.siasn import siasn_table
from selaras.files.sample.tables import DEFAULT_STANDARD, PIECE, Coverage, sample_pieces, sample_tables
from selaras.files.sheets import Book, add_dropdowns, write_header, write_rows
from selaras.files.template import HELP, law_lists, write_help
from selaras.law.load import regulation as load

Step = Callable[[int], None]
LABEL_FILE = "SINTETIS.txt"
WORKBOOK_LIMIT = 60_000  # people; more rows of evidence than an Excel sheet has


def write_sample(
    path: Path,
    *,
    size: int,
    seed: int,
    evidence: Coverage = "sparse",
    on: date,
    layout: str = "selaras",
    regulation: Regulation | None = None,
    language: Language = "id",
    step: Step | None = None,
) -> None:
    """Write a synthetic workforce of `size` people.

    `path` ending in .xlsx is a workbook; in .parquet with `layout="siasn"` one file; otherwise a folder, of
    Parquet when its name ends in .parquet or `-parquet`, else of CSVs. `layout`: `selaras` or `siasn`.
    `step(people)` is called as people are written. Raises UsageError for a size that the format cannot hold.
    """
    step = step or (lambda _people: None)
    if size < 1:
        raise UsageError(
            Text("Jumlah pegawai harus paling sedikit 1.", "There must be at least 1 person."),
            Text("Pakai --size dengan bilangan positif.", "Use --size with a positive number."),
        )
    law = regulation or load(DEFAULT_STANDARD)
    if layout == "siasn":
        _write_siasn(path, siasn_table(sample_tables(size, seed, "sparse", on, law)), language)
    elif path.suffix.lower() == ".xlsx":
        _refuse_too_many(size)
        _write_workbook(path, sample_tables(size, seed, evidence, on, law), law, language)
    else:
        _write_folder(path, size, seed, evidence, on, law, step)
        return
    step(size)


def _refuse_too_many(size: int) -> None:
    if size > WORKBOOK_LIMIT:
        raise UsageError(
            Text(
                f"Buku kerja memuat paling banyak {WORKBOOK_LIMIT} pegawai.",
                f"A workbook holds at most {WORKBOOK_LIMIT} people.",
            ),
            Text("Pakai folder berakhiran -parquet.", "Use a folder whose name ends in -parquet."),
        )


def _write_workbook(
    path: Path, tables: Mapping[str, pl.DataFrame], law: Regulation, language: Language
) -> None:
    book = Book(str(path), small=False)
    write_help(book, [law], language, Text(**shape()["label"]))
    lists = law_lists([law])
    for sheet in sheets().values():
        page = book.sheet(sheet.name)
        write_header(book, page, sheet, language)
        add_dropdowns(book, page, sheet, lists, language)
        write_rows(book, page, tables[sheet.name].iter_rows())
    book.close()


def _write_siasn(path: Path, table: pl.DataFrame, language: Language) -> None:
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        table.write_parquet(path)
    elif suffix == ".csv":
        table.write_csv(path, separator=";")
    else:
        _refuse_too_many(table.height)
        book = Book(str(path), small=False)
        page = book.sheet("Data utama")
        write_rows(book, page, [table.columns, *table.iter_rows()], start=0)
        notice = book.sheet(HELP)
        notice.set_column(0, 0, 100)
        notice.write_string(0, 0, shape()["label"][language], book.warning)
        book.close()


def _write_folder(
    path: Path, size: int, seed: int, evidence: Coverage, on: date, law: Regulation, step: Step
) -> None:
    """Piece by piece, so that memory stays bounded; Parquet pieces are then joined into one file per sheet."""
    parquet = path.name.lower().endswith("parquet")
    path.mkdir(parents=True, exist_ok=True)
    (path / LABEL_FILE).write_text("\n".join(shape()["label"].values()) + "\n", "utf-8")
    with TemporaryDirectory(dir=path) as parts:
        for number, piece in enumerate(sample_pieces(size, seed, evidence, on, law)):
            for sheet in sheets().values():
                if sheet.key == "positions" and number:
                    continue
                if parquet:
                    piece[sheet.name].write_parquet(Path(parts) / f"{sheet.key}-{number:05}.parquet")
                else:
                    _append_csv(path / f"{sheet.name}.csv", piece[sheet.name], fresh=not number)
            step(min(PIECE, size - number * PIECE))
        for sheet in sheets().values() if parquet else ():
            _join(Path(parts), sheet, path)


def _append_csv(path: Path, table: pl.DataFrame, *, fresh: bool) -> None:
    with path.open("wb" if fresh else "ab") as file:
        table.write_csv(file, separator=";", include_header=fresh, date_format="%d-%m-%Y", include_bom=fresh)


def _join(parts: Path, sheet: Sheet, path: Path) -> None:
    pieces = sorted(parts.glob(f"{sheet.key}-*.parquet"))
    pl.concat([pl.scan_parquet(piece) for piece in pieces], how="vertical_relaxed").sink_parquet(
        path / f"{sheet.name}.parquet"
    )
