"""The rules of the sample in plain pandas: merges, groupby, select. Written as an analyst would, and not slowed.

Scope: one regulation, one policy with its PPPK variant; competency rows (source order, validity, rubric, conflicts,
levels, indicators against the threshold), education, field of study, trainings, experience, rank, determinations;
outcome, counts, capped match by level and its category. It gives status, not reason, and no evidence passed over;
facts of one day that contradict each other, corrections of determinations' rows and equivalences do not occur in
the sample and are not handled. It is given the same columns as the batch, with integers for texts and days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from selaras.core.batch.codes import EMPLOYMENT, NEVER, ROW_KEY, day
from selaras.core.batch.columns import SCHEMAS, TRAINING_KIND, Tables
from selaras.core.facts import add_years
from selaras.core.model import (
    EducationAtLeast,
    Employment,
    RankBetween,
    Regulation,
    RowKey,
    TrainingKind,
    TrainingNeeded,
    normalise,
)
from selaras.core.policy import Effect, Policy

MET, NOT_MET, OPEN = 0, 1, 2


@dataclass
class Given:
    """The frames that are evaluated, and what law says in frames."""

    on: int
    people: pd.DataFrame
    held: dict[str, pd.DataFrame]
    rows: pd.DataFrame
    needed: pd.DataFrame
    standards: pd.DataFrame
    fields: pd.DataFrame
    trainings: dict[RowKey, pd.DataFrame]
    measures: pd.DataFrame
    results: pd.DataFrame
    policy: Policy
    fresh: int
    gates: dict[RowKey, bool]


def frames(tables: Tables, law: Regulation, policies: Sequence[Policy], on: date) -> Given:
    """Lay out people and law for pandas; not measured, as the batch's columns are not."""
    catalogue, policy = tables.catalogue, policies[0]
    held = {
        kind: pd.DataFrame({name: getattr(tables, kind)[name].to_numpy() for name in schema})
        for kind, schema in SCHEMAS.items()
    }
    names = {name: code for code, name in enumerate(catalogue.names)}
    rubrics = {rubric.id: code for code, rubric in enumerate(dict.fromkeys(m[0] for m in catalogue.measures))}
    rows, standards = [], []
    for standard in law.standards:
        job_class, effects = standard.applies_to.job_class, policy.effects.value
        for line, row in enumerate(standard.competencies):
            rows.append((job_class, row.code, row.kind, line, rubrics.get(row.rubric.id, -1), row.level))
        demand = {row.key: row.demand for row in standard.requirements}
        ranks, level = demand[RowKey.RANK], demand[RowKey.EDUCATION_LEVEL]
        assert isinstance(ranks, RankBetween)
        assert isinstance(level, EducationAtLeast)
        gates = {row.key: effects.of_requirement(row) is Effect.GATE for row in standard.requirements}
        standards.append((job_class, level.level.order, ranks.low.order, ranks.high.order, gates))
    places = catalogue.positions
    managerial = {q.key: q.demand for q in law.standards[0].requirements}[RowKey.TRAINING_MANAGERIAL]
    assert isinstance(managerial, TrainingNeeded)
    accepted = frozenset().union(*(policy.same_training(normalise(name)) for name in managerial.names))
    families = {family: code for code, family in enumerate(dict.fromkeys(p.family for p in places))}
    held["positions"]["family"] = np.array([families[p.family] for p in places])[
        held["positions"]["position"]
    ]
    held["positions"]["job_class"] = np.array([p.job_class for p in places])[held["positions"]["position"]]
    held["ranks"]["order"] = np.array([rank.order for rank in catalogue.ranks])[held["ranks"]["rank"]]
    assert all(s[4] == standards[0][4] for s in standards)  # the three classes mark their rows alike
    return Given(
        on=day(on),
        people=pd.DataFrame(
            {"person": np.arange(tables.people.height), "entered": tables.people["entered"].to_numpy()}
        ),
        held=held,
        rows=pd.DataFrame(
            rows, columns=["job_class", "competency", "kind", "line", "rubric", "required"]
        ).astype({"competency": "category"}),
        needed=pd.DataFrame(
            [(rubrics[m[0].id], m[0].size, policy.needed_indicators(m[0].size)) for m in catalogue.measures],
            columns=["measured", "size", "needed"],
        ).drop_duplicates(),
        standards=pd.DataFrame([(*s[:4],) for s in standards], columns=["job_class", "level", "low", "high"]),
        fields=_pairs([(n, f) for n, p in enumerate(places) for f in p.fields or ()], names, "field"),
        trainings={
            RowKey.TRAINING_MANAGERIAL: _pairs(
                [(n, t) for n in range(len(places)) for t in accepted], names, "name"
            ),
            RowKey.TRAINING_TECHNICAL: _pairs(
                [(n, t) for n, p in enumerate(places) for t in p.trainings or ()], names, "name"
            ),
        },
        measures=pd.DataFrame(
            [(n, r.competency, rubrics[r.id], s, a or 0) for n, (r, s, a) in enumerate(catalogue.measures)],
            columns=["measure", "competency", "measured", "source", "assessors"],
        ),
        results=pd.DataFrame(
            [
                (n, -1 if level is None else level, met, failed)
                for n, (level, met, failed) in enumerate(catalogue.results)
            ],
            columns=["result", "level", "met", "failed"],
        ),
        policy=policy,
        fresh=_fresh(policy, on),
        gates=standards[0][4],
    )


