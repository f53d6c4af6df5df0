"""What a verdict means, whatever the law and the people: properties of the oracle itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from selaras.core.evaluate import evaluate_held
from selaras.core.facts import employment_on, position_on
from selaras.core.model import CompetencyRow, Determination, Evidence, Person, RowKey, normalise
from selaras.core.policy import Effect, Policy, policy_for
from selaras.core.verdict import Outcome, Reason, Status, Verdict
from tests.properties.choices import Seeded
from tests.properties.world import World, world

_WORLDS = [world(Seeded(1000 + seed), 20) for seed in range(60)]


def _policy(this: World, person: Person) -> Policy:
    return policy_for(this.policies, employment_on(person, this.on), this.on)


def _verdict(this: World, person: Person) -> Verdict:
    return evaluate_held(
        person,
        this.instruments,
        _policy(this, person),
        this.on,
        equivalences=this.equivalences,
        proposer=this.proposer,
    )


def _judged() -> list[tuple[World, Person, Verdict]]:
    """Everybody for whom a standard applies."""
    every = ((this, person, _verdict(this, person)) for this in _WORLDS for person in this.people)
    return [(this, person, verdict) for this, person, verdict in every if verdict.standard]


_JUDGED = _judged()


def _evidence(this: World, person: Person, row: CompetencyRow, level: int) -> Evidence | None:
    """A result of today from the most preferred source, if the policy accepts any."""
    accepted = sorted(_policy(this, person).sources.value.get(row.kind, ()), key=lambda s: s.order)
    if not accepted:
        return None
    return Evidence(
        id=f"zz-{row.code}",
        since=this.on,
        rubric=row.rubric,
        source=accepted[0].source,
        level=level,
        assessors=9,
    )


def test_there_are_people_to_say_something_about() -> None:
    outcomes = [verdict.outcome for _, _, verdict in _JUDGED]
    assert min(map(outcomes.count, (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED))) > 30


def test_the_best_evidence_never_turns_anybody_away() -> None:
    for this, person, before in _JUDGED:
        if before.outcome is Outcome.NOT_ELIGIBLE:
            continue
        for row in before.standard.competencies if before.standard else ():
            best = _evidence(this, person, row, 5)
            if best:
                after = _verdict(this, replace(person, evidence=(*person.evidence, best)))
                assert after.outcome is not Outcome.NOT_ELIGIBLE


def test_nothing_missing_ever_counts_against_anybody() -> None:
    for this, person, _ in _JUDGED:
        bare = Person(
            id=person.id, name=person.name, employment=person.employment, positions=person.positions
        )
        verdict = _verdict(this, bare)
        assert not verdict.having(Status.NOT_MET)
        assert verdict.outcome in (Outcome.ELIGIBLE, Outcome.UNDETERMINED)


def test_a_complete_result_lies_inside_the_interval_before_it() -> None:
    for this, person, before in _JUDGED:
        top = min(5, _policy(this, person).scale_top.value)
        added = [
            _evidence(this, person, row.row, (number * 3) % (top + 1))
            for number, row in enumerate(before.rows)
            if isinstance(row.row, CompetencyRow) and row.used is None
        ]
        whole = replace(person, evidence=(*person.evidence, *(e for e in added if e)))
        after = _verdict(this, whole)
        assert (before.jpm is None) == (after.jpm is None)
        for one, other in zip(before.rows, after.rows, strict=True):
            for old, new in ((one.levels, other.levels), (one.indicators, other.indicators)):
                if old and new:
                    assert old.low <= new.low <= new.high <= old.high
        if before.jpm and after.jpm:
            for old, new in (
                (before.jpm.by_level, after.jpm.by_level),
                (before.jpm.by_indicator, after.jpm.by_indicator),
            ):
                assert old.capped.low <= new.capped.low <= new.capped.high <= old.capped.high
                assert old.uncapped.low <= new.uncapped.low <= new.uncapped.high <= old.uncapped.high
            assert before.jpm.category in (None, after.jpm.category)


def test_no_score_is_inside_out_and_capped_is_never_above_what_is_required() -> None:
    for _, _, verdict in _JUDGED:
        for row in verdict.rows:
            for score in (row.levels, row.indicators):
                assert score is None or 0 <= score.low <= score.high
        if verdict.jpm:
            for match in (verdict.jpm.by_level, verdict.jpm.by_indicator):
                assert 0 <= match.capped.low <= match.capped.high <= 100
                assert match.capped.low <= match.uncapped.low
                assert match.capped.high <= match.uncapped.high


def test_the_order_in_which_facts_were_entered_does_not_matter() -> None:
    for number, (this, person, verdict) in enumerate(_JUDGED):
        c = Seeded(number)
        kinds = ("employment", "educations", "ranks", "positions", "trainings", "evidence", "determinations")
        mixed = replace(person, **{kind: tuple(c.shuffled(getattr(person, kind))) for kind in kinds})
        assert _verdict(this, mixed) == verdict


def test_what_is_recorded_later_is_not_known_today() -> None:
    for this, person, verdict in _JUDGED:
        if this.on == date.max:
            continue
        tomorrow = this.on + timedelta(days=1)
        later = tuple(
            replace(made, id=f"zz-{number}", recorded_on=tomorrow, corrects=made.id)
            for number, made in enumerate(person.evidence)
        )
        assert _verdict(this, replace(person, evidence=(*person.evidence, *later))) == verdict


def test_the_whole_is_the_and_of_the_gating_rows() -> None:
    for _, _, verdict in _JUDGED:
        gating = [row.status for row in verdict.rows if row.effect is Effect.GATE]
        if Status.NOT_MET in gating:
            assert verdict.outcome is Outcome.NOT_ELIGIBLE
        else:
            open_ = Status.UNDETERMINED in gating
            assert verdict.outcome is (Outcome.UNDETERMINED if open_ else Outcome.ELIGIBLE)


def test_without_a_standard_nobody_is_passed_or_failed() -> None:
    for this in _WORLDS:
        for person in this.people:
            verdict = _verdict(this, person)
            if verdict.standard is None:
                assert verdict.outcome in (Outcome.UNDETERMINED, Outcome.NOT_COVERED)
                assert verdict.reason is not None
                assert not verdict.rows


def test_a_position_known_only_from_a_later_day_is_unknown_today() -> None:
    for this in _WORLDS:
        for person in this.people:
            if this.on > date.min and person.positions:
                first = min(held.since for held in person.positions)
                if first > date.min:
                    assert position_on(person, first - timedelta(days=1)) is Reason.UNKNOWN_ON_DAY


def test_a_proposer_cannot_confirm_what_their_decision_rests_on() -> None:
    for this, person, verdict in _JUDGED:
        names = {d.confirmed_by for d in person.determinations if d.row in RowKey}
        for proposer in names - {""}:
            answered = _verdict(replace(this, proposer=proposer), person)
            for row in answered.rows:
                if row.effect is Effect.GATE and row.reason in (
                    Reason.DETERMINED_MET,
                    Reason.DETERMINED_NOT_MET,
                ):
                    assert row.used is not None
                    used: Determination = row.used  # type: ignore[assignment]
                    others = {normalise(name) for name in (proposer, used.by, "")}
                    assert normalise(used.confirmed_by) not in others
        assert verdict.person == person.id
