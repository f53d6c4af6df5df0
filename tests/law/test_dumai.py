"""The embedded regulation, counted and compared with its source text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import yaml

from selaras.core.model import (
    EducationAtLeast,
    ExperienceNeeded,
    FieldRelevant,
    Importance,
    Information,
    Kind,
    Nothing,
    RankBetween,
    RowKey,
    TrainingNeeded,
)
from selaras.law import load
from tests.law.texts import DUMAI

ID = "perwali-dumai-6-2023"
FORM = load.embedded_form(ID)
VERBATIM = {
    "text",
    "opening",
    "value",
    "name",
    "description",
    "term",
    "abbreviation",
    "about",
    "title",
    "enacting",
}


def texts(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from texts(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, key)
    elif isinstance(data, str):
        yield key, data


def test_every_text_stands_verbatim_in_the_source() -> None:
    data = FORM.model_dump(mode="json")
    gazettes = {"name": {"Lembaran", "Berita", "Tambahan"}}
    checked = [
        (key, text)
        for key, text in texts(data)
        if key in VERBATIM and text.split()[:1] and text.split()[0] not in gazettes.get(key, ())
    ]
    assert len(checked) > 300
    assert [(key, text) for key, text in checked if text not in DUMAI] == []


def test_every_entry_names_the_line_it_stands_on() -> None:
    lines = DUMAI.split("\n")
    rows = [row for each in FORM.job_classes for row in each.competencies]
    for row in rows:
        assert row.source.line is not None
        assert row.name in lines[row.source.line - 1]
    for indicator in (i for row in rows for i in row.indicators):
        start = (indicator.source.character or 0) - 1
        assert lines[(indicator.source.line or 0) - 1][start:].startswith(indicator.text)
    for need in (need for each in FORM.job_classes for need in each.requirements):
        assert need.value in lines[(need.source.line or 0) - 1]


def test_source_is_the_one_of_the_provenance_note() -> None:
    folder = files("selaras.law").joinpath("data", ID)
    note = yaml.safe_load(folder.joinpath("provenance.yaml").read_text("utf-8"))
    assert hashlib.sha256(folder.joinpath("source.txt").read_bytes()).hexdigest() == note["sha256"]
    assert FORM.source.sha256 == note["sha256"]
    assert (FORM.instrument.id, FORM.instrument.short, FORM.instrument.region) == (
        note["id"],
        note["short"],
        note["region"],
    )


def test_nothing_of_it_is_uncertain() -> None:
    assert FORM.uncertain == ()


def test_title_block_and_dates_are_read() -> None:
    head = FORM.instrument
    assert (head.type, head.number, head.year) == ("Peraturan Wali Kota", "6", 2023)
    assert (head.issuer, head.province) == ("Wali Kota Dumai", "Riau")
    assert head.title == "STANDAR KOMPETENSI JABATAN PELAKSANA DI LINGKUNGAN PEMERINTAH KOTA DUMAI"
    assert head.enacted_on == head.promulgated_on == head.in_force_from == date(2023, 2, 1)
    assert head.gazette is not None
    assert (head.gazette.name, head.gazette.year, head.gazette.number, head.gazette.series) == (
        "Berita Daerah Kota Dumai",
        2023,
        "5",
        "E",
    )
    assert [(each.act, each.name) for each in head.signatures] == [
        ("enactment", "PAISAL"),
        ("promulgation", "INDRA GUNAWAN"),
        ("annex", "PAISAL"),
    ]
    assert head.signatory == "PAISAL"


def test_legal_bases_name_fourteen_acts_with_their_amendments() -> None:
    bases = FORM.instrument.legal_bases
    acts = [(each.type, each.number, each.year) for basis in bases for each in basis.references]
    assert (len(bases), len(acts)) == (9, 14)
    assert len(FORM.instrument.considerations) == 2
    assert acts[0] == ("Undang-Undang Dasar Negara Republik Indonesia", None, 1945)
    base, amending = bases[3].references
    assert (base.number, base.year, base.amends) == ("23", 2014, None)
    assert amending.about == "Cipta Kerja"
    assert amending.amends is not None
    assert (amending.amends.number, amending.amends.year) == ("23", 2014)
    assert amending.gazette is not None
    assert amending.gazette.supplement is not None
    assert amending.gazette.supplement.number == "6573"
    local = bases[8].references[1].gazette
    assert local is not None
    assert (local.name, local.number, local.series) == ("Lembaran Daerah Kota Dumai", "1", "D")


def test_gazette_year_stays_as_printed_even_where_it_looks_wrong() -> None:
    odd = FORM.instrument.legal_bases[4].references[1]
    assert (odd.year, odd.gazette and odd.gazette.year) == (2019, 2016)


def test_twelve_definitions_with_their_abbreviations() -> None:
    assert [each.number for each in FORM.definitions] == [str(n) for n in range(1, 13)]
    short = {each.term: each.abbreviation for each in FORM.definitions if each.abbreviation}
    assert short == {
        "Standar Kompetensi Jabatan Aparatur Sipil Negara": "Standar Kompetensi Jabatan ASN",
        "Aparatur Sipil Negara": "ASN",
        "Pegawai Negeri Sipil": "PNS",
        "Pegawai Pemerintah dengan Perjanjian Kerja": "PPPK",
    }


def test_eleven_articles_in_four_chapters() -> None:
    assert [each.number for each in FORM.articles] == [str(n) for n in range(1, 12)]
    assert [each.title for each in FORM.chapters] == [
        "KETENTUAN UMUM",
        "MAKSUD DAN TUJUAN",
        "STANDAR KOMPETENSI JABATAN",
        "KETENTUAN PENUTUP",
    ]
    assert Counter(each.chapter for each in FORM.articles) == {"I": 1, "II": 2, "III": 7, "IV": 1}
    uses = FORM.articles[3]
    assert [each.number for each in uses.clauses] == list("abcdefghi")
    managerial = FORM.articles[5].clauses[1]
    assert (managerial.kind, managerial.number, len(managerial.clauses)) == ("ayat", "2", 8)


def test_fifty_six_family_entries_verbatim_with_doubles_and_slips() -> None:
    names = {each.job_class: each.names for each in FORM.job_families}
    assert {n: len(each) for n, each in names.items()} == {7: 23, 6: 11, 5: 12, 4: 1, 3: 8, 1: 1}
    assert names[7].count("Pemeriksa") == 2
    assert names[3][-2:] == ("Petugas", "Petugas")
    assert "Petugas Operator" in names[6]
    assert names[1] == ("Pramু",)


def test_three_tables_hold_42_competencies_and_122_indicators() -> None:
    counts = {
        each.job_class: (len(each.competencies), sum(len(row.indicators) for row in each.competencies))
        for each in FORM.job_classes
    }
    assert counts == {7: (14, 42), 6: (16, 45), 5: (12, 35)}
    for each in FORM.job_classes:
        assert [row.number for row in each.competencies] == [
            str(n + 1) for n in range(len(each.competencies))
        ]
        assert Counter(row.kind for row in each.competencies) == {
            Kind.MANAGERIAL: 8,
            Kind.SOCIOCULTURAL: 1,
            Kind.TECHNICAL: len(each.competencies) - 9,
        }


def test_competency_split_by_a_page_break_is_one_with_three_indicators() -> None:
    split = FORM.job_classes[0].competencies[4]
    assert (split.number, split.name) == ("5", "Pelayanan Publik")
    assert [each.number for each in split.indicators] == ["1.1", "1.2", "1.3"]
    assert split.indicators[2].text.startswith("Menyelesaikan masalah dengan tepat")


def test_codes_are_national_for_the_nine_and_slugs_for_technical_ones() -> None:
    nine = [*(f"M.{n}" for n in range(1, 9)), "SK.1"]
    assert all([row.code for row in each.competencies[:9]] == nine for each in FORM.job_classes)
    six, five = FORM.job_classes[1:]
    shared = {row.code for row in six.competencies[9:]} & {row.code for row in five.competencies[9:]}
    assert shared == {"tata-naskah-dinas", "aplikasi-komputer"}


def test_same_nine_rubrics_everywhere_but_other_rubrics_for_tata_naskah_dinas() -> None:
    rubrics = [{row.code: row.rubric for row in each.competencies} for each in FORM.job_classes]
    for code in list(rubrics[0])[:9]:
        assert len({each[code] for each in rubrics}) == 1
    for code in ("tata-naskah-dinas", "aplikasi-komputer"):
        assert rubrics[1][code] != rubrics[2][code]


def test_24_requirement_rows_carry_nine_marks() -> None:
    rows = [row for each in FORM.job_classes for row in each.requirements]
    assert len(rows) == 24
    marks = Counter((row.key, row.importance) for row in rows if row.importance)
    assert marks == {
        (RowKey.TRAINING_MANAGERIAL, Importance.MUTLAK): 3,
        (RowKey.TRAINING_TECHNICAL, Importance.PENTING): 3,
        (RowKey.EXPERIENCE, Importance.PENTING): 3,
    }


def test_regulation_demands_what_the_annex_prints() -> None:
    regulation = load.regulation(ID)
    assert [each.id for each in regulation.standards] == [f"{ID}/kelas-{n}" for n in (7, 6, 5)]
    education, ranks = [], []
    for standard in regulation.standards:
        demands = [row.demand for row in standard.requirements]
        assert demands[1] == FieldRelevant()
        assert demands[2:6] == [
            TrainingNeeded(("Pelatihan Dasar",)),
            TrainingNeeded(()),
            Nothing(),
            ExperienceNeeded(None),
        ]
        assert demands[7] == Information()
        assert isinstance(demands[0], EducationAtLeast)
        assert isinstance(demands[6], RankBetween)
        education.append(demands[0].level.code)
        ranks.append((demands[6].low.code, demands[6].high.code))
    assert education == ["S-1", "D-III", "SLTA"]
    assert ranks == [("III/a", "IV/d"), ("II/c", "III/a"), ("I/a", "II/b")]


def test_rows_cite_annex_part_and_number() -> None:
    seven = load.regulation(ID).standards[0]
    assert (
        str(seven.competencies[4].citation) == "Perwali Dumai 6/2023, Lampiran I (kelas 7), bagian I angka 5"
    )
    assert seven.requirements[2].citation.place == "Lampiran I (kelas 7), bagian II angka 2 huruf A"
    assert seven.competencies[4].citation.line == 178


def test_gate_is_the_article_that_makes_appointment_conditional() -> None:
    regulation = load.regulation(ID)
    assert regulation.gate is not None
    assert regulation.gate.place == "Pasal 5"
    assert regulation.classes_without_standard == FORM.classes_without_standard == (4, 3, 1)
    assert regulation.families[1] == ("Pramু",)
