"""Home."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from selaras.web.ui import registry, tally


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the asker, what their role needs first, the figures of their scope; for a visitor, what Selaras is."""
    asker = getattr(request, "asker", None)
    if not asker:
        return render(request, "ui/landing.html")
    tasks = registry.tasks_of(asker)
    tally.keep(request, sum(task.count for task in tasks))
    panels = registry.panels_of(asker)
    context = {
        "tasks": tasks,
        "panels": [
            (panel.wide, render_to_string(panel.template, panel.context, request)) for panel in panels
        ],
        "styles": dict.fromkeys(panel.style for panel in panels if panel.style),
        "figures": registry.figures_of(asker),
    }
    return render(request, "ui/home.html", context)
