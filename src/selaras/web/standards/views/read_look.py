"""Language and colours for a reader who is not signed in: a page of its own, so that the others set no cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from selaras.web.standards.views.read_public import public


@public
@never_cache
@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Choose a language or colours, and go back to where one was."""
    back = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    back = back if safe else reverse("standards:index")
    return render(request, "standards/read/look.html", {"back": back})
