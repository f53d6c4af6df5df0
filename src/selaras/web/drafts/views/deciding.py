"""Submitting, sending back, approving, handing over, discarding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.drafts import actions
from selaras.web.drafts.errors import Refused
from selaras.web.drafts.forms import HandOverForm
from selaras.web.drafts.models import Draft
from selaras.web.drafts.standing import newest
from selaras.web.drafts.views.reading import page_of
from selaras.web.drafts.views.scope import DECIDE, WRITE, draft_or_404, told
from selaras.web.standards.models import Version


@require_POST
@requires(WRITE)
def submit(request: AskedRequest, pk: int) -> HttpResponse:
    """Everything is written."""
    draft = draft_or_404(request, pk, WRITE)
    return _done(request, draft, actions.submit, _("Diajukan. Orang kedua kini dapat menyetujuinya."))


@require_POST
@requires(WRITE, DECIDE)
def send_back(request: AskedRequest, pk: int) -> HttpResponse:
    """Something is to be mended first."""
    draft = draft_or_404(request, pk, WRITE, DECIDE)
    return _done(request, draft, actions.send_back, _("Dikembalikan kepada penyusun."), why=_why(request))


@require_POST
@requires(DECIDE)
def approve(request: AskedRequest, pk: int) -> HttpResponse:
    """A second person agrees."""
    draft = draft_or_404(request, pk, DECIDE)
    return _done(request, draft, actions.approve, _("Disetujui. Naskah siap ditandatangani."))


@require_POST
@requires(WRITE)
def discard(request: AskedRequest, pk: int) -> HttpResponse:
    """Not wanted any more."""
    draft = draft_or_404(request, pk, WRITE)
    return _done(request, draft, actions.discard, _("Rancangan dibatalkan."), why=_why(request))


@require_POST
@requires(WRITE)
def adapted(request: AskedRequest, pk: int) -> HttpResponse:
    """The draft was compared with the newest version and adapted."""
    draft = draft_or_404(request, pk, WRITE)
    version = newest(draft.act) if draft.act else None
    if version is None:
        return redirect("drafts:detail", pk)
    text = _("Dicatat: rancangan sudah disesuaikan dengan versi terbaru.")
    return _done(request, draft, actions.adapted, text, version=version, why=_why(request))


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def hand_over(request: AskedRequest, pk: int) -> HttpResponse:
    """Number and dates of the signed act; then it waits among the versions to be published."""
    draft = draft_or_404(request, pk, WRITE)
    if request.method == "GET":
        return redirect("drafts:detail", pk)
    form = HandOverForm(request.POST, draft=draft)
    if not form.is_valid():
        response = page_of(request, draft, hand_over=form)
        response.status_code = 400
        return response
    try:
        version = actions.hand_over(draft=draft, by=request.user, at=clock.now(), **form.cleaned_data)
    except Refused as error:
        return page_of(request, draft, problem=error, hand_over=form)
    if version.state == Version.State.CONFIRMED:
        told(request, _("Diserahkan. Versinya menunggu diterbitkan oleh orang kedua."))
    else:
        told(request, _("Diserahkan. Putuskan dulu kaitan kompetensinya pada Kelola standar."))
    return redirect("drafts:detail", pk)


def _why(request: AskedRequest) -> str:
    return request.POST.get("reason", "")


def _done(
    request: AskedRequest, draft: Draft, action: Callable[..., Any], text: str, **said: Any
) -> HttpResponse:
    """Do it and say so, or show the page with the reason why not."""
    try:
        action(draft=draft, by=request.user, at=clock.now(), **said)
    except Refused as error:
        return page_of(request, draft, problem=error)
    told(request, text)
    return redirect("drafts:detail", draft.pk)
