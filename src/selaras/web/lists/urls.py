"""Addresses of this app, and those that every list brings to the app it belongs to."""

from __future__ import annotations

from functools import partial, update_wrapper
from typing import Any

from django.urls import URLPattern, URLResolver, path

from selaras.web.accounts.gate import requires
from selaras.web.accounts.roles import Permission
from selaras.web.lists import search
from selaras.web.lists.listing import Listing
from selaras.web.lists.views import bulk, columns, export, page, saved

app_name = "lists"

urlpatterns: list[URLPattern | URLResolver] = [path("", search.results, name="search")]


def addresses(listing: Listing, prefix: str = "") -> list[URLPattern | URLResolver]:
    """A list's addresses: its page, columns, saved views, exports and bulk actions. `prefix` ends with a slash."""

    def at(where: str, view: Any, part: str, *permissions: Permission) -> URLPattern:
        given = partial(view, listing=listing)
        update_wrapper(given, view)
        name = listing.name_of(part) if part else listing.route
        return path(f"{prefix}{where}", requires(*permissions)(given), name=name.rpartition(":")[2])

    made: list[URLPattern | URLResolver] = [
        at("", page.show, "", listing.permission),
        at("kolom/", columns.choose, "columns", listing.permission),
        at("tampilan/", saved.save, "views", listing.permission),
        at("tampilan/<int:pk>/", saved.change, "view", listing.permission),
        at("unduh/", export.make, "export", Permission.EXPORT),
        at("unduh/<int:pk>/", export.fetch, "export_file", Permission.EXPORT),
    ]
    if listing.actions:
        made.append(at("massal/", bulk.do, "bulk", *(action.permission for action in listing.actions)))
    return made
