"""What a version says, as JSON holds it: texts for days, everything written out, named by its digest."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from selaras.law.lists import data
from selaras.law.policies import embedded_document
from selaras.web.policies.subjects import Subject

DAY = "effective_from"


def embedded(subject: str) -> dict[str, Any]:
    """What comes with the program, to be begun from: a copy of one's own."""
    return copy.deepcopy(_embedded(subject))


def plain(value: Any) -> Any:
    """What YAML gives as JSON holds it. Raises ValueError for what JSON cannot hold."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int | bool | float):
        return value
    raise ValueError(f"not a value of a document: {type(value).__name__}")


def document(content: Any) -> Any:
    """The reverse, as the readers of law and YAML's writer want it: days as days."""
    if isinstance(content, Mapping):
        return {key: _day(item) if key == DAY else document(item) for key, item in content.items()}
    return [document(item) for item in content] if isinstance(content, list) else content


def digest_of(content: Mapping[str, Any]) -> str:
    """What names a content: sha256 of its JSON with sorted keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):  # said by the reader of law, at its place
        return value


@lru_cache(maxsize=len(Subject))
def _embedded(subject: str) -> dict[str, Any]:
    found = Subject(subject)
    made = embedded_document(found) if found.is_policy else data(f"national/{found}.yaml")
    content: dict[str, Any] = plain(made)
    return content
