"""What looks like a slip and is none must never be reported."""

from __future__ import annotations

import pytest

from selaras.law.document import of_bytes
from selaras.law.lint import Finding, lint
from selaras.law.lint.pages import DUMAI
from selaras.law.load import embedded_form
from selaras.law.standard import read
from tests.law.lint.frame import linted
from tests.law.texts import DUMAI as TEXT


def _found(parts: dict[str, str]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.spot.quote) for finding in linted(parts)[1].findings]


def test_no_importance_mark_on_education_rank_and_performance() -> None:
    assert _found({}) == []  # the frame prints none there: the form merges those cells


def test_all_levels_one_for_pelaksana() -> None:
    rows = """\
C. Teknis | | |
1. Kearsipan | 1 | Mampu mengelola kearsipan | 1.1 Menata arsip. 1.2 Menyimpan arsip. 1.3 Meminjamkan arsip.
2. Persuratan | 1 | Mampu mengelola persuratan | 1.1 Mencatat surat masuk. 1.2 Meneruskan surat. 1.3 Menyusun agenda.
"""
    assert [rule for rule, _ in _found({"competencies": rows}) if "level" in rule] == []


def test_gazette_of_a_later_year_than_the_act() -> None:
    basis = "1. Peraturan Menteri Dalam Negeri Nomor 120 Tahun 2018 tentang Produk Hukum Daerah (Berita Negara Republik Indonesia Tahun 2019 Nomor 157);\n"
    assert [rule for rule, _ in _found({"bases": basis}) if rule.startswith("gazette")] == []


def test_gazette_number_unlike_the_number_of_the_act() -> None:
    findings = _of_dumai()
    assert not any(
        "BERITA DAERAH" in finding.spot.quote or finding.spot.place.line == 161 for finding in findings
    )


@pytest.mark.parametrize("line", [148, 157, 279])
def test_dto_is_a_signature(line: int) -> None:
    assert not any(finding.spot.place.line == line for finding in _of_dumai())


@pytest.mark.parametrize("line", [201, 239, 272])
def test_a_functional_training_of_none(line: int) -> None:
    assert not any(finding.spot.place.line == line for finding in _of_dumai())


def test_menetapkan_does_not_repeat_the_region() -> None:
    assert not any(rule == "title-differs" for rule, _ in _found({}))


def test_residues_of_extraction_are_no_slips() -> None:
    quotes = [finding.spot.quote for finding in _of_dumai()]
    assert not any("<p>" in quote or quote.startswith("- ") for quote in quotes)


def test_an_office_may_be_named_by_its_own_word() -> None:
    assert not any(rule == "definition-circular" for rule, _ in _found({}))


def _of_dumai() -> tuple[Finding, ...]:
    document = of_bytes(TEXT.encode(), "source.txt")
    assert embedded_form(DUMAI).instrument.number == "6"
    return lint(document, read(document)).findings
