"""Saying something of a row or of the whole, and settling it; answering for an error of the linter."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.drafts import actions
from selaras.web.drafts.errors import Refused
from selaras.web.drafts.holds import place_of
from selaras.web.drafts.models import Comment, Row
from selaras.web.drafts.views.reading import page_of
from selaras.web.drafts.views.rows import refused_row
from selaras.web.drafts.views.scope import (
    DECIDE,
    WRITE,
    comment_or_404,
    draft_or_404,
    row_or_404,
    told,
)
from selaras.web.whole import whole


@require_POST
@requires(WRITE, DECIDE)
def comment(request: AskedRequest, pk: int) -> HttpResponse:
    """Say it; back to where it was said."""
    draft = draft_or_404(request, pk, WRITE, DECIDE)
    named = whole(request.POST.get("row", ""))
    row = get_object_or_404(Row, pk=named, draft=draft) if named else None
    text = request.POST.get("text", "")
    try:
        made = actions.comment(draft=draft, row=row, text=text, by=request.user, at=clock.now())
    except Refused as error:
        return page_of(request, draft, problem=error)
    told(request, _("Komentar dicatat."))
    return redirect(_back(made))


@require_POST
@requires(WRITE, DECIDE)
def resolve(request: AskedRequest, pk: int) -> HttpResponse:
    """It is settled."""
    found = comment_or_404(request, pk)
    try:
        actions.resolve(comment=found, by=request.user, at=clock.now())
    except Refused as error:
        return page_of(request, draft_or_404(request, found.draft_id, WRITE, DECIDE), problem=error)
    return redirect(_back(found))


@require_POST
@requires(WRITE)
def accept(request: AskedRequest, pk: int) -> HttpResponse:
    """Let an error of the linter stand, with the reason; back to its row."""
    row = row_or_404(request, pk)
    finding, why = request.POST.get("finding", ""), request.POST.get("reason", "")[:1000]
    try:
        actions.accept(row=row, finding=finding, why=why, by=request.user, at=clock.now())
    except Refused as error:
        return refused_row(request, row, error)
    told(request, _("Alasan dicatat. Galat itu tidak lagi menahan rancangan."))
    return redirect(place_of(row))


def _back(comment: Comment) -> str:
    if comment.row:
        return place_of(comment.row)
    return f"{reverse('drafts:detail', args=[comment.draft_id])}#komentar"
