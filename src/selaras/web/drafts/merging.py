"""Two people wrote one row: what to put before the second, so that nothing of either is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selaras.law.wording import Wording, wording
from selaras.web.drafts.models import Change, Row
from selaras.web.drafts.present import FIELDS, UNSHOWN


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that the two wrote differently: as it stands, as one would have written it, and word by word."""

    name: str
    label: Any
    theirs: str
    mine: str
    words: Wording


def as_opened(row: Row, version: int) -> Mapping[str, Any]:
    """What the row said in a version; nothing when the history does not tell."""
    changes = Change.objects.filter(row=row).exclude(verb=Change.Verb.ACCEPT)
    told = changes.filter(version=version, after__isnull=False).order_by("-pk").first()
    if told:
        return dict(told.after)
    following = changes.filter(version=version + 1, before__isnull=False).order_by("pk").first()
    return dict(following.before) if following else {}


def merged(before: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, Any]:
    """A proposal: where one alone changed a field, theirs or mine; where both did, mine — lists keep what either has."""
    found = dict(theirs)
    for name, value in mine.items():
        if value == theirs.get(name) or value == before.get(name):
            continue
        both = theirs.get(name) != before.get(name)
        found[name] = _joined(theirs.get(name), value) if both and isinstance(value, list) else value
    found.pop("numbers", None)
    return found


def clashes(theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> list[Clash]:
    """The fields that differ between what stands and what one would have written."""
    names = [name for name in mine if name not in UNSHOWN and mine[name] != theirs.get(name)]
    return [_clash(name, _text(theirs.get(name)), _text(mine[name])) for name in names]


def _clash(name: str, theirs: str, mine: str) -> Clash:
    return Clash(name, FIELDS.get(name, name), theirs, mine, wording(theirs, mine))


def _joined(theirs: Any, mine: Sequence[Any]) -> list[Any]:
    return [*mine, *(each for each in theirs or () if each not in mine)]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(str(each) for each in value)
    return "" if value is None else str(value)
