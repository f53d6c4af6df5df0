"""Runs: start one, go on with one, ask its question again."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from selaras.clock import WESTERN_INDONESIA, now, today
from selaras.core.policy import Purpose
from selaras.errors import UsageError
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.evaluations.actions import resume_run, start_run
from selaras.web.evaluations.forms import RunForm
from selaras.web.evaluations.models import Run
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.evaluations.scopes import runs_for
from selaras.web.organisation.models import Unit
from selaras.web.ui.templatetags.ui import say

A_PAGE = 25


@requires(Permission.VIEW_VERDICTS)
def runs(request: AskedRequest) -> HttpResponse:
    """All runs, newest first; a new one is started here."""
    may_start = request.asker.may(Permission.EVALUATE)
    units = Unit.objects.visible_to(request.asker, Permission.EVALUATE).filter(ended=False)
    form = RunForm(
        request.POST if request.method == "POST" and may_start else None,
        units=units,
        initial={"purpose": Purpose.APPOINTMENT, "on": today(), "unit": units.first()},
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        run = start_run(
            unit=said["unit"], purpose=Purpose(said["purpose"]), on=said["on"], by=request.user, at=now()
        )
        return redirect("jobs:detail", run.job_id)
    page = Paginator(runs_for(request.asker), A_PAGE).get_page(request.GET.get("halaman"))
    listed = [Listed(each, request) for each in page.object_list]
    comparable = runs_for(request.asker).filter(finished=True)[1:2].exists()
    context = {"page": page, "listed": listed, "form": form if may_start else None, "comparable": comparable}
    return render(request, "evaluations/runs.html", context)


class Listed:
    """A run in the list, and what may be done with it."""

    def __init__(self, run: Run, request: AskedRequest) -> None:
        self.run = run
        self.purpose = PURPOSES[Purpose(run.purpose)]
        self.waiting = not run.finished and not (run.job and run.job.open)
        self.resumable = self.waiting and request.asker.reaches(Permission.EVALUATE, run.unit.path)
        # A figure of everybody would tell more than the list behind it shows.
        self.people = run.people if request.asker.reaches(Permission.VIEW_VERDICTS, run.unit.path) else None


@require_POST
@requires(Permission.EVALUATE)
def resume(request: AskedRequest, pk: int) -> HttpResponse:
    """Go on with a run that was cancelled or failed."""
    run = _to_evaluate(request, pk)
    try:
        run = resume_run(run=run, by=request.user, at=now())
    except UsageError as error:
        messages.error(request, f"{say(error.what)} {say(error.remedy)}")
        return redirect("evaluations:run", pk)
    return redirect("jobs:detail", run.job_id)


@require_POST
@requires(Permission.EVALUATE)
def again(request: AskedRequest, pk: int) -> HttpResponse:
    """The same question asked now: of today where it was of its own day, else of the day that was asked about."""
    run = _to_evaluate(request, pk)
    on = today() if run.on == run.at.astimezone(WESTERN_INDONESIA).date() else run.on
    made = start_run(unit=run.unit, purpose=Purpose(run.purpose), on=on, by=request.user, at=now())
    return redirect("jobs:detail", made.job_id)


def _to_evaluate(request: AskedRequest, pk: int) -> Run:
    within = request.asker.within(Permission.EVALUATE, "unit__path")
    return get_object_or_404(runs_for(request.asker).filter(within), pk=pk)
