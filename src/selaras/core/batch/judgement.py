"""Determinations over columns: the counterpart of `core.determination`."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from selaras.core.batch.codes import EFFECT, ROW_KEY, reason, status
from selaras.core.batch.facts import Part, settled
from selaras.core.model import RowKey
from selaras.core.policy import Effect
from selaras.core.verdict import Reason, Status


@dataclass(frozen=True)
class Judges:
    """Codes that tell which determinations count: `place` of everybody's position, of "any position" and of the
    proposer among those who confirmed; None or null where no determination names them.
    """

    place: pl.Series
    anywhere: int | None
    proposer: int | None


def judged(here: Part, answers: pl.DataFrame, key: RowKey, judges: Judges) -> pl.DataFrame:
    """Let determinations that count answer those rows of `answers` (one per person) that are `open` to them.

    Adds `determined`: whether `used` is a determination, one that counts or one that awaits its confirmation.
    """
    found = here.standing["determinations"].filter(pl.col("row") == ROW_KEY[key])
    if not found.height:
        return answers.with_columns(determined=pl.lit(False))
    open_ = answers.filter("open")
    found = found.with_columns(
        gating=here.spread(open_["person"], open_["effect"] == EFFECT[Effect.GATE]).gather(found["person"]),
        held=judges.place.gather(found["person"]),
    )
    confirmed = pl.col("confirmed") <= here.on
    if judges.proposer is not None:
        confirmed &= pl.col("confirmer") != judges.proposer
    meant = (pl.col("place") == pl.col("held")).fill_null(False)
    if judges.anywhere is not None:
        meant |= pl.col("place") == judges.anywhere
    # No `gating` means a row that is not open: whatever is determined, the facts answer it.
    known = found.filter(pl.col("gating").is_not_null(), meant, pl.col("revoked") > here.on)
    counting = known.filter(~pl.col("gating") | confirmed)
    waiting = settled(here, known.filter("gating", "finding"), "finding")[1].gather(answers["person"])
    finding, entry, clash = (
        column.gather(answers["person"]) for column in settled(here, counting, "finding")
    )
    return (
        answers.with_columns(
            determined=pl.col("open") & entry.is_not_null() & ~clash,
            clash=pl.col("open") & clash,
            finding=finding,
            waiting=waiting,
        )
        .with_columns(
            waits=pl.col("open")
            & pl.col("waiting").is_not_null()
            & ~pl.col("determined")
            & ~pl.col("clash")
            & (pl.col("status") == status(Status.UNDETERMINED))
        )
        .with_columns(
            status=pl.when("clash")
            .then(status(Status.UNDETERMINED))
            .when(pl.col("determined") & pl.col("finding"))
            .then(status(Status.MET))
            .when("determined")
            .then(status(Status.NOT_MET))
            .otherwise("status"),
            reason=pl.when("clash")
            .then(reason(Reason.CONFLICTING))
            .when(pl.col("determined") & pl.col("finding"))
            .then(reason(Reason.DETERMINED_MET))
            .when("determined")
            .then(reason(Reason.DETERMINED_NOT_MET))
            .otherwise("reason"),
            used=pl.when("determined")
            .then(entry)
            .when("waits")
            .then("waiting")
            .when(~pl.col("clash"))
            .then("used"),
        )
        .with_columns(determined=pl.col("determined") | pl.col("waits"))
        .drop("clash", "finding", "waiting", "waits")
    )
