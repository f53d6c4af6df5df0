"""Each kind of requirement row over columns: the counterpart of the second half of `core.rows`.

Facts are gathered by the person's number, not joined. An answer is status, reason, used, months, and `open`:
whether a determination may replace it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from selaras.core.batch.codes import NEVER, by_pair, dense, reason, status, whole_months
from selaras.core.batch.columns import TRAINING_KIND
from selaras.core.batch.demands import Ask, Demands
from selaras.core.batch.facts import Part, lasts, settled
from selaras.core.model import RowKey, TrainingKind
from selaras.core.verdict import Reason, Status

# A condition, the status and reason where it is the first that holds, and whether a determination may answer.
_Choice = tuple[pl.Expr, Status, Reason | str, bool]
_ELSE = pl.lit(True)


def _chosen(rows: pl.DataFrame, *choices: _Choice) -> pl.DataFrame:
    """Status, reason and `open` of the first condition that holds. A reason may be the name of a column."""
    statuses, reasons, opens = [], [], []
    for _, of, why, judge in choices:
        statuses.append(status(of))
        reasons.append(reason(why) if isinstance(why, Reason) else pl.col(why))
        opens.append(pl.lit(judge))
    conditions = [condition for condition, *_ in choices[:-1]]
    rows = rows.with_columns(
        status=_first(conditions, statuses),
        reason=_first(conditions, reasons),
        open=_first(conditions, opens),
    )
    missing = {"used": pl.lit(None, pl.UInt32), "months": pl.lit(None, pl.Int32)}
    return rows.with_columns(**{k: v for k, v in missing.items() if k not in rows.columns})


def _first(conditions: Sequence[pl.Expr], values: Sequence[pl.Expr]) -> pl.Expr:
    found = values[-1]
    for condition, value in zip(reversed(conditions), reversed(values[:-1]), strict=True):
        found = pl.when(condition).then(value).otherwise(found)
    return found


@dataclass(frozen=True)
class Facts:
    """What some persons have, and what is asked of them. `people`: seat, policy and case by person."""

    here: Part
    people: pl.DataFrame
    asked: Demands

    def answer(self, ask: Ask, key: RowKey, rows: pl.DataFrame) -> pl.DataFrame:
        """Answer the `rows` (person and what is asked of them) of one key that ask the same kind of thing."""
        rows = rows.with_columns(self.people.select("seat", "policy").select(pl.all().gather(rows["person"])))
        match ask:
            case Ask.EDUCATION:
                return self._education(rows)
            case Ask.FIELD:
                return self._field(rows, key)
            case Ask.TRAINING:
                return self._training(rows, key)
            case Ask.EXPERIENCE:
                return self._experience(rows)
            case Ask.RANK:
                return self._rank(rows)
            case _:
                return _chosen(rows, (_ELSE, Status.UNDETERMINED, Reason.NEEDS_DETERMINATION, True))

    @cached_property
    def _highest(self) -> pl.DataFrame:
        """Order and entry of everybody's highest education; of equal ones the latest."""
        held = lasts(self.here.standing["educations"].sort("person", "order", "entry"))
        return pl.DataFrame(
            {
                "order": self.here.spread(held["person"], held["order"]),
                "used": self.here.spread(held["person"], held["entry"]),
            }
        )

    def _education(self, rows: pl.DataFrame) -> pl.DataFrame:
        who = rows["person"]
        rows = rows.with_columns(
            self._highest.select(pl.all().gather(who)),
            missing=self.here.later(self.here.tables["educations"]).gather(who),
        )
        return _chosen(
            rows,
            (pl.col("order").is_null(), Status.UNDETERMINED, "missing", False),
            (pl.col("order") >= pl.col("education"), Status.MET, Reason.EDUCATION_REACHED, False),
            (_ELSE, Status.NOT_MET, Reason.EDUCATION_BELOW, False),
        )

    def _held_at_level(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Educations of the level asked for or above; for whoever has none of those, all."""
        here, held = self.here, self.here.standing["educations"]
        held = held.filter(here.whether(rows["person"]).gather(held["person"]))
        asked = here.spread(rows["person"], rows["education"]).gather(held["person"])
        high = (asked.is_null() | (held["order"] >= asked)).fill_null(True)
        some = here.whether(held["person"].filter(high)).gather(held["person"])
        return held.filter(high | ~some)

    def _field(self, rows: pl.DataFrame, key: RowKey) -> pl.DataFrame:
        here, who = self.here, rows["person"]
        held = self._held_at_level(rows)
        match = lasts(held.filter(self._accepts(rows, key, held["person"], held["field"])))
        rows = rows.with_columns(
            list=self.asked.lists[key].gather(rows["seat"]),
            match=here.spread(match["person"], match["entry"]).gather(who),
            held=here.whether(held["person"]).gather(who),
            unsaid=here.whether(held["person"].filter(held["field"].is_null())).gather(who),
            missing=here.later(here.tables["educations"]).gather(who),
            highest=self._highest["used"].gather(who),
        )
        rows = _chosen(
            rows,
            (pl.col("match").is_not_null(), Status.MET, Reason.FIELD_LISTED, False),
            (~pl.col("held"), Status.UNDETERMINED, "missing", True),
            (pl.col("list").is_null(), Status.UNDETERMINED, Reason.NEEDS_DETERMINATION, True),
            (pl.col("unsaid"), Status.UNDETERMINED, Reason.NO_EVIDENCE, True),
            (_ELSE, Status.NOT_MET, Reason.FIELD_NOT_LISTED, True),
        )
        rested = (
            pl.when(pl.col("reason") == reason(Reason.FIELD_NOT_LISTED)).then("highest").otherwise("match")
        )
        return rows.with_columns(used=rested)

    def _accepts(self, rows: pl.DataFrame, key: RowKey, person: pl.Series, name: pl.Series) -> pl.Series:
        """Whether the list of accepted names in `rows` of that person holds the name."""
        lists = self.here.spread(rows["person"], self.asked.lists[key].gather(rows["seat"])).gather(person)
        found = by_pair(lists, name, self.asked.names, lambda a, b: b in self.asked.accepted[a], pl.Boolean)
        return found.fill_null(False)

    def _training(self, rows: pl.DataFrame, key: RowKey) -> pl.DataFrame:
        here, who = self.here, rows["person"]
        kind = TRAINING_KIND[TrainingKind(key.removeprefix("training."))]
        every = here.tables["trainings"].filter(pl.col("kind") == kind)
        every = every.filter(self._accepts(rows, key, every["person"], every["name"]))
        held = here.stands(every)
        passed, taken = lasts(held.filter("passed")), lasts(held)
        rows = rows.with_columns(
            list=self.asked.lists[key].gather(rows["seat"]),
            passed=here.spread(passed["person"], passed["entry"]).gather(who),
            taken=here.spread(taken["person"], taken["entry"]).gather(who),
            missing=here.later(every).gather(who),
        )
        return _chosen(
            rows.with_columns(used=pl.coalesce("passed", "taken")),
            (pl.col("passed").is_not_null(), Status.MET, Reason.TRAINING_TAKEN, False),
            (pl.col("list").is_null(), Status.UNDETERMINED, Reason.NEEDS_DETERMINATION, True),
            (pl.col("taken").is_not_null(), Status.NOT_MET, Reason.TRAINING_NOT_PASSED, True),
            (_ELSE, Status.UNDETERMINED, "missing", True),
        )

    @cached_property
    def _stints(self) -> pl.DataFrame:
        """The history of positions: person, since, end, family (null: not recorded or contradictory).

        Positions of one family in a row are one stint.
        """
        held = self.here.standing["positions"]
        days = held.select("person", "since", family=self.asked.family_of.gather(held["position"]))
        person, family = pl.col("person"), pl.col("family")
        new_person = (person != person.shift(1)).fill_null(True)
        days = days.with_columns(begins=new_person | (pl.col("since") != pl.col("since").shift(1)))
        days = days.with_columns(run=pl.col("begins").cum_sum() - 1)
        clashes = days.filter(~pl.col("begins") & family.ne_missing(family.shift(1)))["run"].unique()
        days = days.filter("begins")
        if len(clashes):
            clash = dense(days.height, clashes, True, pl.Boolean, False)
            days = days.with_columns(family=pl.when(~clash).then("family"))
        stints = days.filter(new_person | family.ne_missing(family.shift(1)))
        last = (person != person.shift(-1)).fill_null(True)
        return stints.select(
            "person",
            "since",
            "family",
            end=pl.when(last).then(pl.lit(self.here.on, pl.Int32)).otherwise(pl.col("since").shift(-1)),
            first=new_person,
        )

    def _experience(self, rows: pl.DataFrame) -> pl.DataFrame:
        here, who, stints = self.here, rows["person"], self._stints
        families = self.asked.family.gather(self.people["seat"])
        own = stints.filter(stints["family"] == families.gather(stints["person"]))
        counted = own.group_by("person").agg(months=whole_months(pl.col("since"), pl.col("end")).sum())
        first = stints.filter("first")
        rows = rows.with_columns(
            family=self.asked.family.gather(rows["seat"]),
            months=here.spread(counted["person"], counted["months"]).gather(who).fill_null(0),
            since=here.spread(first["person"], first["since"]).gather(who),
            entered=here.people["entered"].gather(who),
            gap=here.whether(stints.filter(pl.col("family").is_null())["person"]).gather(who),
            missing=here.later(here.tables["positions"]).gather(who),
        )
        complete = (pl.col("entered") != NEVER) & (pl.col("since") <= pl.col("entered")) & ~pl.col("gap")
        unknown = pl.col("since").is_null() | pl.col("needed").is_null() | pl.col("family").is_null()
        return _chosen(
            rows.with_columns(months=pl.when(~unknown).then("months").cast(pl.Int32)),
            (pl.col("since").is_null(), Status.UNDETERMINED, "missing", True),
            (unknown, Status.UNDETERMINED, Reason.NEEDS_DETERMINATION, True),
            (pl.col("months") >= pl.col("needed"), Status.MET, Reason.EXPERIENCE_REACHED, False),
            (complete, Status.NOT_MET, Reason.EXPERIENCE_SHORT, True),
            (_ELSE, Status.UNDETERMINED, Reason.NEEDS_DETERMINATION, True),
        )

    def _rank(self, rows: pl.DataFrame) -> pl.DataFrame:
        here, who = self.here, rows["person"]
        rank, entry, clash = (c.gather(who) for c in settled(here, here.standing["ranks"], "rank"))
        read = rows["policy"].cast(pl.UInt32) * self.asked.held_ranks + rank
        rows = rows.with_columns(
            held=self.asked.ranks["scale"].gather(read),
            order=self.asked.ranks["order"].gather(read),
            used=pl.select(pl.when(~clash).then(entry)).to_series(),
            clash=clash,
            missing=here.later(here.tables["ranks"]).gather(who),
        )
        order = pl.col("order")
        return _chosen(
            rows,
            (order.is_null(), Status.UNDETERMINED, "missing", False),
            (pl.col("clash"), Status.UNDETERMINED, Reason.CONFLICTING, False),
            (pl.col("held") != pl.col("scale"), Status.UNDETERMINED, Reason.NEEDS_DETERMINATION, True),
            (order < pl.col("low"), Status.NOT_MET, Reason.RANK_BELOW, False),
            (order > pl.col("high"), Status.NOT_MET, Reason.RANK_ABOVE, False),
            (_ELSE, Status.MET, Reason.RANK_INSIDE, False),
        )
