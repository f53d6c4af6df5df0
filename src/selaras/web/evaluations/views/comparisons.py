"""Two runs side by side: who moved, and why."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from selaras.clock import now
from selaras.core.policy import Purpose
from selaras.errors import UsageError
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.audit.access import looked
from selaras.web.evaluations import figures, telling
from selaras.web.evaluations.actions import compare_runs
from selaras.web.evaluations.lists import run_name
from selaras.web.evaluations.models import Comparison, Move
from selaras.web.evaluations.moves import OF
from selaras.web.evaluations.outcomes import TONES
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.evaluations.scopes import answers_for, comparisons_for, moves_for, runs_for
from selaras.web.ui.templatetags.ui import say
from selaras.web.whole import whole

OFFERED = 50  # runs to choose from
SIDES = {"satu": gettext_lazy("Semula"), "dua": gettext_lazy("Menjadi")}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_VERDICTS)
def compare(request: AskedRequest) -> HttpResponse:
    """Choose two runs and compare them, the older first: once for each pair."""
    if request.method != "POST":
        return render(request, "evaluations/compare.html", _offered(request))
    chosen = [request.POST.get(name, "") for name in SIDES]
    numbers = sorted(number for each in chosen if (number := whole(each)))
    visible = runs_for(request.asker).filter(finished=True)
    pair = [get_object_or_404(visible, pk=number) for number in numbers]
    if len(pair) != len(chosen):
        messages.error(request, _("Pilih penilaian yang dibandingkan."))
        return redirect("evaluations:compare")
    try:
        made = compare_runs(before=pair[0], after=pair[1], by=request.user, at=now())
    except UsageError as error:
        messages.error(request, f"{say(error.what)} {say(error.remedy)}")
        return redirect(figures.link("evaluations:compare", satu=pair[0].pk))
    return (
        redirect("evaluations:comparison", made.pk) if made.finished else redirect("jobs:detail", made.job_id)
    )


def _offered(request: AskedRequest) -> dict[str, Any]:
    """The runs to choose from, newest first; chosen to begin with: the one named or the newest, and one like it."""
    runs = list(runs_for(request.asker).filter(finished=True).order_by("-pk")[:OFFERED])
    wanted = request.GET.get("satu", "")
    one = next((run for run in runs if str(run.pk) == wanted), runs[0] if runs else None)
    crumbs = [(_("Kesesuaian"), reverse("evaluations:list")), (_("Bandingkan"), "")]
    if one is None or len(runs) < len(SIDES):
        return {"crumbs": crumbs}
    others = [run for run in runs if run != one]
    alike = [run for run in others if (run.unit_id, run.purpose) == (one.unit_id, one.purpose)]
    chosen = sorted([one.pk, (alike or others)[0].pk])
    return {
        "crumbs": crumbs,
        "offered": [(run, f"{run_name(run)} · {run.unit_name or run.unit.name}") for run in runs],
        "pair": [(name, label, pk) for (name, label), pk in zip(SIDES.items(), chosen, strict=True)],
    }


@require_safe
@requires(Permission.VIEW_VERDICTS)
def comparison(request: AskedRequest, pk: int) -> HttpResponse:
    """From outcome to outcome, by cause and by unit: counted within what the asker may see."""
    found = get_object_or_404(comparisons_for(request.asker).filter(kind=Comparison.Kind.RUNS), pk=pk)
    if found.before is None or found.after is None:
        raise ValueError("a comparison of runs has two")
    visible = moves_for(request.asker, Permission.VIEW_VERDICTS).filter(comparison=found).order_by()
    moved = visible.exclude(what__in=ONLY_IN_ONE).values_list("was", "now")
    counts = Counter(
        {(was, end): number for was, end, number in moved.annotate(people=Count("pk")) if was != end}
    )
    # Who stayed where they were is in no list: everybody there now, less whoever came.
    now_there = answers_for(request.asker, Permission.VIEW_VERDICTS).filter(run=found.after).order_by()
    came = dict(visible.filter(what=Move.What.CAME).values_list("now").annotate(people=Count("pk")))
    for code, people in now_there.values_list("outcome").annotate(people=Count("pk")):
        arrived = sum(number for (_was, end), number in counts.items() if end == code)
        counts[code, code] = people - arrived - came.get(code, 0)
    said = {OF: found.pk}
    runs = [(run, PURPOSES[Purpose(run.purpose)]) for run in (found.before, found.after)]
    context = {
        "comparison": found,
        "runs": runs,
        "differs": telling.differs(found.before, found.after),
        "matrix": figures.matrix(([was, end, n] for (was, end), n in counts.items()), **said),
        "moved": telling.moved(visible, found),
        "url": figures.link("evaluations:moves", **said),
        "crumbs": [
            (_("Kesesuaian"), reverse("evaluations:list")),
            (run_name(found.after), reverse("evaluations:run", args=[found.after.pk])),
            (_("Perbandingan"), ""),
        ],
    }
    return render(request, "evaluations/comparison.html", context)


ONLY_IN_ONE = (Move.What.CAME, Move.What.WENT)


@require_safe
@requires(Permission.VIEW_VERDICTS)
def move(request: AskedRequest, pk: int) -> HttpResponse:
    """One person: what differs, row by row, and why."""
    visible = moves_for(request.asker, Permission.VIEW_VERDICTS)
    found = get_object_or_404(
        visible.select_related("person", "comparison__before", "comparison__after", "comparison__instansi"),
        pk=pk,
    )
    looked(asker=request.asker, person=found.person, what="kesesuaian")
    whole = found.comparison
    page = "evaluations:comparison" if whole.of_runs else "evaluations:affected"
    context = {
        "move": found,
        "comparison": whole,
        "purpose": PURPOSES[Purpose(found.purpose)],
        "sides": telling.sides(found),
        "tones": TONES,
        "lines": telling.lines(found),
        "crumbs": [
            (_("Kesesuaian"), reverse("evaluations:list")),
            (
                _("Perbandingan") if whole.of_runs else _("Siapa yang terdampak"),
                reverse(page, args=[whole.pk]),
            ),
            (found.person.name, ""),
        ],
    }
    return render(request, "evaluations/move.html", context)
