"""Submitting a version, sending it back, discarding and approving it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.policies import actions
from selaras.web.policies.models import Version
from selaras.web.policies.showing import address
from selaras.web.policies.views.page import draft_context
from selaras.web.policies.views.scope import APPROVE, EDIT, version_or_404
from selaras.web.steps import Refused


@require_POST
@requires(EDIT)
def submit(request: AskedRequest, pk: int) -> HttpResponse:
    """It is ready for a second person."""
    return _done(
        request, version_or_404(request, pk, EDIT), actions.submit, _("Diajukan untuk disetujui orang kedua.")
    )


@require_POST
@requires(APPROVE)
def send_back(request: AskedRequest, pk: int) -> HttpResponse:
    """Something is to be mended first."""
    version = version_or_404(request, pk, APPROVE)
    return _done(request, version, actions.send_back, _("Dikembalikan untuk diperbaiki."), why=_why(request))


@require_POST
@requires(EDIT)
def discard(request: AskedRequest, pk: int) -> HttpResponse:
    """It is not wanted."""
    version = version_or_404(request, pk, EDIT)
    return _done(request, version, actions.discard, _("Rancangan ini dibatalkan."), why=_why(request))


@require_POST
@requires(APPROVE)
def approve(request: AskedRequest, pk: int) -> HttpResponse:
    """Let it hold from its day on."""
    version = version_or_404(request, pk, APPROVE)
    digest = request.POST.get("digest", "")
    return _done(
        request, version, actions.approve, _("Disetujui. Versi ini tidak berubah lagi."), digest=digest
    )


def _why(request: AskedRequest) -> str:
    return request.POST.get("reason", "")[:1000]


def _done(
    request: AskedRequest, version: Version, action: Callable[..., Version], text: str, **said: Any
) -> HttpResponse:
    """Do it and say so, or show the page with the reason why not."""
    try:
        done = action(version=version, by=request.user, at=clock.now(), **said)
    except Refused as error:
        context = draft_context(request, version) | {"problem": error}
        return render(request, "policies/draft.html", context, status=409)
    messages.success(request, text)
    if done.state == Version.State.APPROVED:
        return redirect(address(done))
    return (
        redirect("policies:index")
        if done.state == done.State.DISCARDED
        else redirect("policies:draft", done.pk)
    )
