"""The API: the routers of the apps put together under one version, one way of signing in, one shape of trouble."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError

from selaras.errors import SelarasError
from selaras.web.accounts.keys_gate import Bearer
from selaras.web.accounts.keys_problem import (
    BROKEN,
    NO_JSON,
    NOT_FOUND,
    UNREADABLE,
    WRONG_METHOD,
    ProblemShape,
    Trouble,
    problem,
)
from selaras.web.config.api_reference import ROOT, described
from selaras.web.config.api_wrong import wrong_fields
from selaras.web.evaluations.api import router as evaluations
from selaras.web.organisation.api import router as organisation
from selaras.web.standards.api import router as standards

REFUSALS = (400, 401, 403, 404, 409, 422, 429)
DESCRIPTION = (
    "Hanya baca. Setiap jawaban memuat teks dalam dua bahasa; pecahan ditulis tepat sebagai teks. "
    "Setiap pegawai yang dilihat tercatat. · Read-only. Every answer carries its texts in both languages; fractions are "
    "exact, as text. Every person looked at is noted."
)

api = NinjaAPI(
    title="Selaras",
    version="1",
    description=DESCRIPTION,
    auth=Bearer(),
    docs_url=None,
    openapi_url=None,  # served by api_reference, to whom it is for
    urls_namespace="api",
)


def _with_problems(router: Any) -> Any:
    """Every operation also answers with problems: documented once, here."""
    for path in router.path_operations.values():
        for operation in path.operations:
            shape = operation._create_response_model(ProblemShape)
            operation.response_models |= dict.fromkeys(REFUSALS, shape)
    return router


api.add_router("", _with_problems(evaluations))
api.add_router("", _with_problems(organisation))
api.add_router("", _with_problems(standards))


rest = Router()  # after all others, since it takes whatever they leave


@rest.get("/{path:address}", include_in_schema=False, url_name="unknown")
def unknown(request: HttpRequest, address: str) -> None:
    """An address of the API that is none."""
    raise Http404


api.add_router("", rest)


@api.exception_handler(Trouble)
def _trouble(request: HttpRequest, error: Trouble) -> HttpResponse:
    said = (error.code, error.what, error.remedy)
    return _answer(request, error.status, *said, wrong=error.wrong, headers=error.headers)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return _answer(request, 404, "not_found", *NOT_FOUND)


@api.exception_handler(SelarasError)
def _no_answer(request: HttpRequest, error: SelarasError) -> HttpResponse:
    """A good question without an answer, as on a day before any policy: not the same as somebody who is not there."""
    return _answer(request, 409, "no_answer", error.what, error.remedy)


@api.exception_handler(ValidationError)
def _unusable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _answer(request, 422, "unusable", *UNREADABLE, wrong=wrong_fields(api, request, error.errors))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _answer(request, error.status_code, "unreadable", *NO_JSON)


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """As Django does it: told to the log and to whoever listens, but answered in the API's shape."""
    got_request_exception.send(sender=None, request=request)
    logging.getLogger("django.request").error("API", exc_info=error, extra={"status_code": 500})
    return _answer(request, 500, "broken", *BROKEN)


def _answer(
    request: HttpRequest,
    status: int,
    code: str,
    what: Any,
    remedy: Any,
    *,
    wrong: Any = None,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    answer = api.create_response(request, problem(status, code, what, remedy, wrong), status=status)
    for name, value in (headers or {}).items():
        answer[name] = value
    return answer


def _finished(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Outside the application's sign-in and its redirects; nothing of it is kept by a cache."""

    @wraps(view)
    def finished(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponseNotAllowed):
            allowed = {"Allow": answer["Allow"]}
            answer = _answer(request, 405, "wrong_method", *WRONG_METHOD, headers=allowed)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    finished.public = True  # type: ignore[attr-defined]
    finished.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie counts here
    return finished


def _addresses() -> tuple[list[URLPattern], str, str]:
    patterns, app, namespace = api.urls
    own = [each for each in patterns if isinstance(each, URLPattern) and each.name != ROOT]
    for pattern in own:
        if pattern.callback is not None:
            pattern.callback = _finished(pattern.callback)
    return [*described(api), *own], app, namespace


urls = _addresses()
