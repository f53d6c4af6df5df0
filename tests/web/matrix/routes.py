"""Every route of the application, from its URLconf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

UNNAMED = "(unnamed)"


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
            # Packages leave routes unnamed within their namespace: of their group, and not to be asked for.
            name = each.name or (UNNAMED if spaces else "")
            yield Route(f"{spaces}{name}" if name else "", pattern, needs)
