"""The list of acts and versions, uploading, and the page of a version in preparation."""

from __future__ import annotations

import json
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from selaras import clock
from selaras.errors import DataRefused
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.standards import actions
from selaras.web.standards.actions.parts import REMOVED
from selaras.web.standards.forms import ReasonForm, UploadForm
from selaras.web.standards.holds import holds_of
from selaras.web.standards.models import Correction, Doubt, Link, Piece, Repealing, Version
from selaras.web.standards.present import KINDS as KINDS_OF_COMPETENCIES
from selaras.web.standards.views.scope import CHECK, DECIDE, instansi_of, version_or_404, versions
from selaras.web.uploads.serve import serve

PAGE = 25
PIECES = 50
ALL, DOUBTFUL, WAITING = "semua", "ragu", "belum"


@require_GET
@requires(CHECK, DECIDE)
def manage(request: AskedRequest) -> HttpResponse:
    """Versions of the instansi with their states, newest first."""
    rows = versions(request, CHECK, DECIDE).annotate(ended_on=Min("endings__on"))
    rows = rows.select_related("act", "source", "uploaded_by").order_by("-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    context = {"page": page, "may_upload": request.asker.may(CHECK), "today": clock.today()}
    return render(request, "standards/publish/manage.html", context)


@require_http_methods(["GET", "POST"])
@requires(CHECK)
def upload(request: AskedRequest) -> HttpResponse:
    """Take in a document; reading it goes on in the background."""
    instansi = instansi_of(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    refusal: DataRefused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.receive(
                file=form.cleaned_data["file"],
                instansi=instansi,
                by=request.asker.user,
                at=clock.now(),
            )
        except DataRefused as error:
            refusal = error
        else:
            return redirect("jobs:detail", version.job_id)
    status = 400 if refusal or form.errors else 200
    return render(request, "standards/publish/upload.html", {"form": form, "refusal": refusal}, status=status)


@require_GET
@requires(CHECK, DECIDE)
def prepared(request: AskedRequest, pk: int) -> HttpResponse:
    """How far a version is: what holds it, its parts page by page, links, findings, and the next step."""
    version = version_or_404(request, pk, CHECK, DECIDE)
    return render(request, "standards/publish/version.html", version_context(request, version))


def version_context(request: AskedRequest, version: Version, form: Any = None) -> dict[str, Any]:
    """What the page of a version shows. A constant number of queries, however many parts it has."""
    checked = version.state == Version.State.REVIEW and request.asker.may(CHECK)
    page = Paginator(pieces_of(version, request.GET.get("tampil", ALL)), PIECES).get_page(
        request.GET.get("halaman")
    )
    for each in page.object_list:
        each.heading = KINDS_OF_COMPETENCIES.get(each.group, each.group)
    counts = version.pieces.aggregate(
        all=Count("pk"), waiting=Count("pk", filter=Q(confirmed_at__isnull=True))
    )
    return {
        "standard": version,
        "held": holds_of(version) if version.state in Version.PREPARED else [],
        "page": page,
        "show": request.GET.get("tampil", ALL),
        "shows": ((ALL, _("Semua")), (DOUBTFUL, _("Belum pasti")), (WAITING, _("Belum disahkan"))),
        "counts": counts,
        "confirmed": counts["all"] - counts["waiting"],
        "links": version.links.select_related("by", "earlier__act"),
        "same": Link.Decision.SAME,
        "other": Link.Decision.OTHER,
        "reason": form or ReasonForm(),
        "checking": checked,
        "deciding": version.state == Version.State.CONFIRMED and request.asker.may(DECIDE),
        "endings": version.endings.select_related("successor", "by"),
        "repealing": version.repealings.filter(state=Repealing.State.OPEN).select_related("by").first(),
        "removed": Correction.objects.filter(piece__version=version, row__startswith=REMOVED).select_related(
            "by"
        ),
        "may_upload": request.asker.may(CHECK),
        "pairs_decided": version.pairs.count(),
        "may_repeal": version.state == Version.State.PUBLISHED and request.asker.may(DECIDE),
    }


def pieces_of(version: Version, show: str) -> Any:
    """Its parts in order, without their long columns."""
    rows = (
        version.pieces.order_by("order")
        .defer("data", "lines", "findings")
        .annotate(doubtful=Count("doubts", filter=Q(doubts__state=Doubt.State.OPEN)))
    )
    if show == DOUBTFUL:
        return rows.filter(Q(doubtful__gt=0) | Q(faults__gt=0))
    return rows.filter(confirmed_at__isnull=True) if show == WAITING else rows


@require_GET
@requires(CHECK, DECIDE)
def source(request: AskedRequest, pk: int) -> HttpResponse:
    """The document as it was uploaded."""
    version = version_or_404(request, pk, CHECK, DECIDE)
    if version.source is None:
        raise Http404
    return cast("HttpResponse", serve(version.source))


@require_GET
@requires(CHECK, DECIDE)
def reading(request: AskedRequest, pk: int) -> HttpResponse:
    """What was read as the machine-readable form, to be mended by hand and uploaded again."""
    version = version_or_404(request, pk, CHECK, DECIDE)
    if version.state in (Version.State.READING, Version.State.REFUSED):
        raise Http404
    answer = HttpResponse(
        json.dumps(version.form, indent=1, ensure_ascii=False) + "\n", content_type="application/json"
    )
    answer["Content-Disposition"] = f'attachment; filename="bacaan-{version.pk}.json"'
    return answer


def told(request: HttpRequest, text: str) -> None:
    """Say on the next page what was done."""
    messages.success(request, text)


def piece_after(piece: Piece) -> Piece | None:
    """The next part that waits to be confirmed, after this one or else from the beginning."""
    waiting = (
        piece.version.pieces.filter(confirmed_at__isnull=True).exclude(pk=piece.pk).only("pk", "version")
    )
    return waiting.filter(order__gt=piece.order).first() or waiting.first()
