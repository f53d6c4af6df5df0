"""The sheets of the workbook of units and positions. Posisi is that of the people workbook, with columns added."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from selaras.errors import Text
from selaras.files.layout import Column, Sheet, sheets

UNIT, POSITION = "Unit", "Posisi"


@cache
def unit_sheet() -> Sheet:
    """The sheet of units."""
    columns = (
        Column(
            "code",
            "Kode unit",
            ("Kode", "UNOR ID"),
            required=True,
            width=18,
            help=Text("Kode unik, misalnya UNOR ID dari SIASN.", "A unique code, such as SIASN's UNOR ID."),
        ),
        Column("name", "Nama unit", ("Nama", "UNOR NAMA", "Unit"), required=True, width=40),
        Column(
            "parent",
            "Kode unit induk",
            ("Induk", "Kode induk"),
            width=18,
            help=Text(
                "Kode unit di atasnya. Kosong: langsung di bawah instansi.",
                "Code of the unit above. Blank: directly below the instansi.",
            ),
        ),
    )
    about = Text("Satu baris per unit.", "One row per unit.")
    return Sheet("units", UNIT, about, columns)


@cache
def position_sheet() -> Sheet:
    """The sheet of positions."""
    posisi = sheets()["positions"]
    of_law = tuple(column for column in posisi.columns if column.key not in ("region", "unit"))
    ours = (
        Column(
            "unit_code",
            "Kode unit",
            ("Unit", "Unit kerja", "UNOR ID", "Perangkat daerah"),
            width=24,
            help=Text(
                "Kode dari lembar Unit atau yang sudah tercatat; nama unit boleh bila hanya satu unit bernama begitu.",
                "A code from sheet Unit or one on record; a unit's name where only one unit bears it.",
            ),
        ),
        Column(
            "new_title",
            "Nomenklatur baru",
            ("Nama jabatan baru",),
            width=30,
            help=Text("Nama menurut klasifikasi baru, bila ada.", "Title in the newer nomenclature, if any."),
        ),
        Column(
            "needed",
            "Kebutuhan",
            ("Jumlah kebutuhan", "ABK"),
            form="whole",
            width=11,
            help=Text("Jumlah pegawai yang dibutuhkan.", "Number of people needed."),
        ),
    )
    return replace(posisi, columns=(*of_law[:2], ours[0], *of_law[2:], *ours[1:]), required=False)
