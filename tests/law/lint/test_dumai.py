"""The embedded regulation: slips found by reading, each with the line and the rule that must see it."""

from __future__ import annotations

import time

import pytest

from selaras.law.document import Document, of_text
from selaras.law.lint import Report, Weight, lint
from selaras.law.standard import read
from tests.law.texts import DUMAI

DOCUMENT: Document = of_text(DUMAI, "source.txt")
REPORT: Report = lint(DOCUMENT, read(DOCUMENT))

# (line, rule, a part of the quote)
READ = [
    (21, "phrase-case", "Wali kota"),
    (21, "title-differs", "Jabatan Pelaksana Lingkungan"),
    (21, "consideration-end", "Kota Dumai."),
    (25, "citation-comma", ", sebagaimana"),
    (25, "citation-last", "kali terakhir"),
    (25, "act-repealed", "Nomor 11 Tahun 2020"),
    (26, "gazette-year", "Tahun 2016"),
    (26, "gazette-repeated", "Nomor 114"),
    (26, "supplement-order", "5888"),
    (28, "small-word-capital", "Perubahan Atas"),
    (31, "basis-end", "Seri D)."),
    (35, "enacting-end", "KOTA DUMAI"),
    (41, "definition-opening", "ini, yang"),
    (43, "definition-circular", "Daerah"),
    (43, "definition-unused", "Daerah"),
    (44, "definition-end", "Kota Dumai"),
    (44, "definition-unused", "Pemerintah Daerah"),
    (46, "definition-unused", "Standar Kompetensi Jabatan"),
    (46, "term-before-definition", "Aparatur Sipil Negara"),
    (48, "phrase-case", "pejabat Pembina kepegawaian"),
    (48, "phrase-variants", "Pegawai ASN"),
    (49, "definition-unused", "Pegawai Pemerintah"),
    (51, "conjunction-missing", "diukur, dikembangkan"),
    (52, "term-before-definition", "Jabatan"),
    (55, "definition-unused", "Kamus Kompetensi"),
    (63, "term-case", "jabatan"),
    (63, "term-undefined", "Pelaksana"),
    (64, "list-connector", "jabatan Pelaksana;"),
    (94, "according-to", "sesuai ketentuan"),
    (98, "sentence-end", "Jabatan;"),
    (98, "term-case", "kompetensi manajerial"),
    (99, "reference-preposition", "dimaksud ayat"),
    (111, "pleonasm", "kultur"),
    (111, "series-without-and", "adaptif, interaktif"),
    (112, "phrase-case", "Standar Kompetensi sosial kultural"),
    (112, "reference-preposition", "dimaksud ayat"),
    (116, "definition-restated", "sikap/perilaku"),
    (117, "reference-preposition", "dimaksud ayat"),
    (117, "figure-without-word", "7, 6, 5, 4, 3 dan 1"),
    (117, "phrase-variants", "kelas jabatan"),
    (121, "reference-preposition", "dimaksud Pasal 8"),
    (121, "consists-of", "terdiri dari"),
    (123, "list-item-capital", "Kelompok"),
    (123, "spelling", "Assesor"),
    (123, "family-twice", "Pemeriksa"),
    (123, "process-for-person", "Perekrutan"),
    (123, "family-in-classes", "Pengelola"),
    (124, "comma-missing", "Petugas Operator"),
    (124, "family-in-classes", "Juru"),
    (127, "class-without-table", "Kelas Jabatan 4"),
    (127, "spelling", "Ambulan"),
    (128, "class-without-table", "Kelas Jabatan 3"),
    (128, "thing-for-person", "Binatu"),
    (128, "process-for-person", "Pemulasaran"),
    (128, "family-twice", "Petugas"),
    (129, "class-without-table", "Kelas Jabatan 1"),
    (129, "stray-script", "Pramু"),
    (133, "annex-formula", "sebagaimana tercantum"),
    (171, "numeral-reused", "I. STANDAR KOMPETENSI"),
    (173, "group-heading-case", "A. Manajerial"),
    (174, "slash-spacing", "menjanjikan/ memberikan"),
    (174, "series-without-and", "norma, etika organisasi"),
    (174, "accord-without-with", "sesuai nilai"),
    (175, "competency-name-differs", "Kerjasama"),
    (175, "slash-spacing", "tugas/ bagiannya"),
    (176, "description-cut", "pemahaman yang sama"),
    (176, "spelling", "surat menyurat"),
    (177, "series-without-and", "efektif, efisien"),
    (177, "abbreviation-unexpanded", "SOP"),
    (178, "description-end", "standar pelayanan."),
    (178, "indicator-end", "pemangku kepentingan"),
    (181, "description-cut", "Pengembangan diri"),
    (182, "usage", "Sadar mengenai"),
    (185, "series-without-and", "menerima, peka"),
    (187, "pair-without-and", "teknik metode"),
    (187, "pleonasm", "data-data"),
    (187, "phrase-case", "Peraturan perundang-undangan"),
    (187, "name-description", "Pembentukan Peraturan"),
    (189, "spelling", "Analisa"),
    (189, "pleonasm", "penyusunan perencanaan"),
    (189, "either-missing", "kualitatif maupun"),
    (189, "abbreviation-unexpanded", "renstra"),
    (189, "abbreviation-unexpanded", "renja"),
    (189, "foreign-word", "monitoring"),
    (190, "stray-capital", "Pengendalian"),
    (190, "foreign-word", "literatur review"),
    (190, "abbreviation-informal", "dsb"),
    (191, "purpose-word-missing", "diperlukan menyusun"),
    (191, "indicators-alike", "Penyusunan laporan kinerja"),
    (192, "usage", "Mengoperasionalkan"),
    (195, "abbreviation-informal", "thdp"),
    (197, "requirement-not-in-body", "1. Pendidikan"),
    (197, "education-forms", "Sarjana / Diploma IV"),
    (198, "according-to", "sesuai ketentuan"),
    (202, "row-label-case", "Pengalaman kerja"),
    (225, "abbreviation-unexpanded", "SI/TI"),
    (226, "pleonasm", "berbagai macam"),
    (228, "abbreviation-unexpanded", "BMN/BMD"),
    (228, "indicator-count", "Verifikasi Barang Milik Daerah"),
    (228, "indicator-end", "BMN/BMD"),
    (229, "indicator-count", "Tata Naskah Dinas"),
    (231, "spelling", "piranti"),
    (231, "foreign-word", "spreadsheet"),
    (231, "indicator-end", "downloading"),
    (235, "education-twice", "Diploma III /D-3"),
    (241, "rank-overlap", "III/a"),
    (262, "rubric-differs", "Tata Naskah Dinas"),
    (262, "list-not-parallel", "serta mendistribusikan"),
    (262, "colon-in-sentence", "meliputi: penataan"),
    (263, "rubric-differs", "Aplikasi Komputer"),
    (263, "indicator-repeated", "Mampu menyimpan data persuratan"),
    (263, "indicator-repeated", "Mampu melakukan arsip"),
    (264, "competency-name-verb", "Mengoperasikan mesin"),
    (264, "competency-name-case", "Mengoperasikan mesin"),
    (264, "indicator-count", "Mengoperasikan mesin"),
    (274, "rank-below-entry", "Juru Muda (I/a)"),
    (274, "abbreviation-informal", "Tk. I"),
]


