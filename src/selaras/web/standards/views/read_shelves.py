"""The standards in force, by instansi and day; the versions of one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.web.accounts.models import Instansi
from selaras.web.standards.models import Piece
from selaras.web.standards.present import address
from selaras.web.standards.shelf import NATION, Book, on_shelf, open_book
from selaras.web.standards.views.read_public import page, public


@dataclass(frozen=True, slots=True)
class Shown:
    """An act on the shelf, with how many standards it sets."""

    book: Book
    url: str
    classes: int
    positions: int


@dataclass(frozen=True, slots=True)
class Asked:
    """The day a reader asks for. `wrong`: what was written is no day."""

    day: date
    said: str
    wrong: bool

    @property
    def other(self) -> bool:
        """Whether it is another day than today."""
        return self.day != today()


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every standard in force, instansi by instansi."""
    return _shelf(request, "")


@public
@require_safe
def of_instansi(request: HttpRequest, instansi: str) -> HttpResponse:
    """The standards in force of one instansi."""
    return _shelf(request, instansi)


def _shelf(request: HttpRequest, instansi: str) -> HttpResponse:
    def context() -> Mapping[str, Any]:
        asked = asked_day(request)
        books = on_shelf(asked.day, instansi)
        return {"asked": asked, "groups": _groups(books), "owner": _owner(books, instansi), "place": instansi}

    return page(request, "standards/read/shelf.html", context, instansi=instansi)


def _owner(books: Sequence[Book], instansi: str) -> Instansi | None:
    if not instansi or instansi == NATION:
        return None
    owner = books[0].instansi if books else Instansi.objects.filter(code=instansi).first()
    if owner is None:
        raise Http404
    return owner


@public
@require_safe
def act(request: HttpRequest, instansi: str, act: str) -> HttpResponse:
    """All versions of an act, and which of them held on a day."""

    def context() -> Mapping[str, Any]:
        asked = asked_day(request)
        book = open_book(instansi, act, None, asked.day)
        versions = [Book(each, book.versions, asked.day) for each in book.versions]
        rows = [(each, address(each.version)) for each in reversed(versions)]
        return {"asked": asked, "book": book, "rows": rows, "holds": book.current}

    return page(request, "standards/read/act.html", context, instansi=instansi)


def asked_day(request: HttpRequest) -> Asked:
    """The day in `?tanggal=`, as dd-mm-yyyy or yyyy-mm-dd; today without one or when it cannot be read."""
    said = request.GET.get("tanggal", "").strip()[:20]
    if not said:
        return Asked(today(), "", wrong=False)
    day = _day(said)
    return Asked(day or today(), said, wrong=day is None)


def _day(said: str) -> date | None:
    parts = said.split("-")
    try:
        numbers = [int(part) for part in parts]
        return date(*numbers) if len(parts[0]) == 4 else date(*reversed(numbers))
    except (ValueError, TypeError, OverflowError):
        return None


def _groups(books: Sequence[Book]) -> list[tuple[Instansi | None, str, list[Shown]]]:
    counts = {
        row["version"]: (row["classes"], row["positions"])
        for row in Piece.objects.filter(version__in=[book.version.pk for book in books])
        .values("version")
        .annotate(
            classes=Count("pk", filter=Q(kind=Piece.Kind.CLASS)),
            positions=Count("pk", filter=Q(kind=Piece.Kind.POSITION)),
        )
        .order_by()
    }
    found: dict[str, tuple[Instansi | None, str, list[Shown]]] = {}
    for book in books:
        classes, positions = counts.get(book.version.pk, (0, 0))
        shown = Shown(book, address(book.version), classes, positions)
        found.setdefault(book.place, (book.instansi, book.place, []))[2].append(shown)
    return list(found.values())
