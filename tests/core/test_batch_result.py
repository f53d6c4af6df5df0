"""The frames of the batch say what the verdicts say, and refuse what cannot be."""

from __future__ import annotations

import pytest

from selaras.core.batch import Result, assemble, columns, evaluate_all
from selaras.core.policy import Effect
from selaras.core.verdict import Status, Verdict
from selaras.errors import LawRefused
from tests.properties.choices import Seeded
from tests.properties.world import World, world


def asked(this: World) -> Result:
    return evaluate_all(
        columns(this.people),
        this.instruments,
        this.policies,
        this.on,
        equivalences=this.equivalences,
        proposer=this.proposer,
    )


@pytest.fixture(scope="module")
def cases() -> list[tuple[Result, list[Verdict]]]:
    worlds = [world(Seeded(2000 + seed), 20) for seed in range(10)]
    return [(asked(this), this.by_oracle()) for this in worlds]


def test_a_row_per_person_counts_what_the_verdict_holds(cases: list[tuple[Result, list[Verdict]]]) -> None:
    for result, verdicts in cases:
        for found, verdict in zip(result.verdicts.to_dicts(), verdicts, strict=True):
            assert found["nip"] == verdict.person
            assert found["outcome"] == verdict.outcome
            assert found["standard"] == (verdict.standard.id if verdict.standard else None)
            assert found["not_met"] == len(verdict.having(Status.NOT_MET))
            assert found["undetermined"] == len(verdict.having(Status.UNDETERMINED))
            assert found["warnings"] == len(verdict.warnings)
            assert found["gates_not_met"] == len(verdict.having(Status.NOT_MET, effect=Effect.GATE))
            assert found["gates_undetermined"] == len(verdict.having(Status.UNDETERMINED, effect=Effect.GATE))
            assert found["below_standard"] == len(verdict.below_standard)
            held = result.tables.catalogue.positions[found["position"]] if verdict.position else None
            assert held == verdict.position


def test_sums_of_scores_are_whole_numbers(cases: list[tuple[Result, list[Verdict]]]) -> None:
    for result, verdicts in cases:
        for found, verdict in zip(result.verdicts.to_dicts(), verdicts, strict=True):
            if verdict.jpm is None:
                assert found["level_required"] is found["level_low"] is found["category"] is None
            else:
                match = verdict.jpm.by_level
                assert found["level_required"] == match.required
                assert match.uncapped.low * match.required == 100 * found["level_low"]
                assert match.capped.high * match.required == 100 * found["capped_high"]
                assert isinstance(found["indicator_high"], int)


def test_rows_stand_in_the_order_of_the_standard(cases: list[tuple[Result, list[Verdict]]]) -> None:
    for result, verdicts in cases:
        expected = [
            (n, row.key, row.status, row.reason) for n, verdict in enumerate(verdicts) for row in verdict.rows
        ]
        assert result.rows.select("person", "key", "status", "reason").rows() == expected


def test_lists_name_the_open_rows(cases: list[tuple[Result, list[Verdict]]]) -> None:
    for result, verdicts in cases:
        listed = {row["person"]: row for row in result.listed().to_dicts()}
        for number, verdict in enumerate(verdicts):
            missed, open_ = verdict.having(Status.NOT_MET), verdict.having(Status.UNDETERMINED)
            if not missed and not open_:
                assert number not in listed
                continue
            assert listed[number]["not_met"] == [row.key for row in missed]
            assert listed[number]["undetermined"] == [row.key for row in open_]
            assert listed[number]["warnings"] == [row.key for row in verdict.warnings]
            assert listed[number]["below_standard"] == list(verdict.below_standard)


def test_verdicts_are_not_rebuilt_for_other_people(cases: list[tuple[Result, list[Verdict]]]) -> None:
    with pytest.raises(ValueError, match="cannot be those of 0 people"):
        list(assemble(cases[0][0], []))


def test_a_type_of_employment_without_policy_is_refused() -> None:
    this = world(Seeded(1), 20)
    with pytest.raises(LawRefused):
        evaluate_all(columns(this.people), this.instruments, this.policies[1:2], this.on)
