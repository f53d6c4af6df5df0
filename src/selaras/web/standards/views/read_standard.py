"""One version of an act: its standards as a tree, one standard, one competency, one indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.law.form import Form
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.standards import present
from selaras.web.standards.dictionaries import entries
from selaras.web.standards.downloads import MOST_TYPESET
from selaras.web.standards.models import Piece, Version
from selaras.web.standards.shelf import ACT, Book, body_of, open_book, pieces, standing_of
from selaras.web.standards.standing import Standing, families
from selaras.web.standards.views.read_public import page, public, signed_in

MOST_CLASSES = 20  # whose competencies are unfolded on the page of a version
MOST_INDICATORS = 300  # that this page holds; beyond, they stand on the pages of the classes
POSITIONS = 50  # a page
STAFF = (Permission.CONFIRM_STANDARD, Permission.PUBLISH_STANDARD)


@public
@require_safe
def version(request: HttpRequest, instansi: str, act: str, number: int) -> HttpResponse:
    """A version: its classes with their competencies, its positions, its articles, its files, its history."""
    return answer(request, (instansi, act, number), "version.html", lambda book: _version(request, book))


def _version(request: HttpRequest, book: Book) -> Mapping[str, Any]:
    rows = Piece.objects.filter(version=book.version).defer("lines", "findings")
    first = list(rows.filter(kind__in=(Piece.Kind.ACT, Piece.Kind.CLASS))[: MOST_CLASSES + 1])
    body = _body({piece.key: piece for piece in first})
    standings = [standing_of(piece, body) for piece in first if piece.key != ACT]
    positions = Paginator(rows.filter(kind=Piece.Kind.POSITION).defer("data", "lines", "findings"), POSITIONS)
    at = positions.get_page(request.GET.get("halaman"))
    listed = rows.filter(kind=Piece.Kind.DICTIONARY).count()
    printed = sum(len(row.indicators) for each in standings for row in each.competencies)
    return {
        "body": body,
        "tree": [
            (each, present.address(book.version, each.key), present.competencies(book.version, each))
            for each in standings
        ],
        "unfolded": printed <= MOST_INDICATORS,
        "positions": [(piece, present.address(book.version, piece.key)) for piece in at],
        "page": at,
        "large": len(standings) + positions.count + listed > MOST_TYPESET,
        "listed": listed,
        "without": [
            (each, families(body, each), present.address(book.version, f"kelas-{each}"))
            for each in body.classes_without_standard
        ],
        "versions": [(Book(each, (), book.on), present.address(each)) for each in reversed(book.versions)],
        "cite": present.citation(body, book, request.build_absolute_uri(present.address(book.version))),
        "findings_open": findings_open(request, book),
    }


@public
@require_safe
def part(request: HttpRequest, instansi: str, act: str, number: int, part: str) -> HttpResponse:
    """One standard: its requirements and its competencies; or that a class has none yet, and the way out."""

    def context(book: Book) -> Mapping[str, Any]:
        found = pieces(book.version, ACT, part)
        body = _body(found)
        if part not in found:
            return _without(request, book, body, part)
        standing = standing_of(found[part], body)
        rubrics = [row.rubric for row in present.competencies(book.version, standing)]
        uses, listed = present.uses_of(book, rubrics), entries(book.instansi, book.on)
        shown = present.competencies(book.version, standing, uses, listed)
        return {
            **_common(request, book, body, standing),
            "named_by": _named_by(book, body, standing),
            "competencies": shown,
            "requirements": present.requirements(standing),
            "neighbours": _neighbours(book.version, found[part].order),
        }

    return answer(request, (instansi, act, number), "part.html", context)


def _named_by(book: Book, body: Form, standing: Standing) -> list[tuple[str, str]]:
    """The places of the articles that name a class, with the address of the article."""
    found = []
    for each in body.job_families:
        if standing.key == f"kelas-{each.job_class}" and each.citation:
            number = each.citation.removeprefix("Pasal ").split()[0]
            known = any(article.number == number for article in body.articles)
            found.append((each.citation, present.article_address(book.version, number) if known else ""))
    return found


def _without(request: HttpRequest, book: Book, body: Form, part: str) -> Mapping[str, Any]:
    """A class that the articles name and the annexes leave out, under a template of its own."""
    kind, _, number = part.partition("-")
    if kind != "kelas" or int(number) not in body.classes_without_standard:
        raise Http404
    named = [each for each in body.job_families if each.job_class == int(number)]
    place = named[0].citation if named else ""
    elsewhere = Piece.objects.filter(key=part, version__in=in_force(book).values("pk"))
    return {
        "template": "standards/read/without.html",
        "body": body,
        "job_class": int(number),
        "families": families(body, int(number)),
        "place": place,
        "elsewhere": [
            (piece.version.act, present.address(piece.version, part))
            for piece in elsewhere.select_related("version__act__instansi").defer(
                "data", "lines", "findings", "version__form"
            )
        ],
        "cite": present.citation(body, book, request.build_absolute_uri(request.path), place),
    }


@public
@require_safe
def competency(
    request: HttpRequest, instansi: str, act: str, number: int, part: str, code: str, indicator: str = ""
) -> HttpResponse:
    """One competency of a standard with its level and indicators; one of these, when its address is asked."""

    def context(book: Book) -> Mapping[str, Any]:
        found = pieces(book.version, ACT, part)
        if part not in found:
            raise Http404
        body = _body(found)
        standing = standing_of(found[part], body)
        alone = _row(present.competencies(book.version, standing), code)
        uses = present.uses_of(book, [alone.rubric])
        listed = entries(book.instansi, book.on)
        row = _row(present.competencies(book.version, standing, uses, listed), code)
        asked = next((each for each in row.indicators if each.key == indicator), None)
        if indicator and asked is None:
            raise Http404
        return {
            **_common(request, book, body, standing, row.place, *_indicated(asked)),
            "row": row,
            "asked": asked,
        }

    return answer(request, (instansi, act, number), "competency.html", context)


def _row(rows: Sequence[present.ShownCompetency], code: str) -> present.ShownCompetency:
    found = next((each for each in rows if each.code == code), None)
    if found is None:
        raise Http404
    return found


def _indicated(asked: present.ShownIndicator | None) -> tuple[str, ...]:
    return (f"indikator {asked.number or asked.key}",) if asked else ()


def _common(request: HttpRequest, book: Book, body: Form, standing: Standing, *places: str) -> dict[str, Any]:
    url = request.build_absolute_uri(request.path)
    return {
        "body": body,
        "standing": standing,
        "part_url": present.address(book.version, standing.key),
        "cite": present.citation(body, book, url, *(places or (standing.citation,))),
        "link": url,
    }


def _neighbours(version: Version, order: int) -> dict[str, tuple[str, str]]:
    """The standard before and the one after, as title and address."""
    rows = Piece.objects.filter(version=version, order__in=(order - 1, order + 1)).exclude(key=ACT)
    kinds = (Piece.Kind.CLASS, Piece.Kind.POSITION)
    return {
        "before" if each.order < order else "after": (each.title, present.address(version, each.key))
        for each in rows.filter(kind__in=kinds).only("order", "title", "key")
    }


def in_force(book: Book) -> Any:
    """The versions that hold on the day of reading for the instansi of a book, its own and the nation's."""
    rows = Version.objects.on(book.on)
    return rows.used_by(book.instansi) if book.instansi else rows.filter(act__instansi__isnull=True)


