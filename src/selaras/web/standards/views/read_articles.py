"""The articles of an act, and what the linter found in its drafting (for staff)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.law.form.head import Article
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.standards import present
from selaras.web.standards.drafting import findings_of_embedded, worst_first
from selaras.web.standards.models import Piece, Version
from selaras.web.standards.shelf import ACT, Book, body_of, open_book, pieces
from selaras.web.standards.views.read_public import public
from selaras.web.standards.views.read_standard import STAFF, answer

AT_ONCE = 40  # articles or findings on a page


@public
@require_safe
def articles(request: HttpRequest, instansi: str, act: str, number: int) -> HttpResponse:
    """The articles in order, chapter by chapter."""

    def context(book: Book) -> Mapping[str, Any]:
        body = body_of(pieces(book.version, ACT)[ACT])
        at = Paginator(body.articles, AT_ONCE).get_page(request.GET.get("halaman"))
        titles = {each.number: each.title for each in body.chapters}
        url = request.build_absolute_uri(request.path)
        return {
            "body": body,
            "page": at,
            "articles": [(each, *_shown(book, each), titles.get(each.chapter or "", "")) for each in at],
            "cite": present.citation(body, book, url),
            "link": url,
        }

    return answer(request, (instansi, act, number), "articles.html", context)


@public
@require_safe
def article(request: HttpRequest, instansi: str, act: str, number: int, article: str) -> HttpResponse:
    """One article."""

    def context(book: Book) -> Mapping[str, Any]:
        body = body_of(pieces(book.version, ACT)[ACT])
        found = [at for at, each in enumerate(body.articles) if (each.number or each.label) == article]
        if not found:
            raise Http404
        at = found[0]
        each = body.articles[at]
        url = request.build_absolute_uri(request.path)
        titles = {chapter.number: chapter.title for chapter in body.chapters}
        around = {"before": at - 1, "after": at + 1}
        return {
            "body": body,
            "article": each,
            "lines": present.lines(each),
            "chapter": titles.get(each.chapter or "", ""),
            "cite": present.citation(body, book, url, each.place),
            "link": url,
            "neighbours": {
                name: (body.articles[other].place, _shown(book, body.articles[other])[0])
                for name, other in around.items()
                if 0 <= other < len(body.articles)
            },
        }

    return answer(request, (instansi, act, number), "article.html", context)


def _shown(book: Book, each: Article) -> tuple[str, list[present.Line]]:
    return present.article_address(book.version, each.number or each.label), present.lines(each)


@requires(*STAFF)
@require_safe
def findings(request: AskedRequest, instansi: str, act: str, number: int) -> HttpResponse:
    """What the linter found in the drafting of an act of one's own instansi."""
    book = open_book(instansi, act, number, today())
    if book.instansi is not None and book.instansi != request.asker.instansi:
        raise Http404
    found = worst_first(_findings(book.version))
    at = Paginator(found, AT_ONCE).get_page(request.GET.get("halaman"))
    context = {
        "book": book,
        "url": present.address(book.version),
        "page": at,
        "count": len(found),
        "linted": book.version.linted or bool(found),
    }
    return render(request, "standards/read/findings.html", context)


def _findings(version: Version) -> list[dict[str, Any]]:
    if version.linted:
        rows = Piece.objects.filter(version=version, findings_count__gt=0).order_by("order")
        return [each for (found,) in rows.values_list("findings") for each in found]
    return list(_of_embedded(version.digest, version.act.act_id if version.act else ""))


@lru_cache(maxsize=8)
def _of_embedded(digest: str, act_id: str) -> tuple[dict[str, Any], ...]:
    return findings_of_embedded(digest, act_id)
