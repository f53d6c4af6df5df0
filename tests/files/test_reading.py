"""What a good file becomes: people, positions, evidence; the same from every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from selaras.core.model import Employment, PositionType, RowKey
from selaras.errors import PeopleRefused
from selaras.files.layout import sheets
from selaras.files.people import PeopleFile
from selaras.files.template import write_people_template
from tests.files.workbooks import BUDI, LAW, PPPK, RINI, at, good, read, write_csv, write_parquet, write_xlsx


def test_person_is_read_with_all_facts(tmp_path: Path) -> None:
    rini, budi = read(write_xlsx(tmp_path / "pegawai.xlsx", good())).persons
    assert (rini.name, rini.entered_on) == ("Contoh Rini", date(2010, 1, 1))
    assert [(e.type, e.since) for e in rini.employment] == [
        (Employment.CPNS, date(2010, 1, 1)),
        (Employment.PNS, date(2011, 2, 1)),
    ]
    assert (rini.ranks[0].rank.code, budi.ranks[0].since) == ("II/a", date(2015, 4, 1))
    assert rini.trainings[0].passed
    assert rini.determinations[0].row is RowKey.EDUCATION_FIELD
    assert rini.determinations[0].confirmed_by == "Contoh B"


def test_year_of_graduation_alone_holds_from_its_last_day(tmp_path: Path) -> None:
    budi = read(write_xlsx(tmp_path / "pegawai.xlsx", good())).persons[1]
    assert budi.educations[0].since == date(2013, 12, 31)


def test_evidence_names_the_rubric_it_was_measured_with(tmp_path: Path) -> None:
    level, rated = read(write_xlsx(tmp_path / "pegawai.xlsx", good())).persons[0].evidence
    assert (level.competency, level.level, level.indicators, level.assessors) == ("M.1", 1, None, 2)
    assert (rated.level, rated.met, rated.failed) == (None, 2, 1)
    assert level.source == "internal_panel"


def test_one_name_with_two_rubrics_is_told_apart_by_class(tmp_path: Path) -> None:
    data = good()
    row = data["Kompetensi"][0] | {"Kompetensi": "Tata Naskah Dinas"}
    data["Kompetensi"] = [row | {"Kelas": 5}, row | {"Kelas": 6}]
    five, six = read(write_xlsx(tmp_path / "pegawai.xlsx", data)).persons[0].evidence
    assert five.rubric != six.rubric


def test_blank_class_of_a_result_is_fine_where_the_rubric_is_one(tmp_path: Path) -> None:
    data = good()
    data["Kompetensi"][0]["Kelas"] = None
    data["Kompetensi"][0]["Kompetensi"] = " INTEGRITAS "
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert people.problems == ()
    assert people.persons[0].evidence[0].competency == "M.1"


def test_class_of_a_position_is_never_inferred(tmp_path: Path) -> None:
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", good()))
    known, unknown = people.positions
    assert (known.job_class, known.family, known.fields) == (
        5,
        "Pengadministrasi",
        ("IPS", "Administrasi Perkantoran"),
    )
    assert (unknown.job_class, unknown.family, unknown.fields) == (None, "Pengelola", None)
    assert [(t.title, t.heads, t.candidates) for t in people.worklist] == [("Pengelola Layanan", 1, (7, 6))]
    assert known.region == "Kota Dumai"


def test_longest_family_wins_and_a_word_is_not_cut(tmp_path: Path) -> None:
    data = good()
    data["Posisi"] += [
        {"Kode posisi": "P3", "Nama jabatan": "Pengemudi Ambulan", "Kelas": 4},
        {"Kode posisi": "P4", "Nama jabatan": "Pengelolaan Arsip", "Kelas": 6},
    ]
    families = {p.id: p.family for p in read(write_xlsx(tmp_path / "pegawai.xlsx", data)).positions}
    assert (families["P3"], families["P4"]) == ("Pengemudi Ambulan", None)


def test_position_map_gives_a_class_where_the_sheet_has_none(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "pegawai.xlsx", good())
    rows = [
        {"JABATAN NAMA": "Pengelola Layanan", "Kelas": 6},
        {"JABATAN NAMA": "Pengadministrasi Umum", "Kelas": 3},
    ]
    mapping = write_xlsx(tmp_path / "peta.xlsx", {"Pemetaan jabatan": rows})
    people = read(path, positions=mapping)
    assert [position.job_class for position in people.positions] == [5, 6]
    assert at(people) == [("mapping_contradicts", "Posisi!E2")]


def test_pppk_number_counts_contracts_where_others_have_a_month(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"].append(
        {"NIP": PPPK, "Nama": "Contoh C", "Jenis kepegawaian": "PPPK", "TMT masuk": date(2022, 3, 1)}
    )
    data["Pangkat"].append({"NIP": PPPK, "Golongan": "IX", "TMT golongan": date(2022, 3, 1)})
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert people.problems == ()
    assert people.persons[2].ranks[0].rank.scale == "pppk"
    assert people.persons[2].employment[0].type is Employment.PPPK


def test_nip_may_be_written_with_spaces_or_apostrophe(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"][0]["NIP"] = "19850101 201001 2 001"
    data["Pangkat"][0]["NIP"] = "'" + RINI
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert people.problems == ()
    assert people.persons[0].ranks


def test_equivalence_names_two_rubrics(tmp_path: Path) -> None:
    data = good()
    data["Penetapan"].append(
        {
            "Jenis penetapan": "kesetaraan rubrik",
            "Alasan": "Dibandingkan",
            "Dokumen": "2/2025",
            "Tanggal penetapan": date(2025, 1, 2),
            "Ditetapkan oleh": "Contoh A",
            "Standar pengukuran": LAW.instrument.id,
            "Kelas pengukuran": 5,
            "Kompetensi pengukuran": "Aplikasi Komputer",
            "Standar diminta": LAW.instrument.short,
            "Kelas diminta": 6,
            "Kompetensi diminta": "Aplikasi Komputer",
        }
    )
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    (equivalence,) = people.equivalences
    assert people.problems == ()
    assert equivalence.measured != equivalence.required
    assert equivalence.measured.startswith("aplikasi-komputer@1:")


def test_structural_and_functional_positions_keep_their_type(tmp_path: Path) -> None:
    data = good()
    data["Posisi"][1] |= {"Nama jabatan": "Lurah", "Jenis jabatan": "Struktural"}
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert people.positions[1].type is PositionType.STRUCTURAL
    assert people.worklist == ()


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), ("\t", "utf-8"), (";", "utf-8-sig")]
)
def test_csv_folder_says_the_same_as_the_workbook(tmp_path: Path, separator: str, encoding: str) -> None:
    workbook = read(write_xlsx(tmp_path / "pegawai.xlsx", good()))
    folder = read(write_csv(tmp_path / "csv", good(), separator=separator, encoding=encoding))
    assert _content(folder) == _content(workbook)
    assert folder.problems == ()


def test_parquet_folder_says_the_same_as_the_workbook(tmp_path: Path) -> None:
    workbook = read(write_xlsx(tmp_path / "pegawai.xlsx", good()))
    folder = read(write_parquet(tmp_path / "parquet", good()))
    assert _content(folder) == _content(workbook)
    assert folder.problems == ()


def _content(people: PeopleFile) -> object:
    persons = [replace(person, determinations=tuple(person.determinations)) for person in people.persons]
    return persons, people.positions, people.equivalences, people.worklist


def test_single_parquet_is_sheet_pegawai_alone(tmp_path: Path) -> None:
    write_parquet(tmp_path, {"Pegawai": good()["Pegawai"]})
    people = read(tmp_path / "Pegawai.parquet")
    assert [person.id for person in people.persons] == [RINI, BUDI]
    assert people.problems == ()


def test_parquet_with_numeric_nip_is_refused_like_a_workbook(tmp_path: Path) -> None:
    pl.DataFrame(
        {"NIP": [198501012010012001], "Nama": ["Contoh"], "Jenis kepegawaian": ["PNS"]}
    ).write_parquet(tmp_path / "p.parquet")
    people = read(tmp_path / "p.parquet")
    assert [p.code for p in people.problems] == ["nip_numeric"]


def test_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"][0]["Nama"] = "Contoh Renée"
    people = read(write_csv(tmp_path / "csv", data, encoding="cp1252"))
    assert [(p.code, p.place.file) for p in people.problems] == [("encoding_cp1252", "Pegawai.csv")]
    assert people.persons[0].name == "Contoh Renée"


def test_filled_template_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    write_people_template(path, [LAW])
    book = openpyxl.load_workbook(path)
    for name, rows in good().items():
        page = book[name]
        order = {cell.value: cell.column for cell in page[1]}
        for line, row in enumerate(rows, 2):
            for header, value in row.items():
                page.cell(line, order[header], value)
    book.save(path)
    people = read(path)
    assert people.problems == ()
    assert _content(people) == _content(read(write_xlsx(tmp_path / "pegawai.xlsx", good())))


def test_template_has_help_dropdowns_and_a_frozen_header(tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    write_people_template(path, [LAW])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "Petunjuk"
    for sheet in sheets().values():
        page = book[sheet.name]
        assert page.freeze_panes == "B2"
        assert all(cell.comment for cell in page[1])
        listed = {column.header for column in sheet.columns if column.choice or column.form == "level"}
        ruled = {
            page.cell(1, area.min_col).value
            for rule in page.data_validations.dataValidation
            for area in rule.sqref.ranges
        }
        assert listed == ruled


def test_extra_rows_of_blanks_are_skipped(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"] += [{"NIP": " ", "Golongan": ""}, {}]
    assert read(write_xlsx(tmp_path / "pegawai.xlsx", data)).problems == ()


def test_refusal_names_every_problem_unless_valid_rows_are_accepted(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"][0]["Golongan"] = "?"
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    with pytest.raises(PeopleRefused, match="cannot be used") as refusal:
        people.refuse_unless(accept_valid=False)
    assert refusal.value.problems == people.problems
    assert refusal.value.exit_code == 3
    people.refuse_unless(accept_valid=True)
    assert people.touched == (RINI,)
    assert people.incomplete == (RINI,)
    assert "1 baris gagal" in people.notes[0].id
    assert RINI in people.notes[1].id


def test_parquet_of_strange_types_is_reported_and_nan_is_blank(tmp_path: Path) -> None:
    write_parquet(tmp_path, good())
    path = tmp_path / "Kompetensi.parquet"
    table = pl.read_parquet(path).with_columns(
        pl.lit(float("nan")).alias("Level"),
        pl.Series("Indikator terpenuhi", [["1.1"], ["1.2"]]),
        pl.lit(None).alias("Indikator tidak terpenuhi"),
    )
    table.write_parquet(path)
    people = read(tmp_path)
    assert {p.code for p in people.problems} == {"indicator_unknown"}
