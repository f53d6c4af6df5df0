"""What a list shows: filters, search, order, columns and page, as the query string says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from selaras.web.lists.filters import cleaned
from selaras.web.whole import whole

SEARCH, SORT, COLUMNS, SIZE, PAGE, VIEW, FROM, ALL = (
    "cari",
    "urut",
    "kolom",
    "per",
    "halaman",
    "tampilan",
    "dari",
    "semua",
)
LONGEST_QUERY = 2000
SUFFIXES = ("", "_min", "_max", "_after", "_before")  # of a filter with several controls


@dataclass(frozen=True)
class State:
    """One state of a list. `filters` holds the parameters of its filters only, in the order given."""

    filters: QueryDict
    search: str = ""
    sort: str = ""  # a column's key, with a minus before it for the other direction
    columns: tuple[str, ...] = ()
    size: int = 0
    page: str = "1"
    view: str = ""

    def query(self, **changes: Any) -> str:
        """The query string of this state with some parts changed; the first page goes unsaid."""
        made = self.filters.copy()
        said = {
            SEARCH: self.search,
            SORT: self.sort,
            COLUMNS: ",".join(self.columns),
            SIZE: self.size or "",
            VIEW: self.view,
        } | changes
        for name, value in said.items():
            made.pop(name, None)
            if value not in ("", None):
                made[name] = str(value)
        return made.urlencode()

    def without(self, name: str) -> str:
        """The query string without a filter: all parameters that belong to it."""
        rest = self.filters.copy()
        for suffix in SUFFIXES:
            rest.pop(f"{name}{suffix}", None)
        return State(rest, self.search, self.sort, self.columns, self.size, view=self.view).query()


def read(
    given: Mapping[str, Any], names: Iterable[str], keys: Iterable[str], sizes: tuple[int, ...]
) -> State:
    """The state that a query string says. What it says wrongly (an unknown column, a size not offered) is left out.

    `names`: parameters of the list's filters; `keys`: its columns. Filters with wrong values stay: the page says so.
    """
    filters = QueryDict(mutable=True)
    offered = frozenset(keys)
    known = {f"{name}{suffix}" for name in names for suffix in SUFFIXES}
    source = given if isinstance(given, QueryDict) else QueryDict()
    for name, values in source.lists():
        filled = [value for value in values if value.strip()]
        if filled and name in known:
            filters.setlist(name, filled[:1])
    columns = tuple(dict.fromkeys(key for key in source.get(COLUMNS, "").split(",") if key in offered))
    sort = source.get(SORT, "")
    size = source.get(SIZE, "")
    view = source.get(VIEW, "")
    return State(
        filters=filters,
        search=cleaned(source.get(SEARCH, "")),
        sort=sort if sort.removeprefix("-") in offered else "",
        columns=columns,
        size=int(size) if size in {str(each) for each in sizes} else 0,
        page=source.get(PAGE, "1"),
        view=view if whole(view) else "",
    )
