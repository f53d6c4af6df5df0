"""Long work as its owner sees it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from selaras.clock import now
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.jobs import actions
from selaras.web.jobs.kinds import label_of
from selaras.web.jobs.models import Job

ANY = tuple(Permission)  # whoever may start something may watch it; the query's scope decides which
PER_PAGE = 25
TONES = {"queued": "plain", "running": "plain", "done": "ok", "failed": "no", "cancelled": "plain"}


@require_GET
@requires(*ANY)
def jobs(request: AskedRequest) -> HttpResponse:
    """The asker's jobs, the newest first."""
    found = (
        Job.objects.visible_to(request.asker).select_related("owner").defer("arguments", "result", "error")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    rows = [(job, label_of(job.kind), TONES[job.state]) for job in page]
    return render(request, "jobs/list.html", {"page": page, "rows": rows})


@require_GET
@requires(*ANY)
def detail(request: AskedRequest, pk: int) -> HttpResponse:
    """How far a job is. One that is done leads on to its outcome (`?rincian=1`: stay)."""
    job = get_object_or_404(Job.objects.visible_to(request.asker).select_related("owner"), pk=pk)
    outcome = result_url(job)
    fragment = "HX-Request" in request.headers
    if outcome and not fragment and "rincian" not in request.GET:
        return redirect(outcome)
    shown = {"job": job, "label": label_of(job.kind), "tone": TONES[job.state], "result_url": outcome}
    return render(request, "jobs/_state.html" if fragment else "jobs/detail.html", shown)


@require_POST
@requires(*ANY)
def cancel(request: AskedRequest, pk: int) -> HttpResponse:
    """Ask a job to end. Only its owner may."""
    job = get_object_or_404(Job.objects.visible_to(request.asker).filter(owner=request.asker.user), pk=pk)
    actions.cancel(job=job, by=request.asker.user, at=now())
    return redirect("jobs:detail", pk=pk)


def result_url(job: Job) -> str:
    """Where the outcome is seen; never outside this application."""
    url = str((job.result or {}).get("url", "")) if job.state == Job.State.DONE else ""
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""
