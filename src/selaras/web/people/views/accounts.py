"""Accounts for people: who has one, unit by unit, and the slips for those who get one."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from selaras.clock import now
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.lists.models import Export
from selaras.web.organisation.models import Unit
from selaras.web.people.accounts import order_accounts, without_account
from selaras.web.people.models import Person
from selaras.web.people.slips import SLIPS, SlipsGone, fetch_slips
from selaras.web.ui.templatetags.ui import say
from selaras.web.whole import whole


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_ACCOUNTS)
def accounts(request: AskedRequest) -> HttpResponse:
    """How many people of each unit can sign in; accounts and slips for the rest."""
    units = Unit.objects.visible_to(request.asker, Permission.MANAGE_ACCOUNTS).filter(ended=False)
    if request.method == "POST":
        unit = get_object_or_404(units.select_related("instansi"), pk=whole(request.POST.get("unit", "")))
        if not without_account(unit).exists():
            messages.info(request, _("Semua pegawai di unit ini sudah punya akun."))
            return redirect("people:accounts")
        address = request.build_absolute_uri(reverse("accounts:activate"))
        return redirect(
            "jobs:detail", order_accounts(unit=unit, by=request.user, at=now(), address=address).pk
        )
    active = Q(people__status=Person.Status.ACTIVE)
    counted = units.annotate(
        everybody=Count("people", filter=active),
        with_account=Count("people", filter=active & Q(people__user__isnull=False)),
    )
    files = Export.objects.fetchable_by(request.asker, SLIPS).select_related("upload")[:10]
    return render(request, "people/accounts.html", {"units": counted, "files": files})


@never_cache
@require_POST
@requires(Permission.MANAGE_ACCOUNTS)
def slips(request: AskedRequest, pk: int) -> HttpResponse:
    """The file of slips, once, to who made it, while they may still manage those accounts."""
    found = get_object_or_404(
        Export.objects.fetchable_by(request.asker, SLIPS).select_related("upload"), pk=pk
    )
    if not all(request.asker.reaches(Permission.MANAGE_ACCOUNTS, path) for path in found.paths):
        raise Http404
    try:
        content = fetch_slips(file=found, by=request.user, at=now())
    except SlipsGone as gone:
        messages.warning(request, f"{say(gone.what)} {say(gone.remedy)}")
        return redirect("people:accounts")
    headers = {
        "Content-Disposition": f'attachment; filename="{found.upload.name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
