"""The rows of a profile: competencies as level cells, requirements with their result and citation."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Literal

from selaras.core.describe import name_of, reason_text
from selaras.core.explain import Explanation
from selaras.core.model import CompetencyRow, Evidence, Requirement
from selaras.core.verdict import RowResult, Status, Verdict
from selaras.core.words import Words
from selaras.errors import Language, Text
from selaras.files.profile.words import text

State = Literal["above", "equal", "below", "missing", "none"]
# Read without colour: every state has a sign of its own.
SIGNS = {"above": "▲", "equal": "=", "below": "▼", "missing": "?", "none": "–"}
STATUS_SIGNS = {
    Status.MET: "✓",
    Status.NOT_MET: "✗",
    Status.UNDETERMINED: "?",
    Status.NOT_REQUIRED: "–",
}


def competency_groups(
    verdict: Verdict, explanation: Explanation, words: Words, language: Language
) -> list[dict[str, Any]]:
    """The competencies of a verdict by kind, in the standard's order."""
    passed = passed_over(explanation, language)
    rows = [(row, row.row) for row in verdict.rows if isinstance(row.row, CompetencyRow)]
    return [
        {
            "kind": words.get("kind", kind)[language],
            "rows": [
                _competency(result, asked, verdict, words, language) | {"passed_over": passed[result.key]}
                for result, asked in group
            ],
        }
        for kind, group in groupby(rows, key=lambda pair: pair[1].kind)
    ]


def _competency(
    result: RowResult, asked: CompetencyRow, verdict: Verdict, words: Words, language: Language
) -> dict[str, Any]:
    state = state_of(result, asked)
    return {
        "number": asked.number,
        "name": asked.name,
        "required": asked.level,
        "at": level_shown(result, asked),
        "mark": "?" if state == "missing" else "X",
        "state": state,
        "sign": SIGNS[state],
        "difference": _difference(result, asked, state, words)[language],
        "reason": reason_text(verdict, result, words)[language],
    }


def state_of(result: RowResult, asked: CompetencyRow) -> State:
    """One of five: above, equal, below, missing (undetermined), none (not required)."""
    match result.status:
        case Status.NOT_MET:
            return "below"
        case Status.UNDETERMINED:
            return "missing"
        case Status.NOT_REQUIRED:
            return "none"
    level = _level(result)
    return "above" if level is not None and level > asked.level else "equal"


def level_shown(result: RowResult, asked: CompetencyRow) -> int:
    """The cell that is marked; 0: none. What is open is marked at the level that is required."""
    if result.status is Status.UNDETERMINED:
        return asked.level
    if result.status is Status.NOT_REQUIRED:
        return 0
    level = _level(result)
    if level is not None:
        return level
    # Indicators say whether the required level was reached, and never which other level was.
    return asked.level if result.status is Status.MET else 0


def _level(result: RowResult) -> int | None:
    return result.used.level if isinstance(result.used, Evidence) else None


def _difference(result: RowResult, asked: CompetencyRow, state: str, words: Words) -> Text:
    level = _level(result)
    match state:
        case "above" if level is not None:
            return text("above", gap=level - asked.level)
        case "below":
            return text("below_open") if level is None else text("below", gap=level - asked.level)
        case "missing":
            return words.get("short", _short(result))
        case "none":
            return text("not_required")
    return text("equal")


def _short(result: RowResult) -> str:
    partly = result.reason == "no_evidence" and isinstance(result.used, Evidence)
    return "partly_rated" if partly else str(result.reason)


def passed_over(explanation: Explanation, language: Language) -> dict[str, list[str]]:
    """Evidence that was there and did not count, with the reason, by row."""
    return {str(line.row.key): [each[language] for each in line.not_chosen] for line in explanation.lines}


def requirement_rows(
    verdict: Verdict, explanation: Explanation, words: Words, language: Language
) -> list[dict[str, Any]]:
    """Part II: what is asked, what it came to, why, where it stands, and what was passed over."""
    passed = passed_over(explanation, language)
    return [
        {
            "name": name_of(row, words)[language],
            "status": str(row.status),
            "sign": STATUS_SIGNS[row.status],
            "label": words.get("status", row.status)[language],
            "effect": words.get("effect", row.effect)[language],
            "reason": reason_text(verdict, row, words)[language],
            "citation": row.citation.place,
            "passed_over": passed[row.key],
        }
        for row in verdict.rows
        if isinstance(row.row, Requirement)
    ]
