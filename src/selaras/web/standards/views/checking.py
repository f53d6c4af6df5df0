"""One part beside its source: uncertain places, rows, findings; confirming and correcting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from selaras import clock
from selaras.core.model import RowKey
from selaras.files.annex.settings import row_labels
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.standards import actions
from selaras.web.standards.actions.parts import REMOVED
from selaras.web.standards.adding import may_have
from selaras.web.standards.drafting import worst_first
from selaras.web.standards.errors import Refused
from selaras.web.standards.forms import ReasonForm
from selaras.web.standards.models import Correction, Doubt, Piece, Version
from selaras.web.standards.present import KINDS
from selaras.web.standards.rows import KINDS as KINDS_OF_ROWS
from selaras.web.standards.rows import Row
from selaras.web.standards.views import bringing
from selaras.web.standards.views.scope import CHECK, DECIDE, doubt_or_404, piece_or_404, version_or_404

LINES = 400  # of the source beside a part; the rest is in the document itself
FINDINGS = 40  # shown at once; the others are folded in


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


@require_POST
@requires(CHECK)
def accept_findings(request: AskedRequest, pk: int) -> HttpResponse:
    """Record why a document is published although the linter finds errors."""
    version = version_or_404(request, pk, CHECK)
    reason = request.POST.get("reason", "")
    try:
        actions.accept_findings(version=version, reason=reason, by=request.user, at=clock.now())
    except Refused as error:
        return version_page(request, pk, error)
    return redirect(reverse("standards:prepared", args=[pk]) + "#temuan")


def cells_of(lines: Iterable[Sequence[Any]]) -> list[tuple[int, Sequence[str]]]:
    """Lines of the source with their number, as cells: one where it is no row of a table, or where only one says anything."""
    return [(number, _cells(said)) for number, _sheet, said in lines]


def _cells(said: str | Sequence[str]) -> Sequence[str]:
    if isinstance(said, str):
        return [said]
    told = [cell for cell in said if cell.strip()]
    return told if len(told) == 1 else said


def named_in(piece: Piece, correction: Correction) -> str:
    """What the row of a correction is called: of what it was or became."""
    if correction.row.startswith(REMOVED):
        return str(correction.before["title"])
    name = correction.row.partition("/")[0]
    return (
        Row(correction.row, KINDS_OF_ROWS.get(name, name), correction.after or correction.before).label
        or piece.title
    )


def version_page(request: AskedRequest, pk: int, problem: Refused) -> HttpResponse:
    """The page of a version with why a step was refused."""
    version = version_or_404(request, pk, CHECK, DECIDE)
    context = bringing.version_context(request, version) | {"problem": problem}
    return render(request, "standards/publish/version.html", context, status=409)


def _page(request: AskedRequest, found: Piece, problem: Refused | None = None) -> HttpResponse:
    doubts = list(found.doubts.select_related("by"))
    doubted = {each.line for each in doubts if each.state == Doubt.State.OPEN and each.line}
    order = found.order
    findings = worst_first(found.findings)
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
        "levels": [(f"levels/{i}", each) for i, each in enumerate(found.data.get("levels", ()))],
        "kind_of_entry": KINDS.get(found.data.get("kind", "")),
        "ties": found.version.links.filter(code=found.data["code"]) if "definition" in found.data else (),
        "may_have": may_have(found),
        "corrections": [(each, named_in(found, each)) for each in found.corrections.select_related("by")],
        "findings": findings[:FINDINGS],
        "more_findings": findings[FINDINGS:],
        "may_be_removed": found.kind != Piece.Kind.ACT,
        "reason": ReasonForm(),
        "checking": found.version.state == Version.State.REVIEW and request.asker.may(CHECK),
        "previous": beside.filter(order__lt=order).order_by("-order").first(),
        "next": beside.filter(order__gt=order).first(),
    }
    return render(request, "standards/publish/piece.html", context, status=409 if problem else 200)
