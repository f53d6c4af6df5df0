"""Bulk actions: choose rows, see what will be done, do it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from selaras import clock
from selaras.errors import DataRefused
from selaras.web.accounts.gate import AskedRequest
from selaras.web.lists.bulk import Action
from selaras.web.lists.chosen import Chosen, chosen, still
from selaras.web.lists.listing import Listing
from selaras.web.lists.pages import Rows
from selaras.web.lists.table import body_html, head_html
from selaras.web.ui.templatetags.ui import say

SHOWN = 20  # rows of the preview


@require_POST
def do(request: AskedRequest, *, listing: Listing) -> HttpResponse:
    """First what will be done with how many rows; then, confirmed and unchanged, it is done."""
    action = next((each for each in listing.actions if each.key == request.POST.get("aksi")), None)
    if action is None:
        raise Http404("no such action")
    if not request.asker.may(action.permission):
        raise PermissionDenied
    these = chosen(request, listing.key, action.permission)
    if not these.number:
        messages.error(request, _("Belum ada baris yang dipilih. Centang baris, atau pilih semua hasil."))
        return HttpResponseRedirect(these.origin.list_url)
    if action.route:
        return HttpResponseRedirect(f"{reverse(action.route)}?{these.query}")
    form = _form(request, action)
    if "yakin" in request.POST and (form is None or form.is_valid()):
        if still(request, these):
            return _run(request, action, these, form.cleaned_data if form else {})
        messages.warning(
            request, _("Hasil daftar berubah sejak dipratinjau. Periksa lagi sebelum melanjutkan.")
        )
    return _preview(request, listing, action, these, form)


def _form(request: AskedRequest, action: Action):  # type: ignore[no-untyped-def]
    if action.form is None:
        return None
    return action.form(request.POST) if "yakin" in request.POST else action.form()


def _run(request: AskedRequest, action: Action, these: Chosen, said: dict[str, object]) -> HttpResponse:
    if action.run is None:
        raise Http404("nothing to run")
    try:
        told = action.run(these.rows, by=request.asker.user, at=clock.now(), **said)
    except DataRefused as refused:
        messages.error(request, f"{say(refused.what)} {say(refused.remedy)}")
    else:
        messages.success(request, say(told))
    return HttpResponseRedirect(these.origin.list_url)


def _preview(
    request: AskedRequest, listing: Listing, action: Action, these: Chosen, form: object
) -> HttpResponse:
    state = these.origin.state
    shown = listing.shown(state)
    rows = Rows(these.rows, listing.ordering(state), shown)
    part = rows[:SHOWN]
    context = {
        "listing": listing,
        "action": action,
        "chosen": these,
        "form": form,
        "head": head_html(listing, state, shown, boxes=False),
        "body": body_html(listing, state, rows, part, 1, shown, boxes=False),
        "more": these.number - len(part),
    }
    return render(request, "lists/bulk.html", context, status=200)
