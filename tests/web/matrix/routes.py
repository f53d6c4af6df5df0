"""Every route of the application, from its URLconf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address pattern. `parts`: the names its address needs."""

    name: str
    pattern: str
    parts: tuple[str, ...]


def all_routes() -> list[Route]:
    """Every route, in the order of the URLconf."""
    return list(_walk(get_resolver(), "", "", ()))


def _walk(resolver: URLResolver, spaces: str, before: str, parts: tuple[str, ...]) -> Iterator[Route]:
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        needs = (*parts, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            yield from _walk(each, f"{spaces}{each.namespace}:" if each.namespace else spaces, pattern, needs)
        elif isinstance(each, URLPattern):
            yield Route(f"{spaces}{each.name}" if each.name else "", pattern, needs)
