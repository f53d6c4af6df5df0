"""A file that cannot be used as a whole is refused with a sentence, whatever is wrong with it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selaras.errors import PeopleRefused
from selaras.files import container, source
from selaras.files.people import read_people
from selaras.files.template import write_people_template
from tests.files.workbooks import BUDI, LAW, Formula, at, good, read, write_csv, write_xlsx

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def refusal(path: Path) -> PeopleRefused:
    """The refusal of a file."""
    with pytest.raises(PeopleRefused) as caught:
        read(path)
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "code", "remedy"),
    [
        ("a.xlsx", b"", "file_empty", "Ekspor ulang"),
        ("a.xlsx", b"PK\x03\x04 broken", "file_damaged", "simpan ulang"),
        ("a.xlsx", b"NIP;Nama\n", "file_kind", "selaras template people"),
        ("a.xls", b"<html><table>", "file_kind", "selaras template people"),
        ("a.pdf", b"%PDF-1.7 ....", "file_kind", "xlsx"),
        ("a.xls", OLE + b"\0" * 600, "file_old_excel", ".xlsx"),
        (
            "a.xlsx",
            OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "file_password",
            "hapus perlindungan",
        ),
        ("a.parquet", b"PAR1 this is not parquet PAR1", "file_damaged", "ekspor ulang"),
        ("a.csv", b"\xff\xfeN\0I\0P\0", "encoding_utf16", "CSV UTF-8"),
        ("a.csv", b'NIP;Nama;Jenis kepegawaian\n"198501012010012001;a;PNS\n', "csv_damaged", "tanda kutip"),
    ],
)
def test_unusable_file_is_refused_with_a_remedy(
    tmp_path: Path, name: str, content: bytes, code: str, remedy: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused = refusal(path)
    assert [problem.code for problem in refused.problems] == [code]
    assert remedy in refused.problems[0].remedy.id
    assert refused.what.id == f"{name} tidak dapat dipakai."


def test_sentence_of_a_refusal_is_of_one_language_and_said_once(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"NIP;Nama\n")
    refused = refusal(path)
    (problem,) = refused.problems
    assert problem.what.id == "Jenis berkas ini tidak dikenal (bukan Excel)."
    assert problem.what.en == "This kind of file is not known (not Excel)."
    assert problem.what != refused.what
    assert problem.remedy != refused.remedy


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert [p.code for p in refusal(tmp_path / "x.xlsx").problems] == ["file_missing"]


def test_word_document_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "Word" in refusal(path).problems[0].what.id


def test_missing_sheet_and_columns_are_all_named_with_the_nearest(tmp_path: Path) -> None:
    data = good()
    data["Pegawwai"] = data.pop("Pegawai")
    data["Pangkat"][0]["TMT golongn"] = 1
    path = write_xlsx(tmp_path / "pegawai.xlsx", data, without={"Pangkat": {"TMT golongan"}})
    problems = {p.code: p for p in refusal(path).problems}
    assert "Pegawwai" in problems["sheet_missing"].what.id
    assert str(problems["sheet_missing"].place) == "pegawai.xlsx Pegawai"
    assert "TMT golongn" in problems["column_missing"].what.id
    assert str(problems["column_missing"].place) == "pegawai.xlsx Pangkat!1"
    assert "templat" in problems["sheet_missing"].remedy.id


@pytest.mark.parametrize(("sheet", "column"), [("Pegawai", "NIP"), ("Posisi", "Kode posisi")])
def test_missing_key_column_is_not_buried_by_the_rows_that_refer_to_it(
    tmp_path: Path, sheet: str, column: str
) -> None:
    path = write_xlsx(tmp_path / "pegawai.xlsx", good(), without={sheet: {column}})
    assert [p.code for p in refusal(path).problems] == ["column_missing"]


def test_missing_sheet_is_not_buried_by_the_rows_that_refer_to_it(tmp_path: Path) -> None:
    data = good()
    del data["Pegawai"]
    data["Pangkat"][0]["Golongan"] = "V/x"
    path = write_xlsx(tmp_path / "pegawai.xlsx", data)
    assert [p.code for p in refusal(path).problems] == ["sheet_missing", "choice_unknown"]


def test_file_without_people_says_so(tmp_path: Path) -> None:
    path = tmp_path / "pegawai.xlsx"
    write_people_template(path, [LAW])
    people = read(path)
    assert at(people) == [("persons_none", "Pegawai")]
    assert people.findings
    assert not people.errors


def test_workforce_file_given_as_position_map_is_refused_once(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "pegawai.xlsx", good())
    with pytest.raises(PeopleRefused) as caught:
        read(path, positions=path)
    assert [p.code for p in caught.value.problems] == ["mapping_not"]
    assert "bukan pemetaan jabatan" in caught.value.problems[0].what.id


def test_position_map_is_the_sheet_whose_header_fits(tmp_path: Path) -> None:
    rows = [{"JABATAN NAMA": "Pengelola Layanan", "Kelas": 6}]
    mapped = write_xlsx(tmp_path / "peta.xlsx", {"Petunjuk": [{"Baca": "dahulu"}], "Lembar1": rows})
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", good()), positions=mapped)
    assert [position.job_class for position in people.positions] == [5, 6]


def test_column_twice_is_refused(tmp_path: Path) -> None:
    data = good()
    for row in data["Pegawai"]:
        row["nip "] = row["NIP"]
    refused = refusal(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert ("column_twice", "pegawai.xlsx Pegawai!G1") in [(p.code, str(p.place)) for p in refused.problems]


def test_absent_optional_sheet_is_a_warning(tmp_path: Path) -> None:
    data = good()
    del data["Pelatihan"]
    assert at(read(write_xlsx(tmp_path / "pegawai.xlsx", data))) == [("sheet_absent", "Pelatihan")]


def test_titles_above_the_header_and_other_sheets_do_no_harm(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "csv", good())
    text = (folder / "Pegawai.csv").read_text()
    (folder / "Pegawai.csv").write_text("DAFTAR PEGAWAI\n\n" + text)
    (folder / "Catatan.csv").write_text("a;b\n1;2\n")
    people = read(folder)
    assert people.problems == ()
    assert len(people.persons) == 2


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "ROW_LIMIT", 2)
    refused = refusal(write_xlsx(tmp_path / "pegawai.xlsx", good()))
    assert [p.code for p in refused.problems] == ["too_many_rows"]


def test_row_of_nothing_but_uncalculated_formulas_is_not_lost(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"].append({h: Formula("=A1") for h in ("NIP", "Golongan", "TMT golongan")})
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert [place for code, place in at(people) if code == "formula_without_value"] == [
        "Pangkat!A4",
        "Pangkat!B4",
        "Pangkat!C4",
    ]


def test_calculated_formula_is_read(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"][1]["Nama"] = Formula("=A1", "Contoh Budi")
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert people.problems == ()
    assert people.persons[1].name == "Contoh Budi"


def test_macros_and_links_are_ignored_and_said(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "pegawai.xlsx", good())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"MACRO")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    people = read(path)
    assert sorted(code for code, _ in at(people)) == ["links_ignored", "macros_ignored"]
    assert people.persons[1].id == BUDI


def _with_sheet(path: Path, xml: bytes) -> Path:
    """The good workbook with its first worksheet replaced."""
    whole = write_xlsx(path.with_name("whole.xlsx"), good())
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, xml if info.filename.endswith("sheet1.xml") else old.read(info))
    return path


def test_zip_bomb_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = _with_sheet(
        tmp_path / "bomb.xlsx", b"<worksheet><sheetData/>" + b" " * (64 << 20) + b"</worksheet>"
    )
    assert path.stat().st_size < 1 << 20
    assert [p.code for p in refusal(path).problems] == ["file_bomb"]


def test_zip_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = _with_sheet(
        tmp_path / "bomb.xlsx", b"<worksheet><sheetData/>" + b" " * (64 << 20) + b"</worksheet>"
    )
    content = path.read_bytes()
    size = struct.pack("<I", (64 << 20) + len(b"<worksheet><sheetData/></worksheet>"))
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, struct.pack("<I", 100)))
    assert [p.code for p in refusal(path).problems] in (["file_bomb"], ["file_damaged"])


def test_total_size_is_limited_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "TOTAL_LIMIT", 10_000)
    assert [p.code for p in refusal(write_xlsx(tmp_path / "a.xlsx", good())).problems] == ["file_bomb"]


@pytest.mark.parametrize(
    "reference",
    [
        b'r="XFD1048576"',
        b"r='XFD1048576'",
        b'r = "XFD1048576"',
        b'r="ZZ999999"',
        b'r="B9999999991"',
        b'r="AAAAB1"',
        b'r="99999999"',
    ],
)
def test_cell_at_the_end_of_the_world_is_refused(tmp_path: Path, reference: bytes) -> None:
    xml = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
    xml += b'<c r="A1"><v>1</v></c><c ' + reference + b"><v>1</v></c></row></sheetData></worksheet>"
    assert [p.code for p in refusal(_with_sheet(tmp_path / "far.xlsx", xml)).problems] == ["file_too_wide"]


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1048576">' + b"<c><v>1</v></c>" * 30 + b"</row>",
        b'<row spans="1:2" r="1048576">' + b"<c s='0'><v>1</v></c>" * 30 + b"</row>",
    ],
)
def test_cells_without_a_reference_far_down_are_refused(tmp_path: Path, row: bytes) -> None:
    xml = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    xml += row + b"</sheetData></worksheet>"
    assert [p.code for p in refusal(_with_sheet(tmp_path / "far.xlsx", xml)).problems] == ["file_too_wide"]


def test_count_that_would_make_a_reader_claim_all_memory_is_refused(tmp_path: Path) -> None:
    whole, path = write_xlsx(tmp_path / "whole.xlsx", good()), tmp_path / "count.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(
                info.filename, re.sub(rb'uniqueCount="\d+"', b'uniqueCount="4294967295"', old.read(info))
            )
    assert [p.code for p in refusal(path).problems] == ["file_damaged"]


def test_part_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "pegawai.xlsx", good())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert [p.code for p in refusal(path).problems] == ["file_damaged"]


def test_nested_entities_are_refused(tmp_path: Path) -> None:
    xml = b'<!DOCTYPE w [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><worksheet><f>&b;</f></worksheet>'
    assert [p.code for p in refusal(_with_sheet(tmp_path / "e.xlsx", xml)).problems] == ["file_damaged"]


def _good_bytes() -> bytes:
    with TemporaryDirectory() as folder:
        return write_xlsx(Path(folder) / "a.xlsx", good()).read_bytes()


GOOD = _good_bytes()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=12),
    st.booleans(),
)
def test_damaged_bytes_never_end_in_anything_but_a_refusal(
    tmp_path: Path, changes: list[tuple[int, int]], cut: bool
) -> None:
    damaged = bytearray(GOOD)
    for place, value in changes:
        damaged[place] = value
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(bytes(damaged[: changes[0][0]] if cut else damaged))
    with suppress(PeopleRefused):
        read_people(path, [LAW])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]),
    st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=6)), min_size=1, max_size=8),
)
def test_damaged_xml_inside_a_whole_archive_is_refused_or_read(
    tmp_path: Path, part: str, changes: list[tuple[int, bytes]]
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = bytearray(old.read(info))
            for place, piece in changes if info.filename == part else []:
                content[place % len(content) : place % len(content) + len(piece)] = piece
            new.writestr(info.filename, bytes(content))
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(packed.getvalue())
    with suppress(PeopleRefused):
        read_people(path, [LAW])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_as_csv_are_refused_or_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"NIP;Nama;Jenis kepegawaian\n" + content)
    with suppress(PeopleRefused):
        read_people(path, [LAW])


def test_checks_expand_with_the_real_stream() -> None:
    """The premise of the bomb test: deflate packs blanks a thousand to one."""
    assert len(zlib.compress(b" " * (1 << 20))) < (1 << 20) // 900