def _fresh(policy: Policy, on: date) -> int:
    """The first day whose results have not expired."""
    years = policy.validity_years.value or 0
    days = (date(on.year - years, on.month, number) for number in range(1, 29))
    return next(day(found) for found in days if add_years(found, years) >= on)


def _pairs(pairs: list[tuple[int, str]], names: dict[str, int], column: str) -> pd.DataFrame:
    known = {(n, names.get(normalise(text), -1)) for n, text in pairs}
    return pd.DataFrame(sorted(known), columns=["position", column])


def evaluate(given: Given) -> pd.DataFrame:
    """One row per person: outcome, counts, match and category."""
    on = given.on
    held = {kind: f[(f["start"] <= on) & (f["gone"] > on)] for kind, f in given.held.items()}
    now = held["positions"].drop_duplicates("person", keep="last")
    people = given.people.merge(now[["person", "position", "family", "job_class"]], on="person")
    people = people.merge(given.standards, on="job_class").sort_values("person", ignore_index=True)
    type_ = held["employment"].drop_duplicates("person", keep="last").set_index("person")["type"]
    people["pppk"] = people["person"].map(type_) == EMPLOYMENT[Employment.PPPK]
    cells = competencies(people, held["evidence"], given)
    statuses = requirements(people, held, given)
    return whole(people, cells, statuses, given)


