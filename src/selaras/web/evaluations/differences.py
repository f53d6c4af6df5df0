"""What differs between two answers for the same person, row by row, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from selaras.core.model import CompetencyRow, Regulation, Requirement
from selaras.core.policy import Policy
from selaras.core.verdict import Reason
from selaras.web.evaluations.models import Answer, Move

# Why a row differs, the first that explains it. The codes stand in addresses.
CAUSES = {
    "jabatan": _("jabatan atau kelasnya berubah"),
    "standar": _("syarat dalam standar berubah"),
    "bukti": _("catatan baru atau diperbaiki"),
    "kedaluwarsa": _("bukti kedaluwarsa"),
    "kebijakan": _("kebijakan berbeda"),
    "waktu": _("tanggalnya berbeda"),
    "lain": _("hal lain, misalnya daftar bidang ilmu, kesetaraan, atau versi program"),
}


@dataclass(frozen=True)
class Side:
    """What one of two answers was asked with."""

    regulations: tuple[Regulation, ...]
    policies: tuple[Policy, ...]
    on: date

    @cached_property
    def rows(self) -> dict[str, dict[str, CompetencyRow | Requirement]]:
        """Standard → key → row."""
        found: dict[str, dict[str, CompetencyRow | Requirement]] = {}
        for standard in (each for law in self.regulations for each in law.standards):
            found[standard.id] = {row.key: row for row in standard.competencies}
            found[standard.id] |= {str(row.key): row for row in standard.requirements}
        return found


@dataclass(frozen=True, slots=True)
class RowMove:
    """One row on both sides; empty where a side does not ask for it."""

    key: str
    was: str
    was_reason: str
    now: str
    now_reason: str
    cause: str

    def stored(self) -> list[Any]:
        """As a move keeps it."""
        return [self.key, self.was, self.was_reason, self.now, self.now_reason, self.cause]


Sides = tuple[Side, Side]
_ABSENT: tuple[str, str, int | None] = ("", "", None)


def moved(before: Answer | None, after: Answer | None, sides: Sides) -> Move | None:
    """What differs for one person; None when nothing does. Its comparison and purpose are the caller's to say."""
    there = after or before
    if there is None or (before and after and _same(before, after)):
        return None
    rows = list(row_moves(before, after, sides)) if before and after else []
    what = _what(before, after, rows)
    if what is None:
        return None
    causes = {row.cause for row in rows}
    if before and after and not rows:
        causes = {_whole_cause(before, after, sides)}
    return Move(
        person_id=there.person_id,
        unit_id=there.unit_id,
        unit_name=there.unit_name,
        title=there.title,
        job_class=there.job_class,
        what=what,
        was=before.outcome if before else "",
        now=after.outcome if after else "",
        was_category=before.category if before else "",
        now_category=after.category if after else "",
        causes="".join(f" {each}" for each in CAUSES if each in causes) + (" " if causes else ""),
        rows=[row.stored() for row in rows],
    )


def row_moves(before: Answer, after: Answer, sides: Sides) -> Iterable[RowMove]:
    """The rows that differ, in the order of the second side's standard; what it no longer asks for last."""
    was, now = _rows(before), _rows(after)
    for key in (*now, *(key for key in was if key not in now)):
        (status, reason, _entry), (status_now, reason_now, _now) = (
            was.get(key, _ABSENT),
            now.get(key, _ABSENT),
        )
        if (status, reason) != (status_now, reason_now):
            cause = _cause(key, before, after, was.get(key), now.get(key), sides)
            yield RowMove(key, status, reason, status_now, reason_now, cause)


def _rows(answer: Answer) -> dict[str, tuple[str, str, int | None]]:
    used = answer.used or [None] * len(answer.rows)
    return {
        key: (status, reason, entry) for (key, status, reason), entry in zip(answer.rows, used, strict=True)
    }


def _same(before: Answer, after: Answer) -> bool:
    return (before.outcome, before.reason, before.category, before.rows) == (
        after.outcome,
        after.reason,
        after.category,
        after.rows,
    )


def _what(before: Answer | None, after: Answer | None, rows: list[RowMove]) -> str | None:
    if before is None:
        return Move.What.CAME
    if after is None:
        return Move.What.WENT
    if before.outcome != after.outcome:
        return Move.What.OUTCOME
    if before.category != after.category:
        return Move.What.CATEGORY
    return Move.What.ROWS if rows or before.reason != after.reason else None


def _cause(
    key: str,
    before: Answer,
    after: Answer,
    was: tuple[str, str, int | None] | None,
    now: tuple[str, str, int | None] | None,
    sides: Sides,
) -> str:
    if (before.title, before.job_class) != (after.title, after.job_class):
        return "jabatan"
    if was is None or now is None or _asks(sides[0], before, key) != _asks(sides[1], after, key):
        return "standar"
    if was[2] != now[2]:
        return "kedaluwarsa" if now[1] == Reason.EXPIRED else "bukti"
    if now[1] == Reason.EXPIRED:
        return "kedaluwarsa"
    return _elsewhere(sides)


def _whole_cause(before: Answer, after: Answer, sides: Sides) -> str:
    """Why the whole differs though every row says the same, or none says anything."""
    if (before.title, before.job_class) != (after.title, after.job_class):
        return "jabatan"
    keys = [key for key, _status, _reason in after.rows]
    if any(_asks(sides[0], before, key) != _asks(sides[1], after, key) for key in keys):
        return "standar"
    if before.used != after.used:
        return "bukti"
    if not keys and {law.instrument for law in sides[0].regulations} != {
        law.instrument for law in sides[1].regulations
    }:
        return "standar"
    return _elsewhere(sides)


def _elsewhere(sides: Sides) -> str:
    if sides[0].policies != sides[1].policies:
        return "kebijakan"
    return "waktu" if sides[0].on != sides[1].on else "lain"


def _asks(side: Side, answer: Answer, key: str) -> object:
    """What a row asks for: equal where the same is asked, whatever the numbering or spacing."""
    row = side.rows.get(answer.standard, _NONE).get(key)
    if isinstance(row, CompetencyRow):
        return row.rubric.id
    return (row.demand, row.importance) if row else None


_NONE: Mapping[str, CompetencyRow | Requirement] = {}
