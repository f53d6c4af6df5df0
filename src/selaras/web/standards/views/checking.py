"""One part beside its source: uncertain places, rows, findings; confirming and correcting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras import clock
from selaras.core.model import RowKey
from selaras.files.annex.settings import row_labels
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.standards import actions
from selaras.web.standards.errors import Refused
from selaras.web.standards.forms import ReasonForm, form_for
from selaras.web.standards.models import Doubt, Piece, Version
from selaras.web.standards.rows import row_of, shown
from selaras.web.standards.views import bringing
from selaras.web.standards.views.scope import (
    CHECK,
    DECIDE,
    doubt_or_404,
    link_or_404,
    piece_or_404,
    version_or_404,
)

NEAR = 4  # lines shown around a row that is corrected
LINES = 400  # of the source beside a part; the rest is in the document itself


@require_GET
@requires(CHECK, DECIDE)
def piece(request: AskedRequest, pk: int) -> HttpResponse:
    """What was read of a part, beside the source."""
    return _page(request, piece_or_404(request, pk, CHECK, DECIDE))


@require_POST
@requires(CHECK)
def confirm_piece(request: AskedRequest, pk: int) -> HttpResponse:
    """Confirm a part and go on to the next that waits."""
    found = piece_or_404(request, pk, CHECK)
    try:
        done = actions.confirm_piece(piece=found, by=request.user, at=clock.now())
    except Refused as error:
        return _page(request, found, problem=error)
    bringing.told(request, _("“%(title)s” disahkan.") % {"title": done.title})
    following = bringing.piece_after(done)
    if following is None:
        return redirect("standards:prepared", done.version_id)
    return redirect("standards:piece", following.pk)


@require_POST
@requires(CHECK)
def confirm_doubt(request: AskedRequest, pk: int) -> HttpResponse:
    """An uncertain place is as it was read."""
    doubt = doubt_or_404(request, pk)
    try:
        actions.confirm_doubt(
            doubt=doubt, note=request.POST.get("reason", ""), by=request.user, at=clock.now()
        )
    except Refused as error:
        return _page(request, piece_or_404(request, doubt.piece_id, CHECK), problem=error)
    return redirect(reverse("standards:piece", args=[doubt.piece_id]) + "#ragu")


@require_http_methods(["GET", "POST"])
@requires(CHECK)
def row(request: AskedRequest, pk: int, row: str) -> HttpResponse:
    """Set one row to what the original says."""
    found = piece_or_404(request, pk, CHECK)
    held = row_of(found, row)
    if held is None:
        raise Http404
    form = form_for(held, request.POST if request.method == "POST" else None, shown(held))
    problem: Refused | None = None
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.correct_row(
                piece=found, row=row, said=said, reason=said.pop("reason"), by=request.user, at=clock.now()
            )
        except Refused as error:
            problem = error
        else:
            bringing.told(request, _("Baris diperbaiki. Bagian ini perlu disahkan lagi."))
            return redirect("standards:piece", found.pk)
    near = [line for line in found.lines if held.line and abs((line[0] or 0) - held.line) <= NEAR]
    context = {"piece": found, "row": held, "form": form, "problem": problem, "near": cells_of(near)}
    return render(
        request, "standards/publish/row.html", context, status=400 if problem or form.errors else 200
    )


@require_POST
@requires(CHECK)
def decide_link(request: AskedRequest, pk: int) -> HttpResponse:
    """Whether a competency that seems renamed is the same."""
    link = link_or_404(request, pk)
    try:
        actions.decide_link(
            link=link,
            decision=request.POST.get("decision", ""),
            citation=request.POST.get("citation", ""),
            by=request.user,
            at=clock.now(),
        )
    except Refused as error:
        return _version(request, link.version_id, error)
    return redirect(reverse("standards:prepared", args=[link.version_id]) + "#kaitan")


@require_POST
@requires(CHECK)
def accept_findings(request: AskedRequest, pk: int) -> HttpResponse:
    """Record why a document is published although the linter finds errors."""
    version = version_or_404(request, pk, CHECK)
    reason = request.POST.get("reason", "")
    try:
        actions.accept_findings(version=version, reason=reason, by=request.user, at=clock.now())
    except Refused as error:
        return _version(request, pk, error)
    return redirect(reverse("standards:prepared", args=[pk]) + "#temuan")


def cells_of(lines: Iterable[Sequence[Any]]) -> list[tuple[int, list[str]]]:
    """Lines of the source with their number, as cells: one where it is no row of a table."""
    return [(number, said if isinstance(said, list) else [said]) for number, _sheet, said in lines]


def _version(request: AskedRequest, pk: int, problem: Refused) -> HttpResponse:
    version = version_or_404(request, pk, CHECK, DECIDE)
    context = bringing.version_context(request, version) | {"problem": problem}
    return render(request, "standards/publish/version.html", context, status=409)


def _page(request: AskedRequest, found: Piece, problem: Refused | None = None) -> HttpResponse:
    doubts = list(found.doubts.select_related("by"))
    doubted = {each.line for each in doubts if each.state == Doubt.State.OPEN and each.line}
    order = found.order
    beside = found.version.pieces.only("pk", "title", "version")
    context: dict[str, Any] = {
        "piece": found,
        "standard": found.version,
        "problem": problem,
        "doubts": doubts,
        "doubted": doubted,
        "lines": cells_of(found.lines[:LINES]),
        "more_lines": max(len(found.lines) - LINES, 0),
        "requirements": [
            (f"requirements/{i}", " – ".join(filter(None, row_labels(RowKey(each["key"])))), each)
            for i, each in enumerate(found.data.get("requirements", ()))
        ],
        "competencies": [
            (f"competencies/{i}", each) for i, each in enumerate(found.data.get("competencies", ()))
        ],
        "corrections": found.corrections.select_related("by"),
        "reason": ReasonForm(),
        "checking": found.version.state == Version.State.REVIEW and request.asker.may(CHECK),
        "previous": beside.filter(order__lt=order).order_by("-order").first(),
        "next": beside.filter(order__gt=order).first(),
    }
    return render(request, "standards/publish/piece.html", context, status=409 if problem else 200)
