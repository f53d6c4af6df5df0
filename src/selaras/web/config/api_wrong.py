"""What is wrong with the fields of a request, all of them, in words an integrator can act on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI

from selaras.errors import Text
from selaras.law.invalid import what_is_wrong
from selaras.web.accounts.keys_problem import UNKNOWN

# By pydantic's type of error; what is not here is told as in files of policies.
_KINDS = {
    "missing": ("wajib diisi", "is required"),
    "extra_forbidden": (UNKNOWN.id, UNKNOWN.en),
    "enum": ("bukan salah satu dari {expected}", "is none of {expected}"),
    "day": ("harus berupa tanggal tahun-bulan-hari, misalnya 2026-07-01", "must be a date as 2026-07-01"),
    "greater_than_equal": ("paling kecil {ge}", "must be at least {ge}"),
    "less_than_equal": ("paling besar {le}", "must be at most {le}"),
    "int_parsing": ("harus berupa bilangan bulat", "must be a whole number"),
    "string_pattern_mismatch": ("harus 18 angka", "must be 18 digits"),  # only a NIP has a pattern
}


def wrong_fields(api: NinjaAPI, request: HttpRequest, errors: list[dict[str, Any]]) -> list[tuple[str, Text]]:
    """Place and reason of each: of what was read and could not be used, and of what nobody asked for."""
    return [
        *((_place(each["loc"]), _told(each)) for each in errors),
        *((f"query.{name[:80]}", UNKNOWN) for name in request.GET if name not in _taken(api, request)),
    ]


def _told(error: Mapping[str, Any]) -> Text:
    kind = "day" if error["type"].startswith("date_") else error["type"]
    if kind not in _KINDS:
        return what_is_wrong(error)
    context = {name: str(value) for name, value in (error.get("ctx") or {}).items()}
    bahasa, english = _KINDS[kind]
    expected = {"expected": context.get("expected", "").replace(" or ", " atau ")}
    return Text(bahasa.format(**(context | expected)), english.format(**context))


def _place(location: tuple[Any, ...]) -> str:
    """`query.on`: without the name that the function gives the whole."""
    source, *rest = [str(part) for part in location]
    return ".".join([source, *(part for part in rest if part != "asked")])


def _taken(api: NinjaAPI, request: HttpRequest) -> frozenset[str]:
    found = request.resolver_match
    return _all_taken(api).get(found.route if found else "", frozenset())


@cache
def _all_taken(api: NinjaAPI) -> dict[str, frozenset[str]]:
    """Route → the names that may stand behind its “?”, as the description has them."""
    return {
        path.lstrip("/").replace("{", "<int:").replace("}", ">"): frozenset(
            each["name"]
            for said in methods.values()
            for each in said.get("parameters", ())
            if each["in"] == "query"
        )
        for path, methods in api.get_openapi_schema()["paths"].items()
    }
