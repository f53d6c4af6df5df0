"""The dictionary in a version: its competencies, and one of them with its levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.law.form.table import DictionaryEntry, DictionaryLevel
from selaras.law.reading.words import shown
from selaras.web.standards import present
from selaras.web.standards.models import Link, Piece, Use, Version
from selaras.web.standards.present import KINDS, ShownIndicator, entry_address
from selaras.web.standards.shelf import ACT, Book, body_of, mark, open_book, pieces
from selaras.web.standards.standing import indicator_key
from selaras.web.standards.views.read_files import json_answer
from selaras.web.standards.views.read_public import kept, public
from selaras.web.standards.views.read_standard import answer, in_force

AT_ONCE = 40  # competencies on a page
MOST_USES = 12  # standards named beside an entry before the rest is counted


@dataclass(frozen=True, slots=True)
class ShownLevel:
    """A level with the addresses of its indicators."""

    number: int
    description: str
    url: str
    indicators: tuple[ShownIndicator, ...]


@public
@require_safe
def dictionary(request: HttpRequest, instansi: str, act: str, number: int) -> HttpResponse:
    """The competencies of a dictionary by kind; those whose name or code holds a text, when it is asked for."""
    sought = " ".join(request.GET.get("q", "")[:200].split())

    def context(book: Book) -> Mapping[str, Any]:
        rows = Piece.objects.filter(version=book.version, kind=Piece.Kind.DICTIONARY).order_by("order")
        if not rows.exists():
            raise Http404
        if sought:
            rows = rows.filter(title__icontains=sought)
        at = Paginator(rows.defer("lines", "findings"), AT_ONCE).get_page(request.GET.get("halaman"))
        body = body_of(pieces(book.version, ACT)[ACT])
        url = request.build_absolute_uri(request.path)
        return {
            "body": body,
            "page": at,
            "sought": sought,
            "entries": [
                (KINDS[entry.kind], entry, shown(entry.name), entry_address(book.version, piece.key))
                for piece in at
                for entry in (DictionaryEntry.model_validate(piece.data),)
            ],
            "cite": present.citation(body, book, url, "kamus kompetensi"),
            "link": url,
        }

    return answer(request, (instansi, act, number), "dictionary.html", context)


@public
@require_safe
def entry(
    request: HttpRequest,
    instansi: str,
    act: str,
    number: int,
    part: str,
    level: int | None = None,
    indicator: str = "",
) -> HttpResponse:
    """One competency of a dictionary with its levels; a level or an indicator marked, when its address is asked."""

    def context(book: Book) -> Mapping[str, Any]:
        found = pieces(book.version, ACT, part)
        if part not in found:
            raise Http404
        body, said = body_of(found[ACT]), DictionaryEntry.model_validate(found[part].data)
        levels = [_level(book.version, part, each) for each in said.levels]
        asked = next((each for each in levels if each.number == level), None)
        marked = next((each for each in asked.indicators if each.key == indicator), None) if asked else None
        if (level is not None and asked is None) or (indicator and marked is None):
            raise Http404
        url = request.build_absolute_uri(request.path)
        name = shown(said.name)
        uses, more = _uses(book, said.code)
        return {
            "body": body,
            "entry": said,
            "name": name,
            "kind": KINDS[said.kind],
            "printed": _printed(book.version, said.code),
            "levels": levels,
            "asked": asked,
            "marked": marked,
            "uses": uses,
            "more": more,
            "data": reverse("standards:entry_data", args=[book.place, book.act.act_id, book.number, part]),
            "cite": present.citation(body, book, url, f"kamus kompetensi, {name}", *_place(asked, marked)),
            "link": url,
        }

    return answer(request, (instansi, act, number), "entry.html", context)


@public
@require_safe
def data(request: HttpRequest, instansi: str, act: str, number: int, part: str) -> HttpResponse:
    """One competency of a dictionary as data, in the published form."""
    book = open_book(instansi, act, number, today())

    def said() -> HttpResponse:
        found = pieces(book.version, part)
        if part not in found:
            raise Http404
        url = request.build_absolute_uri(entry_address(book.version, part))
        schema = request.build_absolute_uri(reverse("standards:schema"))
        held = {"schema": schema, "url": url, "id": book.act.act_id, "version": book.number}
        return json_answer({**held, "status": str(book.state), "entry": found[part].data})

    return kept(request, said, mark=mark(today(), book.place))


def _level(version: Version, part: str, level: DictionaryLevel) -> ShownLevel:
    number = str(level.level)
    return ShownLevel(
        level.level,
        shown(level.description),
        entry_address(version, part, number),
        tuple(
            ShownIndicator(
                key := indicator_key(level.indicators, at),
                each.number,
                shown(each.text),
                entry_address(version, part, number, key),
            )
            for at, each in enumerate(level.indicators)
        ),
    )


def _place(level: ShownLevel | None, indicator: ShownIndicator | None) -> Sequence[str]:
    if level is None:
        return ()
    said = [f"level {level.number}"]
    return [*said, f"indikator {indicator.number or indicator.key}"] if indicator else said


def _printed(version: Version, code: str) -> tuple[str, str, str] | None:
    """The code and name that the document prints where a person tied it to another, and the basis for that."""
    same = version.links.filter(decision=Link.Decision.SAME, earlier_code=code).order_by("pk").first()
    return (same.code, same.name, same.citation) if same else None


def _uses(book: Book, code: str) -> tuple[list[tuple[str, str, str, str]], int]:
    """Standards in force that ask the competency: title, act, level, address; and how many more. One query."""
    rows = Use.objects.filter(code=code, version__in=in_force(book).values("pk"))
    rows = rows.select_related("version__act__instansi").defer("version__form").order_by("version", "order")
    every = list(rows[: MOST_USES + 1])
    more = rows.count() - MOST_USES if len(every) > MOST_USES else 0
    found = [
        (
            use.title,
            str(use.version.act),
            use.rubric.rsplit("@", 1)[1].partition(":")[0],
            present.address(use.version, use.part, use.code),
        )
        for use in every[:MOST_USES]
    ]
    return found, more
