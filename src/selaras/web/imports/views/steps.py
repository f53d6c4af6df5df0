"""The steps of one import: columns, dry run, saving, undoing, throwing away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras import clock
from selaras.errors import PeopleRefused, SelarasError
from selaras.files.people.guide import PEOPLE, SIASN
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.imports import actions
from selaras.web.imports.actions.receive import seen_of
from selaras.web.imports.errors import ImportRefused
from selaras.web.imports.forms import ColumnsForm, UndoForm
from selaras.web.imports.models import Import
from selaras.web.imports.views.scope import found
from selaras.web.ui.templatetags.ui import say

MAPPABLE = (Import.State.UPLOADED, Import.State.CHECKED, Import.State.REFUSED)


def told(request: AskedRequest, error: SelarasError) -> None:
    """Show an error on the next page."""
    messages.warning(request, f"{say(error.what)} {say(error.remedy)}")


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT)
def columns(request: AskedRequest, pk: int) -> HttpResponse:
    """The headers of the file beside the columns needed."""
    batch = found(request, pk)
    if batch.state not in MAPPABLE:
        return redirect("imports:detail", pk)
    asked = request.POST.get("jenis") or request.GET.get("jenis") or ""
    layout = asked if asked in (SIASN, PEOPLE) else batch.layout
    try:
        said = batch.columns if layout == batch.layout else {}
        seen, plain = seen_of(batch, layout, said), seen_of(batch, layout, {})
    except PeopleRefused as error:
        told(request, error)
        return redirect("imports:detail", pk)
    form = ColumnsForm(request.POST if request.method == "POST" else None, seen=seen, plain=plain)
    if request.method == "POST" and form.is_valid():
        by, at = request.asker.user, clock.now()
        try:
            actions.map_columns(batch=batch, layout=layout, columns=form.columns(), by=by, at=at)
            return redirect("jobs:detail", actions.check(batch=batch, by=by, at=at).pk)
        except ImportRefused as error:
            told(request, error)
            return redirect("imports:columns", pk)
    tables = [
        {
            "seen": table,
            "fields": [form[f"{table.sheet.key}-{column.key}"] for column in table.sheet.columns],
            "known": len(table.index),
            "open": bool(table.missing)
            or any(form[f"{table.sheet.key}-{c.key}"].errors for c in table.sheet.columns),
            "rest": [
                text for at, text in enumerate(table.headers) if text and at not in table.index.values()
            ],
        }
        for table in seen.tables
    ]
    context = {"batch": batch, "form": form, "tables": tables, "layout": layout, "single": len(tables) == 1}
    return render(request, "imports/columns.html", context, status=400 if form.errors else 200)


@require_POST
@requires(Permission.IMPORT)
def check(request: AskedRequest, pk: int) -> HttpResponse:
    """Start the dry run, once more if asked."""
    batch = found(request, pk)
    try:
        job = actions.check(batch=batch, by=request.asker.user, at=clock.now())
    except ImportRefused as error:
        told(request, error)
        return redirect("imports:detail", pk)
    return redirect("jobs:detail", job.pk)


@require_POST
@requires(Permission.IMPORT)
def commit(request: AskedRequest, pk: int) -> HttpResponse:
    """Start saving. Sent twice, or from an old page, it changes nothing and says so."""
    batch = found(request, pk)
    only_valid = request.POST.get("yang") != "semua"
    try:
        job = actions.commit(batch=batch, only_valid=only_valid, by=request.asker.user, at=clock.now())
    except ImportRefused as error:
        told(request, error)
        return redirect("imports:detail", pk)
    return redirect("jobs:detail", job.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT)
def undo(request: AskedRequest, pk: int) -> HttpResponse:
    """Ask why, then start undoing."""
    batch = found(request, pk)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            job = actions.undo(
                batch=batch, why=form.cleaned_data["why"], by=request.asker.user, at=clock.now()
            )
        except ImportRefused as error:
            told(request, error)
            return redirect("imports:detail", pk)
        return redirect("jobs:detail", job.pk)
    if request.method == "GET" and batch.state != Import.State.COMMITTED and not batch.halted:
        return redirect("imports:detail", pk)
    return render(
        request, "imports/undo.html", {"batch": batch, "form": form}, status=400 if form.errors else 200
    )


@require_POST
@requires(Permission.IMPORT)
def discard(request: AskedRequest, pk: int) -> HttpResponse:
    """Throw an import away that nothing was saved of."""
    batch = found(request, pk)
    try:
        actions.discard(batch=batch, by=request.asker.user, at=clock.now())
    except ImportRefused as error:
        told(request, error)
        return redirect("imports:detail", pk)
    messages.success(request, _("Impor dibuang. Data pegawai tidak berubah."))
    return redirect("imports:list")
