"""Runs: start one, look at its figures, go to the people behind each figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from selaras.clock import now, today
from selaras.core.policy import Purpose
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.evaluations.actions import start_run
from selaras.web.evaluations.lists import OUTCOMES, TONES, rows
from selaras.web.evaluations.models import Run
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.organisation.forms.fields import DayField, UnitField
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Entry
from selaras.web.people.telling import language

A_PAGE = 25


class RunForm(forms.Form):
    """Which unit, for what, as of when."""

    unit = UnitField(label=_("Unit"))
    purpose = forms.ChoiceField(label=_("Untuk keperluan"))
    on = DayField(label=_("Per tanggal"))

    def __init__(self, *args: object, units: QuerySet[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        cast("UnitField", self.fields["unit"]).units = units
        self.fields["purpose"].choices = [(key, text[language()]) for key, text in PURPOSES.items()]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Share:
    """How many people have an outcome, and where they are."""

    label: str
    count: int
    total: int
    tone: str
    url: str


def runs_for(request: AskedRequest) -> QuerySet[Run]:
    """Runs of units that the asker may see verdicts of."""
    within = request.asker.within(Permission.VIEW_VERDICTS, "unit__path")
    found = Run.objects.filter(within).select_related("unit", "by", "job", "instansi")
    return found if request.asker.national else found.filter(instansi=request.asker.instansi)


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
    page = Paginator(runs_for(request), A_PAGE).get_page(request.GET.get("halaman"))
    listed = [(each, PURPOSES[Purpose(each.purpose)]) for each in page.object_list]
    context = {"page": page, "listed": listed, "form": form if may_start else None}
    return render(request, "evaluations/runs.html", context)


@require_safe
@requires(Permission.VIEW_VERDICTS)
def run(request: AskedRequest, pk: int) -> HttpResponse:
    """A run's figures. Each leads to the list behind it; counted within what the asker may see."""
    found = get_object_or_404(runs_for(request), pk=pk)
    if not found.finished and found.by_id == request.user.pk:
        return redirect("jobs:detail", found.job_id)
    if not found.finished:
        messages.info(request, _("Penilaian ini masih berjalan. Hasilnya tampil di sini setelah selesai."))
        return redirect("evaluations:list")
    visible = rows(request.asker, Permission.VIEW_VERDICTS).filter(run=found)
    later = Entry.objects.filter(person__instansi=found.instansi, pk__gt=found.read_up_to).count()
    classes = visible.order_by().values("job_class", "outcome").annotate(people=Count("pk"))
    context = {
        "run": found,
        "purpose": PURPOSES[Purpose(found.purpose)],
        "shares": list(shares(found, visible)),
        "classes": by_class(classes),
        "later": later,
        "outcomes": OUTCOMES,
        "url": f"{reverse('evaluations:answers')}?penilaian={found.pk}",
    }
    return render(request, "evaluations/run.html", context)


def shares(run: Run, visible: QuerySet) -> Iterator[Share]:  # type: ignore[type-arg]
    """People by outcome."""
    counted = dict(visible.order_by().values_list("outcome").annotate(people=Count("pk")))
    total = sum(counted.values())
    for code, label in OUTCOMES:
        url = f"{reverse('evaluations:answers')}?penilaian={run.pk}&hasil={code}"
        yield Share(str(label), counted.get(code, 0), total, TONES[code], url)


def by_class(counted: QuerySet) -> list[tuple[int | None, list[int]]]:  # type: ignore[type-arg]
    """Class → people by outcome, highest class first; those without one last."""
    table: dict[int | None, dict[str, int]] = {}
    for row in counted:
        table.setdefault(row["job_class"], {})[row["outcome"]] = row["people"]
    ordered = sorted(table.items(), key=lambda item: -(item[0] or 0))
    return [(job_class, [found.get(code, 0) for code, _label in OUTCOMES]) for job_class, found in ordered]
