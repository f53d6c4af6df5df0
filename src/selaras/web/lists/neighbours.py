"""Previous and next within the list that somebody came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Lag, Lead, RowNumber

from selaras.web.accounts.gate import AskedRequest
from selaras.web.lists.origin import Origin, origin_of
from selaras.web.lists.state import FROM


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The rows beside one, as addresses (empty at the ends), its place among `total`, and the way back."""

    previous: str
    next: str
    number: int
    total: int
    back: str


def neighbours(request: AskedRequest, key: str, pk: Any) -> Neighbours | None:
    """The neighbours of a row in the list named by `?dari=`. None when no list is named or the row is not in it.

    One query as long as the row still stands where the list showed it; two when rows were added or gone meanwhile.
    """
    origin = origin_of(request.GET.get(FROM, ""), key)
    if origin is None or not request.asker.may(origin.listing.permission):
        return None
    rows, _ = origin.listing.found(request.asker, origin.state)
    ordered = rows.order_by(*origin.listing.ordering(origin.state))
    return _where_it_was(origin, ordered, pk) or _anywhere(origin, rows, pk)


def _where_it_was(origin: Origin, ordered: QuerySet[Any], pk: Any) -> Neighbours | None:
    if not origin.number:
        return None
    first = max(origin.number - 2, 0)
    around = list(ordered.values_list("pk", flat=True)[first : origin.number + 1])
    place = origin.number - 1 - first
    if len(around) <= place or around[place] != pk:
        return None
    before = around[place - 1] if place else None
    after = around[place + 1] if len(around) > place + 1 else None
    return _found(origin, before, after, origin.number, max(origin.total, origin.number + bool(after)))


def _anywhere(origin: Origin, rows: QuerySet[Any], pk: Any) -> Neighbours | None:
    order = origin.listing.ordering(origin.state)
    by = [_expression(each) for each in order]
    numbered = rows.order_by().annotate(
        list_before=Window(Lag("pk"), order_by=by),
        list_after=Window(Lead("pk"), order_by=by),
        list_number=Window(RowNumber(), order_by=by),
    )
    # Said with “or”, so that the row is picked after all rows were numbered and not before.
    one = numbered.filter(Q(pk=pk) | Q(list_number__lt=0))
    at = one.values_list("list_before", "list_after", "list_number")
    found = at.first()
    if found is None:
        return None
    before, after, number = found
    return _found(origin, before, after, number, rows.count())


def _expression(order: Any) -> Any:
    if not isinstance(order, str):
        return order
    return F(order.removeprefix("-")).desc() if order.startswith("-") else F(order).asc()


def _found(origin: Origin, before: Any, after: Any, number: int, total: int) -> Neighbours:
    def address(pk: Any, place: int) -> str:
        url = origin.listing.detail_url(pk) if pk else ""
        return f"{url}?{origin.at(place, total)}" if url else ""

    return Neighbours(address(before, number - 1), address(after, number + 1), number, total, origin.list_url)
