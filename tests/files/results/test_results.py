"""Results as people take them away."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from selaras.core.verdict import Outcome
from selaras.errors import Text, UsageError
from selaras.files.results.run import Run, summarise
from selaras.files.results.tables import PERSON_COLUMNS
from selaras.files.results.write import write_results
from selaras.law.words import words
from tests.cast import APPOINTMENT, BUDI, DUMAI, EVERYBODY, JOKO, ON, RINI, SARI, verdict_of


def a_run(*people, notes=()):
    answers = [verdict_of(who) for who in people or EVERYBODY]
    return Run((DUMAI,), (APPOINTMENT,), ON, "pegawai.xlsx", "0", answers, notes)


def written(path: Path, run: Run | None = None) -> Path:
    write_results(path, run or a_run(), words(), "id")
    return path


def cells(path: Path, sheet: str) -> list[tuple]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_the_summary_counts_every_person_once():
    summary = summarise(a_run(), words())
    assert summary.total == Counter(
        {Outcome.ELIGIBLE: 1, Outcome.NOT_ELIGIBLE: 1, Outcome.UNDETERMINED: 3, Outcome.NOT_COVERED: 1}
    )
    by_label = {group.label.en: counted for group, counted in summary.by_group.items()}
    assert list(by_label) == ["5", "4", "not recorded", "structural, functional"]
    assert by_label["4"] == Counter({Outcome.UNDETERMINED: 1})
    assert sum(counted.total() for counted in by_label.values()) == len(EVERYBODY)


def test_the_summary_names_the_commonest_gap():
    gap = summarise(a_run(SARI, SARI, RINI), words()).gaps[0]
    assert (gap.name.id, gap.reason.id, gap.people) == ("Pelayanan Publik", "level di bawah standar", 2)


def test_the_workbook_has_the_five_sheets_people_expect(tmp_path):
    book = openpyxl.load_workbook(written(tmp_path / "hasil.xlsx"))
    assert book.sheetnames == [
        "Ringkasan",
        "Per pegawai",
        "Per kompetensi",
        "Kekurangan bukti",
        "Dasar hukum",
    ]


def test_each_person_has_one_row_with_the_documented_columns(tmp_path):
    codes, _heads, *rows = cells(written(tmp_path / "hasil.xlsx"), "Per pegawai")
    assert {"nip", "name", "verdict", "jpm_low", "jpm_uncapped_high", "next_steps"} <= set(codes)
    assert len(rows) == len(EVERYBODY)
    rini = dict(zip(codes, rows[0], strict=True))
    assert rini["nip"] == RINI.id
    assert (rini["verdict"], rini["outcome"], rini["jpm_low"]) == ("eligible", "Memenuhi standar", 100)
    assert rini["category"] == "MS"
    assert rini["next_steps"] is None


def test_a_driver_of_class_4_is_neither_passed_nor_failed(tmp_path):
    codes, _, row = cells(written(tmp_path / "hasil.xlsx", a_run(JOKO)), "Per pegawai")
    joko = dict(zip(codes, row, strict=True))
    assert joko["verdict"] == "undetermined"
    assert joko["reason"] == "belum ada standar yang berlaku"
    assert joko["jpm_low"] is None
    assert "Usulkan perubahan Perwali Dumai 6/2023" in joko["next_steps"]


def test_levels_are_marked_in_numbered_cells_and_open_ones_with_a_question_mark(tmp_path):
    head, *rows = cells(written(tmp_path / "hasil.xlsx", a_run(RINI, BUDI, SARI)), "Per kompetensi")
    at = {name: i for i, name in enumerate(head)}
    by_person = {(row[0], row[at["Kode"]]): row for row in rows}
    assert by_person[RINI.id, "M.1"][at["1"]] == "X"
    assert by_person[RINI.id, "M.2"][at["2"]] == "X"
    assert by_person[RINI.id, "M.2"][at["Selisih"]] == "+1 di atas"
    assert by_person[BUDI.id, "M.1"][at["1"]] == "?"
    assert by_person[BUDI.id, "M.1"][at["Selisih"]] == "belum ada bukti"
    assert by_person[SARI.id, "M.5"][at["1"]] is None
    assert by_person[SARI.id, "M.5"][at["Selisih"]] == "-1 di bawah"


def test_missing_evidence_names_the_step_that_closes_it(tmp_path):
    _, *rows = cells(written(tmp_path / "hasil.xlsx", a_run(BUDI)), "Kekurangan bukti")
    assert len(rows) == 12
    assert all(row[6].startswith("Nilai ") for row in rows)


def test_unverified_values_of_the_policy_are_marked(tmp_path):
    rows = cells(written(tmp_path / "hasil.xlsx"), "Dasar hukum")
    marked = {row[1] for row in rows if row[6] == "dasar hukum belum diverifikasi"}
    assert {"ambang indikator", "lama pengalaman", "kategori JPM"} <= marked


def test_notes_on_the_data_stand_on_the_first_page(tmp_path):
    run = a_run(notes=(Text("Semua orang sintetis.", "Everybody is synthetic."),))
    rows = cells(written(tmp_path / "hasil.xlsx", run), "Ringkasan")
    assert any(row[0] == "Semua orang sintetis." for row in rows)


def test_names_that_look_like_formulas_stay_texts(tmp_path):
    run = a_run(replace(RINI, name='=HYPERLINK("x")'))
    sheet = openpyxl.load_workbook(written(tmp_path / "hasil.xlsx", run))["Per pegawai"]
    cell = sheet.cell(3, 2)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")
    assert "'=HYPERLINK" in written(tmp_path / "hasil.csv", run).read_text("utf-8")


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_tables_carry_the_documented_columns(tmp_path, suffix):
    path = written(tmp_path / f"hasil.{suffix}")
    read = pl.read_csv(path, infer_schema=False) if suffix == "csv" else pl.read_parquet(path)
    assert tuple(read.columns) == PERSON_COLUMNS
    assert read["verdict"].to_list() == [str(verdict_of(who).outcome) for who in EVERYBODY]


def test_json_answers_row_by_row_with_citations(tmp_path):
    found = json.loads(written(tmp_path / "hasil.json").read_text("utf-8"))
    assert found["run"]["standards"] == ["perwali-dumai-6-2023"]
    sari = found["people"][2]
    row = next(row for row in sari["rows"] if row["key"] == "competency:M.5")
    assert (row["status"], row["reason"], row["used"]) == ("not_met", "level_below", "b-M.5")
    assert row["citation"] == "Perwali Dumai 6/2023, Lampiran III (kelas 5), bagian I angka 5"


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(UsageError):
        written(tmp_path / "hasil.doc")
    assert not list(tmp_path.iterdir())


def test_an_interrupted_result_leaves_no_half_file(tmp_path):
    def stop(people: int) -> None:
        raise KeyboardInterrupt

    run = a_run(*(EVERYBODY * 20))
    with pytest.raises(KeyboardInterrupt):
        write_results(tmp_path / "hasil.xlsx", run, words(), "id", stop)
    assert not list(tmp_path.iterdir())


def test_english_results_speak_english(tmp_path):
    path = tmp_path / "results.xlsx"
    write_results(path, a_run(RINI), words(), "en")
    assert "Per person" in openpyxl.load_workbook(path).sheetnames
