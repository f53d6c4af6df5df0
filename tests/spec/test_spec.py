"""Puts every case to the engine, and asserts that the cases leave nothing of the specification uncovered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from selaras.core.model import CompetencyRow, Requirement
from selaras.core.remedy import Remedy
from selaras.core.verdict import Outcome, Reason, Status
from selaras.law.load import regulation
from selaras.law.words import words
from tests.spec.annex import AnnexRow, all_rows, competency_rows, requirement_rows
from tests.spec.cases import Case, Section, sections
from tests.spec.expectations import mismatches, row_called, status_and_reason
from tests.spec.vocabulary import (
    EFFECTS,
    KINDS,
    OUTCOMES,
    REASONS,
    REMEDIES,
    ROWS,
    STATUSES,
    CaseError,
)
from tests.spec.world import DUMAI, ask, standard_named

CASES = [case for section in sections() for case in section.cases]

# What the specification says, sentence by sentence. A sentence that loses its last case fails here.
SENTENCES = {
    "1": "instrumen, kompetensi, ganti nama, rubrik, rubrik lain, standar, bukti, kesetaraan",
    "2": "satu, belum ada, beberapa, di luar cakupan, kelas belum dicatat, jabatan yang dipegang",
    "3": "sejak, koreksi, belum diketahui, sesudah",
    "4": "sumber, berlaku, tiga tahun, gagal juga, urutan, bertentangan, tidak dipakai",
    "5": "satu alasan, level, indikator, level ke indikator, jenjang, bidang, pelatihan, pengalaman, pangkat, informasi",
    "6": "akibat, tiga nilai, peringatan, bawaan, tidak ada yang menentukan",
    "7": "rumus, jenis, dibatasi, rentang, varian, kategori, skala, tidak dibulatkan, di bawah standar",
    "8": "data, pengangkatan, pemetaan, pengadaan, pengembangan, PPPK",
    "9": "penetapan, konfirmasi, orang kedua, dicabut, daftar",
    "10": "urutan, menyebut, langkah, maka",
    "11": "memenuhi, belum memenuhi, belum ditentukan, di luar cakupan, kategori",
}
STATUSES_OF_A_DECIDING_ROW = {Status.MET, Status.NOT_MET, Status.UNDETERMINED}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case_holds(case: Case) -> None:
    for difference, expected in case.checks:
        found = mismatches({**case.facts, **difference}, expected, str(case))
        assert not found, "\n".join([f"with {difference}" if difference else "", *found])


# --- the annex ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", list(all_rows()), ids=str)
def test_row_of_the_annex_comes_out_as_said_in_every_situation(row: AnnexRow) -> None:
    for facts, expected in row.situations:
        result = row_called(row.name, ask(facts, str(row)), str(row))
        assert status_and_reason(result) == expected, facts


@pytest.mark.parametrize("row", list(all_rows()), ids=str)
def test_row_of_the_annex_is_shown_in_every_status_it_can_have(row: AnnexRow) -> None:
    shown = {STATUSES[expected.partition(", ")[0]] for _, expected in row.situations}
    assert shown in (STATUSES_OF_A_DECIDING_ROW, {Status.NOT_REQUIRED})


def test_no_row_of_the_regulation_is_left_uncovered() -> None:
    printed = [
        (f"kelas {standard.applies_to.job_class}", _facts_of(row))
        for standard in regulation(DUMAI).standards
        for row in (*standard.competencies, *standard.requirements)
    ]
    described = [(row.standard, {"baris": row.name, **row.printed}) for row in competency_rows()]
    described += [(row.standard, {"baris": row.name, **row.printed}) for row in requirement_rows()]
    assert sorted(map(str, described)) == sorted(map(str, printed))
    assert (len(competency_rows()), len(requirement_rows())) == (42, 24)


def _facts_of(row: CompetencyRow | Requirement) -> dict[str, object]:
    if isinstance(row, CompetencyRow):
        kind = next(word for word, kind in KINDS.items() if kind is row.kind)
        return {"baris": row.name, "nomor": row.number, "jenis": kind, "indikator": row.rubric.size}
    label = next(word for word, key in ROWS.items() if key is row.key)
    return {"baris": label, "tertulis": row.value, "tanda": str(row.importance or "tidak ada")}


# --- nothing of the specification is left out ---------------------------------------------------------------


@pytest.mark.parametrize("section", sections(), ids=lambda section: f"§{section.number}")
def test_every_sentence_of_the_specification_has_a_case(section: Section) -> None:
    assert ", ".join(section.sentences) == SENTENCES[section.number]
    shown = {sentence for case in section.cases for sentence in case.sentences}
    assert shown == set(section.sentences)


def test_every_section_of_the_specification_has_a_file() -> None:
    assert [section.number for section in sections()] == list(SENTENCES)


@pytest.mark.parametrize(
    ("table", "codes"),
    [(REASONS, Reason), (REMEDIES, Remedy), (OUTCOMES, Outcome), (STATUSES, Status)],
    ids=["reason", "remedy", "outcome", "status"],
)
def test_every_answer_of_the_engine_is_expected_by_some_case(table: Mapping[str, Any], codes: Any) -> None:
    assert set(table.values()) == set(codes), "a code without a word"
    expected = set(_words_expected())
    assert [word for word in table if word not in expected] == []


def test_every_effect_is_expected_by_some_case() -> None:
    assert set(EFFECTS) <= set(_words_expected())


def _words_expected() -> Iterator[str]:
    """Every text that some case expects, `memenuhi, level tercapai` also as its two parts."""
    waiting: list[Any] = [expected for case in CASES for _, expected in case.checks]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mapping):
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
        else:
            yield str(item)
            yield from str(item).split(", ")


# --- the words of the specification -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "bahasa", "english"),
    [
        ("eligible", "Memenuhi standar", "Meets the standard"),
        ("not_eligible", "Belum memenuhi standar", "Does not yet meet the standard"),
        ("undetermined", "Belum dapat ditentukan", "Cannot be determined yet"),
        ("not_covered", "Di luar cakupan standar ini", "Not covered by this standard"),
    ],
)
def test_outcome_is_called_as_the_specification_says(code: str, bahasa: str, english: str) -> None:
    text = words().get("outcome", code)
    assert (text.id, text.en) == (bahasa, english)


# --- the runner itself --------------------------------------------------------------------------------------

GOOD = {"pegawai": "Sari", "jabatan": "Pengadministrasi Umum"}


def test_a_wrong_expectation_is_found_and_told() -> None:
    assert mismatches(GOOD, {"hasil": "Belum memenuhi standar"}, "here") == [
        "hasil: expected 'Belum memenuhi standar', found 'Memenuhi standar'"
    ]


@pytest.mark.parametrize(
    "expected",
    [
        {"hasli": "Memenuhi standar"},
        {"baris": {"Integritas": {"hasl": "memenuhi, level tercapai"}}},
        {"baris": {"Integritas": "memenuhi, level tercapa"}},
        {"baris": {"Integritaz": "memenuhi, level tercapai"}},
        {"JPM": {"katgori": "MS"}},
        {"kalimat": [{"id": "a", "en": "b", "de": "c"}]},
        {"ditolak": "a", "hasil": "b"},
    ],
)
def test_a_misspelt_expectation_fails(expected: Mapping[str, Any]) -> None:
    with pytest.raises(CaseError):
        mismatches(GOOD, expected, "here")


@pytest.mark.parametrize(
    "facts",
    [
        {**GOOD, "kebijakn": "pemetaan"},
        {**GOOD, "kebijakan": "pemetaaan"},
        {**GOOD, "kebijakan": {"untuk": "pemetaan", "ambang": "1"}},
        {**GOOD, "jabatan": "Pengadministrasi"},
        {**GOOD, "pegawai": "Siti"},
        {**GOOD, "pegawai": {"dasar": "Sari", "pangat": []}},
        {**GOOD, "pegawai": {"dasar": "Sari", "bukti": [{"kompetensi": "Integritas", "hasil": "level 9"}]}},
        {**GOOD, "peraturan": [{"meniru": DUMAI, "brakhir": 1}]},
    ],
)
def test_a_misspelt_fact_fails(facts: Mapping[str, Any]) -> None:
    with pytest.raises(CaseError):
        mismatches(facts, {"hasil": "Memenuhi standar"}, "here")


def test_an_unknown_standard_in_a_case_fails() -> None:
    with pytest.raises(CaseError, match="kelas 4"):
        standard_named("kelas 4", (), "here")
