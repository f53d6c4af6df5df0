"""What only shows between rows: duplicates, overlaps, corrections, references."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.files.workbooks import BUDI, PPPK, RINI, at, good, read, write_xlsx


def test_nip_twice_fails_both_rows(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"].append(dict(data["Pegawai"][0]))
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert at(people) == [("nip_twice", "Pegawai!A2"), ("nip_twice", "Pegawai!A4")]
    assert [person.id for person in people.persons] == [BUDI]
    assert people.touched == (RINI,)


def test_nip_three_times_fails_every_row(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"] += [dict(data["Pegawai"][0]), dict(data["Pegawai"][0])]
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert people.failed["Pegawai"] == {2, 4, 5}


def test_entry_id_twice_fails_both(tmp_path: Path) -> None:
    data = good()
    data["Kompetensi"][0]["ID"] = data["Pangkat"][1]["ID"] = "A1"
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert sorted(at(people)) == [("id_twice", "Kompetensi!L2"), ("id_twice", "Pangkat!D3")]


def test_two_ranks_from_one_day_overlap(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"].append(data["Pangkat"][0] | {"Golongan": "II/b"})
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert at(people) == [("facts_overlap", "Pangkat!C2"), ("facts_overlap", "Pangkat!C4")]
    assert people.persons[0].ranks == ()


def test_two_positions_from_one_day_overlap(tmp_path: Path) -> None:
    data = good()
    data["Riwayat jabatan"].append(data["Riwayat jabatan"][0] | {"Kode posisi": "P2"})
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert [code for code, _ in at(people)] == ["facts_overlap", "facts_overlap"]


def test_same_fact_twice_is_a_warning(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"].append(dict(data["Pangkat"][0]))
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert at(people) == [("facts_repeated", "Pangkat!C4")]
    assert not people.errors


def test_same_evidence_twice_is_a_warning(tmp_path: Path) -> None:
    data = good()
    data["Kompetensi"] += [dict(data["Kompetensi"][0]), dict(data["Kompetensi"][1])]
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert at(people) == [("facts_repeated", "Kompetensi!J4"), ("facts_repeated", "Kompetensi!J5")]
    assert not people.errors


def test_another_result_of_the_same_day_is_no_repetition(tmp_path: Path) -> None:
    data = good()
    data["Kompetensi"] += [
        data["Kompetensi"][0] | {"Level": 2},
        data["Kompetensi"][1] | {"Indikator terpenuhi": "1.1", "Indikator tidak terpenuhi": "1.2; 1.3"},
    ]
    assert read(write_xlsx(tmp_path / "pegawai.xlsx", data)).problems == ()


def test_correction_of_the_same_day_is_no_overlap(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"][0]["ID"] = "R1"
    data["Pangkat"].append(data["Pangkat"][0] | {"Golongan": "II/b", "ID": "R2", "Mengoreksi": "R1"})
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert people.problems == ()
    assert [(rank.id, rank.corrects) for rank in people.persons[0].ranks] == [("R1", ""), ("R2", "R1")]


def test_correction_of_itself_is_refused(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"][0] |= {"ID": "R1", "Mengoreksi": "R1"}
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert ("corrects_self", "Pangkat!E2") in at(people)


def test_correction_across_people_is_refused(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"][0]["ID"] = "R1"
    data["Pangkat"][1]["Mengoreksi"] = "R1"
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert ("corrects_unknown", "Pangkat!E3") in at(people)


def test_entry_whose_correction_failed_is_not_used(tmp_path: Path) -> None:
    data = good()
    data["Kompetensi"][0]["ID"] = "K1"
    data["Kompetensi"].append(data["Kompetensi"][0] | {"ID": "K2", "Mengoreksi": "K1", "Level": 7})
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert at(people) == [("level_wrong", "Kompetensi!E4"), ("correction_failed", "Kompetensi!L2")]
    assert [evidence.id for evidence in people.persons[0].evidence] == ["Kompetensi:3"]


def test_chain_of_corrections_falls_together(tmp_path: Path) -> None:
    data = good()
    first = data["Kompetensi"][0] | {"ID": "K1"}
    data["Kompetensi"] = [
        first,
        first | {"ID": "K2", "Mengoreksi": "K1", "Level": 2},
        first | {"ID": "K3", "Mengoreksi": "K2", "Level": 9},
    ]
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert [code for code, _ in at(people)] == ["level_wrong", "correction_failed", "correction_failed"]
    assert people.persons[0].evidence == ()


def test_withdrawal_needs_no_result(tmp_path: Path) -> None:
    data = good()
    data["Kompetensi"][0]["ID"] = "K1"
    data["Kompetensi"].append(
        data["Kompetensi"][0] | {"ID": "K2", "Mengoreksi": "K1", "Ditarik": "ya", "Level": None}
    )
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert people.problems == ()
    assert people.persons[0].evidence[-1].withdrawn


def test_facts_of_a_failed_person_are_left_out_with_them(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"][0]["Nama"] = None
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert at(people) == [("value_missing", "Pegawai!B2")]
    assert [person.id for person in people.persons] == [BUDI]
    assert people.left_out == (RINI,)
    assert RINI in people.notes[1].en


def test_rows_of_a_failed_person_count_as_failed_without_a_problem_each(tmp_path: Path) -> None:
    data = good()
    data["Pegawai"][0]["Nama"] = None
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert people.failed["Kompetensi"] == {2, 3}
    assert len(people.problems) == 1


@pytest.mark.parametrize("damaged", [198501012010012001, "1985010120100120O1", "19850101201001200"])
def test_damaged_nip_of_a_person_is_one_problem_and_not_one_per_row(tmp_path: Path, damaged: object) -> None:
    data = good()
    data["Pegawai"][0]["NIP"] = damaged
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert [place for _, place in at(people)] == ["Pegawai!A2"]
    assert people.touched == (RINI,)
    assert people.failed["Pangkat"] == {2}


def test_rows_of_somebody_who_is_not_on_pegawai_are_named_last(tmp_path: Path) -> None:
    data = good()
    data["Pendidikan"].append(data["Pendidikan"][0] | {"NIP": PPPK})
    data["Kompetensi"][0]["Level"] = 7
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert [code for code, _ in at(people)] == ["level_wrong", "nip_unknown"]


def test_history_of_a_failed_position_is_named(tmp_path: Path) -> None:
    data = good()
    data["Posisi"][0]["Kelas"] = "lima"
    people = read(write_xlsx(tmp_path / "pegawai.xlsx", data))
    assert ("position_failed", "Riwayat jabatan!B2") in at(people)
    assert people.touched == (RINI,)


def test_future_days_are_facts_like_others(tmp_path: Path) -> None:
    data = good()
    data["Pangkat"].append({"NIP": RINI, "Golongan": "II/b", "TMT golongan": date(2099, 4, 1)})
    assert read(write_xlsx(tmp_path / "pegawai.xlsx", data)).problems == ()
