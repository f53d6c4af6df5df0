"""Person × standard, worked out now: the verdict in a sentence, its lines, its arithmetic, what to do."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from selaras.clock import now
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.audit.access import looked
from selaras.web.evaluations.lists import rows
from selaras.web.evaluations.models import Answer
from selaras.web.evaluations.presenting import beside
from selaras.web.evaluations.presenting.asking import CLASS, Asking, asking, classes, positions_of
from selaras.web.evaluations.presenting.whole import answer as answer_now
from selaras.web.evaluations.presenting.whole import page_of
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.organisation.forms.fields import told
from selaras.web.people.models import Person
from selaras.web.people.telling import language, rank_name
from selaras.web.people.views.record import tabs_of

EARLIER = 4  # results of runs beside the live one
SUGGESTED = 12
WRONG = 400  # what the address asks for cannot be: said, and nothing else shown in its place


@require_safe
@requires(Permission.VIEW_VERDICTS, Permission.VIEW_OWN)
def person(request: AskedRequest, pk: int) -> HttpResponse:
    """One person against the standard of the position held or another, for a purpose, as of a day."""
    return _page(request, pk, "evaluations/person.html")


@require_safe
@requires(Permission.VIEW_VERDICTS, Permission.VIEW_OWN)
def sums(request: AskedRequest, pk: int) -> HttpResponse:
    """The arithmetic of the match on a page of its own, to be printed."""
    return _page(request, pk, "evaluations/person_sums.html")


def _page(request: AskedRequest, pk: int, template: str) -> HttpResponse:
    visible = Person.objects.visible_to(request.asker, Permission.VIEW_VERDICTS)
    found = get_object_or_404(visible.select_related("unit", "position", "instansi"), pk=pk)
    looked(asker=request.asker, person=found, what="kesesuaian")
    asked = asking(request.GET, found)
    context = _frame(request, found, asked)
    status = WRONG
    if not asked.wrong:
        answered = answer_now(asked, found)
        context |= page_of(answered, found, request.asker, language())
        context["earlier"] = _earlier(request, found, asked)
        status = WRONG if answered.refused else 200
    return render(request, template, context, status=status)


@require_safe
@requires(Permission.VIEW_VERDICTS, Permission.VIEW_OWN)
def answer(request: AskedRequest, pk: int) -> HttpResponse:
    """From a row of a run to the same question asked now."""
    found = get_object_or_404(rows(request.asker, Permission.VIEW_VERDICTS).select_related("run"), pk=pk)
    asked = {"per": f"{found.run.on:%d-%m-%Y}", "keperluan": found.run.purpose}
    if origin := request.GET.get(beside.FROM):
        asked |= {beside.FROM: origin, beside.ANSWER: str(pk)}
    return redirect(f"{reverse('evaluations:person', args=[found.person_id])}?{urlencode(asked)}")


@require_safe
@requires(Permission.VIEW_VERDICTS, Permission.VIEW_OWN)
def suggest(request: AskedRequest) -> HttpResponse:
    """Positions of the instansi whose title holds what is being typed, as options."""
    text = request.GET.get("jabatan", "").strip()[:100]
    found = (
        positions_of(request.asker.instansi).filter(title__icontains=text) if request.asker.instansi else None
    )
    options = (
        [told(each) for each in found.order_by("title", "pk")[:SUGGESTED]]
        if text and found is not None
        else []
    )
    return render(request, "organisation/_suggestions.html", {"found": options})


def _frame(request: AskedRequest, person: Person, asked: Asking) -> dict[str, Any]:
    """What stands around an answer, whether there is one or not."""
    own = person.user_id == request.user.pk
    opens = own or request.asker.reaches(Permission.VIEW_PEOPLE, person.unit.path)
    neighbours = beside.of(request, person)
    back = neighbours.back if neighbours else reverse("people:list") if opens and not own else ""
    return {
        "person": person,
        "own": own,
        "opens": opens,
        "rank": rank_name(person.rank) if person.rank else "",
        "asked": asked,
        "query": asked.query(),
        "purposes": PURPOSES.items(),
        "classes": _others(person, asked),
        "moment": now(),
        "beside": neighbours,
        "origin": [(name, request.GET[name]) for name in (beside.FROM, beside.ANSWER) if name in request.GET],
        "tabs": tabs_of(request, person, "kesesuaian") if opens else [],
        "crumbs": [
            *([(_("Pegawai"), back)] if back else []),
            *([(person.name, reverse("people:detail", args=[person.pk]))] if opens else []),
            (_("Kesesuaian"), ""),
        ],
    }


def _others(person: Person, asked: Asking) -> list[tuple[str, int]]:
    """The classes to ask “what if” of: not the one held, unless an address asks just that."""
    held = person.position.job_class if person.position else None
    found = [(f"{CLASS}{each}", each) for each in classes(person.instansi, asked.on)]
    return [(code, each) for code, each in found if each != held or code == asked.compared]


def _earlier(request: AskedRequest, person: Person, asked: Asking) -> list[Answer]:
    """What runs for the same purpose said of this person: they stay as they were."""
    found = rows(request.asker, Permission.VIEW_VERDICTS).filter(person=person, run__purpose=asked.purpose)
    return list(found.select_related("run").order_by("-run_id")[:EARLIER])
