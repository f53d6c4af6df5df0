"""Taking a list away as a file."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from selaras import clock
from selaras.errors import DataRefused
from selaras.web.accounts.gate import AskedRequest
from selaras.web.accounts.roles import Permission
from selaras.web.jobs import work
from selaras.web.lists import actions
from selaras.web.lists.exports import comma
from selaras.web.lists.exports.background import locked
from selaras.web.lists.exports.content import Content, content_of
from selaras.web.lists.exports.kinds import AT_ONCE, KINDS, TYPES, ending, made
from selaras.web.lists.keeping import KEPT
from selaras.web.lists.listing import Listing
from selaras.web.lists.models import Export
from selaras.web.lists.state import ALL, State
from selaras.web.lists.views.page import kept_by
from selaras.web.ui.templatetags.ui import say
from selaras.web.uploads.serve import serve


@require_POST
def make(request: AskedRequest, *, listing: Listing) -> HttpResponseBase:
    """The list as the page shows it, all rows. A long one is written in the background."""
    kind = request.POST.get("sebagai", "")
    if kind not in KINDS or not request.asker.may(listing.permission):
        raise Http404("no such kind of file") if kind not in KINDS else PermissionDenied
    state = listing.state(request.GET)
    habit = kept_by(request, listing).columns
    content = content_of(listing, request.asker, state, habit, clock.now())
    if content is None:
        messages.error(request, _("Ada saringan yang tidak terbaca. Perbaiki dulu, lalu unduh."))
        return HttpResponseRedirect(listing.url(query=state.query()))
    if content.rows.number > AT_ONCE:
        return _later(request, content, kind, state, habit)
    try:
        return _now(request, content, kind, state)
    except DataRefused as refused:
        messages.error(request, f"{say(refused.what)} {say(refused.remedy)}")
        return HttpResponseRedirect(listing.url(query=state.query() or f"{ALL}=1"))


def _now(request: AskedRequest, content: Content, kind: str, state: State) -> HttpResponseBase:
    response: HttpResponseBase
    if kind == "csv":
        response = StreamingHttpResponse(comma.pieces(content), content_type=TYPES[kind])
    else:
        response = HttpResponse(made(content, kind), content_type=TYPES[ending(kind)])
    _record(request, content, kind, state)
    response["Content-Disposition"] = f'attachment; filename="{content.name(ending(kind))}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@transaction.atomic
def _later(
    request: AskedRequest, content: Content, kind: str, state: State, habit: tuple[str, ...]
) -> HttpResponse:
    asker = request.asker
    if asker.instansi is None:
        raise PermissionDenied
    _record(request, content, kind, state)
    job = work.start(
        "lists.export",
        asker,
        by=asker.user,
        instansi=asker.instansi,
        at=content.at,
        key=content.listing.key,
        form=kind,
        query=locked(state.query()),
        columns=list(habit),
        user_id=asker.user.pk,
        instansi_id=asker.instansi.pk,
        language=(get_language() or "id")[:2],
    )
    return HttpResponseRedirect(reverse("jobs:detail", args=[job.pk]))


def _record(request: AskedRequest, content: Content, kind: str, state: State) -> None:
    told = content.told[1:] if state.search else content.told
    actions.record_export(
        key=content.listing.key,
        kind=kind,
        rows=content.rows.number,
        told=dict(told),
        search=state.search,
        instansi=request.asker.instansi,
        by=request.asker.user,
        at=content.at,
    )


@require_safe
def fetch(request: AskedRequest, *, listing: Listing, pk: int) -> HttpResponseBase:
    """A file made in the background, for who had it made, as long as they may still see what is in it."""
    export = get_object_or_404(
        Export.objects.fetchable_by(request.asker, listing.key).select_related("upload"), pk=pk
    )
    asker = request.asker
    if not asker.may(listing.permission) or not all(
        asker.reaches(Permission.EXPORT, path) for path in export.paths
    ):
        raise Http404("out of scope by now")
    if export.deleted_at:
        messages.warning(
            request,
            _("Berkas ini sudah dihapus: unduhan disimpan %(days)d hari. Unduh lagi dari daftar ini.")
            % {"days": KEPT.days},
        )
        return HttpResponseRedirect(listing.url())
    return serve(export.upload)
