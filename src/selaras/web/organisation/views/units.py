"""Pages of units."""

from __future__ import annotations

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
from selaras.web.organisation import actions
from selaras.web.organisation.chart import positions_of
from selaras.web.organisation.errors import Stale
from selaras.web.organisation.forms.fields import told
from selaras.web.organisation.forms.units import EndForm, ResumeForm, UnitAddForm, UnitForm
from selaras.web.organisation.history import unit_lines
from selaras.web.organisation.models import Unit
from selaras.web.organisation.views.saving import saved, stale_page

SUGGESTED = 12
SHOWN = 100
EDIT = Permission.EDIT_ORGANISATION


def editable(request: AskedRequest, pk: int) -> Unit:
    """A unit that the asker may change: 404 where it is out of sight, 403 where it may only be seen."""
    unit = get_object_or_404(
        Unit.objects.visible_to(request.asker).select_related("instansi", "parent"), pk=pk
    )
    if not request.asker.reaches(EDIT, unit.path):
        raise PermissionDenied
    return unit


@requires(Permission.VIEW_ORGANISATION)
@require_safe
def detail(request: AskedRequest, pk: int) -> HttpResponse:
    """A unit: where it stands, what is in it, and its history."""
    unit = get_object_or_404(
        Unit.objects.visible_to(request.asker).select_related("parent", "instansi"), pk=pk
    )
    context = {
        "unit": unit,
        "children": Unit.objects.visible_to(request.asker).filter(parent=unit, ended=False).order_by("name"),
        "positions": positions_of(request.asker, unit)[:SHOWN],
        "lines": unit_lines(unit),
        "may_edit": request.asker.reaches(EDIT, unit.path),
    }
    return render(request, "organisation/unit.html", context)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AskedRequest, pk: int) -> HttpResponse:
    """A new unit below this one."""
    parent = editable(request, pk)
    form = UnitAddForm(request.POST or None)
    made: list[Unit] = []

    def save() -> None:
        given = form.cleaned_data
        made.append(
            actions.add_unit(
                parent=parent,
                name=given["name"],
                code=form.made_code(),
                since=given["since"],
                reason=given["reason"],
                by=request.asker.user,
                at=clock.now(),
            )
        )

    if request.method == "POST" and saved(form, save):
        messages.success(request, _("Unit tersimpan."))
        return redirect("organisation:unit", pk=made[0].pk)
    return _form(request, parent, form, _("Tambah unit"), _("Simpan unit"))


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AskedRequest, pk: int) -> HttpResponse:
    """Rename or move."""
    unit = editable(request, pk)
    form = UnitForm(request.POST or None, unit=unit, asker=request.asker)
    title, label = _("Ubah nama atau tempat"), _("Simpan perubahan")

    def save() -> None:
        given = form.cleaned_data
        actions.change_unit(
            unit=unit,
            **form.said(),
            since=given["since"],
            reason=given["reason"],
            seen=given["seen"],
            by=request.asker.user,
            at=clock.now(),
        )

    try:
        if request.method == "POST" and saved(form, save):
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("organisation:unit", pk=pk)
    except Stale as stale:
        fresh = UnitForm(unit=editable(request, pk), asker=request.asker)
        context = {"unit": unit, "title": title, "label": label}
        return stale_page(request, "organisation/form.html", context, fresh, form, stale)
    return _form(request, unit, form, title, label)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: AskedRequest, pk: int) -> HttpResponse:
    """Take a unit out of the organisation, from a day on."""
    unit = editable(request, pk)
    form = EndForm(request.POST or None, owner=unit)

    def save() -> None:
        actions.end_unit(unit=unit, **form.cleaned_data, by=request.asker.user, at=clock.now())

    try:
        if request.method == "POST" and saved(form, save):
            messages.success(request, _("Hari terakhir unit tersimpan."))
            return redirect("organisation:unit", pk=pk)
    except Stale as stale:
        context = {"unit": unit, "title": _("Akhiri unit"), "label": _("Akhiri unit")}
        return stale_page(request, "organisation/form.html", context, EndForm(owner=unit), form, stale)
    return _form(request, unit, form, _("Akhiri unit"), _("Akhiri unit"))


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: AskedRequest, pk: int) -> HttpResponse:
    """Take up a unit that ended."""
    unit = editable(request, pk)
    form = ResumeForm(request.POST or None, owner=unit)

    def save() -> None:
        actions.resume_unit(unit=unit, **form.cleaned_data, by=request.asker.user, at=clock.now())

    try:
        if request.method == "POST" and saved(form, save):
            messages.success(request, _("Unit berlaku lagi."))
            return redirect("organisation:unit", pk=pk)
    except Stale as stale:
        context = {"unit": unit, "title": _("Berlakukan lagi"), "label": _("Berlakukan lagi")}
        return stale_page(request, "organisation/form.html", context, ResumeForm(owner=unit), form, stale)
    return _form(request, unit, form, _("Berlakukan lagi"), _("Berlakukan lagi"))


@requires(EDIT)
@require_safe
def suggest(request: AskedRequest) -> HttpResponse:
    """Units of the scope that hold what is being typed, as options."""
    text = str(next(iter(request.GET.values()), "")).strip()[:100]
    units = Unit.objects.visible_to(request.asker, EDIT).filter(instansi=request.asker.instansi, ended=False)
    found = (
        [told(unit) for unit in units.filter(name__icontains=text).order_by("name")[:SUGGESTED]]
        if text
        else []
    )
    return render(request, "organisation/_suggestions.html", {"found": found})


def _form(request: AskedRequest, unit: Unit, form: forms.Form, title: str, label: str) -> HttpResponse:
    context = {"unit": unit, "form": form, "title": title, "label": label}
    return render(request, "organisation/form.html", context)
