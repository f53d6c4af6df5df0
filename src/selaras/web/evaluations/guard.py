"""The database itself refuses to change a finished run or comparison, and to add to it."""

from __future__ import annotations

from selaras.web.guards import Guard, unchanged


def _within(parent: str) -> dict[str, str]:
    finished = f"(SELECT finished FROM evaluations_{parent} WHERE id = {{row}}.{parent}_id)"
    return unchanged(finished.format(row="OLD")) | {"insert": finished.format(row="NEW")}


GUARD = Guard(
    "a finished evaluation never changes",
    {
        "evaluations_run": unchanged("OLD.finished"),
        "evaluations_comparison": unchanged("OLD.finished"),
        "evaluations_answer": _within("run"),
        "evaluations_move": _within("comparison"),
    },
    stem="finished_",
)
