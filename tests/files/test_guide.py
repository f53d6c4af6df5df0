"""A file whose headers are its own: told which column is which, it is read like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from selaras.errors import PeopleRefused
from selaras.files.people import Guide, read_people, recognise
from selaras.files.people.reader import PeopleFile
from selaras.files.rejects import write_rejects
from tests.files.test_siasn import row
from tests.files.workbooks import BUDI, LAW, RINI, good, write_csv, write_xlsx

OWN = {"NIP BARU": "Nomor Pegawai", "JABATAN NAMA": "Tugas", "NAMA": "Siapa"}
GUIDE = Guide("siasn", {"siasn": {"nomorpegawai": "nip", "tugas": "position", "siapa": "name"}})


def own(tmp_path: Path, *rows: dict[str, str]) -> Path:
    """A file under an office's own headers."""
    renamed = [{OWN.get(name, name): value for name, value in each.items()} for each in rows]
    return write_xlsx(tmp_path / "kantor.xlsx", {"Sheet1": renamed})


def read(path: Path, guide: Guide) -> PeopleFile:
    """Read with a guide."""
    return read_people(path, [LAW], guide=guide)


def test_own_headers_are_read_as_told(tmp_path: Path) -> None:
    people = read(own(tmp_path, row(), row(BUDI)), GUIDE)
    assert people.siasn
    assert [person.id for person in people.persons] == [RINI, BUDI]
    assert people.persons[0].positions[0].position.title == "PENGELOLA KEUANGAN"


def test_own_headers_untold_are_refused_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(PeopleRefused) as refused:
        read(own(tmp_path, row()), Guide("siasn"))
    assert {problem.code for problem in refused.value.problems} >= {"column_missing"}


def test_a_column_told_goes_before_the_one_that_says_so_itself(tmp_path: Path) -> None:
    data = good()
    for each in data["Pegawai"]:
        each["Nama resmi"] = "Contoh Resmi"
    told = Guide(columns={"persons": {"namaresmi": "name"}})
    people = read(write_xlsx(tmp_path / "p.xlsx", data), told)
    assert {person.name for person in people.persons} == {"Contoh Resmi"}
    assert not [problem for problem in people.problems if problem.code == "column_unknown"]


def test_a_column_told_to_mean_nothing_is_left_out(tmp_path: Path) -> None:
    told = Guide(columns={"siasn": {"golakhirid": "", "golakhirnama": ""}})
    people = read(write_xlsx(tmp_path / "siasn.xlsx", {"Sheet1": [row()]}), told)
    assert people.persons[0].ranks == ()


def test_recognising_shows_headers_and_what_is_missing(tmp_path: Path) -> None:
    seen = recognise(own(tmp_path, row()))
    assert seen.layout == "people"
    as_siasn = recognise(own(tmp_path, row()), Guide("siasn"))
    assert as_siasn.tables[0].missing == ("nip", "name", "position")
    assert recognise(own(tmp_path, row()), GUIDE).tables[0].missing == ()
    assert "Nomor Pegawai" in as_siasn.tables[0].headers
    assert as_siasn.headers == recognise(own(tmp_path, row(BUDI)), GUIDE).headers


def test_recognising_tells_the_layouts_apart(tmp_path: Path) -> None:
    assert recognise(write_xlsx(tmp_path / "s.xlsx", {"Sheet1": [row()]})).layout == "siasn"
    people = recognise(write_xlsx(tmp_path / "p.xlsx", good()))
    assert (people.layout, people.kind) == ("people", "xlsx")
    assert recognise(write_csv(tmp_path, good())).layout == "people"


def test_rejects_of_a_guided_file_come_back_guided(tmp_path: Path) -> None:
    people = read(own(tmp_path, row(), row(BUDI, TMT_JABATAN="besok")), GUIDE)
    write_rejects(tmp_path / "galat.xlsx", people)
    again = read(tmp_path / "galat.xlsx", GUIDE)
    assert again.touched == (BUDI,)


def test_who_stands_in_which_row_and_in_which_unit(tmp_path: Path) -> None:
    people = read_people(
        write_xlsx(tmp_path / "s.xlsx", {"Sheet1": [row(), row(BUDI, GOL_AKHIR_ID="", GOL_AKHIR_NAMA="?")]}),
        [LAW],
    )
    assert people.whose["Sheet1", 2] == (RINI, "CONTOH RINI")
    assert people.whose["Sheet1", 3][0] == BUDI
    assert people.units == {"J1@U1": "U1"}
