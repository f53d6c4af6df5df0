"""The grammar on other regulations: nothing of it may know only one document."""

from __future__ import annotations

from datetime import date

import pytest

from selaras.core.model import Importance, RowKey
from selaras.law.form.table import ParsedEducation, ParsedRank, ParsedTraining
from selaras.law.reading.references import references_in
from selaras.law.reading.values import NameContradictsCode, parsed_value
from selaras.law.reading.words import date_in, number_of_roman, number_of_word, slug
from tests.law.texts import BUPATI, DECREE, DUMAI, form_of, reasons


def test_another_region_with_number_in_its_own_column_is_read_completely() -> None:
    form = form_of(BUPATI)
    assert form.uncertain == ()
    assert form.instrument.id == "perbup-singkawang-timur-41-2021"
    assert (form.instrument.region, form.instrument.province) == (
        "Kabupaten Singkawang Timur",
        "Kalimantan Barat",
    )
    assert form.instrument.title == "STANDAR KOMPETENSI JABATAN PELAKSANA"
    assert form.instrument.in_force_from == date(2022, 7, 1)
    assert form.classes_without_standard == (8,)
    assert form.job_families[0].names == ("Analis", "Penata Arsip", "Pranata")
    assert form.articles[0].section == "Bagian Kesatu Umum"


def test_a_figure_inside_an_indicator_is_not_a_new_indicator() -> None:
    first = form_of(BUPATI).job_classes[0].competencies[0]
    assert [(each.number, each.text) for each in first.indicators] == [
        ("2.1", "Mengingatkan rekan."),
        ("2.2", "Menjaga versi 3.5 Beta tetap benar."),
    ]


def test_every_tick_character_counts_in_its_column() -> None:
    rows = {row.key: row for row in form_of(BUPATI).job_classes[0].requirements}
    assert rows[RowKey.TRAINING_MANAGERIAL].importance is Importance.PENTING
    assert rows[RowKey.TRAINING_TECHNICAL].importance is Importance.MUTLAK
    assert rows[RowKey.EXPERIENCE].importance is Importance.PERLU


def test_a_decree_has_a_dictum_and_standards_of_positions() -> None:
    form = form_of(DECREE)
    assert [(each.label, each.number) for each in form.articles] == [("KESATU", "1"), ("KEDUA", "2")]
    assert form.instrument.number == "061 - 255"
    assert form.instrument.in_force_from == date(2020, 3, 3)
    position = form.position_standards[0]
    assert position.applies_to.model_dump() == {
        "title": "Arsiparis Muda",
        "code": "12.3",
        "group": "Fungsional",
        "urusan": "Kearsipan",
        "unit": None,
        "job_class": None,
    }
    assert position.summary == "Melaksanakan tugas kearsipan."
    assert position.competencies[0].citation == "Lampiran (Arsiparis Muda), bagian II angka 1"
    assert {"rank_name", "numbering", "requirement_missing"} <= reasons(form)


@pytest.mark.parametrize(
    ("value", "levels", "minimum"),
    [
        ("Sarjana / Diploma IV", ("S-1", "D-IV"), "S-1"),
        ("Diploma III /D-3", ("D-III",), "D-III"),
        ("SMA/Setara", ("SLTA",), "SLTA"),
        ("Magister atau Sarjana", ("S-2", "S-1"), "S-1"),
        ("D-III / SMA/Sederajat", ("D-III", "SLTA"), "SLTA"),
    ],
)
def test_education_is_the_lowest_level_named(value: str, levels: tuple[str, ...], minimum: str) -> None:
    assert parsed_value(RowKey.EDUCATION_LEVEL, value) == ParsedEducation(levels=levels, minimum=minimum)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (RowKey.EDUCATION_LEVEL, "Sarjana atau sederajat lainnya"),
        (RowKey.EDUCATION_LEVEL, "40"),
        (RowKey.EDUCATION_FIELD, "Hukum, Ekonomi dan Akuntansi"),
        (RowKey.TRAINING_MANAGERIAL, "Pelatihan Dasar dan Pelatihan Teknis"),
        (RowKey.TRAINING_TECHNICAL, "Diklat esuai jabatan"),
        (RowKey.EXPERIENCE, "2 tahun atau 3 tahun"),
        (RowKey.EXPERIENCE, "pengalaman 2 (tiga) tahun"),
        (RowKey.EXPERIENCE, "pengalaman paling lama 2 tahun"),
        (RowKey.RANK, "Penata Muda (III/a)"),
        (RowKey.RANK, "Pembina (IV/a) – Penata (III/c)"),
        (RowKey.RANK, "III/a – IV/a bagi lulusan Sarjana"),
        (RowKey.RANK, "III/a – VI/a"),
    ],
)
def test_a_value_outside_the_grammar_stays_unread(key: RowKey, value: str) -> None:
    assert parsed_value(key, value).demand == "unread"


