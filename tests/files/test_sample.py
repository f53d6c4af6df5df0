"""The synthetic workforce: labelled, deterministic, consistent, the same in every format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from selaras.core.model import PositionType
from selaras.errors import UsageError
from selaras.files.layout import content
from selaras.files.people.reading import family_of
from selaras.files.sample import sample_tables, tables, write_sample
from tests.files.workbooks import LAW, read

ON = date(2026, 7, 1)
KNOWN = [
    ("198302142004062001", "Contoh Hadi Permata"),
    ("199806052022121001", "Contoh Vina Permata"),
    ("198009242010101001", "Contoh Indra Hasan"),
]


@pytest.fixture(scope="module")
def full() -> dict[str, pl.DataFrame]:
    return sample_tables(3_000, 7, "full", ON)


def test_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    first, again = (sample_tables(200, 5, "full", ON) for _ in range(2))
    assert all(first[name].equals(again[name]) for name in first)
    assert not first["Pegawai"].equals(sample_tables(200, 6, "full", ON)["Pegawai"])


def test_known_people_stay_the_same_on_every_machine_and_version() -> None:
    found = sample_tables(3, 62023, "sparse", ON)
    assert found["Pegawai"].select("NIP", "Nama").rows() == KNOWN


def test_pieces_put_together_equal_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sample_tables(250, 3, "full", ON)
    monkeypatch.setattr(tables, "PIECE", 100)
    pieces = sample_tables(250, 3, "full", ON)
    for name, table in whole.items():
        assert table.rows() == pieces[name].rows(), name


def test_everyone_is_labelled_synthetic(tmp_path: Path, full: dict[str, pl.DataFrame]) -> None:
    assert full["Pegawai"]["Nama"].str.starts_with("Contoh ").all()
    write_sample(tmp_path / "s.xlsx", size=5, seed=1, on=ON)
    help_page = openpyxl.load_workbook(tmp_path / "s.xlsx")["Petunjuk"]
    assert "SINTETIS" in help_page["A2"].value
    write_sample(tmp_path / "s", size=5, seed=1, on=ON)
    assert "SYNTHETIC" in (tmp_path / "s" / "SINTETIS.txt").read_text()


def test_full_evidence_covers_every_competency_of_classes_with_a_standard(
    full: dict[str, pl.DataFrame],
) -> None:
    asked = {s.applies_to.job_class: len(s.competencies) for s in LAW.standards}
    measured = (
        full["Kompetensi"].group_by("NIP").agg(pl.col("Kompetensi").n_unique(), pl.col("Kelas").first())
    )
    assert all(count == asked[job_class] for _, count, job_class in measured.iter_rows())
    latest = full["Riwayat jabatan"].sort("TMT jabatan").unique("NIP", keep="last")
    classes = latest.join(full["Posisi"], on="Kode posisi")["Kelas"]
    assert classes.is_in(list(asked)).sum() == measured.height
    assert set(classes.drop_nulls()) == {7, 6, 5, 4, 3, 1}


def test_five_thousand_people_have_seventy_thousand_results() -> None:
    assert sample_tables(5_000, 1, "full", ON)["Kompetensi"].height >= 70_000


def test_sparse_evidence_is_complete_for_about_one_in_nine() -> None:
    found = sample_tables(4_000, 9, "sparse", ON)
    asked = {s.applies_to.job_class: len(s.competencies) for s in LAW.standards}
    counts = found["Kompetensi"].group_by("NIP").agg(pl.col("Kompetensi").n_unique(), pl.col("Kelas").first())
    complete = sum(count == asked[job_class] for _, count, job_class in counts.iter_rows())
    assert 0.08 < complete / 3_000 < 0.15


def test_nothing_in_the_sample_is_later_than_its_day(full: dict[str, pl.DataFrame]) -> None:
    for name, column in {
        "Pangkat": "TMT golongan",
        "Riwayat jabatan": "TMT jabatan",
        "Pelatihan": "Tanggal selesai",
        "Kompetensi": "Tanggal",
        "Penetapan": "Tanggal penetapan",
    }.items():
        assert full[name][column].max() <= ON, name


def test_nips_are_unique_for_a_whole_nation() -> None:
    found = sample_tables(200_000, 4, "sparse", ON)["Pegawai"]["NIP"]
    assert found.n_unique() == 200_000
    assert found.str.len_chars().unique().to_list() == [18]


def test_titles_stand_under_a_family_of_their_class() -> None:
    for title in content("sample.yaml")["titles"]:
        family = family_of(title["title"], [LAW])
        if (
            title["group"].isdigit() and title["group"] != "1"
        ):  # the act prints the class-1 family with a strange letter
            assert family in LAW.families[int(title["group"])], title


@pytest.mark.parametrize("name", ["s.xlsx", "s", "s-parquet"])
@pytest.mark.parametrize("evidence", ["sparse", "full"])
def test_sample_reads_without_a_word_in_every_format(tmp_path: Path, name: str, evidence: str) -> None:
    write_sample(tmp_path / name, size=150, seed=11, evidence=evidence, on=ON)
    people = read(tmp_path / name)
    assert people.problems == ()
    assert len(people.persons) == 150


def test_formats_say_the_same(tmp_path: Path) -> None:
    for name in ("s.xlsx", "s", "s-parquet"):
        write_sample(tmp_path / name, size=80, seed=12, evidence="full", on=ON)
    workbook, comma, parquet = (read(tmp_path / name) for name in ("s.xlsx", "s", "s-parquet"))
    assert workbook.persons == comma.persons == parquet.persons


@pytest.mark.parametrize("name", ["s.xlsx", "s.csv", "s.parquet"])
def test_siasn_sample_reads_as_an_export(tmp_path: Path, name: str) -> None:
    write_sample(tmp_path / name, size=120, seed=13, on=ON, layout="siasn")
    people = read(tmp_path / name)
    assert people.siasn
    assert people.errors == ()
    assert len(people.persons) == 120
    assert {p.type for p in people.positions} >= {PositionType.EXECUTOR, PositionType.FUNCTIONAL}
    assert people.worklist


def test_sample_has_the_troubles_of_real_life(full: dict[str, pl.DataFrame]) -> None:
    evidence = full["Kompetensi"]
    assert {"Penilaian diri", "Penilaian atasan langsung"} <= set(evidence["Sumber"].cast(pl.String))
    assert (evidence["Level"] == 0).any()
    assert evidence["Indikator tidak terpenuhi"].is_not_null().any()
    assert (evidence["Tanggal"] < date(2023, 7, 1)).any()
    same_day = evidence.group_by("NIP", "Kompetensi", "Sumber", "Tanggal").agg(pl.col("Level").n_unique())
    assert (same_day["Level"] > 1).any()
    determinations = full["Penetapan"]
    assert determinations["Dikonfirmasi oleh"].null_count() > 0
    assert full["Posisi"]["Bidang ilmu diterima"].null_count() > 0
    assert set(full["Pegawai"]["Jenis kepegawaian"]) >= {"PNS", "CPNS", "PPPK"}


def test_impossible_sizes_are_refused(tmp_path: Path) -> None:
    for size in (0, 60_001):
        with pytest.raises(UsageError):
            write_sample(tmp_path / "s.xlsx", size=size, seed=1, on=ON)
