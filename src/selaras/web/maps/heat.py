"""People × competency: the rows of the map, written at once. A page of 500 people has thousands of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from selaras.web.evaluations.outcomes import Outcome
from selaras.web.maps.asked import Asked
from selaras.web.maps.naming import STATE_SIGNS, STATES, Competency
from selaras.web.maps.tallies import Tally
from selaras.web.ui.shares import share

# What is read of every answer.
COLUMNS = (
    "pk",
    "person__name",
    "title",
    "job_class",
    "person__unit__name",
    "outcome",
    "not_met",
    "undetermined",
    "met",
    "cells",
)
LETTERS = {
    "above": "a",
    "equal": "e",
    "below": "b",
    "missing": "m",
    "none": "n",
}  # classes, short: there are many
EMPTY = f'<td class="n">{STATE_SIGNS["none"]}'


def body(
    rows: Iterable[tuple[Any, ...]], named: Sequence[tuple[int, Competency]], outcomes: Iterable[Outcome]
) -> SafeString:
    """A row for each person: verdict, a cell for each competency, counts. Every cell leads to that row of the verdict.

    `named`: competencies with their numbers in the run. Addresses are short and relative: they are most of the page.
    """
    numbered = [(each.key, f'/{number}/">') for number, each in named]
    verdicts = {each.code: _verdict(each) for each in outcomes}
    of_class = _("kelas %s")
    return mark_safe(
        "\n".join([_row(row, numbered, verdicts, of_class) for row in rows])
    )  # every part is escaped


def _row(
    row: tuple[Any, ...], numbered: Sequence[tuple[str, str]], verdicts: dict[str, str], of_class: str
) -> str:
    pk, name, title, job_class, unit, outcome, not_met, undetermined, met, cells = row
    where = escape(" · ".join(filter(None, (title, of_class % job_class if job_class else "", unit))))
    head = f'<tr><th scope="row"><a href="{pk}/">{escape(name)}</a><span>{where}</span></th>'
    by_key = {cell[0]: cell for cell in cells}
    begin = f'"><a href="{pk}'
    made = "".join([_cell(by_key.get(key), begin, end) for key, end in numbered])
    counts = f'<td class="k">{met}<td class="k">{not_met}<td class="k">{undetermined}'
    return f'{head}<td class="v">{verdicts.get(outcome, "")}{made}{counts}</tr>'


def _cell(cell: list[Any] | None, begin: str, end: str) -> str:
    if cell is None or cell[1] == "none":
        return EMPTY
    state, achieved = cell[1], cell[3]
    level = "" if achieved is None else achieved
    return f'<td class="{LETTERS[state]}{begin}{end}{STATE_SIGNS[state]}{level}</a>'


def _verdict(outcome: Outcome) -> str:
    words = escape(outcome.label)
    return (
        f'<b class="o-{outcome.tone}" title="{words}"><span aria-hidden="true">{outcome.sign}</span>'
        f'<span class="vh">{words}</span></b>'
    )


def sums(asked: Asked, tally: Tally, named: Sequence[Competency]) -> list[dict[str, Any]]:
    """Below the header, for everybody found: how many of each state a competency has, each with its list."""
    rows = []
    for code, words, sign in STATES[:4]:
        cells = [
            {
                "count": tally.states[each.key, code],
                "url": asked.drill(kompetensi=each.key, keadaan=code),
            }
            for each in named
        ]
        total = sum(tally.states[each.key, code] for each in named)
        rows.append({"words": words, "sign": sign, "letter": LETTERS[code], "cells": cells, "total": total})
    return rows


def shade(met: int, total: int) -> str:
    """In which of six steps a share lies: the class of a cell of groups."""
    percent = share(met, total)
    return "z" if not total else f"q{min(percent // 20, 5)}"
