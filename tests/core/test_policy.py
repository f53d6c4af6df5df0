"""Policies: refused with everything that is wrong named at once; exact; every embedded value cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from selaras.core.citation import Trust
from selaras.core.model import Employment, Importance, Kind, Requirement, RowKey
from selaras.core.policy import Band, BandSet, Effect, Policy, Purpose, Variant, policy_for
from selaras.core.words import LANGUAGES
from selaras.errors import LawRefused, Text, UsageError
from selaras.law.policies import embedded_policies, policies

CITED = "{value: %s, unit: satuan, basis: dasar rekaan, effective_from: 2020-01-01, trust: U}"
# One text stands for both languages in a policy file that does not give two.
EXTENDS = "purpose: appointment\nextends: appointment\n"
EVERY_POLICY = [policy for name in embedded_policies() for policy in policies(name)]


def refused(folder: Path, text: str) -> LawRefused:
    file = folder / "rekaan.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(LawRefused) as caught:
        policies(file)
    return caught.value


def loaded(folder: Path, text: str) -> tuple[Policy, ...]:
    file = folder / "rekaan.yaml"
    file.write_text(text, "utf-8")
    return policies(file)


def value(name: str, content: str) -> str:
    return f"{EXTENDS}values:\n  {name}: {CITED % content}\n"


# --- embedded policies --------------------------------------------------------------------------------------


def test_there_is_one_policy_for_each_purpose_and_every_type_of_employment() -> None:
    covered = [(policy.purpose, employment) for policy in EVERY_POLICY for employment in policy.employment]
    assert sorted(covered) == sorted((p, e) for p in Purpose for e in Employment)


@pytest.mark.parametrize("policy", EVERY_POLICY, ids=lambda policy: policy.id)
def test_every_value_of_an_embedded_policy_has_basis_unit_date_and_trust(policy: Policy) -> None:
    for name, cited in policy.cited():
        for language in LANGUAGES:
            assert cited.basis[language].strip(), name
            assert cited.unit[language].strip(), name
        assert isinstance(cited.effective_from, date), name
        assert isinstance(cited.trust, Trust), name


@pytest.mark.parametrize("policy", EVERY_POLICY, ids=lambda policy: policy.id)
def test_every_embedded_policy_has_a_title_in_both_languages(policy: Policy) -> None:
    assert policy.title.id
    assert policy.title.en
    assert policy.title.id != policy.title.en


def test_only_mapping_and_development_let_nothing_gate() -> None:
    gating = {policy.purpose for policy in EVERY_POLICY if policy.effects.value.competency is Effect.GATE}
    assert gating == {Purpose.APPOINTMENT, Purpose.MOVEMENT, Purpose.RECRUITMENT}


def test_what_is_not_read_or_verified_is_unverified() -> None:
    policy = policies("appointment")[0]
    assert {cited.trust for _, cited in policy.unverified} <= {Trust.SECONDARY, Trust.UNVERIFIED}
    verified = {name for name, _ in policy.cited()} - {name for name, _ in policy.unverified}
    assert verified == {"validity_years"}


# --- choosing a policy --------------------------------------------------------------------------------------


def test_latest_version_in_force_is_the_policy_of_a_day() -> None:
    first = policies("appointment")[0]
    second = replace(first, effective_from=date(2027, 1, 1))
    assert policy_for((first, second), Employment.PNS, date(2026, 12, 31)) is first
    assert policy_for((first, second), Employment.PNS, date(2027, 1, 1)) is second


def test_day_before_every_policy_is_refused_in_both_languages() -> None:
    later = replace(policies("appointment")[0], effective_from=date(2027, 1, 1))
    with pytest.raises(LawRefused) as caught:
        policy_for((later,), None, date(2026, 12, 31))
    assert caught.value.what == Text(
        "Kebijakan “Pengangkatan (Pasal 5 dibaca ketat)” untuk pns belum berlaku pada 31-12-2026; berlaku sejak 01-01-2027.",
        "Policy “Appointment (Pasal 5 read strictly)” for pns is not in force on 2026-12-31; it is from 2027-01-01 on.",
    )


def test_policy_without_a_variant_for_a_type_of_employment_says_so() -> None:
    with pytest.raises(LawRefused) as caught:
        policy_for(policies("appointment")[:1], Employment.PPPK, date(2026, 7, 1))
    assert caught.value.what == Text(
        "Kebijakan “Pengangkatan (Pasal 5 dibaca ketat)” tidak punya varian untuk pppk.",
        "Policy “Appointment (Pasal 5 read strictly)” has no variant for pppk.",
    )


# --- files --------------------------------------------------------------------------------------------------


def test_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="appointment, movement, mapping, recruitment, development"):
        policies("pengangkatan-rekaan")


def test_policy_that_extends_another_keeps_what_it_does_not_say(tmp_path: Path) -> None:
    own = loaded(tmp_path, value("validity_years", "5"))
    model = policies("appointment")
    assert [policy.validity_years.value for policy in own] == [5, 5]
    assert [replace(o, validity_years=m.validity_years) for o, m in zip(own, model, strict=True)] == list(
        model
    )


def test_value_that_takes_effect_after_the_policy_itself_is_refused(tmp_path: Path) -> None:
    own = value("validity_years", "5") + "effective_from: 2019-12-31\n"
    (problem,) = refused(tmp_path, own).problems
    assert problem.place.column == "validity_years.effective_from"
    assert "01-01-2020" in problem.remedy.id
    assert loaded(tmp_path, own.replace("2019-12-31", "2020-01-01"))[0].validity_years.value == 5


def test_copy_of_an_embedded_policy_is_a_policy(tmp_path: Path) -> None:
    data = Path(__file__).parents[2] / "src/selaras/law/data/policies"
    for name in embedded_policies():
        assert loaded(tmp_path, (data / f"{name}.yaml").read_text("utf-8")) == policies(name)


def test_decimal_number_in_a_policy_is_exact(tmp_path: Path) -> None:
    assert loaded(tmp_path, value("indicator_threshold", "0.8"))[0].indicator_threshold.value == Fraction(
        4, 5
    )


def test_all_violations_are_reported_at_once_with_their_paths(tmp_path: Path) -> None:
    error = refused(
        tmp_path,
        f"{EXTENDS}effective_from: kapan-kapan\nvalues:\n"
        f"  validity_years: {CITED % 'banyak'}\n"
        f"  experience_months: {{value: 24}}\n"
        f"  bonus: {CITED % '1'}\n",
    )
    assert {problem.place.column for problem in error.problems} == {
        "effective_from",
        "validity_years.value",
        "experience_months.unit",
        "experience_months.basis",
        "experience_months.effective_from",
        "experience_months.trust",
        "bonus",
    }
    assert {problem.place.file for problem in error.problems} == {"rekaan.yaml"}
    assert all(problem.what.id and problem.what.en and problem.remedy.id for problem in error.problems)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "purpose"),
        ("- daftar", "purpose"),
        (EXTENDS + "bonus: 1\n", "bonus"),
        (EXTENDS + "values:\n", "values"),
        (EXTENDS + "values: [1]\n", "values"),
        (EXTENDS + "not_applicable:\n", "not_applicable"),
        (EXTENDS + "variants:\n", "variants"),
        (EXTENDS + "variants: []\n", "variants"),
        (EXTENDS + "variants: [{}]\n", "variants.0.employment"),
        (EXTENDS + "variants: [{employment: []}]\n", "variants.0.employment"),
        (EXTENDS + "variants: [{employment: [honorer]}]\n", "employment.0"),
        (EXTENDS + "variants: [{employment: [pns], not_applicable: 5}]\n", "variants.0.not_applicable"),
        (EXTENDS + "variants: [{employment: [pns], bonus: 5}]\n", "variants.0.bonus"),
        (EXTENDS + "variants: [5]\n", "variants.0.employment"),
        (EXTENDS + "values: {sources: 5}\n", "sources"),
        (EXTENDS + "values: {sources: {value: {technical: [5]}}}\n", "sources.value.technical.0"),
        ("purpose: appointment\n", "variants"),
        ("purpose: pesta\nextends: appointment\n", "purpose"),
        (EXTENDS + "values: {bands: {unit: persen}}\n", "bands.value"),
        (EXTENDS + "values: {rank_equivalents: {unit: pangkat}}\n", "rank_equivalents.value"),
        (value("bands", "Z"), "values.bands"),
        (value("rank_equivalents", "{IX: V/z}"), "values.rank_equivalents"),
        (value("rank_equivalents", "{IX: [1]}"), "values.rank_equivalents"),
        (value("rank_equivalents", "{9: III/a}"), "values.rank_equivalents"),
        (value("bands", "{code: Z, bands: []}"), "bands.value"),
        (value("indicator_threshold", "sebagian besar"), "indicator_threshold.value"),
        (EXTENDS + "not_applicable: {sepatu: " + CITED % "true" + "}\n", "not_applicable.sepatu.[key]"),
    ],
)
def test_broken_policy_names_the_place(tmp_path: Path, text: str, path: str) -> None:
    assert path in {problem.place.column for problem in refused(tmp_path, text).problems}


def test_unknown_code_impossible_number_and_unknown_name_are_reported_together_and_once(
    tmp_path: Path,
) -> None:
    error = refused(
        tmp_path,
        f"{EXTENDS}values:\n"
        f"  bands: {CITED % 'Z'}\n"
        f"  indicator_threshold: {CITED % '2'}\n"
        f"  scale_top: {CITED % '0'}\n"
        f"  sources: {CITED % '{technical: [{source: dukun, order: 1}]}'}\n"
        f"  bonus: {CITED % '1'}\n",
    )
    assert sorted(problem.place.column for problem in error.problems) == [
        "bonus",
        "indicator_threshold",
        "scale_top",
        "values.bands",
        "values.sources",
    ]
    assert {problem.place.file for problem in error.problems} == {"rekaan.yaml"}


@pytest.mark.parametrize(
    ("text", "bahasa"),
    [
        ("values: {scale_top: {value: 5}}", "“scale_top.unit” tidak ada, padahal harus diisi."),
        ("values: {bonus: 1}", "“bonus” tidak dikenal."),
        (
            "effective_from: kapan-kapan",
            "“effective_from” harus berupa tanggal tahun-bulan-hari, misalnya 2026-07-01.",
        ),
        ("values: {validity_years: {value: banyak}}", "“validity_years.value” harus berupa bilangan bulat."),
        (
            "values: {indicator_threshold: {value: separuh}}",
            "“indicator_threshold.value” harus berupa bilangan atau pecahan, misalnya 0.8 atau 2/3.",
        ),
        ("values: {jpm: {trust: Q}}", "“jpm.trust” bukan salah satu dari 'R', 'V', '2' atau 'U'."),
        ("values: {jpm: 3}", "“jpm” harus berupa nama dan nilai."),
        ("values: {instrument_order: {value: 5}}", "“instrument_order.value” harus berupa daftar."),
        ("values: {jpm: {value: {capped: kadang}}}", "“jpm.value.capped” harus true atau false."),
        (
            "values: {sources: {value: {technical: [{source: 5}]}}}",
            "“sources.value.technical.0.source” harus berupa teks.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_bahasa(tmp_path: Path, text: str, bahasa: str) -> None:
    assert bahasa in {problem.what.id for problem in refused(tmp_path, f"{EXTENDS}{text}\n").problems}


def test_remedy_names_a_page_that_readers_have(tmp_path: Path) -> None:
    error = refused(tmp_path, EXTENDS + "bonus: 1\n")
    assert "`appointment` (docs/how-to/menilai-pegawai.md, bagian 6)" in error.remedy.id
    page = Path(__file__).parents[2] / "docs/how-to/menilai-pegawai.md"
    assert "## 6. Pakai kebijakan lain" in page.read_text("utf-8")


@pytest.mark.parametrize("text", ["a: [", "purpose: appointment\neffective_from: 2020-13-45\n"])
def test_file_that_is_no_yaml_is_refused(tmp_path: Path, text: str) -> None:
    assert [problem.code for problem in refused(tmp_path, text).problems] == ["policy.not_yaml"]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("indicator_threshold", "0", "indicator_threshold"),
        ("indicator_threshold", "2", "indicator_threshold"),
        ("validity_years", "-1", "validity_years"),
        ("experience_months", "-5", "experience_months"),
        ("scale_top", "0", "scale_top"),
        (
            "effects",
            "{competency: gate, importance: {mutlak: gate}, unmarked: {experience: warn}, rank_below: gate, rank_above: warn}",
            "importance",
        ),
    ],
)
def test_policy_whose_values_make_no_sense_is_refused(
    tmp_path: Path, name: str, content: str, word: str
) -> None:
    error = refused(tmp_path, value(name, content))
    assert word in error.what.en or any(word in problem.what.en for problem in error.problems)


def test_value_without_a_legal_basis_is_refused(tmp_path: Path) -> None:
    given = "{value: 3, unit: tahun, basis: ' ', effective_from: 2020-01-01, trust: U}"
    (problem,) = refused(tmp_path, f"{EXTENDS}values:\n  validity_years: {given}\n").problems
    assert problem.place.column == "validity_years"
    assert "legal basis" in problem.what.en
    assert problem.what.id == "“validity_years” tidak menyebut dasar hukumnya."


def test_row_that_a_policy_calls_applicable_again_applies(tmp_path: Path) -> None:
    """PPPK: not applicable *unless* an equivalence is cited; the citing policy must be able to say so."""
    text = f"purpose: recruitment\nextends: recruitment\nnot_applicable:\n  rank: {CITED % 'false'}\n"
    own = loaded(tmp_path, text)[0]
    assert set(own.not_applicable) == {RowKey.TRAINING_MANAGERIAL, RowKey.EXPERIENCE}


def test_policy_with_cited_equivalences_compares_pppk_ranks(tmp_path: Path) -> None:
    text = value("rank_equivalents", "{V: II/a}") + "variants: [{employment: [pppk]}]\n"
    (own,) = loaded(tmp_path, text)
    assert own.rank_equivalents.value["V"].code == "II/a"
    assert own.not_applicable == {}


# --- effects ------------------------------------------------------------------------------------------------


def test_mark_of_a_row_says_more_than_its_key() -> None:
    effects = policies("appointment")[0].effects.value
    assert effects.importance == {
        Importance.MUTLAK: Effect.GATE,
        Importance.PENTING: Effect.WARN,
        Importance.PERLU: Effect.INFORM,
    }


def test_milder_effect_is_the_later_of_gate_warn_inform() -> None:
    order = list(Effect)
    for one in order:
        for other in order:
            assert one.weaker(other) is order[max(order.index(one), order.index(other))]


def test_rank_above_the_range_is_never_stronger_than_the_row_itself(pangkat: Requirement) -> None:
    effects = replace(
        policies("appointment")[0].effects.value, rank_below=Effect.WARN, rank_above=Effect.GATE
    )
    assert effects.of_rank_above(pangkat) is Effect.WARN


# --- bands --------------------------------------------------------------------------------------------------


def band(code: str, start: int | str, below: int | str | None) -> Band:
    return Band(code, Text(code, code), Fraction(start), None if below is None else Fraction(below))


def test_bands_hold_their_lower_end_and_not_their_upper_end() -> None:
    bands = BandSet("rekaan", (band("a", 0, 78), band("b", 78, None)))
    assert bands.of(Fraction(700, 9)).code == "a"
    assert bands.of(Fraction(78)).code == "b"
    assert bands.of(Fraction(500)).code == "b"
    assert bands.of(Fraction(0)).code == "a"


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (band("a", 0, 68),),
        (band("a", 1, None),),
        (band("a", 0, 68), band("b", 69, None)),
        (band("a", 0, 68), band("b", 65, None)),
        (band("a", 0, None), band("b", 68, None)),
        (band("a", 0, 0), band("b", 0, None)),
        (band("a", 0, 80), band("b", 80, 70), band("c", 70, None)),
    ],
    ids=["none", "no top", "no zero", "gap", "overlap", "two tops", "empty", "backwards"],
)
def test_bands_with_a_gap_an_overlap_or_an_open_end_are_refused(bands: tuple[Band, ...]) -> None:
    with pytest.raises(LawRefused):
        BandSet("rekaan", bands)


def test_match_is_counted_over_kinds_and_variant_that_are_data() -> None:
    rules = {name: policies(name)[0].jpm.value for name in embedded_policies()}
    assert {name for name, rule in rules.items() if Kind.TECHNICAL not in rule.kinds} == {"mapping"}
    assert {rule.variant for rule in rules.values()} == {Variant.LEVEL}


@pytest.mark.parametrize(
    ("share", "size", "needed"), [("1", 3, 3), ("2/3", 3, 2), ("2/3", 5, 4), ("1/2", 1, 1), ("4/5", 5, 4)]
)
def test_threshold_rounds_up(share: str, size: int, needed: int) -> None:
    policy = policies("appointment")[0]
    cited = replace(policy.indicator_threshold, value=Fraction(share))
    assert replace(policy, indicator_threshold=cited).needed_indicators(size) == needed


def test_equivalence_of_ranks_makes_the_rank_row_of_pppk_apply(tmp_path: Path) -> None:
    variants = loaded(tmp_path, value("rank_equivalents", "{V: II/a}"))
    assert all(RowKey.RANK not in own.not_applicable for own in variants)


def test_policy_naming_a_source_that_is_on_no_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawRefused) as caught:
        loaded(tmp_path, value("sources", "{technical: [{source: dukun, order: 1}]}"))
    assert "dukun" in caught.value.problems[0].what.id
