"""What the API can do: as OpenAPI for programs, as a page for people. The page is ours: the usual ones need inline scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from selaras.web.accounts.keys_gate import Bearer
from selaras.web.accounts.keys_problem import NO_KEY, Trouble, problem
from selaras.web.accounts.roles import Permission, Role

ROOT = "api-root"  # the name by which the package itself asks for the root of the API


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a shape, or one parameter."""

    name: str
    type: str
    shape: str  # the shape it is made of, to be looked up below
    required: bool
    said: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked."""

    id: str
    method: str
    path: str
    summary: str
    said: str
    fields: tuple[Field, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer is made of."""

    name: str
    said: str
    fields: tuple[Field, ...]


def described(api: NinjaAPI) -> list[URLPattern]:
    """The addresses of both."""
    return [
        path("", login_required(require_safe(partial(page, api=api))), name=ROOT),
        path("openapi.json", partial(openapi, api=api), name="openapi"),
    ]


def page(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """For whoever issues keys and whoever works with one."""
    if not _may_read(request):
        raise PermissionDenied
    schema = api.get_openapi_schema()
    context = {
        "operations": list(_operations(schema)),
        "shapes": list(_shapes(schema)),
        "root": request.build_absolute_uri(),
    }
    return render(request, "accounts/keys_reference.html", context)


def openapi(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """OpenAPI 3.1, to a key or to somebody signed in who may read the page."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    if "Authorization" in request.headers:
        try:
            Bearer()(request)
        except Trouble as trouble:
            body = problem(trouble.status, trouble.code, trouble.what, trouble.remedy)
            return JsonResponse(body, status=trouble.status, headers=trouble.headers)
    elif not request.user.is_authenticated:
        return JsonResponse(problem(401, "no_key", *NO_KEY), status=401)
    elif not _may_read(request):
        raise PermissionDenied
    return JsonResponse(api.get_openapi_schema(), headers={"Cache-Control": "private, no-store"})


openapi.public = True  # type: ignore[attr-defined]  # decides itself


def _may_read(request: HttpRequest) -> bool:
    asker: Any = request.asker  # type: ignore[attr-defined]
    return asker is not None and (asker.may(Permission.MANAGE_KEYS) or Role.INTEGRATOR in asker.roles)


def _operations(schema: dict[str, Any]) -> Iterator[Operation]:
    for address, methods in schema["paths"].items():
        for method, said in methods.items():
            body = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            answer = said["responses"][200]["content"]["application/json"]["schema"]
            yield Operation(
                id=said["operationId"],
                method=method.upper(),
                path=address,
                summary=said["summary"],
                said=said.get("description", ""),
                fields=(
                    *(_parameter(each, schema) for each in said.get("parameters", ())),
                    *_body(schema, body),
                ),
                answer=_type(answer, schema)[1],
            )


def _parameter(said: dict[str, Any], schema: dict[str, Any]) -> Field:
    kind, shape = _type(said["schema"], schema)
    text = said.get("description") or said["schema"].get("description", "")
    return Field(said["name"], kind, shape, said.get("required", False), text, said["in"])


def _body(schema: dict[str, Any], body: dict[str, Any] | None) -> tuple[Field, ...]:
    if not body:
        return ()
    named = schema["components"]["schemas"][_type(body, schema)[1]]
    return tuple(_fields(named, schema, "body"))


def _shapes(schema: dict[str, Any]) -> Iterator[Shape]:
    for name, said in schema["components"]["schemas"].items():
        if "properties" in said:
            yield Shape(name, said.get("description", ""), tuple(_fields(said, schema)))


def _fields(said: dict[str, Any], schema: dict[str, Any], place: str = "") -> Iterator[Field]:
    required = said.get("required", ())
    for name, each in said.get("properties", {}).items():
        kind, shape = _type(each, schema)
        yield Field(name, kind, shape, name in required, each.get("description", ""), place)


def _type(said: dict[str, Any], schema: dict[str, Any]) -> tuple[str, str]:
    """How a type is called, and the shape it leads to."""
    if "$ref" in said:
        name = said["$ref"].rsplit("/", 1)[-1]
        found = schema["components"]["schemas"][name]
        return (name, name) if "properties" in found else _type(found, schema)
    if parts := said.get("anyOf") or said.get("allOf"):
        several = [_type(each, schema) for each in parts]
        return " | ".join(kind for kind, _shape in several), next((each for _, each in several if each), "")
    if said.get("type") == "array":
        kind, shape = _type(said.get("items", {}), schema)
        return f"[{kind}]", shape
    if "enum" in said:
        return " | ".join(map(str, said["enum"])), ""
    return str(said.get("format") or said.get("type", "")), ""
