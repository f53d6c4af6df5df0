"""Which result counts for each competency row, over columns: the counterpart of `core.evidence`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from selaras.core.batch.codes import GONE, NEVER, REASON, day, dense, distinct, reason
from selaras.core.batch.columns import Catalogue
from selaras.core.batch.facts import Part
from selaras.core.batch.seats import Case
from selaras.core.determination import equivalent_rubrics
from selaras.core.facts import add_years
from selaras.core.model import CompetencyRow, Equivalence
from selaras.core.policy import Policy
from selaras.core.verdict import Reason

# As in `core.evidence`: how far a result came before it was turned away; 0 is admissible.
_NEARNESS = (None, Reason.SOURCE_NOT_ACCEPTED, Reason.OTHER_RUBRIC, Reason.EXPIRED)
_TURNED = pl.Series([REASON[r] if r else None for r in _NEARNESS], dtype=pl.UInt8)
_EXPIRED = len(_NEARNESS) - 1
_ORDER = 2**32  # above every day

_Plan = tuple[int | None, int | None, int, int, bool, int, int]


@dataclass(frozen=True)
class Measured:
    """The results that stand for some persons' rows, one per line, and which of them count.

    `entries`: entry, cell, plan, result. `chosen`: per cell the place in `entries` or null; `why`: per cell the
    reason where none was chosen. `passed_over`: cell, entry, reason. `plans`: what a result means for its row,
    by plan (same, size, needed).
    """

    entries: pl.DataFrame
    chosen: pl.Series
    why: pl.Series
    passed_over: pl.DataFrame
    plans: pl.DataFrame


class Admission:
    """What policy and law say of evidence measured in some way, asked once per case and measure."""

    def __init__(
        self,
        cases: Sequence[Case],
        catalogue: Catalogue,
        on: date,
        equivalences: Sequence[Equivalence],
        proposer: str,
    ) -> None:
        self.cases, self.catalogue = cases, catalogue
        self._on, self._equivalences, self._proposer = on, equivalences, proposer
        self._rubrics: dict[tuple[str, object], frozenset[str]] = {}
        self._known: dict[tuple[int, int], _Plan] = {}

    @cached_property
    def _rows(self) -> tuple[dict[str, tuple[int, CompetencyRow]], ...]:
        return tuple(
            {row.code: (slot, row) for slot, row in enumerate(case.standard.competencies)}
            for case in self.cases
        )

    @cached_property
    def fresh(self) -> pl.Series:
        """Per case the first day of measurement that has not expired by the policy's validity."""
        days = [_fresh(case.policy, self._on) for case in self.cases]
        return pl.Series(days, dtype=pl.Int32)

    @cached_property
    def _orders(self) -> tuple[dict[int, int], ...]:
        """Per case the rank of each order of preference: dense, so that any integer may be an order."""
        return tuple(
            {
                order: rank
                for rank, order in enumerate(
                    sorted({s.order for listed in case.policy.sources.value.values() for s in listed})
                )
            }
            for case in self.cases
        )

    def plans(self, pairs: Sequence[tuple[int, int]]) -> pl.DataFrame:
        """Per (case, measure): line and slot (null: not asked), turned, order, same rubric, size, needed."""
        for pair in pairs:
            if pair not in self._known:
                self._known[pair] = self._plan(*pair)
        return pl.DataFrame(
            [self._known[pair] for pair in pairs],
            schema={
                "line": pl.UInt32,
                "slot": pl.UInt32,
                "turned": pl.UInt8,
                "order": pl.UInt32,
                "same": pl.Boolean,
                "size": pl.UInt32,
                "needed": pl.UInt32,
            },
            orient="row",
        )

    def _plan(self, number: int, measure: int) -> _Plan:
        case = self.cases[number]
        rubric, source, assessors = self.catalogue.measures[measure]
        slot, row = self._rows[number].get(rubric.competency, (0, None))
        if row is None:
            return (None, None, 0, 0, False, 0, 0)
        accepted = case.policy.accepted(row.kind, source, assessors)
        order = self._orders[number][accepted.order] if accepted else 0
        turned: Reason | None = None
        if accepted is None:
            turned = Reason.SOURCE_NOT_ACCEPTED
        elif rubric.id not in self._equivalent(row, case.policy):
            turned = Reason.OTHER_RUBRIC
        needed = case.policy.needed_indicators(rubric.size)
        line = case.first + slot
        return (line, slot, _NEARNESS.index(turned), order, rubric == row.rubric, rubric.size, needed)

    def _equivalent(self, row: CompetencyRow, policy: Policy) -> frozenset[str]:
        effect = policy.effects.value.competency
        asked = (row.rubric.id, effect)
        if asked not in self._rubrics:
            self._rubrics[asked] = equivalent_rubrics(
                self._equivalences, row.rubric.id, self._on, effect=effect, proposer=self._proposer
            )
        return self._rubrics[asked]


