"""Person × standard, worked out now: the verdict in a sentence, its lines, its arithmetic, what to do."""

from __future__ import annotations

from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.core.explain import Section, explain
from selaras.core.policy import Purpose
from selaras.law.words import words
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.audit.access import looked
from selaras.web.evaluations.lists import TONES, rows
from selaras.web.evaluations.questions import PURPOSES, question, verdict_of
from selaras.web.evaluations.work import interval_of
from selaras.web.organisation.forms.fields import DAY_FORMATS
from selaras.web.people.models import Person


@require_safe
@requires(Permission.VIEW_VERDICTS, Permission.VIEW_OWN)
def person(request: AskedRequest, pk: int) -> HttpResponse:
    """One person's verdict for the position held, for a purpose, as of a day."""
    visible = Person.objects.visible_to(request.asker, Permission.VIEW_VERDICTS)
    found = get_object_or_404(visible.select_related("unit", "position", "instansi"), pk=pk)
    looked(asker=request.asker, person=found, what="kesesuaian")
    on, wrong_day = _day(request)
    purpose = _purpose(request)
    verdict = verdict_of(found, question(found.instansi, purpose, on))
    texts = words()
    explanation = explain(verdict, texts)
    context = {
        "person": found,
        "verdict": verdict,
        "explanation": explanation,
        "sections": [
            (texts.get("section", section), section.value, explanation.of(section))
            for section in Section
            if explanation.of(section)
        ],
        "outcome": texts.get("outcome", verdict.outcome),
        "tone": TONES[verdict.outcome],
        "match": interval_of(verdict),
        "on": on,
        "wrong_day": wrong_day,
        "purpose": purpose,
        "purposes": PURPOSES.items(),
        "crumbs": [
            (_("Pegawai"), reverse("people:list")),
            (found.name, reverse("people:detail", args=[found.pk])),
            (_("Kesesuaian"), ""),
        ],
    }
    return render(request, "evaluations/person.html", context)


@require_safe
@requires(Permission.VIEW_VERDICTS, Permission.VIEW_OWN)
def answer(request: AskedRequest, pk: int) -> HttpResponse:
    """From a row of a run to the same question asked now."""
    found = get_object_or_404(rows(request.asker, Permission.VIEW_VERDICTS).select_related("run"), pk=pk)
    asked = f"per={found.run.on:%d-%m-%Y}&keperluan={found.run.purpose}"
    return redirect(f"{reverse('evaluations:person', args=[found.person_id])}?{asked}")


def _day(request: AskedRequest) -> tuple[date, str]:
    """The day asked about, and what was written when it is none."""
    said = request.GET.get("per", "").strip()
    for form in DAY_FORMATS if said else ():
        try:
            return datetime.strptime(said, form).date(), ""  # noqa: DTZ007
        except ValueError:
            continue
    return today(), said


def _purpose(request: AskedRequest) -> Purpose:
    said = request.GET.get("keperluan", Purpose.APPOINTMENT)
    if said not in set(Purpose):
        raise Http404
    return Purpose(said)
