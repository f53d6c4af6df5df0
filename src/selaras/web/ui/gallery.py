"""Every component in every state on one page, for whoever builds pages and for the tests that look at them."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest) -> HttpResponse:
    """The gallery; not there for anybody but superadmins, unless debugging."""
    if not (settings.DEBUG or getattr(request.user, "is_superuser", False)):
        raise Http404
    return render(request, "ui/gallery.html")
