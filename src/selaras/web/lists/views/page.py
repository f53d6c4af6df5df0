"""The page of a list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from selaras.web.accounts.gate import AskedRequest
from selaras.web.accounts.roles import Permission
from selaras.web.lists.filters import Chip, Filters
from selaras.web.lists.listing import Listing
from selaras.web.lists.models import View
from selaras.web.lists.pages import Rows, page_of
from selaras.web.lists.state import ALL, SEARCH, State
from selaras.web.lists.table import body_html, head_html


@dataclass
class Kept:
    """The views somebody may use, and their habit: columns and the view that opens first."""

    views: list[View] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    start: View | None = None

    def named(self, pk: str) -> View | None:
        """The view of a number, if it may be used."""
        return next((view for view in self.views if str(view.pk) == pk), None)


def kept_by(request: AskedRequest, listing: Listing) -> Kept:
    """All saved views of a list and the habit, in one query."""
    found = Kept()
    start = None
    for view in View.objects.usable_by(request.asker, listing.key):
        if view.name:
            found.views.append(view)
        else:
            found.columns = tuple(filter(None, view.query.split(",")))
            start = view.start_id
    found.start = found.named(str(start)) if start else None
    return found


@require_safe
def show(request: AskedRequest, *, listing: Listing) -> HttpResponse:
    """The list, or only its part that changes when htmx asks."""
    kept = kept_by(request, listing)
    if not request.GET and kept.start:
        return HttpResponseRedirect(listing.url(query=view_query(kept.start)))
    state = listing.state(request.GET)
    found, filters = listing.found(request.asker, state)
    shown = listing.shown(state, kept.columns)
    rows = Rows(found, listing.ordering(state), shown)
    page = page_of(rows, state.page, state.size or listing.sizes[0])
    actions = [action for action in listing.actions if request.asker.may(action.permission)]
    part = list(page.object_list)
    boxes = bool(actions) and bool(part)
    view = kept.named(state.view)
    context = {
        "listing": listing,
        "state": state,
        "query": state.query(),
        "urls": urls(listing, state, view),
        "filters": filters,
        "chips": chips(listing, state, filters),
        "page": page,
        "head": head_html(listing, state, shown, boxes),
        "body": body_html(listing, state, rows, part, page.start_index(), shown, boxes),
        "boxes": boxes,
        "actions": actions,
        "kept": kept,
        "view": view,
        "columns": [(column, column in shown) for column in listing.columns],
        "sizes": [(size, size == page.paginator.per_page) for size in sorted(listing.sizes)],
        "may_export": request.asker.may(Permission.EXPORT),
        "empty_url": address(listing.empty_url),
        "nothing_at_all": not rows.number and not state.filters and not state.search,
    }
    whole = not request.htmx or request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, listing.template if whole else "lists/_list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def urls(listing: Listing, state: State, view: View | None = None) -> dict[str, str]:
    """The addresses that the page's forms post to: the same rows in the same state."""
    query, fixed = state.query(), listing.filters.fixed
    made = {part: listing.url(part, query) for part in ("columns", "views", "export")}
    if listing.actions:
        made["bulk"] = listing.url("bulk")
    if view:
        made["view"] = listing.url("view", "", view.pk)
    return made | {
        "list": listing.url(),
        "everything": listing.url(query=State(bare(state, fixed).filters).query() or f"{ALL}=1"),
        "cleared": listing.url(query=bare(state, fixed).query(**{SEARCH: ""}) or f"{ALL}=1"),
    }


def address(name: str) -> str:
    """The address of a name, or nothing where an installation has no such page."""
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""


def bare(state: State, fixed: Collection[str] = ()) -> State:
    """A state without its filters, save those that say which list it is."""
    rest = state.filters.copy()
    for name in set(rest) - set(fixed):
        del rest[name]
    return replace(state, filters=rest, view="")


def view_query(view: View) -> str:
    """The query string that shows a saved view."""
    return f"{view.query}&tampilan={view.pk}" if view.query else f"tampilan={view.pk}"


def chips(listing: Listing, state: State, filters: Filters) -> list[Chip]:
    """The filters in force, each with the address without it."""
    found = []
    if state.search:
        without = state.query(**{SEARCH: ""}) or f"{ALL}=1"
        found.append(Chip(_("Pencarian"), f"“{state.search}”", listing.url(query=without)))
    for name, value in filters.in_force():
        if name in filters.fixed:
            continue
        without = state.without(name) or f"{ALL}=1"
        found.append(
            Chip(str(filters.filters[name].label), filters.told(name, value), listing.url(query=without))
        )
    return found
