"""Units, positions and titles by workbook: template, upload, check, commit."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selaras import clock
from selaras.errors import DataRefused, SelarasError
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.organisation.actions.workbooks import bring_workbook, commit_map, commit_plan
from selaras.web.organisation.forms.workbooks import CommitForm, UploadForm
from selaras.web.organisation.models import Workbook
from selaras.web.organisation.titles import Show
from selaras.web.organisation.views.mapping import CONFIRM, instansi_of, may_confirm
from selaras.web.organisation.workbook.maps import MapPlan, plan_map
from selaras.web.organisation.workbook.plan import Plan, State, plan
from selaras.web.organisation.workbook.read import read_sheets
from selaras.web.organisation.workbook.write import title_map, units_and_positions
from selaras.web.ui.templatetags.ui import language
from selaras.web.uploads.models import Upload

EDIT = Permission.EDIT_ORGANISATION
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_A_PAGE = 100
PROBLEMS_SHOWN = 100


@requires(EDIT, CONFIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: AskedRequest) -> HttpResponse:
    """Templates, upload, and what was uploaded before."""
    instansi = instansi_of(request)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("isi")})
    refusal: DataRefused | None = None
    if request.method == "POST" and form.is_valid():
        kind = Workbook.Kind(form.cleaned_data["kind"])
        _may(request, kind)
        try:
            file = form.cleaned_data["file"]
            made = bring_workbook(
                file=file, kind=kind, instansi=instansi, by=request.asker.user, at=clock.now()
            )
        except DataRefused as refused:
            refusal = refused
        else:
            return redirect("organisation:workbook", pk=made.pk)
    before = Workbook.objects.filter(instansi=instansi, by=request.asker.user).select_related("upload")[:20]
    return render(
        request, "organisation/workbooks.html", {"form": form, "refusal": refusal, "before": before}
    )


@requires(EDIT)
@require_safe
def template(request: AskedRequest) -> HttpResponse:
    """The workbook of units and positions, empty or as recorded."""
    instansi_of(request)
    filled = request.GET.get("isi") == "data"
    content = units_and_positions(request.asker, filled=filled, language=language())
    return _download("unit-dan-jabatan.xlsx", content)


@requires(CONFIRM)
@require_safe
def titles_template(request: AskedRequest) -> HttpResponse:
    """The titles to be given a class."""
    instansi_of(request)
    asked = request.GET.get("tampil", Show.ALL)
    which = Show(asked) if asked in set(Show) else Show.ALL
    return _download("pemetaan-jabatan.xlsx", title_map(request.asker, which=which, language=language()))


@requires(EDIT, CONFIRM)
@require_safe
def preview(request: AskedRequest, pk: int) -> HttpResponse:
    """What a workbook would do."""
    return _preview(request, _workbook(request, pk))


@requires(EDIT, CONFIRM)
@require_POST
def commit(request: AskedRequest, pk: int) -> HttpResponse:
    """Do it, if it is still what was shown."""
    workbook = _workbook(request, pk)
    form = CommitForm(request.POST)
    if workbook.committed_at is not None:
        messages.info(request, _("Berkas ini sudah disimpan sebelumnya; tidak ada yang diulang."))
        return redirect("organisation:workbook", pk=pk)
    try:
        found = _plan(request, workbook)
        if form.is_valid() and form.cleaned_data["mark"] != found.mark:
            messages.warning(request, _("Data berubah sejak diperiksa. Periksa lagi sebelum menyimpan."))
            return redirect("organisation:workbook", pk=pk)
        if form.is_valid():
            _commit(request, workbook, found, form.cleaned_data)
            messages.success(request, _("Isi berkas tersimpan."))
            return redirect("organisation:workbook", pk=pk)
    except SelarasError as refusal:
        return _preview(request, workbook, form, refusal)
    return _preview(request, workbook, form)


def _commit(request: AskedRequest, workbook: Workbook, found: Plan | MapPlan, given: dict[str, Any]) -> None:
    said = {"since": given["since"], "reason": given["reason"], "by": request.asker.user, "at": clock.now()}
    if isinstance(found, Plan):
        commit_plan(workbook=workbook, plan=found, **said)
    else:
        commit_map(workbook=workbook, plan=found, document=given["document"], **said)


def _preview(
    request: AskedRequest,
    workbook: Workbook,
    form: CommitForm | None = None,
    refusal: SelarasError | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"workbook": workbook, "refusal": refusal, "form": form}
    if workbook.committed_at is None and refusal is None:
        try:
            found = _plan(request, workbook)
        except DataRefused as refused:
            context |= {"refusal": refused, "problems": refused.problems[:PROBLEMS_SHOWN]}
        else:
            context |= _shown(request, found)
            context["form"] = form or CommitForm(initial={"mark": found.mark})
    return render(request, "organisation/workbook.html", context)


def _shown(request: AskedRequest, found: Plan | MapPlan) -> dict[str, Any]:
    if isinstance(found, MapPlan):
        page = Paginator(found.changes, ROWS_A_PAGE).get_page(request.GET.get("halaman"))
        return {"counts": found.counts, "page": page, "nothing": not found.changes}
    changes = [change for change in found.changes if change.state is not State.UNCHANGED]
    errors = found.sheets.errors
    return {
        "counts": found.counts,
        "page": Paginator(changes, ROWS_A_PAGE).get_page(request.GET.get("halaman")),
        "nothing": not changes,
        "problems": errors[:PROBLEMS_SHOWN],
        "problems_left": max(len(errors) - PROBLEMS_SHOWN, 0),
    }


def _plan(request: AskedRequest, workbook: Workbook) -> Plan | MapPlan:
    with _file(workbook.upload) as path:
        if workbook.kind == Workbook.Kind.TITLES:
            return plan_map(path, request.asker, workbook.instansi)
        return plan(read_sheets(path, workbook.upload.name), request.asker, clock.today())


@contextmanager
def _file(upload: Upload) -> Iterator[Path]:
    """The stored file under a name that ends as its kind: readers tell kinds of tables by it."""
    with tempfile.TemporaryDirectory(prefix="selaras-") as folder:
        path = Path(folder, f"berkas.{upload.kind}")
        with upload.file.open("rb") as source, path.open("wb") as target:
            for piece in iter(lambda: source.read(1 << 20), b""):
                target.write(piece)
        yield path


def _workbook(request: AskedRequest, pk: int) -> Workbook:
    """One's own workbook of the instansi being worked in."""
    mine = Workbook.objects.filter(instansi=request.asker.instansi, by=request.asker.user)
    workbook = get_object_or_404(mine.select_related("upload", "instansi"), pk=pk)
    _may(request, Workbook.Kind(workbook.kind))
    return workbook


def _may(request: AskedRequest, kind: Workbook.Kind) -> None:
    if not (may_confirm(request) if kind is Workbook.Kind.TITLES else request.asker.may(EDIT)):
        raise PermissionDenied


def _download(name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
