"""The page of a run: its figures, what it was asked with, what has changed since."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from selaras.core.policy import Purpose
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.evaluations import figures
from selaras.web.evaluations.lists import changed_since
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.outcomes import outcomes_of
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.evaluations.scopes import answers_for, comparable, runs_for
from selaras.web.evaluations.work import policies_of
from selaras.web.people.telling import language
from selaras.web.policies.reading import keys
from selaras.web.policies.subjects import Subject
from selaras.web.standards.reading import history, version_ids
from selaras.web.standards.shelf import place_of


@require_safe
@requires(Permission.VIEW_VERDICTS)
def run(request: AskedRequest, pk: int) -> HttpResponse:
    """A run's figures. Each leads to the list behind it; counted within what the asker may see."""
    found = get_object_or_404(runs_for(request.asker), pk=pk)
    if not found.finished and found.by_id == request.user.pk and found.job and found.job.open:
        return redirect("jobs:detail", found.job_id)
    if not found.finished:
        messages.info(request, _("Penilaian ini belum selesai. Hasilnya tampil di sini setelah selesai."))
        return redirect("evaluations:list")
    visible = answers_for(request.asker, Permission.VIEW_VERDICTS).filter(run=found)
    whole = request.asker.reaches(Permission.VIEW_VERDICTS, found.unit.path)
    context = {
        "run": found,
        "purpose": PURPOSES[Purpose(found.purpose)],
        "whole": whole,
        "shares": figures.shares(found, visible),
        "total": visible.count(),
        "classes": figures.by_class(found, visible, str(_("tanpa kelas"))),
        "units": figures.by_unit(found, visible),
        "categories": figures.by_category(found, visible, labels(found)),
        "outcomes": [(each.code, each.label) for each in outcomes_of(found)],
        "asked": asked_with(found),
        "moved_on": moved_on(found, visible),
        "url": figures.link("evaluations:answers", penilaian=found.pk),
        "comparable": comparable(request.asker, found).exists(),
        "may_evaluate": request.asker.reaches(Permission.EVALUATE, found.unit.path),
        "crumbs": [(_("Kesesuaian"), reverse("evaluations:list")), (_("Penilaian %s") % found.pk, "")],
    }
    return render(request, "evaluations/run.html", context)


def moved_on(run: Run, visible: QuerySet[Answer]) -> MovedOn:
    """What has changed since a run was asked: people with newer entries, other standards, other policies."""
    return MovedOn(
        changed_since(visible, run).count(),
        figures.link("evaluations:answers", penilaian=run.pk, berubah="ya"),
        set(version_ids(run.instansi, run.on)) != set(run.versions),
        bool(run.policies) and keys(run.instansi, run.purpose, run.on) != run.policies,
    )


class MovedOn(NamedTuple):
    """What is no longer as a run found it."""

    people: int
    url: str
    standards: bool
    policies: bool


def labels(run: Run) -> dict[str, str]:
    """The names of the categories of the match, the highest first, by the policies of a run."""
    bands = [band for policy in policies_of(run) for band in policy.bands.value.bands]
    return {band.code: band.label[language()] for band in sorted(bands, key=lambda band: -band.start)}


def asked_with(run: Run) -> list[tuple[str, list[tuple[str, str]]]]:
    """Standards and policies of a run as names with their addresses."""
    laws = [
        (
            f"{version.act}, {_('versi %s') % version.number}",
            reverse("standards:version", args=[place_of(version.act), version.act.act_id, version.number]),
        )
        for version in history(run.instansi)
        if version.pk in run.versions and version.act
    ]
    return [(_("Standar"), laws), (_("Kebijakan"), [_policy(run, key) for key in run.policies])]


def _policy(run: Run, key: str) -> tuple[str, str]:
    """`Pengangkatan, versi 2` of “appointment/2/…”, and its permanent address; number 0 came with the program."""
    subject, number, _digest = key.split("/")
    called = _("versi %s") % number if int(number) else _("bawaan program")
    url = reverse("policies:version", args=[run.instansi.code, subject, int(number)])
    return f"{Subject(subject).label}, {called}", url
