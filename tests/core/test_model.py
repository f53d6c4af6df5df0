"""Frozen values that refuse nonsense, and rubrics that are the same when their wording is. All people are synthetic."""

from __future__ import annotations

import unicodedata
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.core.citation import Citation, Instrument, Trust
from selaras.core.model import (
    EducationHeld,
    EducationLevel,
    Evidence,
    Indicator,
    Person,
    Position,
    Rank,
    RankBetween,
    RankHeld,
    Rubric,
    Selector,
    Standard,
    normalise,
)
from selaras.law.load import regulation

DAY = date(2026, 1, 10)
ACT = Instrument("rekaan", "Peraturan", "1", 2020, "Rekaan 1/2020", "Rekaan", None, date(2020, 1, 1))


def rubric(*texts: str, competency: str = "M.1", level: int = 1) -> Rubric:
    return Rubric(competency, level, tuple(Indicator(f"1.{n}", text) for n, text in enumerate(texts, 1)))


# --- rubrics ------------------------------------------------------------------------------------------------

WORDS = st.text(alphabet="abcdefgh", min_size=1, max_size=6)
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
INDICATORS = st.lists(SENTENCES, min_size=1, max_size=5, unique=True)


@given(st.data())
def test_rubric_does_not_depend_on_order_case_or_spacing(data: st.DataObject) -> None:
    texts = data.draw(INDICATORS)
    space = data.draw(st.sampled_from([" ", "  ", "\t", "\n", "\u00a0"]))
    change = data.draw(st.sampled_from([str.upper, str.title, str.lower]))
    other = [
        f"{space}{change(text).replace(' ', space)}{space}" for text in data.draw(st.permutations(texts))
    ]
    assert rubric(*other) == rubric(*texts)
    assert rubric(*other).id == rubric(*texts).id
    assert hash(rubric(*other)) == hash(rubric(*texts))


@given(
    first=WORDS, second=WORDS, before=st.sampled_from(["", " ", "  "]), after=st.sampled_from(["", " ", "\n"])
)
def test_rubric_does_not_depend_on_spaces_around_a_slash(
    first: str, second: str, before: str, after: str
) -> None:
    assert rubric(f"{first}{before}/{after}{second}") == rubric(f"{first}/{second}")


def test_rubric_does_not_depend_on_residues_of_an_extraction() -> None:
    assert rubric("aplikasi (<i>browsing, mailing</i>)") == rubric("aplikasi (browsing, mailing)")
    assert rubric("kurang dari <3 orang>") != rubric("kurang dari orang")


@given(INDICATORS, st.data())
def test_rubric_depends_on_every_word(texts: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(texts) - 1))
    changed = [text + " x" if number == place else text for number, text in enumerate(texts)]
    assert rubric(*changed) != rubric(*texts)


@given(INDICATORS)
def test_rubric_depends_on_competency_level_and_number_of_indicators(texts: list[str]) -> None:
    same = rubric(*texts)
    assert rubric(*texts, competency="M.2") != same
    assert rubric(*texts, level=2) != same
    assert rubric(*texts, "indikator lain") != same
    assert same.size == len(texts)


def test_rubric_does_not_depend_on_printed_numbers() -> None:
    one = Rubric("M.1", 1, (Indicator("1.1", "jujur"), Indicator("1.2", "patuh")))
    other = Rubric("M.1", 1, (Indicator("1.2", "jujur"), Indicator("a", "patuh")))
    assert one == other


def test_sentence_printed_twice_is_one_indicator_of_a_set() -> None:
    assert rubric("jujur", "Jujur") == rubric("jujur")
    assert rubric("jujur", "Jujur").size == 1


def test_words_that_run_together_make_another_rubric() -> None:
    assert rubric("tugas bagian") != rubric("tugasbagian")
    assert rubric("tugas/bagian") != rubric("tugas bagian")


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(unicodedata.normalize("NFD", once)) == normalise(once)


def test_rubric_id_reads_as_competency_level_and_fingerprint() -> None:
    competency, _, rest = rubric("jujur").id.partition("@")
    level, _, fingerprint = rest.partition(":")
    assert (competency, level) == ("M.1", "1")
    assert int(fingerprint, 16)


def test_nothing_but_a_rubric_equals_a_rubric() -> None:
    assert rubric("jujur") != rubric("jujur").id


@pytest.mark.parametrize("level", [0, -1, 6])
def test_rubric_outside_the_scale_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="outside 1"):
        rubric("jujur", level=level)


def test_dumai_has_one_rubric_of_each_core_competency_and_two_of_tata_naskah_dinas() -> None:
    found: dict[str, set[str]] = {}
    for standard in regulation("perwali-dumai-6-2023").standards:
        for row in standard.competencies:
            found.setdefault(row.name, set()).add(row.rubric.id)
    several = {name for name, rubrics in found.items() if len(rubrics) > 1}
    assert several == {"Tata Naskah Dinas", "Aplikasi Komputer"}


# --- evidence -----------------------------------------------------------------------------------------------


