"""How a page for everybody is answered: kept by caches, and without a cookie for somebody who is not signed in."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.web.standards.reading import generation
from selaras.web.standards.shelf import Mark, mark
from selaras.web.ui.context import VERSION
from selaras.web.ui.theme import theme_of

OK = 200
KEPT_SECONDS = 300  # a new version is seen this much later at most

MOST_PAGES, LARGEST = 128, 150_000  # pages that this process keeps, and their bytes

View = Callable[..., HttpResponse]
_pages: OrderedDict[tuple[str, int], bytes] = OrderedDict()
_lock = Lock()


def public(view: View) -> View:
    """Mark a view that everybody may see, whatever role they hold or lack. What is not there sets no cookie either."""

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if signed_in(request):
                raise
            response = render(request, "404.html", {"csrf_token": ""}, status=404)
            patch_cache_control(response, no_store=True)
            return response

    seen.public = True  # type: ignore[attr-defined]
    return seen


@public
@require_safe
def missing(request: HttpRequest, **_rest: str) -> HttpResponse:
    """An address under the standards that names nothing."""
    raise Http404


def page(
    request: HttpRequest,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    *,
    instansi: str = "",
    also: Callable[[], tuple[object, ...]] = tuple,
) -> HttpResponse:
    """A page that caches may keep; `context` is asked only when the reader has no current copy.

    `instansi`: the one whose acts (with the nation's) the page depends on; empty: all. `also`: what else it depends on. Somebody signed in gets a page
    of their own, which no cache keeps. `context` may name another template; it raises Http404.
    """
    if signed_in(request):
        return _rendered(request, template, dict(context()))
    # An empty token, or the page would set a cookie; a page that posts nothing needs none.
    return kept(
        request,
        lambda: _rendered(request, template, {**context(), "csrf_token": ""}),
        mark=mark(today(), instansi, also()),
        remember=True,
    )


def _rendered(request: HttpRequest, template: str, said: dict[str, Any]) -> HttpResponse:
    return render(request, said.pop("template", template), said)


def kept(
    request: HttpRequest,
    answer: Callable[[], HttpResponse],
    *,
    mark: Mark,
    remember: bool = False,
) -> HttpResponse:
    """An answer with what caches go by; 304 when the reader has it already.

    `remember`: a page of text, the same for all who are not signed in: this process keeps it under its ETag.
    """
    parts = (VERSION, request.build_absolute_uri(), get_language(), theme_of(request), *mark.said)
    etag = quote_etag(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])
    modified = int(mark.changed.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=modified)
    if response is None:
        response = _remembered(etag, answer) if remember else answer()
        if response.status_code != OK:  # not there yet, perhaps: nobody keeps that
            patch_cache_control(response, no_store=True)
            return response
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def _remembered(etag: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    key = (etag, generation())
    with _lock:
        content = _pages.get(key)
        if content is not None:
            _pages.move_to_end(key)
            return HttpResponse(content)
    response = answer()
    if response.status_code == OK and len(response.content) <= LARGEST:
        with _lock:
            _pages[key] = response.content
            while len(_pages) > MOST_PAGES:
                _pages.popitem(last=False)
    return response


def signed_in(request: HttpRequest) -> bool:
    """Whether the page is of somebody: then it shows their menu. Without a session no database is asked."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
