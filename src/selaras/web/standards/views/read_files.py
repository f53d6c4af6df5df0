"""Standards as files and as data: downloads, JSON, its schema, and the list of what is in force."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.clock import WESTERN_INDONESIA, today
from selaras.errors import SelarasError
from selaras.law.schema import schema_text
from selaras.web.standards.downloads import FORMATS, TOGETHER, file_of
from selaras.web.standards.present import address
from selaras.web.standards.shelf import Book, Mark, mark, on_shelf, open_book
from selaras.web.standards.views.read_public import kept, public
from selaras.web.standards.views.read_shelves import asked_day


@public
@require_safe
def download(request: HttpRequest, instansi: str, act: str, number: int, kind: str) -> HttpResponse:
    """The annex in its legal layout, or the whole form as JSON."""
    if kind not in FORMATS:
        raise Http404
    book = open_book(instansi, act, number, today())
    return _kept(request, book, lambda: _file(request, book, kind))


def _file(request: HttpRequest, book: Book, kind: str) -> Any:
    try:
        name = file_of(book.version, kind)
    except SelarasError as error:  # an act without any table, texts that no document can hold
        return render(
            request,
            "standards/read/no_file.html",
            {"book": book, "error": error, "csrf_token": ""},
            status=404,
        )
    together = name.endswith(f".{TOGETHER}")
    response = FileResponse(
        default_storage.open(name),
        as_attachment=True,
        filename=f"{book.act.act_id}-v{book.number}.{kind}{'.zip' if together else ''}",
        content_type="application/zip" if together else FORMATS[kind],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@public
@require_safe
def data(request: HttpRequest, instansi: str, act: str, number: int) -> HttpResponse:
    """What a version says as data, in the published form."""
    book = open_book(instansi, act, number, today())
    return _kept(request, book, lambda: _data(request, book))


def _data(request: HttpRequest, book: Book) -> HttpResponse:
    """What is said about the version, with the stored form put in: a large one is not written out anew each time."""
    said = json.dumps({**_entry(request, book), "status": str(book.state)}, ensure_ascii=False)
    with default_storage.open(file_of(book.version, "json")) as stored:
        form = stored.read()
    return _shared(b"".join((said[:-1].encode(), b', "standard": ', form.strip(), b"}\n")))


@public
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The standards in force on a day as data, with where each is read and downloaded."""
    asked = asked_day(request)
    if asked.wrong:
        wrong = "tanggal: tulis yyyy-mm-dd atau dd-mm-yyyy / write yyyy-mm-dd or dd-mm-yyyy"
        return JsonResponse({"error": wrong}, status=400)
    books = on_shelf(asked.day)
    said = {
        "on": asked.day.isoformat(),
        "schema": request.build_absolute_uri(reverse("standards:schema")),
        "standards": [_entry(request, book) for book in books],
    }
    return kept(request, lambda: json_answer(said), mark=mark(today()))


@public
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of `standard` in the data."""
    text = schema_text()
    return kept(
        request,
        lambda: HttpResponse(text, content_type="application/schema+json"),
        mark=Mark((text,), datetime.combine(today(), datetime.min.time(), WESTERN_INDONESIA)),
    )


def _entry(request: HttpRequest, book: Book) -> dict[str, Any]:
    given = {"instansi": book.place, "act": book.act.act_id, "number": book.number}
    absolute = request.build_absolute_uri
    return {
        "schema": absolute(reverse("standards:schema")),
        "id": book.act.act_id,
        "instansi": book.place,
        "short": book.act.short,
        "title": book.act.title,
        "version": book.number,
        "digest": book.version.digest,
        "in_force_from": book.starts.isoformat(),
        "in_force_until_before": book.ending.on.isoformat() if book.ending else None,
        "url": absolute(address(book.version)),
        "data": absolute(reverse("standards:data", kwargs=given)),
        "files": {
            kind: absolute(reverse("standards:file", kwargs=given | {"kind": kind})) for kind in FORMATS
        },
    }


def json_answer(said: dict[str, Any]) -> HttpResponse:
    """Data that pages of others may read too."""
    return _shared(json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n")


def _shared(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"  # public data: also for pages of others
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _kept(request: HttpRequest, book: Book, answer: Any) -> HttpResponse:
    return kept(request, answer, mark=mark(today(), book.place))