def _fresh(policy: Policy, on: date) -> int:
    """The first day whose results have not expired on the day: later days expire later, so one day decides."""
    years = policy.validity_years.value
    if years is None or on.year - years < date.min.year:
        return GONE
    if on.year - years > date.max.year:
        return NEVER
    anniversary = date(on.year - years, on.month, min(on.day, 28))
    first = date.fromordinal(max(1, anniversary.toordinal() - 2))
    while add_years(first, years) < on:
        first += timedelta(days=1)
    return day(first)


def choose(here: Part, case: pl.Series, offset: pl.Series, cells: int, admission: Admission) -> Measured:
    """Choose a result for each of `cells` rows; a person's rows start at their `offset`.

    By the policy's source order, then the latest day; different results of the best order and day conflict.
    """
    found = here.standing["evidence"]
    number, pairs = distinct(
        case.gather(found["person"]), found["measure"], len(admission.catalogue.measures)
    )
    plans = admission.plans(pairs)
    asked = found.with_columns(plan=number, slot=plans["slot"].gather(number)).filter(
        pl.col("slot").is_not_null()
    )
    fresh = admission.fresh.gather(case.gather(asked["person"]))
    turned = plans["turned"].gather(asked["plan"])
    entries = asked.select(
        "entry",
        "plan",
        "result",
        "since",
        cell=offset.gather(asked["person"]) + pl.col("slot"),
        turned=pl.when(turned > 0)
        .then(turned)
        .when((pl.col("until") < here.on) | (pl.col("since") < fresh))
        .then(pl.lit(_EXPIRED, pl.UInt8))
        .otherwise(pl.lit(0, pl.UInt8)),
    ).with_row_index("at")
    cell = pl.col("cell")
    alone = (cell != cell.shift(1)).fill_null(True) & (cell != cell.shift(-1)).fill_null(True)
    single = entries.select(alone).to_series()
    ones, many = entries.filter(single), entries.filter(~single)
    best, over = _compete(many.with_columns(order=plans["order"].gather(many["plan"])))
    admitted = ones.filter(pl.col("turned") == 0).select("cell", "at")
    settled = pl.concat([admitted, best.filter(pl.col("at").is_not_null()).select("cell", "at")])
    ones = ones.filter(pl.col("turned") > 0).select("cell", "entry", reason=_reasons(pl.col("turned")))
    open_ = pl.concat(
        [ones.select("cell", "reason"), best.filter(pl.col("at").is_null()).select("cell", "reason")]
    )
    return Measured(
        entries=entries.select("entry", "cell", "plan", "result"),
        chosen=dense(cells, settled["cell"], settled["at"], pl.UInt32, None),
        why=dense(cells, open_["cell"], open_["reason"], pl.UInt8, REASON[Reason.NO_EVIDENCE]),
        passed_over=pl.concat([ones, over]).sort("cell", "entry"),
        plans=plans,
    )


def _reasons(turned: pl.Expr) -> pl.Expr:
    return turned.replace_strict(list(range(len(_NEARNESS))), _TURNED.to_list(), return_dtype=pl.UInt8)


def _compete(entries: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cells with several results: (cell, at or null, reason if null) and what was passed over.

    The key puts the order of preference above the day, later days first; the smallest key is the best.
    """
    key = pl.col("order").cast(pl.UInt64) * _ORDER + (NEVER - pl.col("since")).cast(pl.UInt64)
    admissible = pl.col("turned") == 0
    entries = entries.with_columns(key=pl.when(admissible).then(key), run=pl.col("cell").rle_id())
    runs = entries.group_by("run", maintain_order=True).agg(
        pl.col("cell").first(), best=pl.col("key").min(), nearest=pl.col("turned").max()
    )
    entries = entries.with_columns(best=runs["best"].gather(entries["run"]))
    tied = (pl.col("key") == pl.col("best")).fill_null(False)
    ties = (
        entries.filter(tied)
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("at").max(),
            clash=pl.col("result").min() != pl.col("result").max(),
        )
    )
    at = dense(runs.height, ties["run"], ties["at"], pl.UInt32, None)
    clash = dense(runs.height, ties["run"], ties["clash"], pl.Boolean, False)
    won = pl.select(pl.when(~clash).then(at)).to_series()
    entries = entries.with_columns(won=won.gather(entries["run"]), clash=clash.gather(entries["run"]))
    same_order = pl.col("key") // _ORDER == pl.col("best") // _ORDER
    over = entries.filter((pl.col("at") != pl.col("won")).fill_null(True)).select(
        "cell",
        "entry",
        reason=pl.when(~admissible)
        .then(_reasons(pl.col("turned")))
        .when(tied & pl.col("clash"))
        .then(reason(Reason.CONFLICTING))
        .when(tied)
        .then(reason(Reason.SAME_RESULT))
        .when(same_order)
        .then(reason(Reason.OLDER))
        .otherwise(reason(Reason.LOWER_SOURCE)),
    )
    best = runs.select(
        "cell",
        at=won,
        reason=pl.when(clash).then(reason(Reason.CONFLICTING)).otherwise(_reasons(pl.col("nearest"))),
    )
    return best, over
