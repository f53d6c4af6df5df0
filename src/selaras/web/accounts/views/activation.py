"""The page where somebody sets their own password with the code from their slip."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from selaras.clock import now
from selaras.web.accounts.actions import activate_account
from selaras.web.accounts.adapters import LATER
from selaras.web.accounts.errors import AccountsRefused
from selaras.web.accounts.forms import ActivateForm
from selaras.web.accounts.words import told


@never_cache
@sensitive_post_parameters("code", "password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """NIP, code, a password typed twice; then to the sign-in page."""
    form = ActivateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if not ratelimit.consume(request, action="activate", key=said["nip"]):
            form.add_error(None, LATER)
            return render(request, "accounts/activate.html", {"form": form}, status=429)
        try:
            activate_account(nip=said["nip"], code=said["code"], password=said["password1"], at=now())
        except AccountsRefused as error:
            form.add_error(None, told(error))
        except ValidationError as error:
            form.add_error("password1", error)
        else:
            messages.success(request, _("Akun Anda aktif. Masuk dengan NIP dan kata sandi baru Anda."))
            return redirect("account_login")
    return render(request, "accounts/activate.html", {"form": form})
