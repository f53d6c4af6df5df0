"""The main job as an officer runs it: files in, results and exit codes out. Everybody here is synthetic."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner

from selaras.cli.evaluate import evaluate
from selaras.cli.explain import explain
from selaras.errors import PeopleRefused, UsageError
from selaras.files.sample import write_sample
from tests.cast import ON


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "pegawai.xlsx"
    write_sample(path, size=60, seed=7, evidence="full", on=ON)
    return path


@pytest.fixture(scope="module")
def siasn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("siasn") / "ekspor.xlsx"
    write_sample(path, size=40, seed=7, on=ON, layout="siasn")
    return path


def run(command, *arguments):
    return CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False)


def spoiled(workbook: Path, path: Path) -> Path:
    """The same workbook with an NIP that a spreadsheet has turned into a number."""
    book = openpyxl.load_workbook(workbook)
    book["Pegawai"]["A3"] = 199001012015011001
    book.save(path)
    return path


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "parquet", "json"])
def test_every_person_of_the_file_is_answered(workbook, tmp_path, suffix):
    output = tmp_path / f"hasil.{suffix}"
    result = run(evaluate, workbook, "--on", "2026-07-01", "-o", output)
    assert result.exception is None
    assert result.return_value in (0, 1)
    assert output.is_file()
    assert "Semua" in result.output
    assert f"Hasil: {output}" in result.output
    if suffix == "parquet":
        assert pl.read_parquet(output).height == 60


def test_the_same_people_get_the_same_answers_from_any_form_of_file(workbook, tmp_path):
    folder = tmp_path / "pegawai"
    write_sample(folder, size=60, seed=7, evidence="full", on=ON)
    frames = []
    for source, name in ((workbook, "a.parquet"), (folder, "b.parquet")):
        run(evaluate, source, "--on", "2026-07-01", "-o", tmp_path / name)
        frames.append(pl.read_parquet(tmp_path / name).sort("nip"))
    assert frames[0].equals(frames[1])


def test_a_file_with_failing_rows_is_refused_and_comes_back_to_be_mended(workbook, tmp_path):
    bad = spoiled(workbook, tmp_path / "rusak.xlsx")
    output = tmp_path / "hasil.xlsx"
    result = run(evaluate, bad, "--on", "2026-07-01", "-o", output)
    assert isinstance(result.exception, PeopleRefused)
    assert result.exception.exit_code == 3
    assert not output.exists()
    mend = openpyxl.load_workbook(tmp_path / "hasil-galat.xlsx")
    assert "Galat" in [cell.value for cell in mend["Pegawai"][1]]


def test_valid_rows_are_evaluated_only_when_asked(workbook, tmp_path):
    bad = spoiled(workbook, tmp_path / "rusak.xlsx")
    output = tmp_path / "hasil.parquet"
    result = run(evaluate, bad, "--on", "2026-07-01", "--accept-valid", "-o", output)
    assert result.return_value == 1
    assert 0 < pl.read_parquet(output).height < 60


def test_a_siasn_export_without_a_map_is_undetermined_and_on_the_worklist(siasn, tmp_path):
    output = tmp_path / "hasil.parquet"
    result = run(evaluate, siasn, "--on", "2026-07-01", "-o", output)
    assert result.return_value == 1
    found = pl.read_parquet(output)
    assert set(found["verdict"]) == {"undetermined", "not_covered"}
    assert set(found.filter(pl.col("verdict") == "undetermined")["reason"]) == {"class_not_recorded"}
    assert "belum tercatat kelasnya" in result.output


def test_a_position_map_gives_each_title_its_class(siasn, tmp_path):
    from selaras.cli.template import template

    positions = tmp_path / "jabatan.xlsx"
    run(template, "positions", "--from", siasn, "-o", positions)
    book = openpyxl.load_workbook(positions)
    sheet = next(s for s in book if "Kelas" in [cell.value for cell in s[1]])
    column = [cell.value for cell in sheet[1]].index("Kelas") + 1
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value or sheet.cell(row, 2).value:
            sheet.cell(row, column, 5)
    book.save(positions)
    output = tmp_path / "hasil.parquet"
    result = run(evaluate, siasn, "--positions", positions, "--on", "2026-07-01", "-o", output)
    assert result.exception is None
    executors = pl.read_parquet(output).filter(pl.col("verdict") != "not_covered")
    assert set(executors["job_class"]) == {5}


def test_a_mapping_policy_lets_nothing_gate(workbook, tmp_path):
    output = tmp_path / "hasil.parquet"
    run(evaluate, workbook, "--policy", "mapping", "--on", "2026-07-01", "-o", output)
    assert "not_eligible" not in set(pl.read_parquet(output)["verdict"])


def test_before_the_regulation_no_standard_is_in_force(workbook, tmp_path):
    output = tmp_path / "hasil.parquet"
    run(evaluate, workbook, "--on", "31-01-2023", "-o", output)
    reasons = set(pl.read_parquet(output)["reason"].drop_nulls())
    assert "no_standard_in_force" in reasons


def test_an_unknown_policy_is_a_usage_error(workbook, tmp_path):
    result = run(evaluate, workbook, "--policy", "tidak-ada", "-o", tmp_path / "hasil.xlsx")
    assert isinstance(result.exception, UsageError)


def test_one_person_is_explained_line_by_line(workbook):
    nip = openpyxl.load_workbook(workbook)["Pegawai"]["A2"].value
    result = run(explain, nip, "--people", workbook, "--on", "2026-07-01")
    assert result.exception is None
    assert nip in result.output
    assert "Kebijakan: Pengangkatan" in result.output


def test_an_unknown_nip_is_a_usage_error_that_does_not_repeat_it(workbook):
    result = run(explain, "199999999999999999", "--people", workbook)
    assert isinstance(result.exception, UsageError)
    assert "199999999999999999" not in str(result.exception)


def test_the_program_ends_with_the_documented_codes(workbook, tmp_path):
    bad = spoiled(workbook, tmp_path / "rusak.xlsx")
    codes = {
        subprocess.run(
            [sys.executable, "-m", "selaras", *map(str, arguments)], capture_output=True, check=False
        ).returncode
        for arguments in (
            ("evaluate", bad, "-o", tmp_path / "a.xlsx"),
            ("evaluate", bad, "-o", tmp_path / "a.doc"),
            ("evaluate", tmp_path / "tidak-ada.xlsx", "-o", tmp_path / "a.xlsx"),
            ("standard", "list"),
        )
    }
    assert codes == {3, 2, 0}


def test_results_never_overwrite_what_is_read(workbook, tmp_path):
    copy = tmp_path / "pegawai.xlsx"
    copy.write_bytes(workbook.read_bytes())
    result = run(evaluate, copy, "-o", copy)
    assert isinstance(result.exception, UsageError)
    assert copy.read_bytes() == workbook.read_bytes()


def test_a_workbook_of_rejects_is_never_overwritten(workbook, tmp_path):
    bad = spoiled(workbook, tmp_path / "rusak.xlsx")
    for _ in range(2):
        run(evaluate, bad, "--on", "2026-07-01", "-o", tmp_path / "hasil.xlsx")
    assert (tmp_path / "hasil-galat.xlsx").exists()
    assert (tmp_path / "hasil-galat-2.xlsx").exists()


def test_a_mapping_says_of_nobody_that_the_standard_is_met(workbook, tmp_path):
    output = tmp_path / "hasil.xlsx"
    result = run(evaluate, workbook, "--policy", "mapping", "--on", "2026-07-01", "-o", output)
    assert "Tidak ada" in result.output
    shown = {cell.value for cell in openpyxl.load_workbook(output)["Per pegawai"]["G"]}
    assert "Tidak ada baris yang menentukan" in shown
    assert "Memenuhi standar" not in shown


def test_the_same_standard_named_twice_is_one_standard(workbook, tmp_path):
    answers = []
    for standards in (1, 2):
        output = tmp_path / f"{standards}.parquet"
        named = ["--standard", "perwali-dumai-6-2023"] * standards
        run(evaluate, workbook, *named, "--on", "2026-07-01", "-o", output)
        answers.append(pl.read_parquet(output))
    assert answers[0].equals(answers[1])


def test_doubts_about_the_standard_are_said_beside_the_result(workbook, tmp_path):
    text = files("selaras.law").joinpath("data", "perwali-dumai-6-2023", "source.txt").read_text("utf-8")
    standard = tmp_path / "standar.txt"
    standard.write_text(text.replace("Penata Muda (III/a) –", "Penata Muda (III/z) –"), "utf-8")
    arguments = ["--standard", standard, "--on", "2026-07-01", "-o", tmp_path / "hasil.csv"]
    result = run(evaluate, workbook, *arguments)
    assert "belum pasti terbaca" in " ".join(result.output.split())


def test_a_target_that_cannot_be_written_is_a_usage_error(workbook, tmp_path):
    (tmp_path / "berkas").write_text("bukan folder")
    target = tmp_path / "berkas" / "hasil.xlsx"
    done = subprocess.run(
        [sys.executable, "-m", "selaras", "evaluate", str(workbook), "-o", str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_person_is_compared_with_the_position_aimed_at(workbook):
    book = openpyxl.load_workbook(workbook)
    nip = book["Pegawai"]["A2"].value
    heads = [cell.value for cell in book["Posisi"][1]]
    rows = [
        dict(zip(heads, row, strict=True)) for row in book["Posisi"].iter_rows(min_row=2, values_only=True)
    ]
    aimed_at = next(row["Kode posisi"] for row in rows if str(row["Kelas"]) == "6")
    result = run(explain, nip, "--people", workbook, "--on", "2026-07-01", "--position", aimed_at)
    assert result.exception is None
    assert "Lampiran II (kelas 6)" in " ".join(result.output.split())


def test_a_position_that_the_file_does_not_have_is_a_usage_error(workbook):
    nip = openpyxl.load_workbook(workbook)["Pegawai"]["A2"].value
    result = run(explain, nip, "--people", workbook, "--position", "Penjaga Bulan")
    assert isinstance(result.exception, UsageError)
