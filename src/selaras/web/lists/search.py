"""Finding things by name, in everything somebody may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from selaras.web.accounts.gate import AskedRequest
from selaras.web.lists.filters import cleaned
from selaras.web.ui import registry

SHORTEST = 2  # characters: one letter finds half of everything
IN_PALETTE, ON_PAGE = 6, 25  # hits of each kind


@dataclass(frozen=True, slots=True)
class Group:
    """What one source found. `more`: there are others than those shown."""

    key: str
    label: str | Promise
    hits: Sequence[registry.Hit]
    more: bool


@login_required
@require_safe
def results(request: AskedRequest) -> HttpResponse:
    """Hits by kind: the page, or only the hits when the palette asks. Each source keeps to the asker's scope."""
    sought = cleaned(request.GET.get("q", ""))
    palette = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    limit = IN_PALETTE if palette else ON_PAGE
    short = len(sought) < SHORTEST
    context = {"sought": sought, "short": short, "groups": [] if short else groups(request, sought, limit)}
    response = render(request, "lists/_hits.html" if palette else "lists/search.html", context)
    patch_vary_headers(response, ["HX-Request"])
    response["Cache-Control"] = "private, no-store"
    return response


def groups(request: AskedRequest, sought: str, limit: int) -> list[Group]:
    """What each source finds, those without a hit left out."""
    found = []
    for provider in registry.providers():
        hits = list(provider.find(request.asker, sought, limit + 1))
        if hits:
            found.append(Group(provider.key, provider.label, hits[:limit], len(hits) > limit))
    return found


def pages(asker: registry.Asker, text: str, limit: int) -> list[registry.Hit]:
    """The pages of the navigation whose name holds the text."""
    sought = text.casefold()
    return [
        registry.Hit(str(place.label), "", place.url)
        for place in registry.places(asker, "")
        if sought in str(place.label).casefold()
    ][:limit]
