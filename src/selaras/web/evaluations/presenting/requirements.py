"""Requirement rows as they are read: what is asked, what is held, what may be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core.describe import reason_text
from selaras.core.model import Determination, Recorded, Requirement
from selaras.core.policy import Effect
from selaras.core.verdict import RowResult, Status, Verdict
from selaras.errors import Text
from selaras.web.determinations.judged import judged
from selaras.web.evaluations.presenting.competencies import Telling

SIGNS = {"ok": "✓", "no": "✗", "un": "?", "warn": "!", "plain": "–"}
MEANINGS = {
    "ok": _("memenuhi"),
    "no": _("tidak memenuhi"),
    "un": _("belum dapat ditentukan"),
    "warn": _("belum terpenuhi, tetapi tidak menentukan hasil"),
    "plain": _("tidak disyaratkan"),
}


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One requirement row of the page. `name`, `mark`, `status` and `reason` are its sentence in parts."""

    key: str
    name: Text
    mark: Text | None
    status: Text
    reason: Text
    tone: str
    sign: str
    value: str
    effect: Text
    place: str
    entry: int | None
    open: bool
    awaiting: bool | None  # what was determined, until a second person has confirmed it
    judged: bool


def legend(shown: Iterable[RequirementLine]) -> list[tuple[str, str, Promise]]:
    """Tone, sign and meaning of the signs that some rows carry."""
    used = {line.tone for line in shown}
    return [(tone, SIGNS[tone], means) for tone, means in MEANINGS.items() if tone in used]


def lines(verdict: Verdict, telling: Telling) -> Iterator[RequirementLine]:
    """The requirement rows, in printed order."""
    for row in verdict.rows:
        if isinstance(row.row, Requirement):
            yield _line(row, row.row, verdict, telling)


def _line(row: RowResult, asked: Requirement, verdict: Verdict, telling: Telling) -> RequirementLine:
    tone = _tone(row)
    words = telling.words
    reason = reason_text(verdict, row, words)
    open_row = row.status in (Status.NOT_MET, Status.UNDETERMINED)
    return RequirementLine(
        key=str(asked.key),
        name=words.get("row", asked.key),
        mark=words.get("importance", asked.importance) if asked.importance else None,
        status=words.get("status", row.status),
        reason=reason,
        tone=tone,
        sign=SIGNS[tone],
        value=_beside(asked.value, reason),
        effect=words.get("effect", row.effect),
        place=within(asked.citation.place, verdict),
        entry=_entry(row.used),
        open=open_row,
        awaiting=row.used.finding if open_row and isinstance(row.used, Determination) else None,
        judged=open_row and judged(asked, row.reason),
    )


def within(place: str, verdict: Verdict) -> str:
    """A place without what the heading says already: in which annex the standard stands."""
    above = f"{verdict.standard.citation.place}, " if verdict.standard else ""
    rest = place.removeprefix(above)
    return rest[:1].upper() + rest[1:]


def _beside(value: str, reason: Text) -> str:
    """What is asked, where the reason does not say it already."""
    return "" if value in reason.id or value == reason.id or not value.strip("- ") else value


def _tone(row: RowResult) -> str:
    """What a row means for the whole: one that does not decide never looks like one that does."""
    match row.status:
        case Status.MET:
            return "ok"
        case Status.NOT_REQUIRED:
            return "plain"
        case Status.NOT_MET:
            return "no" if row.effect is Effect.GATE else "warn"
        case Status.UNDETERMINED:
            return "un" if row.effect is Effect.GATE else "warn"


def _entry(used: Recorded | None) -> int | None:
    return int(used.id) if used else None
