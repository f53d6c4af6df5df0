"""Rows chosen in a list, for a bulk action: some by their boxes, or all that the list finds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from selaras.web.accounts.gate import AskedRequest
from selaras.web.accounts.roles import Permission
from selaras.web.lists.origin import Origin, origin_of
from selaras.web.lists.state import ALL, FROM
from selaras.web.whole import whole

ONE, PINNED = "id", "tetap"
MOST = 1000  # rows ticked one by one; more are chosen with “all”


@dataclass(frozen=True)
class Chosen:
    """The rows chosen: always what the list finds for who asks, narrowed to the boxes ticked."""

    origin: Origin
    rows: QuerySet[Any]
    ids: tuple[int, ...]
    everything: bool
    said: str

    @cached_property
    def keys(self) -> list[int]:
        """Their primary keys."""
        return list(self.rows.order_by("pk").values_list("pk", flat=True))

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.keys)

    @property
    def left_out(self) -> int:
        """How many ticked rows are not among them: gone, changed, or never within the scope."""
        return 0 if self.everything else len(self.ids) - self.number

    @cached_property
    def pin(self) -> str:
        """A digest of exactly these rows: what was previewed is what will be done."""
        return hashlib.sha256(",".join(map(str, self.keys)).encode()).hexdigest()[:32]

    @property
    def hidden(self) -> SafeString:
        """Hidden fields that choose the same rows again, and pin them."""
        boxes = format_html_join(
            "", '<input type="hidden" name="{}" value="{}">', ((ONE, each) for each in self.ids)
        )
        return format_html(
            '<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">'
            '<input type="hidden" name="{}" value="{}">{}',
            *(FROM, self.said, ALL, "1" if self.everything else "", PINNED, self.pin),
            boxes,
        )

    @property
    def query(self) -> str:
        """The query string that chooses the same rows again."""
        made = QueryDict(mutable=True)
        made[FROM] = self.said
        if self.everything:
            made[ALL] = "1"
        made.setlist(ONE, [str(each) for each in self.ids])
        return made.urlencode()


def chosen(request: AskedRequest, key: str, permission: Permission) -> Chosen:
    """The rows that a form or an address chooses, within the list's scope and that of `permission`.

    Raises Http404 when no such list is named.
    """
    given = request.POST if request.method == "POST" and FROM in request.POST else request.GET
    origin = origin_of(given.get(FROM, ""), key)
    if origin is None:
        raise Http404("no list named")
    everything = given.get(ALL) == "1"
    ids = () if everything else _numbers(given.getlist(ONE))
    rows, _ = origin.listing.found(request.asker, origin.state, permission)
    return Chosen(origin, rows if everything else rows.filter(pk__in=ids), ids, everything, given[FROM])


def still(request: AskedRequest, these: Chosen) -> bool:
    """Whether the rows are those that were previewed."""
    return request.POST.get(PINNED) == these.pin


def _numbers(words: list[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for word in words[:MOST] if (number := whole(word))))
