"""Choosing columns."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from selaras import clock
from selaras.web.accounts.gate import AskedRequest
from selaras.web.lists import actions
from selaras.web.lists.listing import Listing
from selaras.web.lists.state import ALL, COLUMNS


@require_POST
def choose(request: AskedRequest, *, listing: Listing) -> HttpResponse:
    """Remember the columns ticked (none, or “reset”: the list's own) and show the list again as it was."""
    known = [column.key for column in listing.columns]
    ticked = set(request.POST.getlist(COLUMNS)) if "reset" not in request.POST else set()
    columns = tuple(key for key in known if key in ticked)
    if request.asker.instansi is not None:
        actions.choose_columns(
            key=listing.key,
            columns=columns,
            instansi=request.asker.instansi,
            by=request.asker.user,
            at=clock.now(),
        )
    state = replace(listing.state(request.GET), columns=())
    return HttpResponseRedirect(listing.url(query=state.query() or f"{ALL}=1"))
