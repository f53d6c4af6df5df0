"""Pages of positions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.lists.neighbours import neighbours
from selaras.web.organisation import actions
from selaras.web.organisation.chart import with_filled
from selaras.web.organisation.errors import Stale
from selaras.web.organisation.forms.asking import AskingForm
from selaras.web.organisation.forms.positions import PositionAddForm, PositionForm
from selaras.web.organisation.forms.units import EndForm, ResumeForm
from selaras.web.organisation.history import end_of, position_lines, position_says
from selaras.web.organisation.law import candidates
from selaras.web.organisation.models import Position
from selaras.web.organisation.views.saving import saved, stale_page
from selaras.web.organisation.views.units import EDIT
from selaras.web.organisation.views.units import editable as editable_unit


def editable(request: AskedRequest, pk: int) -> Position:
    """A position that the asker may change: 404 where it is out of sight, 403 where it may only be seen."""
    rows = Position.objects.visible_to(request.asker).select_related("unit", "instansi")
    position = get_object_or_404(rows, pk=pk)
    if not request.asker.reaches(EDIT, position.unit.path):
        raise PermissionDenied
    return position


@requires(Permission.VIEW_ORGANISATION)
@require_safe
def detail(request: AskedRequest, pk: int) -> HttpResponse:
    """A position today, its history, and what it said on a day as known on another."""
    rows = with_filled(Position.objects.visible_to(request.asker)).select_related("unit", "instansi")
    position = get_object_or_404(rows, pk=pk)
    context = {
        "position": position,
        "facts": position_says(position),
        "candidates": candidates(position.title, position.instansi),
        "lines": position_lines(position),
        "may_edit": request.asker.reaches(EDIT, position.unit.path),
        "neighbours": neighbours(request, "positions", pk),
        **_asked(request, position),
    }
    return render(request, "organisation/position.html", context)


def _asked(request: AskedRequest, position: Position) -> dict[str, Any]:
    """The answer to "per tanggal" and "diketahui per", when asked."""
    form = AskingForm(request.GET if {"per", "diketahui"} & request.GET.keys() else None)
    if not form.is_bound or not form.is_valid():
        return {"asking": form}
    on, known = form.cleaned_data["per"] or clock.today(), form.cleaned_data["diketahui"]
    periods = position.periods.on(on, end_of(known) if known else None).select_related("unit")
    period = periods.first()
    says = position_says(period, short=True) if period else ()
    return {"asking": form, "asked": True, "on": on, "known": known, "period": period, "says": says}


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AskedRequest, pk: int) -> HttpResponse:
    """A new position in a unit."""
    unit = editable_unit(request, pk)
    form = PositionAddForm(request.POST or None)
    made: list[Position] = []

    def save() -> None:
        given = form.cleaned_data
        made.append(
            actions.add_position(
                code=form.made_code(),
                said=form.said() | {"unit": unit},
                since=given["since"],
                reason=given["reason"],
                by=request.asker.user,
                at=clock.now(),
            )
        )

    if request.method == "POST" and saved(form, save):
        messages.success(request, _("Jabatan tersimpan."))
        return redirect("organisation:position", pk=made[0].pk)
    context = {"unit": unit, "form": form, "title": _("Tambah jabatan"), "label": _("Simpan jabatan")}
    return render(request, "organisation/form.html", context)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AskedRequest, pk: int) -> HttpResponse:
    """Change what a position says, from a day on."""
    position = editable(request, pk)
    form = PositionForm(request.POST or None, position=position, asker=request.asker)

    def save() -> None:
        given = form.cleaned_data
        changed = actions.change_position(
            position=position,
            said=form.said(),
            since=given["since"],
            until=form.last_day(),
            reason=given["reason"],
            seen=given["seen"],
            by=request.asker.user,
            at=clock.now(),
        )
        messages.success(request, _("Perubahan tersimpan.") if changed else _("Tidak ada yang berubah."))

    context = {"position": position, "title": _("Ubah jabatan"), "label": _("Simpan perubahan")}
    try:
        if request.method == "POST" and saved(form, save):
            return redirect("organisation:position", pk=pk)
    except Stale as stale:
        fresh = PositionForm(position=editable(request, pk), asker=request.asker)
        return stale_page(request, "organisation/form.html", context, fresh, form, stale)
    return render(request, "organisation/form.html", {**context, "form": form})


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: AskedRequest, pk: int) -> HttpResponse:
    """Take a position out of the organisation, from a day on."""
    position = editable(request, pk)
    form = EndForm(request.POST or None, owner=position)

    def save() -> None:
        actions.end_position(position=position, **form.cleaned_data, by=request.asker.user, at=clock.now())
        messages.success(request, _("Hari terakhir jabatan tersimpan."))

    return _short(request, position, form, EndForm, save, _("Akhiri jabatan"))


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: AskedRequest, pk: int) -> HttpResponse:
    """Take up a position that ended."""
    position = editable(request, pk)
    form = ResumeForm(request.POST or None, owner=position)

    def save() -> None:
        actions.resume_position(position=position, **form.cleaned_data, by=request.asker.user, at=clock.now())
        messages.success(request, _("Jabatan berlaku lagi."))

    return _short(request, position, form, ResumeForm, save, _("Berlakukan lagi"))


def _short(
    request: AskedRequest,
    position: Position,
    form: forms.Form,
    kind: type[EndForm] | type[ResumeForm],
    save: Any,
    title: str,
) -> HttpResponse:
    context = {"position": position, "title": title, "label": title}
    try:
        if request.method == "POST" and saved(form, save):
            return redirect("organisation:position", pk=position.pk)
    except Stale as stale:
        return stale_page(request, "organisation/form.html", context, kind(owner=position), form, stale)
    return render(request, "organisation/form.html", {**context, "form": form})
