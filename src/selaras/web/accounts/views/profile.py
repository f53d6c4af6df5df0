"""One's own account: roles, password, second factor, sessions, language, and the instansi being worked in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from selaras.clock import today
from selaras.web.accounts.gate import AskedRequest
from selaras.web.accounts.middleware import CHOSEN, needs_second_factor


@require_safe
@login_required
def show(request: AskedRequest) -> HttpResponse:
    """Everything about the own account on one page."""
    user = request.user
    grants = user.grants.on(today()).select_related("unit", "instansi", "on_behalf_of").order_by("pk")
    context = {
        "grants": grants,
        "sessions": UserSession.objects.filter(user=user).count(),
        "has_factor": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        "needs_factor": needs_second_factor(user, deciding=request.asker.deciding),
        "languages": settings.LANGUAGES,
    }
    return render(request, "accounts/profile.html", context)


@require_POST
@login_required
def choose_instansi(request: AskedRequest) -> HttpResponse:
    """Work in another instansi in which one holds a role; anything else changes nothing."""
    wanted = request.POST.get("instansi", "")
    for instansi in request.asker.choices:
        if str(instansi.pk) == wanted:
            request.session[CHOSEN] = instansi.pk
    return redirect("home")
