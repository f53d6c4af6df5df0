"""Who holds which role where, on any day; giving and taking them."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from selaras.clock import now, today
from selaras.web.accounts import reading
from selaras.web.accounts.actions import code_ended, grant_role, revoke_grant
from selaras.web.accounts.errors import AccountsRefused
from selaras.web.accounts.forms import ReasonForm
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.grant_form import DAY, GrantForm
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.words import CODE_ENDED, told
from selaras.web.whole import whole

PAGE = 50


@require_safe
@requires(Permission.MANAGE_GRANTS)
def index(request: AskedRequest) -> HttpResponse:
    """Who holds what on a day."""
    day = _day(request.GET.get("hari", ""))
    text, role = request.GET.get("q", "").strip(), request.GET.get("peran", "")
    found = reading.grants(request.asker, day or today(), text, role)
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "day": day or today(),
        "wrong_day": bool(request.GET.get("hari")) and day is None,
        "text": text,
        "role": role,
        "roles": Role.choices,
        "takeable": reading.takeable(request.asker, list(page)),
    }
    return render(request, "accounts/grants.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_GRANTS)
def add(request: AskedRequest) -> HttpResponse:
    """Give a role."""
    form = GrantForm(request.POST or None, asker=request.asker, initial=_wanted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = grant_role(
                user=said["nip"],
                role=Role(said["role"]),
                unit=said["unit"],
                since=said["since"],
                until=said["until"],
                document=said["document"],
                standing=said["standing"],
                on_behalf_of=said["on_behalf_of"],
                by=request.user,
                at=now(),
            )
        except AccountsRefused as error:
            form.add_error(None, told(error))
        else:
            messages.success(request, _("Peran diberikan."))
            if code_ended(made):
                messages.warning(request, CODE_ENDED)
            return redirect("accounts:grants")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/grant_add.html", {"form": form, "units": form.offered()}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_GRANTS)
def revoke(request: AskedRequest, pk: int) -> HttpResponse:
    """Take a role, with a reason."""
    visible = Grant.objects.visible_to(request.asker).select_related("user", "unit", "on_behalf_of")
    grant = get_object_or_404(visible, pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_grant(grant=grant, why=form.cleaned_data["why"], by=request.user, at=now())
        except AccountsRefused as error:
            form.add_error(None, told(error))
        else:
            messages.success(request, _("Peran dicabut."))
            return redirect("accounts:grants")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/grant_revoke.html", {"form": form, "grant": grant}, status=status)


def _day(typed: str) -> date | None:
    """A day as people write it; None for none or a wrong one."""
    try:
        return datetime.strptime(typed.strip(), DAY).date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return None


def _wanted(request: AskedRequest) -> dict[str, str]:
    """The account whose page somebody came from."""
    user = User.objects.visible_to(request.asker).filter(pk=whole(request.GET.get("akun", ""))).first()
    return {"nip": user.nip} if user else {}