def test_rank_name_and_code_must_agree() -> None:
    with pytest.raises(NameContradictsCode):
        parsed_value(RowKey.RANK, "Penata (III/a) – Pembina (IV/a)")
    read = parsed_value(RowKey.RANK, "Penata Muda Tingkat I (III/B) s.d. IV/a")
    assert isinstance(read, ParsedRank)
    assert (read.low.code, read.high.name) == ("III/b", "Pembina")


def test_a_dash_requires_nothing_and_named_trainings_are_alternatives() -> None:
    assert parsed_value(RowKey.TRAINING_FUNCTIONAL, "-").demand == "nothing"
    assert parsed_value(RowKey.TRAINING_TECHNICAL, "Diklat A / Bimtek B") == ParsedTraining(
        trainings=("Diklat A", "Bimtek B")
    )


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;", [("20", 2023)]),
        (
            "Peraturan Menteri Riset, Teknologi, dan Pendidikan Tinggi Nomor 1 Tahun 2018 tentang X "
            "(Berita Negara Republik Indonesia Tahun 2018 Nomor 9);",
            [("1", 2018)],
        ),
        (
            "Undang-Undang Nomor 1 Tahun 2004 tentang A sebagaimana telah diubah dengan Undang-Undang Nomor 2 "
            "Tahun 2005 tentang B;",
            [("1", 2004), ("2", 2005)],
        ),
    ],
)
def test_references_are_read_completely(text: str, acts: list[tuple[str, int]]) -> None:
    found, complete = references_in(text)
    assert [(each.number, each.year) for each in found] == acts
    assert complete


@pytest.mark.parametrize(
    "text",
    [
        "Undang-Undang Nomor 5 Tahun 2OIO tentang X;",
        "ketentuan lain yang berlaku;",
        "Undang-Undang Nomor 5 Tahun 2014 tentang X (Lembaran Negara Tahun dua ribu);",
    ],
)
def test_a_damaged_reference_is_not_complete(text: str) -> None:
    assert not references_in(text)[1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("7 (tujuh)", "7 (enam)"), "number_word"),
        (("Menimbang", "Menimbag"), "part_missing"),
        (("pada tanggal 1 Februari 2023", "pada tanggal 31 Februari 2023"), "date"),
        (("Pasal 4\n", "\n"), "numbering"),
        (("2. Kerjasama\t1\t", "2. Kerjasama\tsatu\t"), "level"),
        (("2. Kerjasama\t1\t", "2. Kerjasama\t9\t"), "level"),
        (("I. STANDAR KOMPETENSI JABATAN PELAKSANA KELAS JABATAN 7", ""), "table_outside"),
        (("C. TEKNIS", "X. LAIN"), "row"),
        (("Sarjana / Diploma IV", "Sarjna / Diploma IV"), "value"),
        (("Penata Muda (III/a) –", "Pembina (III/a) –"), "rank_name"),
        (("mulai berlaku pada tanggal diundangkan", "mulai berlaku kemudian"), "in_force"),
        (
            ("5. Aparatur Sipil Negara yang selanjutnya disingkat ASN adalah", "5. Aparatur Sipil Negara"),
            "definition",
        ),
        (
            ("LAMPIRAN PERATURAN WALI KOTA DUMAI\nNOMOR 6", "LAMPIRAN PERATURAN WALI KOTA DUMAI\nNOMOR 8"),
            "contradiction",
        ),
        (("Kompetensi\tLevel\tDeskripsi\tIndikator Kompetensi\n", ""), "columns"),
    ],
)
def test_damage_is_named_where_it_stands(change: tuple[str, str], code: str) -> None:
    assert change[0] in DUMAI
    form = form_of(DUMAI.replace(*change))
    assert code in reasons(form)
    assert all(each.reason and each.reason_en for each in form.uncertain)


def test_small_words_of_the_grammar() -> None:
    assert [
        number_of_word(word) for word in ("satu", "sebelas", "dua belas", "dua puluh tiga", "banyak")
    ] == [
        1,
        11,
        12,
        23,
        None,
    ]
    assert [number_of_roman(word) for word in ("I", "IV", "XIV", "XC", "ABC", "IIII")] == [
        1,
        4,
        14,
        90,
        None,
        None,
    ]
    assert date_in("pada tanggal 29 Februari 2024") == date(2024, 2, 29)
    assert date_in("31 Foo 2024") is None
    assert slug("Tata  Naskah/Dinas (É)") == "tata-naskah-dinas-e"


def test_there_is_no_job_class_zero_or_hundred() -> None:
    form = form_of(BUPATI.replace("kelas jabatan 9", "kelas jabatan 0").replace("dan 8", "dan 800"))
    assert form.job_families == ()
    assert form.classes_without_standard == ()
