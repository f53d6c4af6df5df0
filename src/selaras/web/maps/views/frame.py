"""What the pages of the map have in common: whose figures they are, of which run, and the way to the others."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.clock import now
from selaras.web.accounts.gate import AskedRequest
from selaras.web.accounts.roles import Permission
from selaras.web.maps.asked import FEW, Asked, asked
from selaras.web.maps.filters import offers


def question(request: AskedRequest) -> Asked:
    """What the request asks about."""
    return asked(request.asker, request.GET)


def show(request: AskedRequest, about: Asked, page: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the map; where nobody was evaluated yet, what to do about it."""
    context |= {
        "about": about,
        "run": about.run,
        "tabs": _tabs(about, page),
        "offers": offers(about),
        "page_url": reverse(f"maps:{page}"),
        "filtered": bool(about.job_class or about.family),
        "moment": now(),
        "may_run": request.asker.may(Permission.EVALUATE),
        "people_url": reverse("evaluations:list"),
    }
    return render(request, f"maps/{page}.html" if about.run else "maps/nothing.html", context)


def too_few(about: Asked, people: int) -> bool:
    """Whether so few people would be told apart by figures, for somebody who may not see people."""
    return not about.names_people and 0 < people < FEW


def _tabs(about: Asked, current: str) -> list[dict[str, Any]]:
    labels = {
        "index": _("Ringkasan"),
        "people": _("Orang dan kompetensi"),
        "groups": _("Perbandingan"),
        "coverage": _("Cakupan bukti"),
        "expiring": _("Bukti habis berlaku"),
    }
    return [
        {"label": label, "url": about.url(page), "current": page == current, "count": None}
        for page, label in labels.items()
        if about.names_people or page != "people"
    ]
