"""SIASN's data utama export: headers in any dress, personal columns never kept, titles mapped by the agency."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selaras.core.model import Employment, PositionType
from selaras.errors import PeopleRefused
from selaras.files.grid import column_index
from selaras.files.layout import content
from selaras.files.people import PeopleFile
from selaras.files.rejects import write_rejects
from selaras.files.template import distinct_titles, write_positions_template
from tests.files.workbooks import BUDI, LAW, PPPK, RINI, found, read, write_xlsx

HEADERS: list[str] = content("siasn.yaml")["headers"]
SECRET = "RAHASIA-471"


def row(nip: str = RINI, **changes: Any) -> dict[str, Any]:
    """One good row of the export, with something secret in every personal column."""
    values = dict.fromkeys(HEADERS, "")
    secret = (
        "NIK",
        "NOMOR HP",
        "ALAMAT",
        "NPWP NOMOR",
        "BPJS",
        "AGAMA NAMA",
        "JENIS KAWIN NAMA",
        "EMAIL",
        "NIP LAMA",
    )
    values |= dict.fromkeys(secret, SECRET)
    values |= {
        "NIP BARU": nip,
        "NAMA": "CONTOH RINI",
        "TANGGAL LAHIR": f"{nip[6:8]}-{nip[4:6]}-{nip[:4]}",
        "JENIS KELAMIN": "F" if nip[14] == "2" else "M",
        "STATUS CPNS PNS": "PNS",
        "TMT CPNS": f"01-{nip[12:14]}-{nip[8:12]}",
        "TMT PNS": "01-06-2016",
        "GOL AKHIR ID": "31",
        "GOL AKHIR NAMA": "III/a",
        "TMT GOLONGAN": "01-04-2020",
        "JENIS JABATAN ID": "4",
        "JENIS JABATAN NAMA": "Pelaksana",
        "JABATAN ID": "J1",
        "JABATAN NAMA": "PENGELOLA KEUANGAN",
        "TMT JABATAN": "2021-01-04",
        "TINGKAT PENDIDIKAN ID": "40",
        "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
        "PENDIDIKAN NAMA": "S-1 AKUNTANSI",
        "TAHUN LULUS": "2009",
        "UNOR ID": "U1",
        "UNOR NAMA": "Dinas Sosial",
    }
    return values | {key.replace("_", " "): value for key, value in changes.items()}


def export(tmp_path: Path, *rows: dict[str, Any], **options: Any) -> PeopleFile:
    """Read an export with these rows."""
    return read(write_xlsx(tmp_path / "siasn.xlsx", {"Sheet1": list(rows)}), **options)


def test_row_becomes_a_person_with_present_facts(tmp_path: Path) -> None:
    people = export(tmp_path, row())
    assert people.problems == ()
    assert people.siasn
    (person,) = people.persons
    assert person.entered_on == date(2010, 1, 1)
    assert [e.type for e in person.employment] == [Employment.CPNS, Employment.PNS]
    assert (person.ranks[0].rank.code, person.ranks[0].since) == ("III/a", date(2020, 4, 1))
    education = person.educations[0]
    assert (education.level.code, education.field, education.since) == (
        "S-1",
        "AKUNTANSI",
        date(2009, 12, 31),
    )
    held = person.positions[0]
    assert (held.since, held.position.job_class, held.position.family) == (
        date(2021, 1, 4),
        None,
        "Pengelola",
    )


def test_personal_columns_never_leave_the_reader(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "siasn.xlsx", {"Sheet1": [row(), row(BUDI, GOL_AKHIR_ID="", GOL_AKHIR_NAMA="?")]}
    )
    people = read(path)
    assert people.errors
    assert SECRET not in repr(dataclasses.asdict(people))
    write_rejects(tmp_path / "galat.xlsx", people)
    again = read(tmp_path / "galat.xlsx")
    assert again.siasn
    cells = [
        cell.value
        for page in openpyxl.load_workbook(tmp_path / "galat.xlsx")
        for line in page
        for cell in line
    ]
    assert SECRET not in cells
    assert BUDI in cells


DRESSES = st.sampled_from(
    [
        str.upper,
        str.lower,
        str.title,
        lambda h: h.replace(" ", "_"),
        lambda h: h.replace(" ", ""),
        lambda h: f"  {h} ",
    ]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.permutations(HEADERS),
    st.lists(DRESSES, min_size=len(HEADERS), max_size=len(HEADERS)),
    st.integers(0, 5),
)
def test_headers_in_any_order_case_and_spacing_mean_the_same(
    tmp_path: Path, order: list[str], dresses: list[Any], above: int
) -> None:
    good = row()
    lines = ["DATA UTAMA"] * above
    lines.append(";".join(dress(header) for dress, header in zip(dresses, order, strict=True)))
    lines.append(";".join(good[header] for header in order))
    path = tmp_path / "siasn.csv"
    path.write_text("\n".join(lines) + "\n")
    people = read(path)
    assert people.problems == ()
    expected = export(tmp_path, good).persons[0]
    assert _facts(people) == _facts_of(expected)


def _facts(people: PeopleFile) -> object:
    return _facts_of(people.persons[0])


def _facts_of(person: Any) -> object:
    return (
        person.name,
        person.entered_on,
        [(f.since, f.rank) for f in person.ranks],
        [(f.since, f.level, f.field) for f in person.educations],
        [(f.since, f.position) for f in person.positions],
    )


def test_variant_headers_are_known(tmp_path: Path) -> None:
    variant = row()
    for old, new in {
        "TMT GOLONGAN": "TMT GOLONGAN AKHIR",
        "PENDIDIKAN NAMA": "PENDIDIKAN TERAKHIR NAMA",
    }.items():
        variant[new] = variant.pop(old)
    (person,) = export(tmp_path, variant).persons
    assert person.ranks
    assert person.educations[0].field == "AKUNTANSI"


def test_type_of_position_is_taken_from_its_code(tmp_path: Path) -> None:
    people = export(
        tmp_path, row(JENIS_JABATAN_ID="1", JABATAN_ID="J2"), row(BUDI, JENIS_JABATAN_ID="2", JABATAN_ID="J3")
    )
    assert [p.type for p in people.positions] == [PositionType.STRUCTURAL, PositionType.FUNCTIONAL]
    assert people.worklist == ()


def test_pppk_is_read_from_its_kind_and_number_shape(tmp_path: Path) -> None:
    people = export(
        tmp_path,
        row(
            PPPK,
            TMT_CPNS="01-03-2022",
            TMT_PNS="",
            STATUS_CPNS_PNS="",
            JENIS_PEGAWAI_NAMA="PPPK Daerah",
            GOL_AKHIR_ID="",
            GOL_AKHIR_NAMA="IX",
        ),
    )
    assert people.problems == ()
    assert people.persons[0].employment[0].type is Employment.PPPK
    assert people.persons[0].ranks[0].rank.scale == "pppk"


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"NIP_BARU": 198501012010012001}, "nip_numeric", "NIP BARU"),
        ({"JENIS_KELAMIN": "M"}, "nip_sex_differs", "JENIS KELAMIN"),
        ({"TANGGAL_LAHIR": "02-01-1985"}, "nip_birth_differs", "TANGGAL LAHIR"),
        ({"TMT_GOLONGAN": "31-04-2020"}, "date_impossible", "TMT GOLONGAN"),
        ({"TAHUN_LULUS": "09"}, "year_wrong", "TAHUN LULUS"),
        ({"TAHUN_LULUS": "1980"}, "date_before_birth", "TAHUN LULUS"),
        ({"GOL_AKHIR_ID": "", "GOL_AKHIR_NAMA": "V/x"}, "choice_unknown", "GOL AKHIR NAMA"),
    ],
)
def test_bad_cell_of_an_export_is_named(
    tmp_path: Path, changes: dict[str, Any], code: str, column: str
) -> None:
    people = export(tmp_path, row(**changes), row(BUDI))
    assert [p.code for p in people.errors] == [code]
    letter = people.errors[0].place.column
    assert HEADERS[column_index(letter)] == column
    assert [person.id for person in people.persons] == [BUDI]


def test_undated_facts_are_said_and_left_out(tmp_path: Path) -> None:
    people = export(tmp_path, row(TMT_GOLONGAN="", TAHUN_LULUS="-", TMT_JABATAN="NULL"))
    assert [p.code for p in people.problems] == ["fact_undated"] * 3
    assert not people.errors
    assert people.persons[0].ranks == ()


def test_map_gives_class_and_the_most_specific_row_wins(tmp_path: Path) -> None:
    rows = [
        {"JABATAN NAMA": "pengelola  keuangan", "Kelas": 6},
        {"JABATAN ID": "J1", "JABATAN NAMA": "x", "Kelas": 7, "Bidang ilmu diterima": "Akuntansi; Manajemen"},
        {"JABATAN NAMA": "Pengelola Keuangan", "UNIT": "Inspektorat", "Kelas": 5},
    ]
    mapping = write_xlsx(tmp_path / "peta.xlsx", {"Pemetaan jabatan": rows})
    people = export(
        tmp_path,
        row(),
        row(BUDI, UNOR_NAMA="INSPEKTORAT", UNOR_ID="U2"),
        row("199003152015042009", JABATAN_ID="J9"),
        positions=mapping,
    )
    assert [p.job_class for p in people.positions] == [7, 5, 6]
    assert people.positions[0].fields == ("Akuntansi", "Manajemen")
    assert people.worklist == ()


def test_title_without_mapping_stands_in_the_worklist_with_head_count(tmp_path: Path) -> None:
    people = export(tmp_path, row(), row(BUDI))
    assert [(t.title, t.code, t.heads, t.candidates) for t in people.worklist] == [
        ("PENGELOLA KEUANGAN", "J1", 2, (7, 6))
    ]
    assert people.findings
    assert "PENGELOLA KEUANGAN (2)" in people.notes[0].en


def test_contradicting_map_is_refused(tmp_path: Path) -> None:
    rows = [
        {"JABATAN NAMA": "Juru Bayar", "Kelas": 6},
        {"JABATAN NAMA": "JURU BAYAR", "Kelas": 5},
        {"Kelas": 3},
    ]
    mapping = write_xlsx(tmp_path / "peta.xlsx", {"Pemetaan jabatan": rows})
    with pytest.raises(PeopleRefused) as refused:
        export(tmp_path, row(), positions=mapping)
    places = [(p.code, p.place.row) for p in refused.value.problems]
    assert places == [("mapping_twice", 3), ("mapping_unnamed", 4)]


def test_map_template_lists_titles_with_heads_and_leaves_class_empty(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "siasn.xlsx",
        {
            "Sheet1": [
                row(),
                row(BUDI),
                row(PPPK, JABATAN_NAMA="LURAH", JABATAN_ID="J2", JENIS_JABATAN_ID="1"),
            ]
        },
    )
    assert distinct_titles(path, [LAW], by_unit=True) == [(("J1", "PENGELOLA KEUANGAN", "Dinas Sosial"), 2)]
    assert write_positions_template(path, tmp_path / "peta.xlsx", [LAW]) == 1
    header, line = openpyxl.load_workbook(tmp_path / "peta.xlsx")["Pemetaan jabatan"].iter_rows(
        values_only=True
    )
    values = dict(zip(header, line, strict=True))
    assert (values["Jumlah pegawai"], values["Calon kelas"], values["Kelas"]) == (2, "7, 6", None)
    assert read(path, positions=tmp_path / "peta.xlsx").worklist


def test_workbook_is_no_export_for_the_map(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [{"a": 1}]})
    with pytest.raises(PeopleRefused, match="SIASN"):
        write_positions_template(path, tmp_path / "peta.xlsx", [LAW])


def test_nip_twice_in_an_export_fails_both(tmp_path: Path) -> None:
    people = export(tmp_path, row(), row(), row(BUDI))
    assert [p.place.row for p in found(people, "nip_twice")] == [2, 3]
    assert [person.id for person in people.persons] == [BUDI]
