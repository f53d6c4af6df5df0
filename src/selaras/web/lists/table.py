"""The table of a list as HTML, written in Python: a template's loop over 50 × 10 cells would be most of the page's work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from selaras.web.lists.columns import Column
from selaras.web.lists.listing import Listing
from selaras.web.lists.origin import parameter
from selaras.web.lists.pages import Row, Rows
from selaras.web.lists.state import State
from selaras.web.ui.templatetags.ui import icon

LONG = 28  # characters of a column whose texts run over several lines
STAND_IN = 987654321  # where each row's own number goes


@dataclass(frozen=True)
class Head:
    """A column's head: its text, and where sorting by it leads."""

    label: str
    css: str
    url: str = ""
    sorted: str = ""  # ascending, descending or nothing


def heads(listing: Listing, state: State, columns: Sequence[Column]) -> list[Head]:
    """The heads of the columns shown."""
    now = state.sort or listing.order
    found = []
    for column in columns:
        if not column.sort:
            found.append(Head(str(column.label), css(column)))
            continue
        ascending = now == column.key
        other = f"-{column.key}" if ascending else column.key
        word = ("ascending" if ascending else "descending") if now.lstrip("-") == column.key else ""
        found.append(Head(str(column.label), css(column), listing.url(query=state.query(urut=other)), word))
    return found


def head_html(listing: Listing, state: State, columns: Sequence[Column], boxes: bool) -> SafeString:
    """The row of heads: links that sort, with `aria-sort` on the one in force."""
    arrow = {"ascending": icon("arrow-up", 14), "descending": icon("arrow-down", 14), "": ""}
    cells = [
        format_html('<th scope="col" class="box"><span class="vh">{}</span></th>', _("Pilih"))
        if boxes
        else ""
    ]
    for head in heads(listing, state, columns):
        aria = f' aria-sort="{head.sorted}"' if head.sorted else ""
        inner = (
            f'<a href="{escape(head.url)}">{escape(head.label)}{arrow[head.sorted]}</a>'
            if head.url
            else escape(head.label)
        )
        cells.append(f'<th scope="col"{head.css}{aria}>{inner}</th>')
    return mark_safe(f"<tr>{''.join(cells)}</tr>")  # every part is escaped or ours


def body_html(
    listing: Listing,
    state: State,
    rows: Rows,
    part: Sequence[Row],
    first: int,
    columns: Sequence[Column],
    boxes: bool,
) -> SafeString:
    """The rows of a page. `first`: the place of the first of them in the list, from 1."""
    return mark_safe(
        "".join(_rows(listing, state, rows, part, first, columns, boxes))
    )  # escaped cell by cell


def _rows(
    listing: Listing,
    state: State,
    rows: Rows,
    part: Sequence[Row],
    first: int,
    columns: Sequence[Column],
    boxes: bool,
) -> Iterator[str]:
    # Only a row's number and place differ from row to row: the rest of its address is written once.
    address = listing.detail_url(STAND_IN)
    before, _stand_in, after = address.partition(str(STAND_IN))
    origin = escape(parameter(listing, state.query(), STAND_IN, rows.number))
    come_from, _stand_in, went = origin.partition(str(STAND_IN))
    looks = [(column, css(column)) for column in columns]
    choose = escape(_("Pilih"))
    for number, row in enumerate(part, first):
        cells = []
        named = ""
        for column, look in looks:
            html = column.html(tuple(row[rows.at[name]] for name in column.fields))
            if not column.look.link:
                cells.append(f"<td{look}>{html}</td>")
                continue
            named = html
            if address:
                html = f'<a href="{before}{row[0]}{after}?{come_from}{number}{went}">{html}</a>'
            cells.append(f'<th scope="row"{look}>{html}</th>')
        box = (
            f'<td class="box"><input class="form-check-input" type="checkbox" name="id" value="{row[0]}" '
            f'aria-label="{choose} {named}"></td>'
            if boxes
            else ""
        )
        yield f"<tr>{box}{''.join(cells)}</tr>\n"


def css(column: Column) -> str:
    """The class attribute of a column's cells."""
    if column.look.link:
        return ' class="lead-cell"'
    if column.look.numeric:
        return ' class="num"'
    if column.look.code:
        return ' class="code"'
    return ' class="long"' if column.look.width >= LONG else ""
