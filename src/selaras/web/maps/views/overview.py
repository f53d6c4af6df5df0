"""The whole on one page: verdicts, commonest gaps, coverage, what expires."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.core.verdict import Status
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.evaluations.endings import WINDOWS
from selaras.web.maps.asked import SEE, Asked
from selaras.web.maps.counting import ending, tally
from selaras.web.maps.figures import asked_for, commonest, extents, requirement_gaps, states, verdicts
from selaras.web.maps.naming import STATES, competencies
from selaras.web.maps.views.frame import question, show, too_few


@require_safe
@requires(SEE)
def overview(request: AskedRequest) -> HttpResponse:
    """What an office shows of itself."""
    about = question(request)
    if about.run is None:
        return show(request, about, "index", {})
    counted = tally(about)
    named = asked_for(competencies(about.run), counted)
    context = {
        "tally": counted,
        "few": too_few(about, counted.people),
        "verdicts": verdicts(about, counted),
        "commonest": commonest(about, counted, named),
        "unmet": requirement_gaps(about, counted, Status.NOT_MET),
        "open": requirement_gaps(about, counted, Status.UNDETERMINED),
        "extents": extents(about, counted),
        "states": [states(about, counted, each) for each in named],
        "state_names": STATES[:4],
        "expiring": windows(about, today()),
        "today": today(),
    }
    return show(request, about, "index", context)


def windows(about: Asked, on: date) -> list[tuple[int, int, int, str, date]]:
    """For each number of days: people and results that end by then, the list behind them, and the last day."""
    found = ending(about, on)
    told = []
    for days in WINDOWS:
        last = on + timedelta(days=days)
        people = Counter(each.person for each in found if each.until <= last)
        told.append((days, len(people), sum(people.values()), about.drill(habis=days), last))
    return told