def evidence(**values: object) -> Evidence:
    made = {"id": "1", "since": DAY, "rubric": rubric("jujur", "patuh"), "source": "cact_bkn", **values}
    return Evidence(**made)  # type: ignore[arg-type]


@pytest.mark.parametrize("level", range(6))
def test_evidence_holds_every_level_of_the_scale(level: int) -> None:
    assert evidence(level=level).level == level


@pytest.mark.parametrize("level", [-1, 6, 99])
def test_evidence_with_a_level_outside_the_scale_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="outside 0"):
        evidence(level=level)


def test_evidence_needs_a_level_or_indicators_and_not_both() -> None:
    key = rubric("jujur").indicators[0].key
    for values in ({}, {"level": 1, "indicators": {key: True}}):
        with pytest.raises(ValueError, match="either a level or indicator results"):
            evidence(**values)


def test_evidence_that_rates_nothing_or_something_strange_is_refused() -> None:
    with pytest.raises(ValueError, match="rates no indicator"):
        evidence(indicators={})
    with pytest.raises(ValueError, match="its rubric does not have"):
        evidence(indicators={rubric("berani").indicators[0].key: True})


def test_evidence_counts_what_was_met_and_what_failed() -> None:
    first, second = (indicator.key for indicator in rubric("jujur", "patuh").indicators)
    assert (evidence(indicators={first: True, second: False}).met, evidence(level=1).met) == (1, 0)
    assert (evidence(indicators={first: True, second: False}).failed, evidence(level=1).failed) == (1, 0)


def test_withdrawal_needs_no_result() -> None:
    assert evidence(withdrawn=True, corrects="0").level is None


# --- facts, people, standards -------------------------------------------------------------------------------


def test_entry_is_known_from_the_day_it_was_recorded_else_from_its_own_day() -> None:
    assert evidence(level=1).known_from == DAY
    assert evidence(level=1, recorded_on=date(2026, 2, 1)).known_from == date(2026, 2, 1)


def test_entries_of_one_person_must_have_different_ids() -> None:
    held = EducationHeld(id="1", since=DAY, level=EducationLevel(1, "SD", "Sekolah Dasar"))
    with pytest.raises(ValueError, match="id twice"):
        Person(id="1", name="Rekaan", educations=(held, held))
    rank = RankHeld(id="1", since=DAY, rank=Rank("pns", 1, "I/a", "Juru Muda"))
    assert Person(id="1", name="Rekaan", educations=(held,), ranks=(rank,)).ranks == (rank,)


def test_entries_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        evidence(level=1).level = 2  # type: ignore[misc]


def test_rank_range_is_of_one_scale_and_not_empty() -> None:
    low, high = Rank("pns", 1, "I/a", "Juru Muda"), Rank("pns", 2, "I/b", "Juru Muda Tk. I")
    assert RankBetween(low, high).low is low
    assert RankBetween(low, low).high is low
    for wrong in ((high, low), (low, Rank("pppk", 2, "II", "Golongan II"))):
        with pytest.raises(ValueError, match="empty or mixes scales"):
            RankBetween(*wrong)


def test_standard_is_for_something_and_asks_for_something() -> None:
    with pytest.raises(ValueError, match="job class, a position title or a position code"):
        Selector(unit="Dinas Rekaan")
    with pytest.raises(ValueError, match="requires nothing"):
        Standard("s", ACT, Selector(job_class=5), (), (), Citation(ACT, ""))


def test_standard_names_each_row_once(kelas_5: Standard) -> None:
    twice = kelas_5.competencies[0]
    with pytest.raises(ValueError, match=r"competency M\.1 twice"):
        replace(kelas_5, competencies=(twice, twice))
    row = kelas_5.requirements[0]
    with pytest.raises(ValueError, match=r"requirement education\.level twice"):
        replace(kelas_5, requirements=(row, row))


def test_selector_compares_texts_without_case_and_spacing_and_every_field_it_gives() -> None:
    place = Position("1", "Operator  Layanan", "Kota Contoh", code="X1", unit="Dinas / Badan", urusan="Umum")
    assert Selector(title="OPERATOR layanan").matches(place)
    assert Selector(title="operator layanan", unit="dinas/badan", urusan="umum", code="x1").matches(place)
    assert not Selector(title="operator layanan", unit="Dinas Lain").matches(place)
    assert not Selector(job_class=5, title="operator layanan").matches(place)


# --- instruments --------------------------------------------------------------------------------------------


def test_instrument_is_in_force_from_its_first_day_and_no_longer_on_its_end() -> None:
    ended = replace(ACT, ended_on=date(2021, 1, 1))
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))
    assert [ended.in_force(day) for day in days] == [False, True, True, False]
    assert [ACT.in_force(day) for day in days] == [False, True, True, True]


def test_citation_reads_as_act_and_place() -> None:
    assert str(Citation(ACT, "Pasal 5")) == "Rekaan 1/2020, Pasal 5"
    assert str(Citation(ACT, "")) == "Rekaan 1/2020"


def test_only_what_was_read_in_an_act_or_verified_elsewhere_is_verified() -> None:
    assert {trust for trust in Trust if trust.verified} == {Trust.READ, Trust.VERIFIED}
