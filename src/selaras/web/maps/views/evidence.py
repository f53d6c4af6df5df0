"""Who has evidence, how old it is, and which of it ends soon."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.evaluations.ages import AGE_SIGNS, AGES
from selaras.web.evaluations.endings import WINDOWS, Ending, rule_of
from selaras.web.evaluations.models import Answer
from selaras.web.maps.asked import SEE, Asked
from selaras.web.maps.counting import ending, tally
from selaras.web.maps.drawing import Bar, Part, bar
from selaras.web.maps.figures import ages, asked_for, extents
from selaras.web.maps.naming import competencies
from selaras.web.maps.views.frame import question, show, too_few

A_PAGE = 25
# The windows without those before them: words and sign.
STEPS = {30: (_("dalam 30 hari"), "!"), 90: (_("31–90 hari"), "◔"), 180: (_("91–180 hari"), "○")}


@require_safe
@requires(SEE)
def coverage(request: AskedRequest) -> HttpResponse:
    """For each competency: who has evidence at all, and how old it was on the run's day."""
    about = question(request)
    if about.run is None:
        return show(request, about, "coverage", {})
    counted = tally(about)
    named = asked_for(competencies(about.run), counted)
    context = {
        "tally": counted,
        "few": too_few(about, counted.people),
        "extents": extents(about, counted),
        "bars": [ages(about, counted, each) for each in named],
        "ages": [(words, f"a-{code}", AGE_SIGNS[code]) for code, words in AGES],
        "years": rule_of(about.run, about.run.on).distinct,
    }
    return show(request, about, "coverage", context)


@require_safe
@requires(SEE)
def expiring(request: AskedRequest) -> HttpResponse:
    """Results that count today and end within half a year: how many, of what, whose."""
    about = question(request)
    if about.run is None:
        return show(request, about, "expiring", {})
    on = today()
    found = ending(about, on)
    names = {each.key: each.name for each in competencies(about.run)}
    page = Paginator(_by_person(found), A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "today": on,
        "windows": _windows(about, found, on),
        "bars": _by_competency(about, found, names, on),
        "tones": [(label, f"w-{days}", sign) for days, (label, sign) in STEPS.items()],
        "page": page,
        "rows": _rows(list(page.object_list), names) if about.names_people else [],
        "years": rule_of(about.run, on).distinct,
        "few": too_few(about, len({each.person for each in found})),
    }
    return show(request, about, "expiring", context)


def _windows(about: Asked, found: list[Ending], on: date) -> list[dict[str, object]]:
    told = []
    for days in WINDOWS:
        last = on + timedelta(days=days)
        within = [each for each in found if each.until <= last]
        told.append(
            {
                "days": days,
                "people": len({each.person for each in within}),
                "results": len(within),
                "url": about.drill(habis=days),
                "last": last,
            }
        )
    return told


def _by_competency(about: Asked, found: list[Ending], names: dict[str, str], on: date) -> list[Bar]:
    """For each competency: results that end soon, in three parts that follow each other."""
    counted: dict[str, Counter[int]] = defaultdict(Counter)
    for each in found:
        left = (each.until - on).days
        counted[each.key][next(days for days in WINDOWS if left <= days)] += 1
    most = max((sum(each.values()) for each in counted.values()), default=1)
    return [
        bar(
            names.get(key, key),
            [Part(f"w-{days}", label, counted[key][days]) for days, (label, _sign) in STEPS.items()],
            scale=most,
            url=about.drill(kompetensi=key, habis=WINDOWS[-1]),
        )
        for key in sorted(counted, key=lambda key: (-sum(counted[key].values()), names.get(key, key)))
    ]


def _by_person(found: list[Ending]) -> list[tuple[int, list[Ending]]]:
    """Answer and its results, whose ends first."""
    rows: dict[int, list[Ending]] = {}
    for each in found:
        rows.setdefault(each.answer, []).append(each)
    return list(rows.items())


def _rows(listed: list[tuple[int, list[Ending]]], names: dict[str, str]) -> list[dict[str, object]]:
    answers = Answer.objects.filter(pk__in=[pk for pk, _found in listed])
    people = {
        each.pk: each for each in answers.select_related("person", "person__unit").defer("cells", "rows")
    }
    return [
        {
            "name": people[pk].person.name,
            "unit": people[pk].person.unit.name,
            "title": people[pk].title,
            "url": reverse("evaluations:answer", args=[pk]),
            "ends": [
                (until, [names.get(each.key, each.key) for each in same])
                for until, same in groupby(found, lambda each: each.until)
            ],
        }
        for pk, found in listed
    ]