def competencies(people: pd.DataFrame, evidence: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A row per person and competency: status, required level, lowest and highest level."""
    policy = given.policy
    cells = people[["person", "job_class"]].merge(
        given.rows[["job_class", "line", "required"]], on="job_class"
    )
    cells["cell"] = cells["person"] * 64 + cells["line"]
    sources = pd.DataFrame(
        [
            (kind, s.source, s.order, s.min_assessors)
            for kind, listed in policy.sources.value.items()
            for s in listed
        ],
        columns=["kind", "source", "order", "least"],
    )
    measures = given.measures.merge(given.rows, on="competency").merge(sources, on=["kind", "source"])
    measures = measures[
        (measures["assessors"] >= measures["least"]) & (measures["measured"] == measures["rubric"])
    ]
    measures = measures.merge(given.needed, on="measured")
    good = evidence[(evidence["since"] >= given.fresh) & (evidence["until"] >= given.on)]
    good = good[["person", "since", "measure", "result"]].merge(people[["person", "job_class"]], on="person")
    columns = ["job_class", "measure", "line", "order", "required", "size", "needed"]
    good = good.merge(measures[columns], on=["job_class", "measure"])
    good["cell"] = good["person"] * 64 + good["line"]
    good = good.sort_values(["cell", "order", "since"], ascending=[True, True, False])
    best = good.drop_duplicates("cell")
    ties = good.merge(best[["cell", "order", "since"]], on=["cell", "order", "since"])
    spread = ties.groupby("cell")["result"].agg(["min", "max"])
    clash = spread.index[spread["min"] != spread["max"]]
    best = best[~best["cell"].isin(clash)].merge(given.results, on="result")
    by_level = best["level"] >= 0
    reached = np.where(by_level, best["level"] >= best["required"], best["met"] >= best["needed"])
    missed = ~reached & (by_level | (best["size"] - best["failed"] < best["needed"]))
    best["status"] = np.select([reached, missed], [MET, NOT_MET], OPEN)
    best["low"] = np.select([by_level, reached], [best["level"], best["required"]], 0)
    best["high"] = np.select([by_level, missed], [best["level"], best["required"] - 1], best["required"])
    cells = cells.merge(best[["cell", "status", "low", "high"]], on="cell", how="left")
    cells["status"] = cells["status"].fillna(OPEN)
    cells["low"] = cells["low"].fillna(0)
    cells["high"] = cells["high"].fillna(policy.scale_top.value)
    return cells


def requirements(
    people: pd.DataFrame, held: dict[str, pd.DataFrame], given: Given
) -> dict[RowKey, pd.Series]:
    """Status of each person's requirement rows, by key; missing where nothing is asked."""
    person = people["person"]
    found = {
        RowKey.EDUCATION_LEVEL: education(people, held["educations"]),
        RowKey.EDUCATION_FIELD: field(people, held["educations"], given),
        RowKey.EXPERIENCE: experience(people, held["positions"], given),
        RowKey.RANK: rank(people, held["ranks"]),
    }
    for key, accepted in given.trainings.items():
        kind = TRAINING_KIND[TrainingKind(key.removeprefix("training."))]
        found[key] = training(people, held["trainings"][held["trainings"]["kind"] == kind], accepted)
    decided = held["determinations"]
    decided = decided[decided["revoked"] > given.on]
    for key in (RowKey.EDUCATION_FIELD, RowKey.EXPERIENCE):
        counting = decided[decided["row"] == ROW_KEY[key]]
        if given.gates[key]:
            counting = counting[counting["confirmed"] <= given.on]
        finding = person.map(counting.drop_duplicates("person", keep="last").set_index("person")["finding"])
        answered = (found[key] != MET) & finding.notna()
        found[key] = found[key].mask(answered, np.where(finding == True, MET, NOT_MET))  # noqa: E712
    return found


def education(people: pd.DataFrame, held: pd.DataFrame) -> pd.Series:
    """The highest education against the level asked for."""
    highest = people["person"].map(held.groupby("person")["order"].max())
    return pd.Series(np.select([highest.isna(), highest >= people["level"]], [OPEN, MET], NOT_MET))


def field(people: pd.DataFrame, held: pd.DataFrame, given: Given) -> pd.Series:
    """A field of study of the position's list, at the level asked for or above."""
    held = held[["person", "order", "field"]].merge(people[["person", "position", "level"]], on="person")
    held["at"] = held["order"] >= held["level"]
    held = held[held["at"] | ~held.groupby("person")["at"].transform("any")]
    match = held.merge(given.fields, on=["position", "field"])["person"]
    unsaid = held.loc[held["field"].isna(), "person"]
    who = people["person"]
    listed = people["position"].isin(given.fields["position"])
    open_ = ~who.isin(held["person"]) | ~listed | who.isin(unsaid)
    return pd.Series(np.select([who.isin(match), open_], [MET, OPEN], NOT_MET))


def training(people: pd.DataFrame, taken: pd.DataFrame, accepted: pd.DataFrame) -> pd.Series:
    """A training of the list of names accepted for the position."""
    taken = taken.merge(people[["person", "position"]], on="person").merge(accepted, on=["position", "name"])
    who = people["person"]
    passed = who.isin(taken.loc[taken["passed"], "person"])
    return pd.Series(np.select([passed, who.isin(taken["person"])], [MET, NOT_MET], OPEN))


def experience(people: pd.DataFrame, held: pd.DataFrame, given: Given) -> pd.Series:
    """Months in the family of the position held, positions of one family in a row taken as one."""
    held = held.sort_values(["person", "since"])
    first = held["person"] != held["person"].shift()
    stints = held[first | (held["family"] != held["family"].shift())].copy()
    last = stints["person"] != stints["person"].shift(-1)
    stints["end"] = np.where(last, given.on, stints["since"].shift(-1))
    # Days are (year · 12 + month) · 32 + day: whole months between two are the floor of a 32nd.
    stints["months"] = (stints["end"] - stints["since"]) // 32
    own = stints.merge(people[["person", "family"]], on=["person", "family"])
    months = people["person"].map(own.groupby("person")["months"].sum()).fillna(0)
    begun = people["person"].map(held.groupby("person")["since"].min())
    complete = (people["entered"] != NEVER) & (begun <= people["entered"])
    needed = given.policy.experience_months.value
    return pd.Series(np.select([months >= needed, complete], [MET, NOT_MET], OPEN))


def rank(people: pd.DataFrame, held: pd.DataFrame) -> pd.Series:
    """The rank against the range: below 3, above 4 for now; not asked of PPPK."""
    order = people["person"].map(held.drop_duplicates("person", keep="last").set_index("person")["order"])
    found = np.select([order.isna(), order < people["low"], order > people["high"]], [OPEN, 3, 4], MET)
    return pd.Series(found, dtype="float").mask(people["pppk"])


def whole(
    people: pd.DataFrame, cells: pd.DataFrame, statuses: dict[RowKey, pd.Series], given: Given
) -> pd.DataFrame:
    """Outcome, counts and match of everybody."""
    cells["capped_low"] = cells[["low", "required"]].min(axis=1)
    cells["capped_high"] = cells[["high", "required"]].min(axis=1)
    cells["missed"] = cells["status"] == NOT_MET
    cells["open"] = cells["status"] == OPEN
    sums = cells.groupby("person")[["required", "capped_low", "capped_high", "missed", "open"]].sum()
    sums = sums.reindex(people["person"]).reset_index(drop=True)
    missed, open_ = sums["missed"].astype(int), sums["open"].astype(int)
    gate_missed, gate_open = missed > 0, open_ > 0
    effects = given.policy.effects.value
    for key, status in statuses.items():
        if key is RowKey.RANK:
            missed = missed + status.isin([3, 4])
            gate_missed = gate_missed | (status == 3) | ((status == 4) & (effects.rank_above is Effect.GATE))
            gate_open = gate_open | (status == OPEN)
        else:
            missed = missed + (status == NOT_MET)
            gate_missed = gate_missed | ((status == NOT_MET) & given.gates[key])
            gate_open = gate_open | ((status == OPEN) & given.gates[key])
        open_ = open_ + (status == OPEN)
    bands = given.policy.bands.value.bands
    starts = [band.start for band in bands]
    # Compared as integers: 100 · sum against start · required.
    at = {
        end: sum(
            (100 * sums[end] * s.denominator >= s.numerator * sums["required"]).astype(int) for s in starts
        )
        - 1
        for end in ("capped_low", "capped_high")
    }
    codes = np.array([band.code for band in bands], dtype=object)
    return pd.DataFrame(
        {
            "outcome": np.select([gate_missed, gate_open], ["not_eligible", "undetermined"], "eligible"),
            "not_met": missed,
            "undetermined": open_,
            "level_required": sums["required"],
            "capped_low": sums["capped_low"].astype(int),
            "capped_high": sums["capped_high"].astype(int),
            "category": np.where(at["capped_low"] == at["capped_high"], codes[at["capped_low"]], None),
        }
    )
