"""Saved views: keep one, let it open first, delete it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from selaras import clock
from selaras.errors import DataRefused
from selaras.web.accounts.gate import AskedRequest
from selaras.web.accounts.models import Instansi
from selaras.web.lists import actions
from selaras.web.lists.listing import Listing
from selaras.web.lists.models import View
from selaras.web.lists.state import ALL
from selaras.web.lists.views.page import kept_by, view_query
from selaras.web.ui.templatetags.ui import say


@require_POST
def save(request: AskedRequest, *, listing: Listing) -> HttpResponse:
    """Save what the list shows just now, under a name."""
    state = listing.state(request.GET)
    columns = state.columns or kept_by(request, listing).columns
    query = replace(state, columns=columns, view="").query()
    try:
        view = actions.save_view(
            key=listing.key,
            name=request.POST.get("nama", ""),
            query=query,
            shared="bersama" in request.POST,
            start="awal" in request.POST,
            instansi=_instansi(request),
            by=request.asker.user,
            at=clock.now(),
        )
    except DataRefused as refused:
        messages.error(request, f"{say(refused.what)} {say(refused.remedy)}")
        return HttpResponseRedirect(listing.url(query=state.query() or f"{ALL}=1"))
    messages.success(request, _("Tampilan “%(name)s” disimpan.") % {"name": view.name})
    return HttpResponseRedirect(listing.url(query=view_query(view)))


@require_POST
def change(request: AskedRequest, *, listing: Listing, pk: int) -> HttpResponse:
    """Let a view open first, no longer, or delete it. One that may not be used does not exist."""
    view = get_object_or_404(View.objects.usable_by(request.asker, listing.key).exclude(name=""), pk=pk)
    now = clock.now()
    if "hapus" in request.POST:
        try:
            actions.delete_view(view=view, by=request.asker.user, at=now)
        except DataRefused as refused:
            messages.error(request, f"{say(refused.what)} {say(refused.remedy)}")
            return HttpResponseRedirect(listing.url(query=view_query(view)))
        messages.success(request, _("Tampilan “%(name)s” dihapus.") % {"name": view.name})
        return HttpResponseRedirect(listing.url(query=f"{ALL}=1"))
    start = view if "awal" in request.POST else None
    actions.set_start(view=start, key=listing.key, instansi=_instansi(request), by=request.asker.user, at=now)
    messages.success(
        request,
        _("Daftar ini sekarang dibuka dengan “%(name)s”.") % {"name": view.name}
        if start
        else _("Daftar ini sekarang dibuka seluruhnya."),
    )
    return HttpResponseRedirect(listing.url(query=view_query(view)))


def _instansi(request: AskedRequest) -> Instansi:
    if request.asker.instansi is None:
        raise PermissionDenied
    return request.asker.instansi
