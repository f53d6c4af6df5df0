"""Two standards side by side: two versions, or two classes, also of two instansi."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.law.form.table import ClassStandard, PositionStandard
from selaras.web.standards import beside
from selaras.web.standards.models import Piece
from selaras.web.standards.present import address
from selaras.web.standards.reading import form_of
from selaras.web.standards.shelf import Book, every_book
from selaras.web.standards.views.read_public import page, public

AT_ONCE = 3  # standards on a page, when two versions are compared
MOST_CHOICES = 60  # standards of a version that are offered one by one
MOST_PARTS = 4  # of an address: instansi, act, number, standard


@dataclass(frozen=True, slots=True)
class Chosen:
    """One side: a version, and a standard in it (empty: all of it)."""

    book: Book
    part: str
    title: str

    @property
    def value(self) -> str:
        """As the address and the form say it."""
        return "/".join(
            filter(None, (self.book.place, self.book.act.act_id, str(self.book.number), self.part))
        )

    @property
    def name(self) -> str:
        """What the side is called."""
        act = gettext("%(act)s versi %(number)s") % {"act": self.book.act.short, "number": self.book.number}
        return f"{self.title} · {act}" if self.title else act

    @property
    def url(self) -> str:
        """Where it is read."""
        return address(self.book.version, self.part)


@public
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Choose two, and see them side by side."""

    def context() -> Mapping[str, Any]:
        books = every_book(today())
        titles = _titles(books)
        left, right = (_chosen(request.GET.get(side, ""), books, titles) for side in ("a", "b"))
        said = {
            "groups": _groups(books, titles, [each for each in (left, right) if each]),
            "left": left,
            "right": right,
            "lost": [
                side.upper()
                for side in ("a", "b")
                if request.GET.get(side) and not (left, right)[side == "b"]
            ],
        }
        if left and right:
            said |= _compared(request, left, right)
        return said

    return page(request, "standards/compare/show.html", context)


def _compared(request: HttpRequest, left: Chosen, right: Chosen) -> dict[str, Any]:
    if left.part and right.part:
        entries = _entries([(left.book, left.part), (right.book, right.part)])
        both = [entries.get((side.book.version.pk, side.part)) for side in (left, right)]
        if both[0] is None or both[1] is None:
            return {"absent": True}
        return {"found": [("", left, right, beside.compared(both[0], both[1]))]}
    if left.part or right.part:
        return {"uneven": True}
    return _versions(request, left, right)


def _versions(request: HttpRequest, left: Chosen, right: Chosen) -> dict[str, Any]:
    forms = [form_of(side.book.version) for side in (left, right)]
    digests = (left.book.version.digest, right.book.version.digest)
    all_of = beside.subjects(digests, forms[0], forms[1])
    differing = beside.changed_only(all_of)
    at = Paginator([each for each in differing if each.left and each.right], AT_ONCE).get_page(
        request.GET.get("halaman")
    )
    wanted = [(left.book, each.left or "") for each in at] + [(right.book, each.right or "") for each in at]
    entries = _entries(wanted)
    found = []
    for each in at:
        a = entries[left.book.version.pk, each.left or ""]
        b = entries[right.book.version.pk, each.right or ""]
        sides = (
            Chosen(left.book, each.left or "", each.title),
            Chosen(right.book, each.right or "", each.title),
        )
        found.append((each.title, *sides, beside.compared(a, b)))
    return {
        "found": found,
        "page": at,
        "whole": True,
        "same_count": len(all_of) - len(differing),
        "only_left": [
            _named(left, each.left, each.title) for each in differing if each.left and not each.right
        ],
        "only_right": [
            _named(right, each.right, each.title) for each in differing if each.right and not each.left
        ],
    }


def _named(side: Chosen, part: str | None, title: str) -> tuple[str, str]:
    return title, address(side.book.version, part or "")


def _entries(
    wanted: Sequence[tuple[Book, str]],
) -> dict[tuple[int, str], ClassStandard | PositionStandard]:
    """Stored standards by version and key. One query."""
    rows = Piece.objects.filter(
        version__in={book.version.pk for book, _ in wanted},
        key__in={key for _, key in wanted},
        kind__in=(Piece.Kind.CLASS, Piece.Kind.POSITION),
    ).defer("lines", "findings")
    return {
        (row.version_id, row.key): ClassStandard.model_validate(row.data)
        if row.kind == Piece.Kind.CLASS
        else PositionStandard.model_validate(row.data)
        for row in rows
    }


def _titles(books: Sequence[Book]) -> dict[int, dict[str, str]]:
    """Key → title of the standards of each version. One query."""
    found: dict[int, dict[str, str]] = {}
    rows = Piece.objects.filter(
        version__in=[book.version.pk for book in books], kind__in=(Piece.Kind.CLASS, Piece.Kind.POSITION)
    )
    for version, key, title in rows.order_by("version", "order").values_list("version", "key", "title"):
        found.setdefault(version, {})[key] = title
    return found


def _chosen(said: str, books: Sequence[Book], titles: Mapping[int, Mapping[str, str]]) -> Chosen | None:
    parts = said.split("/")[:MOST_PARTS]
    part = parts[3] if len(parts) == MOST_PARTS else ""
    for book in books:
        if parts[:3] == [book.place, book.act.act_id, str(book.number)]:
            title = titles.get(book.version.pk, {}).get(part, "")
            return Chosen(book, part, title) if title or not part else None
    return None


def _groups(
    books: Sequence[Book], titles: Mapping[int, Mapping[str, str]], chosen: Sequence[Chosen]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen: each version, and its standards unless they are too many to list."""
    groups = []
    for book in books:
        whole = Chosen(book, "", "")
        parts = titles.get(book.version.pk, {})
        offered = parts if len(parts) <= MOST_CHOICES else {}
        offered = {**offered, **{each.part: each.title for each in chosen if each.book == book and each.part}}
        owner = book.instansi.name if book.instansi else gettext("Nasional")
        rows = [(whole.value, gettext("Seluruh %(version)s") % {"version": whole.name})]
        rows += [(Chosen(book, key, title).value, title) for key, title in offered.items()]
        groups.append((f"{owner} · {whole.name}", rows))
    return groups