def _body(found: Mapping[str, Piece]) -> Form:
    if ACT not in found:
        raise Http404
    return body_of(found[ACT])


def answer(
    request: HttpRequest,
    where: tuple[str, str, int],
    template: str,
    context: Callable[[Book], Mapping[str, Any]],
) -> HttpResponse:
    """A page of the version at (instansi, act, number), under the banner that says whether it holds."""

    def whole() -> Mapping[str, Any]:
        book = open_book(*where, today())
        current = book.current
        return {
            "book": book,
            "url": present.address(book.version),
            "current_url": present.address(current) if current else "",
            "successor_url": _successor(book),
            "files": reverse("standards:data", kwargs=_named(book)).removesuffix("data.json"),
            **context(book),
        }

    return page(request, f"standards/read/{template}", whole, instansi=where[0])


def _successor(book: Book) -> str:
    after = book.ending.successor if book.ending else None
    return present.address(after) if after and after.act and after.number else ""


def _named(book: Book) -> dict[str, Any]:
    return {"instansi": book.place, "act": book.act.act_id, "number": book.number}


def findings_open(request: HttpRequest, book: Book) -> bool:
    """Whether who asks may see what the linter found in this version."""
    if not signed_in(request):
        return False
    asker: Asker = request.asker  # type: ignore[attr-defined]
    own = book.instansi is None or book.instansi == asker.instansi
    return own and any(asker.may(permission) for permission in STAFF)
