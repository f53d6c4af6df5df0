"""Where somebody came from: a list in a state, carried in an address as `?dari=people.12.48?kelas=5`.

Plain and not signed: it gives nothing that the list itself would not give, since it is asked again within the scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import QueryDict

from selaras.web.lists.listing import Listing, listing_of
from selaras.web.lists.state import FROM, LONGEST_QUERY, State
from selaras.web.whole import whole


@dataclass(frozen=True)
class Origin:
    """A list in a state; the place of a row in it and how many there were, both counted from 1 (0: not said)."""

    listing: Listing
    state: State
    number: int = 0
    total: int = 0

    @property
    def list_url(self) -> str:
        """Back to the list."""
        query = self.state.query()
        page = max(self.number - 1, 0) // (self.state.size or self.listing.sizes[0]) + 1
        return self.listing.url(query=self.state.query(halaman=page) if page > 1 else query)

    def at(self, number: int, total: int) -> str:
        """The parameter for another row of the same list: `dari=…`."""
        return parameter(self.listing, self.state.query(), number, total)


def parameter(listing: Listing, query: str, number: int = 0, total: int = 0) -> str:
    """`dari=…` for a row of a list."""
    return f"{FROM}={quote(f'{listing.key}.{number}.{total}?{query}', safe='')}"


def origin_of(said: str, key: str = "") -> Origin | None:
    """What `?dari=` says; None when it says nothing that makes sense, or another list than `key`."""
    head, _, query = said[: LONGEST_QUERY + 100].partition("?")
    name, number, total = [*head.split("."), "", ""][:3]
    listing = listing_of(name)
    if listing is None or (key and key != name):
        return None
    return Origin(listing, listing.state(QueryDict(query)), whole(number), whole(total))