@pytest.mark.parametrize(("line", "rule", "quote"), READ, ids=[f"{line}-{rule}" for line, rule, _ in READ])
def test_a_slip_found_by_reading_is_found_by_its_rule(line: int, rule: str, quote: str) -> None:
    found = [finding.spot for finding in REPORT.findings if finding.rule == rule]
    assert any(spot.place.line == line and quote in spot.quote for spot in found)


def test_every_quote_stands_where_it_is_said_to_stand() -> None:
    for finding in REPORT.findings:
        for spot in (finding.spot, *finding.related):
            line = DOCUMENT.lines[(spot.place.line or 0) - 1].text
            start = (spot.place.character or 0) - 1
            assert line[start : start + len(spot.quote)] == spot.quote


def test_one_slip_is_one_finding() -> None:
    said = [(finding.rule, finding.spot.place) for finding in REPORT.findings]
    assert len(said) == len(set(said))
    related = {(finding.rule, spot.place) for finding in REPORT.findings for spot in finding.related}
    repeated = [
        pair for pair in said if pair in related and pair[0] not in ("indicators-alike", "name-description")
    ]
    assert repeated == []


def test_no_rule_fails_and_most_findings_are_certain() -> None:
    assert REPORT.failed == ()
    certain = [finding for finding in REPORT.findings if not finding.heuristic]
    assert len(certain) > 3 * (len(REPORT.findings) - len(certain))


def test_acts_of_unverified_end_are_heuristic_findings() -> None:
    assert all(finding.heuristic for finding in REPORT.findings if finding.rule == "act-repealed")


def test_what_cannot_be_applied_is_an_error() -> None:
    errors = {finding.rule for finding in REPORT.findings if finding.severity is Weight.ERROR}
    assert {"class-without-table", "title-differs", "gazette-year", "indicator-repeated"} <= errors


def test_linting_takes_well_below_a_second() -> None:
    begun = time.perf_counter()
    lint(DOCUMENT, read(DOCUMENT))
    assert time.perf_counter() - begun < 3  # 0.2 s alone; the bound allows for a busy machine
