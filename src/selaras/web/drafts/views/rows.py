"""Writing one row: saved as it is typed, or by its button; adding, moving, removing, restoring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from selaras import clock
from selaras.core.model import Kind, RowKey
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.drafts import actions
from selaras.web.drafts.composing import content_of
from selaras.web.drafts.errors import Refused, Stale, refused
from selaras.web.drafts.findings import Found, by_row, findings_of
from selaras.web.drafts.holds import place_of
from selaras.web.drafts.merging import as_opened, clashes, merged
from selaras.web.drafts.models import Draft, Part, Row
from selaras.web.drafts.views.editing import act_context, act_page, part_context, part_page
from selaras.web.drafts.views.scope import WRITE, draft_or_404, part_or_404, row_or_404, told
from selaras.web.drafts.writing import rearranged, version_of, written


@require_POST
@requires(WRITE)
def save(request: AskedRequest, pk: int) -> HttpResponse:
    """Write a row. Told instead, with both texts, when somebody else wrote it since it was opened."""
    row = row_or_404(request, pk)
    step = request.POST.get("do", "")
    before = by_row(findings_of(content_of(draft_of(request, row))))
    try:
        said = rearranged(row.section, written(row.section, request.POST), step)
        saved = actions.save_row(
            row=row, version=version_of(request.POST), written=said, by=request.user, at=clock.now()
        )
    except Stale as error:
        return _stale(request, error, version_of(request.POST))
    except Refused as error:
        return refused_row(request, row, error)
    if not request.htmx:  # type: ignore[attr-defined]
        told(request, _("Disimpan."))
        return redirect(place_of(saved))
    return _fragments(request, saved, before, whole=bool(step and step != "save"))


@require_POST
@requires(WRITE)
def add(request: AskedRequest, pk: int) -> HttpResponse:
    """A new row: of a kind of competency, or the requirement of a key."""
    part = part_or_404(request, pk, WRITE)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    by, at = request.user, clock.now()
    try:
        if kind in set(Kind):
            row = actions.add_competency(part=part, kind=kind, by=by, at=at)
        elif key in set(RowKey):
            row = actions.add_requirement(part=part, key=key, by=by, at=at)
        else:
            raise refused(
                "Jenis baris belum dipilih.",
                "The kind of row is not chosen.",
                "Pilih jenisnya.",
                "Choose its kind.",
            )
    except Refused as error:
        return part_page(request, part, problem=error)
    return redirect(place_of(row))


@require_POST
@requires(WRITE)
def move(request: AskedRequest, pk: int) -> HttpResponse:
    """Change places with the row above or below it."""
    row = row_or_404(request, pk)
    down = request.POST.get("arah") == "turun"
    try:
        actions.move_row(row=row, down=down, by=request.user, at=clock.now())
    except Refused as error:
        return refused_row(request, row, error)
    return redirect(place_of(row))


@require_POST
@requires(WRITE)
def remove(request: AskedRequest, pk: int) -> HttpResponse:
    """Take a row out; the history brings it back."""
    row = row_or_404(request, pk)
    try:
        actions.remove_row(row=row, version=version_of(request.POST), by=request.user, at=clock.now())
    except Refused as error:
        return refused_row(request, row, error)
    told(request, _("Baris dihapus. Riwayat rancangan dapat memulihkannya."))
    return redirect("drafts:part", row.part_id)


@require_POST
@requires(WRITE)
def restore(request: AskedRequest, pk: int) -> HttpResponse:
    """Bring a row back."""
    row = row_or_404(request, pk)
    try:
        restored = actions.restore_row(row=row, by=request.user, at=clock.now())
    except Refused as error:
        return refused_row(request, row, error)
    told(request, _("Baris dipulihkan."))
    return redirect(place_of(restored))


def draft_of(request: AskedRequest, row: Row) -> Draft:
    """The draft of a row with what its pages need of it."""
    return draft_or_404(request, row.draft_id, WRITE)


def _fragments(
    request: AskedRequest, saved: Row, before: Mapping[int, list[Found]], *, whole: bool
) -> HttpResponse:
    """What changed on the page: the row's own state, findings that came or went anywhere, the panel beside."""
    context = _context(request, saved)
    after = {row.pk: [*row.errors, *row.accepted, *row.warnings, *row.notes] for row in context["rows"]}
    touched = [
        row
        for row in context["rows"]
        if row.pk == saved.pk or set(after[row.pk]) != set(before.get(row.pk, ()))
    ]
    own = next(row for row in context["rows"] if row.pk == saved.pk)
    context |= {"touched": touched, "own": own, "whole": whole, "now": clock.now()}
    response = render(request, "drafts/_saved.html", context)
    if whole:
        response["HX-Retarget"], response["HX-Reswap"] = f"#baris-{saved.pk}", "outerHTML"
    return response


def _context(request: AskedRequest, row: Row) -> dict[str, Any]:
    content = content_of(draft_of(request, row))
    found = findings_of(content)
    if row.part_id is None:
        context = act_context(request, content, found)
        return context | {"rows": [context["row"]]}
    return part_context(request, content, _part_of(content.parts, row), found)


def _part_of(parts: Any, row: Row) -> Part:
    found: Part = next(each for each in parts if each.pk == row.part_id)
    return found


def _stale(request: AskedRequest, error: Stale, version: int) -> HttpResponse:
    """Both texts, and a proposal that keeps what either wrote."""
    row, mine = error.row, error.mine or {}
    proposal = merged(as_opened(row, version), row.data, mine)
    clash = {"row": row.pk, "fields": clashes(row.data, mine), "error": error, "by": row.by, "at": row.at}
    clash |= {"proposal": proposal, "gone": row.removed}
    if not request.htmx:  # type: ignore[attr-defined]
        return _whole_page(request, row, clash=clash)
    if row.removed:  # the form with what was written stays on the screen
        return refused_row(request, row, error)
    context = _context(request, row)
    own = next(each for each in context["rows"] if each.pk == row.pk)
    own.row.data = proposal
    response = render(request, "drafts/_clash.html", context | {"own": own, "clash": clash}, status=409)
    response["HX-Retarget"], response["HX-Reswap"] = f"#baris-{row.pk}", "outerHTML"
    return response


def refused_row(request: AskedRequest, row: Row, error: Refused) -> HttpResponse:
    """The reason why a row was not written: beside the row, or above its page."""
    if request.htmx:  # type: ignore[attr-defined]
        response = render(request, "drafts/_problem.html", {"problem": error, "pk": row.pk}, status=409)
        response["HX-Retarget"], response["HX-Reswap"] = f"#pesan-{row.pk}", "innerHTML"
        return response
    return _whole_page(request, row, problem=error)


def _whole_page(
    request: AskedRequest, row: Row, problem: Refused | None = None, clash: dict[str, Any] | None = None
) -> HttpResponse:
    if row.part_id is None:
        return act_page(request, draft_of(request, row), problem, clash)
    return part_page(request, part_or_404(request, row.part_id, WRITE), problem, clash)
