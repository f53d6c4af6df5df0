"""Small workforce files for tests: good rows by default, one thing spoiled at a time."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from selaras.errors import Problem
from selaras.files.layout import sheets
from selaras.files.people import PeopleFile, read_people
from selaras.law.load import regulation

LAW = regulation("perwali-dumai-6-2023")
RINI = "198501012010012001"
BUDI = "199003152015041002"
PPPK = "199203032022211003"

Rows = list[dict[str, Any]]


class Formula:
    """A cell with a formula; `value` None is one that was never calculated."""

    def __init__(self, text: str, value: Any = None) -> None:
        self.text, self.value = text, value


def good() -> dict[str, Rows]:
    """Two people with everything right, one row of each kind at least."""
    evidence = {
        "NIP": RINI,
        "Standar": LAW.instrument.id,
        "Kelas": 5,
        "Kompetensi": "Integritas",
        "Level": 1,
        "Sumber": "Panel asesor internal",
        "Jumlah asesor": 2,
        "Tanggal": date(2025, 3, 1),
    }
    rated = evidence | {"Kompetensi": "M.2", "Level": None, "Indikator terpenuhi": "1.1; 1.2"}
    return {
        "Pegawai": [
            {
                "NIP": RINI,
                "Nama": "Contoh Rini",
                "Tanggal lahir": date(1985, 1, 1),
                "Jenis kepegawaian": "PNS",
                "TMT masuk": date(2010, 1, 1),
                "TMT PNS": "01-02-2011",
            },
            {
                "NIP": BUDI,
                "Nama": "Contoh Budi",
                "Jenis kepegawaian": "PNS",
                "TMT masuk": date(2015, 4, 1),
                "TMT PNS": date(2016, 5, 1),
            },
        ],
        "Pendidikan": [
            {"NIP": RINI, "Jenjang": "SLTA", "Bidang ilmu": "IPS", "Tanggal lulus": date(2003, 6, 1)},
            {"NIP": BUDI, "Jenjang": "S-1", "Bidang ilmu": "Hukum", "Tahun lulus": 2013},
        ],
        "Pangkat": [
            {"NIP": RINI, "Golongan": "II/a", "TMT golongan": date(2010, 1, 1)},
            {"NIP": BUDI, "Golongan": "III/a", "TMT golongan": "01/04/2015"},
        ],
        "Riwayat jabatan": [
            {"NIP": RINI, "Kode posisi": "P1", "TMT jabatan": date(2012, 1, 1)},
            {"NIP": BUDI, "Kode posisi": "P2", "TMT jabatan": "2016-05-01"},
        ],
        "Pelatihan": [
            {
                "NIP": RINI,
                "Jenis pelatihan": "manajerial",
                "Nama pelatihan": "Pelatihan Dasar",
                "Tanggal selesai": date(2010, 12, 1),
                "Lulus": "ya",
            }
        ],
        "Kompetensi": [evidence, rated | {"Indikator tidak terpenuhi": "1.3"}],
        "Penetapan": [
            {
                "Jenis penetapan": "bidang ilmu",
                "NIP": RINI,
                "Kode posisi": "P1",
                "Hasil": "ya",
                "Alasan": "Sesuai uraian tugas",
                "Dokumen": "1/2025",
                "Tanggal penetapan": date(2025, 1, 2),
                "Ditetapkan oleh": "Contoh A",
                "Dikonfirmasi oleh": "Contoh B",
                "Tanggal konfirmasi": date(2025, 1, 9),
            }
        ],
        "Posisi": [
            {
                "Kode posisi": "P1",
                "Nama jabatan": "Pengadministrasi Umum",
                "Unit": "Dinas Sosial",
                "Jenis jabatan": "pelaksana",
                "Kelas": 5,
                "Bidang ilmu diterima": "IPS; Administrasi Perkantoran",
            },
            {"Kode posisi": "P2", "Nama jabatan": "Pengelola Layanan", "Unit": "Dinas Sosial"},
        ],
    }


def headers(rows: Rows, sheet: str) -> list[str]:
    """The template's headers, then those that only the rows have."""
    known = next((s for s in sheets().values() if s.name == sheet), None)
    own = [column.header for column in known.columns] if known else []
    return own + list(dict.fromkeys(key for row in rows for key in row if key not in own))


def write_xlsx(
    path: Path, data: Mapping[str, Rows], *, without: Mapping[str, set[str]] | None = None
) -> Path:
    """A workbook of `data`; `without` leaves columns out, by sheet."""
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for name, rows in data.items():
        page = book.add_worksheet(name)
        columns = [c for c in headers(rows, name) if c not in (without or {}).get(name, set())]
        page.write_row(0, 0, columns)
        for line, row in enumerate(rows, 1):
            for at, column in enumerate(columns):
                _cell(page, line, at, row.get(column), day)
    book.close()
    return path


def _cell(page: Any, row: int, at: int, value: Any, day: Any) -> None:
    if isinstance(value, Formula):
        page.write_formula(row, at, value.text, None, "" if value.value is None else value.value)
    elif isinstance(value, date):
        page.write_datetime(row, at, value, day)
    elif isinstance(value, int | float):
        page.write_number(row, at, value)
    elif isinstance(value, str) and len(value) > 32_767:
        page.table.setdefault(row, {})[at] = _long(page, value)  # the library itself would refuse the text
    elif value is not None:
        page.write_string(row, at, value)


def _long(page: Any, value: str) -> Any:
    from xlsxwriter.worksheet import CellStringTuple

    return CellStringTuple(page.str_table._get_shared_string_index(value), None)


def write_csv(
    folder: Path, data: Mapping[str, Rows], *, separator: str = ";", encoding: str = "utf-8"
) -> Path:
    """A folder of CSV files of `data`."""
    folder.mkdir(exist_ok=True)
    for name, rows in data.items():
        columns = headers(rows, name)
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=separator)
            writer.writerow(columns)
            for row in rows:
                writer.writerow(
                    [v.strftime("%d-%m-%Y") if isinstance(v := row.get(c), date) else v for c in columns]
                )
    return folder


def write_parquet(folder: Path, data: Mapping[str, Rows]) -> Path:
    """A folder of Parquet files of `data`, days as real dates where they all are."""
    folder.mkdir(exist_ok=True)
    for name, rows in data.items():
        columns = headers(rows, name)
        values = {c: [row.get(c) for row in rows] for c in columns}
        typed = {
            c: v
            if len({type(x) for x in v if x is not None}) <= 1
            else [None if x is None else str(x) for x in v]
            for c, v in values.items()
        }
        pl.DataFrame({c: pl.Series(c, v, strict=False) for c, v in typed.items()}).write_parquet(
            folder / f"{name}.parquet"
        )
    return folder


def read(path: Path, **options: Any) -> PeopleFile:
    """Read with the Dumai regulation."""
    return read_people(path, [LAW], **options)


def spoiled(tmp_path: Path, sheet: str, row: int, **cells: Any) -> PeopleFile:
    """Read the good workbook with some cells of one row (from 0) replaced; `_` in names stands for a space."""
    data = good()
    data[sheet][row] |= {key.replace("_", " "): value for key, value in cells.items()}
    return read(write_xlsx(tmp_path / "pegawai.xlsx", data))


def found(people: PeopleFile, code: str) -> list[Problem]:
    """The problems of one code."""
    return [problem for problem in people.problems if problem.code == code]


def at(people: PeopleFile) -> list[tuple[str, str]]:
    """(code, sheet!cell) of every problem."""
    return [(problem.code, str(problem.place).removeprefix("pegawai.xlsx ")) for problem in people.problems]
