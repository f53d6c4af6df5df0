"""Trust marks are never written: they stay with the ground they were confirmed on, and fall back when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras.core.citation import Trust
from selaras.web.policies.items import items, marked

Known = tuple[Mapping[str, Any], Mapping[str, Any]]  # a content with its confirmations


def settled(
    subject: str, content: Mapping[str, Any], *known: Known
) -> tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]:
    """The content with the marks it may carry, their confirmations, and the keys of the values that lost theirs.

    A value keeps the mark that the same value with the same basis and day has in one of `known`, the first that has
    it; any other is unverified, whatever it says of itself.
    """
    made, confirmations, lowered = dict(content), {}, []
    earlier = [({item.key: item for item in items(subject, each)}, said) for each, said in known]
    for item in items(subject, content):
        mark = Trust.UNVERIFIED
        for there, said in earlier:
            if item.key in there and there[item.key].ground == item.ground:
                mark = there[item.key].trust
                if item.key in said:
                    confirmations[item.key] = said[item.key]
                break
        if mark != item.trust:
            made = marked(subject, made, item.key, mark)
            if item.verified:
                lowered.append(item.key)
    return made, confirmations, tuple(lowered)
