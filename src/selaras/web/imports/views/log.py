"""The log of imports, and the first step: pick, fetch a template, upload."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from selaras import clock
from selaras.errors import DataRefused
from selaras.files.template import write_people_template
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.imports import actions
from selaras.web.imports.actions.receive import seen_of
from selaras.web.imports.forms import AUTO, UploadForm
from selaras.web.imports.local import laws
from selaras.web.imports.models import Import
from selaras.web.ui.templatetags.ui import language
from selaras.web.uploads.contents import TYPES

PAGE = 25


@require_GET
@requires(Permission.IMPORT)
def show_log(request: AskedRequest) -> HttpResponse:
    """All imports of the scope, newest first."""
    batches = (
        Import.objects.visible_to(request.asker)
        .select_related("upload", "by", "job")
        .defer("plan", "refusal")
    )
    page = Paginator(batches, PAGE).get_page(request.GET.get("halaman"))
    return render(request, "imports/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT)
def upload(request: AskedRequest) -> HttpResponse:
    """Take in a file. One whose headers are all known goes straight to the dry run."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    refusal: DataRefused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.receive(
                file=form.cleaned_data["file"],
                layout=form.cleaned_data["layout"].removeprefix(AUTO),
                instansi=instansi_of(request),
                by=request.asker.user,
                at=clock.now(),
            )
        except DataRefused as error:
            refusal = error
        else:
            return _next(request, batch)
    status = 400 if refusal or form.errors else 200
    return render(request, "imports/upload.html", {"form": form, "refusal": refusal}, status=status)


def _next(request: AskedRequest, batch: Import) -> HttpResponse:
    if batch.state == Import.State.REFUSED:
        return redirect("imports:detail", batch.pk)
    if not batch.columns:
        tables = seen_of(batch).tables
        if not tables or any(
            column.key not in table.index for table in tables for column in table.sheet.columns
        ):
            return redirect("imports:columns", batch.pk)
    job = actions.check(batch=batch, by=request.asker.user, at=clock.now())
    return redirect("jobs:detail", job.pk)


@require_GET
@requires(Permission.IMPORT)
def template(request: AskedRequest) -> HttpResponse:
    """The empty workbook, its dropdowns filled from the regulations of the instansi."""
    with TemporaryDirectory(prefix="selaras-templat-") as folder:
        path = Path(folder, "templat.xlsx")
        write_people_template(path, laws(instansi_of(request)), language())
        answer = HttpResponse(path.read_bytes(), content_type=TYPES["xlsx"])
    answer["Content-Disposition"] = 'attachment; filename="selaras-pegawai.xlsx"'
    return answer


def instansi_of(request: AskedRequest) -> Instansi:
    """The instansi worked in; nobody imports into none."""
    if request.asker.instansi is None:
        raise PermissionDenied
    return request.asker.instansi
