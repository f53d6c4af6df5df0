"""What the terminal shows: the language of messages, errors with their places, progress."""

from __future__ import annotations

import os
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from selaras.errors import DataRefused, Language, Problem, SelarasError, Severity, Text

SHOWN_PROBLEMS = 20  # more than a screen helps nobody; the workbook of failed rows has them all

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def language() -> Language:
    """Bahasa Indonesia unless SELARAS_LANG says `en`."""
    return "en" if os.environ.get("SELARAS_LANG", "").lower().startswith("en") else "id"


def say(text: Text) -> str:
    """The message in the language of this terminal."""
    return text[language()]


def show_problems(problems: Sequence[Problem], limit: int = SHOWN_PROBLEMS) -> None:
    """Print problems with place and remedy, the first `limit` of them, to the error stream."""
    for problem in problems[:limit]:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        err.print(f"[{colour}]{escape(str(problem.place))}:[/] {escape(say(problem.what))}")
        err.print(f"    → {escape(say(problem.remedy))}", style="dim")
    if len(problems) > limit:
        rest = len(problems) - limit
        err.print(say(Text(f"… dan {rest} masalah lain.", f"… and {rest} more problems.")))


def show_error(error: SelarasError) -> None:
    """Print what happened, where, and what to do next, to the error stream."""
    err.print(f"[bold red]{escape(say(error.what))}[/]")
    if isinstance(error, DataRefused):
        show_problems(error.problems)
    err.print(escape(say(error.remedy)))


def progress() -> Progress:
    """A progress bar on the error stream, so that results can be piped."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    )
