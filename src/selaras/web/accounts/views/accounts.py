"""The accounts of one's units: find, issue a code, print slips, close and open."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selaras.clock import now
from selaras.errors import DataRefused
from selaras.web.accounts import actions, reading
from selaras.web.accounts.errors import AccountsRefused
from selaras.web.accounts.forms import ReasonForm
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.slips import slips_as_pdf
from selaras.web.accounts.tickets import slip_of, ticket_of
from selaras.web.accounts.words import told

PAGE = 50
AT_ONCE = 400  # slips printed while somebody waits


@require_safe
@requires(Permission.MANAGE_ACCOUNTS)
def index(request: AskedRequest) -> HttpResponse:
    """Accounts by name or NIP and by state."""
    asked = reading.Asked(request.GET.get("q", "").strip(), request.GET.get("keadaan", ""))
    page = Paginator(reading.accounts(request.asker, asked), PAGE).get_page(request.GET.get("halaman"))
    context = {"page": page, "asked": asked, "states": reading.State.choices}
    template = "accounts/_list.html" if request.headers.get("HX-Request") else "accounts/list.html"
    return render(request, template, context)


@require_safe
@requires(Permission.MANAGE_ACCOUNTS)
def detail(request: AskedRequest, pk: int) -> HttpResponse:
    """One account: its state, its roles within reach, what can be done."""
    return _detail(request, _account(request, pk), ReasonForm(auto_id=False))


@never_cache
@require_POST
@requires(Permission.MANAGE_ACCOUNTS)
def issue_code(request: AskedRequest, pk: int) -> HttpResponse:
    """A new activation code in place of whatever was there. Shown on this one page, then nowhere."""
    user = _account(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _detail(request, user, form)
    try:
        why = form.cleaned_data["why"]
        [slip] = actions.issue_codes(users=[user], why=why, by=request.user, at=now())
    except AccountsRefused as error:
        form.add_error(None, told(error))
        return _detail(request, user, form)
    context = {"account": user, "slip": slip, "ticket": ticket_of(slip), "address": _address(request)}
    return render(request, "accounts/code.html", context)


@never_cache
@require_POST
@requires(Permission.MANAGE_ACCOUNTS)
def slip(request: AskedRequest, pk: int) -> HttpResponse:
    """The slip of a code that was just issued."""
    user = _account(request, pk)
    found = slip_of(request.POST.get("ticket", ""), user.pk)
    if found is None:
        messages.warning(request, _("Slip ini sudah tidak dapat dicetak. Buat kode baru."))
        return redirect("accounts:detail", pk=user.pk)
    return _pdf(request, [found], f"slip-aktivasi-{user.pk}.pdf")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_ACCOUNTS)
def slips(request: AskedRequest) -> HttpResponse:
    """Slips with new codes for everybody of a unit who never set a password."""
    units = reading.units_with_new(request.asker)
    if request.method != "POST":
        return render(request, "accounts/slips.html", {"units": units})
    wanted = request.POST.get("unit", "")
    unit = next((each for each in units if str(each.pk) == wanted), None)
    if unit is None:
        problem = _("Pilih unit dari daftar.")
        return render(request, "accounts/slips.html", {"units": units, "problem": problem}, status=422)
    users = reading.never_active_in(request.asker, unit.path)[: AT_ONCE + 1]
    if len(users) > AT_ONCE:
        problem = _("Unit ini terlalu besar untuk dicetak sekaligus. Pilih unit di bawahnya.")
        return render(request, "accounts/slips.html", {"units": units, "problem": problem}, status=422)
    try:
        made = actions.issue_codes(users=users, by=request.user, at=now(), why=_("Slip aktivasi dicetak"))
    except AccountsRefused as error:
        context = {"units": units, "problem": told(error)}
        return render(request, "accounts/slips.html", context, status=422)
    return _pdf(request, made, f"slip-aktivasi-unit-{unit.pk}.pdf")


@require_POST
@requires(Permission.MANAGE_ACCOUNTS)
def reset_second_factor(request: AskedRequest, pk: int) -> HttpResponse:
    """The device is lost: the next sign-in sets up another."""
    done = _("Faktor kedua dihapus. Pemegang akun memasang yang baru.")
    return _change(request, pk, actions.reset_second_factor, done)


@require_POST
@requires(Permission.MANAGE_ACCOUNTS)
def close(request: AskedRequest, pk: int) -> HttpResponse:
    """Nobody signs in with it any more."""
    return _change(request, pk, actions.close_account, _("Akun dinonaktifkan dan semua sesinya diakhiri."))


@require_POST
@requires(Permission.MANAGE_ACCOUNTS)
def reopen(request: AskedRequest, pk: int) -> HttpResponse:
    """Signing in is possible again."""
    return _change(request, pk, actions.open_account, _("Akun diaktifkan kembali."))


def _change(request: AskedRequest, pk: int, change: Callable[..., User], done: str) -> HttpResponse:
    user = _account(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _detail(request, user, form)
    try:
        change(user=user, why=form.cleaned_data["why"], by=request.user, at=now())
    except AccountsRefused as error:
        form.add_error(None, told(error))
        return _detail(request, user, form)
    messages.success(request, done)
    return redirect("accounts:detail", pk=user.pk)


def _account(request: AskedRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.asker), pk=pk)


def _detail(request: AskedRequest, user: User, form: ReasonForm) -> HttpResponse:
    context = reading.about(request.asker, user) | {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/detail.html", context, status=status)


def _address(request: AskedRequest) -> str:
    return request.build_absolute_uri(reverse("accounts:activate"))


def _pdf(request: AskedRequest, made: list[actions.Slip], name: str) -> HttpResponse:
    instansi = request.asker.instansi
    try:
        content = slips_as_pdf(made, instansi=str(instansi or ""), address=_address(request))
    except DataRefused as error:
        messages.error(request, told(error))
        return redirect("accounts:slips")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
