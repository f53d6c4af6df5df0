"""Profiles of many people: order them, see how it went, fetch the zip."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selaras.clock import now, today
from selaras.core.policy import Purpose
from selaras.errors import DataRefused
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.lists.chosen import chosen, still
from selaras.web.lists.keeping import KEPT
from selaras.web.reports.actions import fetch_bundle, order_bundle
from selaras.web.reports.actions.bundles import people_of_unit
from selaras.web.reports.forms import BundleForm, PrintForm, started
from selaras.web.reports.guard import printable, reaches
from selaras.web.reports.models import Bundle
from selaras.web.reports.views.reports import REFUSED, page, units_for
from selaras.web.uploads.serve import serve


@require_POST
@requires(Permission.EXPORT)
def order(request: AskedRequest) -> HttpResponse:
    """Have the profiles of a unit printed."""
    form = BundleForm(request.POST, units=units_for(request), prefix="profil")
    if not form.is_valid():
        return page(request, bundle_form=form, status=REFUSED)
    said = form.cleaned_data
    try:
        bundle = order_bundle(
            people=people_of_unit(request.asker, said["unit"]),
            unit=said["unit"],
            on=said["on"],
            purpose=Purpose(said["purpose"]),
            language=said["language"],
            paper=said["paper"],
            instansi=said["unit"].instansi,
            by=request.user,
            at=now(),
        )
    except DataRefused as refused:
        return page(request, bundle_form=form, refused=refused, status=REFUSED)
    return redirect("jobs:detail", bundle.job_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EXPORT)
def choose(request: AskedRequest) -> HttpResponse:
    """Have the profiles of people chosen in the list printed: always those that the list finds for who asks."""
    these = chosen(request, "people", Permission.EXPORT)
    people = list(
        printable(request.asker)
        .filter(pk__in=these.rows.order_by().values("pk"))
        .values_list("pk", flat=True)
    )
    filled = request.method == "POST" and "cetak" in request.POST
    form = PrintForm(request.POST if filled else None, initial=started() | {"on": today()})
    context = {"these": these, "form": form, "people": len(people), "left_out": these.number - len(people)}
    if filled and form.is_valid() and not still(request, these):
        messages.warning(request, _("Daftar pegawainya berubah sejak dipilih. Periksa lagi, lalu cetak."))
    elif filled and form.is_valid() and request.asker.instansi:
        said = form.cleaned_data
        try:
            made = order_bundle(
                people=people,
                unit=None,
                on=said["on"],
                purpose=Purpose(said["purpose"]),
                language=said["language"],
                paper=said["paper"],
                instansi=request.asker.instansi,
                by=request.user,
                at=now(),
            )
        except DataRefused as refused:
            context["refused"] = refused
        else:
            return redirect("jobs:detail", made.job_id)
    return render(request, "reports/chosen.html", context)


@require_safe
@requires(Permission.EXPORT)
def bundle(request: AskedRequest, pk: int) -> HttpResponse:
    """One order: what was asked, what is inside, and the button that fetches it."""
    found = get_object_or_404(_mine(request), pk=pk)
    context = {
        "bundle": found,
        "purpose": PURPOSES[Purpose(found.purpose)],
        "left_out": len(found.wanted) - len(found.contents) if found.export else 0,
        "days": KEPT.days,
        "until": found.export.at + KEPT if found.export else None,
    }
    return render(request, "reports/bundle.html", context)


@never_cache
@require_POST
@requires(Permission.EXPORT)
def fetch(request: AskedRequest, pk: int) -> HttpResponse:
    """The zip, to who ordered it, as long as everybody inside is still within reach."""
    found = get_object_or_404(_mine(request), pk=pk)
    export = found.export
    if export is None:
        return redirect("reports:bundle", pk)
    if not all(request.asker.reaches(Permission.EXPORT, path) for path in export.paths):
        raise Http404("out of scope by now")
    if export.deleted_at:
        messages.warning(
            request,
            _("Berkas ini sudah dihapus: unduhan disimpan %(days)d hari. Cetak lagi.") % {"days": KEPT.days},
        )
        return redirect("reports:list")
    if not reaches(request.asker, found.contents):
        messages.error(
            request,
            _(
                "Ada pegawai di berkas ini yang tidak lagi dalam kewenangan Anda. Cetak berkas baru untuk unit Anda."
            ),
        )
        return redirect("reports:list")
    fetch_bundle(bundle=found, asker=request.asker, by=request.user, at=now())
    return cast("HttpResponse", serve(export.upload))  # a file: what the gate hands on either way


def _mine(request: AskedRequest):  # type: ignore[no-untyped-def]
    return Bundle.objects.fetchable_by(request.asker).select_related(
        "unit", "job", "export__upload", "instansi"
    )
