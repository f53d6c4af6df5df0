"""Handing a version over, sending it back, discarding, publishing and repealing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.standards import actions
from selaras.web.standards.actions.publishing import had_a_hand
from selaras.web.standards.errors import Refused
from selaras.web.standards.forms import PublishForm, RepealForm
from selaras.web.standards.holds import holds_of
from selaras.web.standards.models import Act, Repealing, Version
from selaras.web.standards.previews import AFFECTED
from selaras.web.standards.views import bringing
from selaras.web.standards.views.checking import version_page
from selaras.web.standards.views.scope import CHECK, DECIDE, version_or_404, within
from selaras.web.ui.previews import Preview


@require_POST
@requires(CHECK)
def submit(request: AskedRequest, pk: int) -> HttpResponse:
    """Everything is confirmed."""
    version = version_or_404(request, pk, CHECK)
    return _done(request, version, actions.submit, _("Diserahkan untuk diterbitkan oleh orang kedua."))


@require_POST
@requires(DECIDE)
def send_back(request: AskedRequest, pk: int) -> HttpResponse:
    """Something is to be mended first."""
    version = version_or_404(request, pk, DECIDE)
    return _done(request, version, actions.send_back, _("Dikembalikan untuk diperiksa."), why=_why(request))


@require_POST
@requires(CHECK)
def discard(request: AskedRequest, pk: int) -> HttpResponse:
    """What was read is not wanted."""
    version = version_or_404(request, pk, CHECK)
    return _done(request, version, actions.discard, _("Versi ini dibatalkan."), why=_why(request))


@require_http_methods(["GET", "POST"])
@requires(DECIDE)
def publish(request: AskedRequest, pk: int) -> HttpResponse:
    """Choose the day and what it repeals; then it is the standard."""
    version = version_or_404(request, pk, DECIDE)
    form = PublishForm(request.POST if request.method == "POST" else None, version=version, asked=request.GET)
    problem: Refused | None = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            done = actions.publish(
                version=version,
                effective_from=said["effective_from"],
                repeals=list(said["repeals"]),
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            problem = error
        else:
            text = _("Versi %(n)s diterbitkan, berlaku mulai %(day)s.")
            bringing.told(request, text % {"n": done.number, "day": f"{done.effective_from:%d-%m-%Y}"})
            return redirect("standards:prepared", pk)
    context = {
        "standard": version,
        "form": form,
        "problem": problem,
        "own": request.user.pk in had_a_hand(version),
        "held": holds_of(version) if version.state in Version.PREPARED else [],
        "previews": _previews(version, form) if version.state == Version.State.CONFIRMED else [],
        "preview_day": _choice(form)[0],
        "ready": version.state == Version.State.CONFIRMED,
    }
    status = 400 if problem or form.errors else 200
    return render(request, "standards/publish/publish.html", context, status=status)


def _previews(version: Version, form: PublishForm) -> list[Preview]:
    """Who would be affected by publishing from the day that stands in the form, and what it repeals."""
    day, repeals = _choice(form)
    return AFFECTED.of(version, day, repeals) if day else []


def _choice(form: PublishForm) -> tuple[date | None, list[Act]]:
    if form.is_bound and form.is_valid():
        return form.cleaned_data["effective_from"], list(form.cleaned_data["repeals"])
    return form.chosen_day, form.chosen_repeals


@require_http_methods(["GET", "POST"])
@requires(DECIDE)
def repeal(request: AskedRequest, pk: int) -> HttpResponse:
    """Propose from when on a published version no longer holds, without a successor here; a second person agrees."""
    version = version_or_404(request, pk, DECIDE)
    form = RepealForm(request.POST or None)
    problem: Refused | None = None
    if version.state != Version.State.PUBLISHED:
        return redirect("standards:prepared", pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_repeal(version=version, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as error:
            problem = error
        else:
            bringing.told(request, _("Pencabutan diusulkan; berlaku setelah disetujui orang kedua."))
            return redirect("standards:prepared", pk)
    context = {"standard": version, "form": form, "problem": problem}
    status = 400 if problem or form.errors else 200
    return render(request, "standards/publish/repeal.html", context, status=status)


@require_POST
@requires(DECIDE)
def decide_repeal(request: AskedRequest, pk: int) -> HttpResponse:
    """Agree to a repeal that somebody else proposed, or refuse it with the reason."""
    rows = Repealing.objects.filter(within(request, DECIDE, prefix="version__")).select_related("version")
    repealing = get_object_or_404(rows, pk=pk)
    agreed = request.POST.get("decision") == Repealing.State.AGREED
    try:
        if agreed:
            actions.agree_repeal(repealing=repealing, by=request.user, at=clock.now())
        else:
            why = _why(request)
            actions.refuse_repeal(repealing=repealing, why=why, by=request.user, at=clock.now())
    except Refused as error:
        return version_page(request, repealing.version_id, error)
    bringing.told(request, _("Pencabutan dicatat.") if agreed else _("Usul pencabutan ditolak."))
    return redirect("standards:prepared", repealing.version_id)


def _why(request: AskedRequest) -> str:
    return request.POST.get("reason", "")


def _done(
    request: AskedRequest, version: Version, action: Callable[..., Any], text: str, **said: Any
) -> HttpResponse:
    """Do it and say so, or show the page with the reason why not."""
    try:
        action(version=version, by=request.user, at=clock.now(), **said)
    except Refused as error:
        context = bringing.version_context(request, version) | {"problem": error}
        return render(request, "standards/publish/version.html", context, status=409)
    bringing.told(request, text)
    return redirect("standards:prepared", version.pk)
