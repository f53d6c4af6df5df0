"""Home."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selaras.web.ui import registry, tally


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the asker, then the figures of their scope; for a visitor, what Selaras is."""
    asker = getattr(request, "asker", None)
    if not asker:
        return render(request, "ui/landing.html")
    tasks = registry.tasks_of(asker)
    tally.keep(request, sum(task.count for task in tasks))
    return render(request, "ui/home.html", {"tasks": tasks, "figures": registry.figures_of(asker)})
