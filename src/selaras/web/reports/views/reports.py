"""Laporan: what can be printed, the report of a unit, the evidence list of the merit index."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selaras.clock import now, today
from selaras.core.policy import Purpose
from selaras.errors import DataRefused
from selaras.files.profile.report import Report
from selaras.files.profile.report_pdf import report_pdf
from selaras.files.profile.report_workbook import report_workbook
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.organisation.models import Unit
from selaras.web.reports.actions import record_report
from selaras.web.reports.forms import FORMS, BundleForm, UnitReportForm, started
from selaras.web.reports.merit import groups_of
from selaras.web.reports.merit_report import merit_report, notes
from selaras.web.reports.models import Bundle
from selaras.web.reports.unit_report import unit_report
from selaras.web.uploads.contents import TYPES

SHOWN = 10  # bundles of one's own beside the forms
REFUSED = 422
NAME = 50  # letters of a title or of a unit's name in the name of a file


def units_for(request: AskedRequest) -> QuerySet[Unit]:
    """Units that the asker may take reports of."""
    seen = Unit.objects.visible_to(request.asker, Permission.EXPORT)
    return seen.filter(request.asker.within(Permission.VIEW_VERDICTS, "path"), ended=False)


@require_safe
@requires(Permission.EXPORT)
def reports(request: AskedRequest) -> HttpResponse:
    """What can be printed, and what was made for the asker lately."""
    return page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EXPORT)
def unit(request: AskedRequest) -> HttpResponse:
    """The report of a unit as a file."""
    if request.method != "POST":
        return page(request)
    form = UnitReportForm(request.POST, units=units_for(request), prefix="laporan")
    if not form.is_valid():
        return page(request, unit_form=form, status=REFUSED)
    said = form.cleaned_data
    try:
        made = unit_report(request.asker, said["unit"], Purpose(said["purpose"]))
        answer = taken(made.report, said["kind"], said["unit"].instansi.name)
    except DataRefused as refused:
        return page(request, unit_form=form, refused=refused, status=REFUSED)
    record_report(
        kind="unit",
        form=said["kind"],
        unit=said["unit"],
        run=made.run,
        people=made.people,
        instansi=said["unit"].instansi,
        by=request.user,
        at=now(),
    )
    return answer


@require_safe
@requires(Permission.EXPORT)
def merit(request: AskedRequest) -> HttpResponse:
    """The evidence list with every figure's query."""
    groups, run = groups_of(request.asker)
    context = {"groups": groups, "run": run, "notes": list(notes(run)), "kinds": FORMS}
    return render(request, "reports/merit.html", context)


@require_POST
@requires(Permission.EXPORT)
def merit_file(request: AskedRequest) -> HttpResponse:
    """The evidence list as a file."""
    kind = request.POST.get("sebagai", "")
    tops = Unit.objects.filter(path__in=request.asker.paths(Permission.EXPORT)).select_related("instansi")
    top = tops.first()
    if kind not in dict(FORMS) or top is None or request.asker.instansi is None:
        return HttpResponse(status=400)
    report = merit_report(request.asker, request.build_absolute_uri("/").rstrip("/"))
    answer = taken(report, kind, request.asker.instansi.name, paper="a4-lebar")
    record_report(
        kind="merit",
        form=kind,
        unit=top,
        run=None,
        people=0,
        instansi=request.asker.instansi,
        by=request.user,
        at=now(),
    )
    return answer


def taken(report: Report, kind: str, instansi: str, paper: str = "a4") -> HttpResponse:
    """A report as a download."""
    if kind == "xlsx":
        content = report_workbook(report, _("Ringkasan"))
    else:
        content = report_pdf(report, instansi, paper)
    name = "-".join(filter(None, (_whole_words(report.title), _whole_words(report.place), f"{today()}")))
    return HttpResponse(
        content,
        content_type=TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{kind}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _whole_words(text: str) -> str:
    """For the name of a file: not cut within a word."""
    slug = slugify(text)
    return slug if len(slug) <= NAME else slug[: NAME + 1].rpartition("-")[0] or slug[:NAME]


def page(
    request: AskedRequest,
    *,
    unit_form: UnitReportForm | None = None,
    bundle_form: BundleForm | None = None,
    refused: DataRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with its forms; what is wrong in one of them stands in it."""
    units = units_for(request)
    first = units.order_by("path").first()
    begun = started() | {"unit": first, "on": today()}
    bundles = Bundle.objects.fetchable_by(request.asker).select_related("unit", "job", "export")
    context = {
        "unit_form": unit_form or UnitReportForm(units=units, prefix="laporan", initial=begun),
        "bundle_form": bundle_form or BundleForm(units=units, prefix="profil", initial=begun),
        "refused": refused,
        "bundles": bundles[:SHOWN],
    }
    return render(request, "reports/list.html", context, status=status)
