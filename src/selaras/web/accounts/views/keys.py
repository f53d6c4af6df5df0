"""Keys of the API: which stand, issue one, revoke one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from selaras.clock import now, today
from selaras.web.accounts.errors import AccountsRefused
from selaras.web.accounts.forms import ReasonForm
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.keys_actions import issue_key, revoke_key
from selaras.web.accounts.keys_form import KeyForm
from selaras.web.accounts.keys_models import ApiKey
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.words import told

PAGE = 50


@require_safe
@requires(Permission.MANAGE_KEYS)
def index(request: AskedRequest) -> HttpResponse:
    """The keys of one's units, newest first, with their state."""
    found = ApiKey.objects.visible_to(request.asker).select_related("unit", "owner").order_by("-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    labels = {str(each): each.label for each in Permission}
    listed = [
        (key, key.stands(today()), [labels.get(each, each) for each in key.scopes])
        for key in page.object_list
    ]
    return render(request, "accounts/keys.html", {"page": page, "listed": listed, "today": today()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_KEYS)
def add(request: AskedRequest) -> HttpResponse:
    """Issue a key. Its text is shown on the page that answers, then nowhere."""
    form = KeyForm(request.POST or None, asker=request.asker)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            key, text = issue_key(
                unit=said["unit"],
                owner=said["owner"],
                name=said["name"],
                scopes=[Permission(each) for each in said["scopes"]],
                expires_on=said["expires_on"],
                per_minute=said["per_minute"],
                by=request.user,
                at=now(),
            )
        except AccountsRefused as error:
            form.add_error(None, told(error))
        else:
            return render(request, "accounts/keys_made.html", {"key": key, "text": text})
    status = 422 if form.is_bound else 200
    return render(request, "accounts/keys_add.html", {"form": form, "units": form.offered()}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_KEYS)
def revoke(request: AskedRequest, pk: int) -> HttpResponse:
    """Take a key back, with a reason."""
    key = get_object_or_404(ApiKey.objects.visible_to(request.asker).select_related("unit", "owner"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_key(key=key, why=form.cleaned_data["why"], by=request.user, at=now())
        except AccountsRefused as error:
            form.add_error(None, told(error))
        else:
            messages.success(request, _("Kunci dicabut. Program yang memakainya ditolak mulai sekarang."))
            return redirect("accounts:keys")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/keys_revoke.html", {"form": form, "key": key}, status=status)
