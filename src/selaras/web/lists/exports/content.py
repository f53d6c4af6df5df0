"""What goes into a file, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from selaras.clock import WESTERN_INDONESIA
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.lists.columns import Column
from selaras.web.lists.listing import Listing
from selaras.web.lists.pages import Rows
from selaras.web.lists.state import State
from selaras.web.ui.templatetags.ui import moment, number


@dataclass
class Content:
    """A list to be written: its title, the lines above it, its columns and its rows."""

    listing: Listing
    asker: Asker
    at: datetime
    columns: Sequence[Column]
    rows: Rows
    told: list[tuple[str, str]]  # the filters in force, as the page says them

    @property
    def title(self) -> str:
        """The list's title."""
        return str(self.listing.title)

    @property
    def place(self) -> str:
        """The instansi."""
        return self.asker.instansi.name if self.asker.instansi else ""

    def lines(self) -> list[str]:
        """Who took it, when, from where, under which filters, and how many rows it has."""
        filters = "; ".join(f"{label}: {value}" for label, value in self.told) or _("tanpa saringan")
        said = [
            _("Diunduh oleh %(name)s pada %(when)s")
            % {"name": self.asker.user.name, "when": moment(self.at)},
            _("Saringan: %(filters)s") % {"filters": filters},
            _("Jumlah baris: %(number)s") % {"number": number(self.rows.number)},
        ]
        if self.asker.instansi and self.asker.instansi.synthetic:
            said.append(_("Data sintetis: tidak ada orang sungguhan di dalamnya"))
        return said

    def heads(self) -> list[str]:
        """The columns' names."""
        return [str(column.label) for column in self.columns]

    def values(self) -> Iterator[list[Any]]:
        """The rows as values: text, numbers, days or None."""
        takes = [(column, [self.rows.at[name] for name in column.fields]) for column in self.columns]
        for row in self.rows.every():
            yield [column.value(tuple(row[place] for place in places)) for column, places in takes]

    def name(self, kind: str) -> str:
        """A file name of letters, digits and hyphens: nothing a header or a path could stumble over."""
        day = self.at.astimezone(WESTERN_INDONESIA).strftime("%Y-%m-%d")
        parts = (slugify(self.title) or self.listing.key, slugify(self.place), day)
        return "-".join(part for part in parts if part) + f".{kind}"


def content_of(
    listing: Listing, asker: Asker, state: State, habit: tuple[str, ...], at: datetime
) -> Content | None:
    """What to write: only rows for which the asker may export, never a restricted column. None: a filter is wrong."""
    found, filters = listing.found(asker, state, Permission.EXPORT)
    if not filters.form.is_valid():
        return None
    columns = [column for column in listing.shown(state, habit) if not column.look.restricted]
    told = [
        (str(filters.filters[name].label), filters.told(name, value)) for name, value in filters.in_force()
    ]
    if state.search:
        told.insert(0, (_("Pencarian"), f"“{state.search}”"))
    return Content(listing, asker, at, columns, Rows(found, listing.ordering(state), columns), told)
