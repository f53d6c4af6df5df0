"""The sample in the layout of SIASN's data utama export. Personal columns that nobody needs hold the word CONTOH."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from selaras.files.layout import content
from selaras.law.lists import ranks_by_siasn

_PERSONAL = ("NIK", "NOMOR HP", "ALAMAT", "NPWP NOMOR", "BPJS", "AGAMA NAMA", "JENIS KAWIN NAMA", "EMAIL")
_DATES = "%d-%m-%Y"


def siasn_table(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per person with the present rank, position and education, under SIASN's 67 headers."""
    people = tables["Pegawai"].select(
        pl.col("NIP"),
        NAMA="Nama",
        birth="Tanggal lahir",
        kind="Jenis kepegawaian",
        entered="TMT masuk",
        pns="TMT PNS",
    )
    for name, since in (
        ("Pangkat", "TMT golongan"),
        ("Riwayat jabatan", "TMT jabatan"),
        ("Pendidikan", "Tanggal lulus"),
    ):
        latest = (
            tables[name]
            .sort("NIP", since, maintain_order=True)
            .unique("NIP", keep="last", maintain_order=True)
        )
        people = people.join(
            latest.drop("ID", "Mengoreksi", "Ditarik", "Dicatat pada"),
            on="NIP",
            how="left",
            maintain_order="left",
        )
    people = people.join(tables["Posisi"], on="Kode posisi", how="left", maintain_order="left")
    filled = people.select(**_columns())
    headers = content("siasn.yaml")["headers"]
    return filled.with_columns(
        pl.lit("CONTOH" if header in _PERSONAL else None, pl.String).alias(header)
        for header in headers
        if header not in filled.columns
    ).select(headers)


def _columns() -> dict[str, pl.Expr]:
    codes = {rank.code: code for code, rank in ranks_by_siasn().items()}
    types = {"struktural": "1", "fungsional": "2", "pelaksana": "4"}
    pppk = pl.col("kind") == "PPPK"
    return {
        "NIP BARU": pl.col("NIP"),
        "NAMA": pl.col("NAMA"),
        "TANGGAL LAHIR": pl.col("birth").dt.strftime(_DATES),
        "JENIS KELAMIN": pl.when(pl.col("NIP").str.slice(14, 1) == "1")
        .then(pl.lit("M"))
        .otherwise(pl.lit("F")),
        "JENIS PEGAWAI NAMA": pl.when(pppk)
        .then(pl.lit("PPPK"))
        .otherwise(pl.lit("PNS Daerah Kab/Kota yang bekerja pada Kab/Kota")),
        "STATUS CPNS PNS": pl.when(~pppk).then("kind"),
        "TMT CPNS": pl.col("entered").dt.strftime(_DATES),
        "TMT PNS": pl.col("pns").dt.strftime(_DATES),
        "GOL AKHIR ID": pl.col("Golongan").replace_strict(codes, default=None, return_dtype=pl.String),
        "GOL AKHIR NAMA": pl.col("Golongan"),
        "TMT GOLONGAN": pl.col("TMT golongan").dt.strftime(_DATES),
        "JENIS JABATAN ID": pl.col("Jenis jabatan").replace_strict(types, return_dtype=pl.String),
        "JENIS JABATAN NAMA": pl.col("Jenis jabatan").str.to_titlecase(),
        "JABATAN ID": pl.concat_str(pl.lit("J"), pl.col("Kode posisi").str.slice(1, 2)),
        "JABATAN NAMA": pl.col("Nama jabatan").str.to_uppercase(),
        "TMT JABATAN": pl.col("TMT jabatan").dt.strftime(_DATES),
        "TINGKAT PENDIDIKAN NAMA": pl.col("Jenjang"),
        "PENDIDIKAN NAMA": pl.concat_str("Jenjang", "Bidang ilmu", separator=" ", ignore_nulls=True),
        "TAHUN LULUS": pl.col("Tanggal lulus").dt.year().cast(pl.String),
        "UNOR ID": pl.concat_str(pl.lit("U"), pl.col("Kode posisi").str.slice(4, 2)),
        "UNOR NAMA": pl.col("Unit"),
        "INSTANSI KERJA NAMA": pl.lit("Pemerintah Kota Dumai (SINTETIS)"),
    }
