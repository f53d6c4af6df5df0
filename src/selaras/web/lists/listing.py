"""A list as an app declares it, and the rows it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import OrderBy
from django.urls import NoReverseMatch, get_resolver, reverse

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.lists.bulk import Action
from selaras.web.lists.columns import Column, Label
from selaras.web.lists.filters import Filters, Search
from selaras.web.lists.state import State, read

SIZES = (50, 25, 100, 200)  # the first unless somebody chooses; a page of 200 rows is for fast links


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list. `rows(asker, permission)` gives the scoped rows; everything a list does begins with it.

    `order`: the key of the column it is sorted by, with a minus before it for descending. `describe`: what the list
    shows just now beside its title ("data per …"), if anything.
    """

    key: str
    route: str
    title: Label
    permission: Permission
    rows: Callable[[Asker, Permission], QuerySet[Any]]
    columns: tuple[Column, ...]
    order: str
    filters: type[Filters] = Filters
    search: Search | None = None
    search_label: Label = ""
    detail: str = ""
    actions: tuple[Action, ...] = ()
    sizes: tuple[int, ...] = SIZES
    template: str = "lists/page.html"
    empty_url: str = ""  # where rows come from: offered when there is nothing at all
    empty_action: Label = ""
    empty_text: Label = ""

    @property
    def searchable(self) -> bool:
        """Whether it has a search box."""
        return self.search is not None

    def name_of(self, part: str) -> str:
        """The url name of one of the list's addresses: "people:export", "organisation:positions_export"."""
        app, _, page = self.route.rpartition(":")
        stem = part if page == "list" else f"{page}_{part}"
        return f"{app}:{stem}" if app else stem

    def url(self, part: str = "", query: str = "", *args: Any) -> str:
        """The address of the list, or of a part of it, with a query string."""
        address = reverse(self.name_of(part) if part else self.route, args=args)
        return f"{address}?{query}" if query else address

    def detail_url(self, pk: Any) -> str:
        """A row's page, or nothing where there is none."""
        try:
            return reverse(self.detail, args=[pk]) if self.detail else ""
        except NoReverseMatch:
            return ""

    def state(self, given: Mapping[str, Any]) -> State:
        """The state that a query string says."""
        return read(given, self.filters.base_filters, (column.key for column in self.columns), self.sizes)

    def shown(self, state: State, habit: tuple[str, ...] = ()) -> tuple[Column, ...]:
        """The columns of a state: those it names, else those somebody is used to, else the list's own."""
        keys = state.columns or habit
        by_key = {column.key: column for column in self.columns}
        chosen = tuple(by_key[key] for key in keys if key in by_key)
        if not chosen:
            return tuple(column for column in self.columns if column.look.shown)
        # The column that leads to the row is never out of sight.
        leading = tuple(column for column in self.columns if column.look.link and column not in chosen)
        return leading + chosen

    def found(self, asker: Asker, state: State, *permissions: Permission) -> tuple[QuerySet[Any], Filters]:
        """The rows of a state, unordered, and its filters: all of it within the scope of who asks.

        With permissions beside the list's own, only rows for which all of them are held. With a filter that says
        nonsense, no rows: what was not understood must not widen what somebody takes for the result.
        """
        rows = self.rows(asker, self.permission)
        for permission in dict.fromkeys(permissions):
            if permission != self.permission:
                # Also where both reach the same units: a permission may show more than its units, as one's own record.
                rows = rows.filter(pk__in=self.rows(asker, permission).order_by().values("pk"))
        if self.search and state.search:
            rows = self.search(rows, state.search)
        filters = self.filters(state.filters, rows, asker=asker)
        return (filters.qs if filters.form.is_valid() else rows.none()), filters

    def ordering(self, state: State) -> list[OrderBy | str]:
        """What to order by; rows that are equal in it stay in the order of their numbers."""
        sort = state.sort or self.order
        column = next(
            (each for each in self.columns if each.key == sort.removeprefix("-") and each.sort), None
        )
        if column is None:
            sort = self.order
            column = next(each for each in self.columns if each.key == sort.removeprefix("-"))
        descending = sort.startswith("-")
        return [*column.order(descending), "-pk" if descending else "pk"]


_listings: dict[str, Listing] = {}


def register(listing: Listing) -> Listing:
    """Make a list known by its key: for its addresses, its exports and previous/next."""
    _listings[listing.key] = listing
    return listing


def listing_of(key: str) -> Listing | None:
    """The list of a key. Lists are declared beside their addresses: a worker, which serves none, loads those first."""
    if key not in _listings:
        _ = get_resolver().url_patterns
    return _listings.get(key)
