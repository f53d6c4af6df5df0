"""Codes are numbers of a chosen width: past 255 and 65,535 of anything, answers stay those of the oracle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from selaras.core.batch import assemble, columns, evaluate_all
from selaras.core.batch.codes import NEVER, by_pair, day, distinct, fitting, whole_months
from selaras.core.citation import Citation, Instrument
from selaras.core.evaluate import evaluate_held
from selaras.core.facts import whole_months as months_between
from selaras.core.model import (
    CompetencyRow,
    EducationHeld,
    Employment,
    Equivalence,
    Evidence,
    FieldRelevant,
    Importance,
    Indicator,
    Kind,
    Person,
    Position,
    PositionHeld,
    Rank,
    RankBetween,
    RankHeld,
    Regulation,
    Requirement,
    RowKey,
    Rubric,
    Selector,
    Standard,
)
from selaras.core.policy import AcceptedSource, Effect, Effects, JpmRule, Policy, Variant
from tests.properties import law
from tests.properties.choices import Seeded

_ON = date(2026, 7, 1)
_ACT = Instrument("satu", "perwali", "1", 2023, "satu", "satu", None, date(1900, 1, 1))
_PLACE = Citation(_ACT, "I.1")
_MANY = 70_000


def policy(**values: object) -> Policy:
    """A policy that accepts one source, gates everything and never expires."""
    plain = {
        "effects": Effects(
            Effect.GATE,
            dict.fromkeys(Importance, Effect.GATE),
            dict.fromkeys(RowKey, Effect.GATE),
            Effect.GATE,
            Effect.WARN,
        ),
        "sources": dict.fromkeys(Kind, law.CENTRE_THEN_PANEL),
        "validity_years": None,
        "jpm": JpmRule(frozenset(Kind), Variant.INDICATOR, False),
        "scale_top": 5,
        **values,
    }
    base = replace(
        law.policy(Seeded(0), "pns", tuple(Employment), ()), not_applicable={}, effective_from=date.min
    )
    return replace(base, **{name: law.cited(value) for name, value in plain.items()})


def rubric(code: str, level: int = 1, size: int = 1, start: int = 0) -> Rubric:
    return Rubric(code, level, tuple(Indicator(str(n), f"perilaku {n}") for n in range(start, start + size)))


def competency(asked: Rubric) -> CompetencyRow:
    return CompetencyRow(Kind.TECHNICAL, "1", asked.competency, "", asked, _PLACE)


def standard(number: int, *rows: CompetencyRow, requirements: tuple[Requirement, ...] = ()) -> Standard:
    return Standard(f"kelas-{number}", _ACT, Selector(job_class=number), rows, requirements, _PLACE)


def regulation(*standards: Standard) -> tuple[Regulation, ...]:
    return (Regulation(_ACT, standards, {}, ()),)


def holder(number: int, position: Position, *evidence: Evidence, since: date = _ON) -> Person:
    held = PositionHeld(id="1", since=since, position=position)
    return Person(id=f"{number:018}", name="Rekaan", positions=(held,), evidence=evidence)


def place(job_class: int, number: int = 0) -> Position:
    return Position(f"J{number}", "Pengelola", "dumai", job_class=job_class)


def shown(
    asked: Rubric, id_: str = "a", source: str = "centre", since: date = _ON, **result: object
) -> Evidence:
    return Evidence(id=id_, since=since, rubric=asked, source=source, **(result or {"level": 1}))  # type: ignore[arg-type]


def agree(
    people: Sequence[Person],
    instruments: Sequence[Regulation],
    of: Policy,
    on: date = _ON,
    equivalences: Sequence[Equivalence] = (),
    at_once: int = 100_000,
) -> None:
    result = evaluate_all(columns(people), instruments, [of], on, equivalences=equivalences, at_once=at_once)
    expected = [evaluate_held(p, instruments, of, on, equivalences=equivalences) for p in people]
    assert list(assemble(result, people)) == expected


def test_nobody_at_all() -> None:
    result = evaluate_all(columns([]), regulation(standard(7, competency(rubric("M.1")))), [policy()], _ON)
    assert [result.verdicts.height, result.rows.height, result.listed().height] == [0, 0, 0]
    assert list(assemble(result, [])) == []


def test_nobody_with_a_standard() -> None:
    agree([Person(id="1", name="Rekaan"), holder(2, place(4))], (), policy())


def test_more_people_and_positions_than_two_bytes_count() -> None:
    asked = rubric("M.1", level=5)
    people = [holder(n, place(7, n), *([shown(asked, level=n % 6)] if n % 3 else [])) for n in range(_MANY)]
    agree(people, regulation(standard(7, competency(asked))), policy(), at_once=66_000)


def test_more_standards_than_one_byte_counts() -> None:
    asked = [rubric("M.1", size=n + 1) for n in range(300)]
    law_ = regulation(*(standard(n + 1, competency(one)) for n, one in enumerate(asked)))
    agree([holder(n, place(n + 1), shown(asked[n])) for n in range(300)], law_, policy())


def test_more_standards_than_two_bytes_count() -> None:
    asked = rubric("M.1")
    law_ = regulation(*(standard(n, competency(asked)) for n in range(1, _MANY + 1)))
    classes = (1, 255, 256, 257, 65_535, 65_536, 65_537, _MANY, _MANY + 1)
    agree([holder(n, place(n), shown(asked)) for n in classes], law_, policy())


def test_more_rubrics_and_results_than_two_bytes_count() -> None:
    asked = rubric("M.1", start=-1)
    others = [shown(rubric("M.1", start=n), id_=f"x{n}") for n in range(_MANY)]
    law_ = regulation(standard(7, competency(asked)))
    people = [
        holder(1, place(7), *others),
        holder(2, place(7), shown(asked)),
        holder(3, place(7), others[-1]),
    ]
    agree(people, law_, policy())


def test_more_competencies_in_a_standard_than_one_byte_counts() -> None:
    asked = [rubric(f"T.{n}", level=5) for n in range(300)]
    law_ = regulation(standard(7, *map(competency, asked)))
    agree(
        [holder(1, place(7), shown(asked[-1], level=5), shown(asked[256], id_="b", level=4))], law_, policy()
    )


@pytest.mark.parametrize("size", [255, 256, 300, _MANY])
def test_more_indicators_than_a_narrow_number_counts(size: int) -> None:
    asked, keys = rubric("M.1", size=size), [i.key for i in rubric("M.1", size=size).indicators]
    law_ = regulation(standard(7, competency(asked), competency(rubric("M.2", size=size))))
    people = [
        holder(1, place(7), shown(asked, indicators=dict.fromkeys(keys, True))),
        holder(2, place(7), shown(asked, indicators=dict.fromkeys(keys[:-1], True))),
        holder(3, place(7), shown(asked, indicators=dict.fromkeys(keys[1:], False))),
        holder(4, place(7), shown(asked, level=1)),
        holder(5, place(7), shown(asked, level=0)),
        holder(6, place(7)),
    ]
    agree(people, law_, policy())


@pytest.mark.parametrize("top", [4, 5, 255, 256, _MANY])
def test_any_top_of_the_scale(top: int) -> None:
    asked = rubric("M.1", level=5)
    law_ = regulation(standard(7, competency(asked), competency(rubric("M.2"))))
    people = [holder(n, place(7), *([shown(asked, level=n)] if n < 6 else [])) for n in range(7)]
    agree(people, law_, policy(scale_top=top, jpm=JpmRule(frozenset(Kind), Variant.LEVEL, False)))


def test_a_top_of_the_scale_that_no_column_holds_is_refused() -> None:
    law_ = regulation(standard(7, competency(rubric("M.1"))))
    with pytest.raises(OverflowError):
        evaluate_all(columns([holder(1, place(7))]), law_, [policy(scale_top=2**32)], _ON)


def test_more_sources_and_orders_than_two_bytes_count() -> None:
    asked = rubric("M.1")
    listed = tuple(AcceptedSource(f"s{n}", (-1) ** n * n * 2**40) for n in range(_MANY))
    law_ = regulation(standard(7, competency(asked)))
    chosen = ("s69999", "s69998", "s65535", "s65536", "s0")
    made = [shown(asked, id_=source, source=source, level=n) for n, source in enumerate(chosen)]
    agree(
        [holder(1, place(7), *made), holder(2, place(7), *made[1:])],
        law_,
        policy(sources={Kind.TECHNICAL: listed}),
    )


def test_more_fields_of_study_and_ranks_than_two_bytes_count() -> None:
    ranks = [Rank("pns", n, f"P{n}", "") for n in range(_MANY)]
    fields = tuple(f"Bidang {n}" for n in range(_MANY))
    rows = (
        Requirement(RowKey.EDUCATION_FIELD, "", None, FieldRelevant(fields[1:]), _PLACE),
        Requirement(RowKey.RANK, "", None, RankBetween(ranks[256], ranks[65_536]), _PLACE),
    )
    people = [
        replace(
            holder(n, place(7)),
            ranks=(RankHeld(id="1", since=_ON, rank=ranks[n]),),
            educations=(EducationHeld(id="1", since=_ON, level=law.LEVELS[0], field=fields[n]),),
        )
        for n in (0, 1, 255, 256, 65_535, 65_536, 65_537, _MANY - 1)
    ]
    agree(people, regulation(standard(7, requirements=rows)), policy())


@pytest.mark.parametrize("on", [date.min, date(1900, 1, 1), date(1900, 3, 1), date(9999, 12, 31), date.max])
@pytest.mark.parametrize("years", [None, 0, 3, 1898, 1899, 1900, 9998, 9999, 20_000])
def test_days_from_the_first_to_the_last_of_the_calendar(on: date, years: int | None) -> None:
    asked = rubric("M.1")
    act = replace(_ACT, in_force_from=date.min)
    law_ = (Regulation(act, (standard(7, competency(asked)),), {}, ()),)
    days = {date.min, date(1, 12, 31), date(1900, 1, 1), date(1900, 2, 28), date(9996, 2, 29), date.max, on}
    people = [
        holder(n, place(7), shown(asked, since=since, valid_until=until, level=1), since=date.min)
        for n, (since, until) in enumerate((a, b) for a in sorted(days) for b in (None, *sorted(days)))
    ]
    agree(people, law_, policy(validity_years=years), on)


def test_a_day_of_any_year_orders_and_counts_months_as_days_do() -> None:
    starts = (date.min, date(1900, 1, 31), date(2024, 1, 29), date(2024, 2, 27), date(9999, 1, 1))
    days = sorted(
        {min(date.max, s + timedelta(days=n)) if s.year < 9999 else s for s in starts for n in range(70)}
    )
    codes = [day(d) for d in days]
    assert codes == sorted(set(codes))
    assert 0 < codes[0] <= codes[-1] <= day(date.max) < 2**22 < NEVER
    pairs = [(a, b) for a in days for b in days if a <= b]
    frame = pl.DataFrame(
        {"a": [day(a) for a, _ in pairs], "b": [day(b) for _, b in pairs]},
        schema={"a": pl.Int32, "b": pl.Int32},
    )
    counted = frame.select(whole_months(pl.col("a"), pl.col("b"))).to_series().to_list()
    assert counted == [months_between(a, b) for a, b in pairs]


@pytest.mark.parametrize("limit", [0, 2**22])
@pytest.mark.parametrize("rights", [3, 70_000, 2**32 - 1])
def test_pairs_mean_the_same_in_a_table_and_in_a_join(limit: int, rights: int) -> None:
    left = pl.Series([0, 1, None, 1, 0, 40, 1], dtype=pl.UInt32)
    right = pl.Series([2, 0, 1, 0, 2, None, 2], dtype=pl.UInt32)
    number, pairs = distinct(left, right, rights, limit=limit)
    assert [None if n is None else pairs[n] for n in number.to_list()] == [
        (0, 2),
        (1, 0),
        None,
        (1, 0),
        (0, 2),
        None,
        (1, 2),
    ]
    assert by_pair(left, right, rights, lambda a, b: a == b, pl.Boolean).to_list()[:2] == [False, False]


def test_widths_are_chosen_by_the_largest_number() -> None:
    assert [fitting(n) for n in (0, 255, 256, 65_536, 2**32 - 1)] == [pl.UInt8, pl.UInt8, *[pl.UInt32] * 3]
    with pytest.raises(OverflowError):
        fitting(2**32)
