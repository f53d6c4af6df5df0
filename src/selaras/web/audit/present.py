"""Entries and looks as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.web.audit import labels, rows
from selaras.web.audit.chain import fits
from selaras.web.audit.models import Access, Entry

FEW = 2  # changes shown in a line of the list


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the list."""

    entry: Entry
    action: str | Promise
    about: str
    changes: list[Change]
    more: int


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked."""

    pk: int
    at: datetime
    by: int
    by_name: str
    roles: str
    what: str | Promise
    person: Any


def entries(found: Iterable[Entry]) -> list[Shown]:
    """Lines of the list."""
    return [_shown(entry) for entry in found]


def changes(entry: Entry) -> list[Change]:
    """What differs between before and after, in the order of the fields' names; what stayed is left out."""
    told = labels.words_of(entry.action, entry.after)
    if told is not None:
        return [Change(name, "", text) for name, text in told]
    before, after = _fields(entry.before), _fields(entry.after)
    both = entry.before is not None and entry.after is not None
    named = [
        Change(
            labels.field_name(entry.subject, name),
            labels.value_name(entry.subject, name, before.get(name)),
            labels.value_name(entry.subject, name, after.get(name)),
        )
        for name in sorted(before.keys() | after.keys())
        if not both or before.get(name) != after.get(name)
    ]
    return sorted(named, key=lambda change: change.name.casefold())


def looks(found: Iterable[Access]) -> list[Look]:
    """Looks with their words. Their people must have been joined where they are shown."""
    return [
        Look(
            each.pk,
            each.at,
            each.by_id,
            each.by_name,
            ", ".join(labels.role_names(each.by_role)),
            labels.of_look(each.what),
            each.person if Access.person.is_cached(each) else None,
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class Links:
    """How an entry stands in the chain, looked at now."""

    fits: bool
    follows: bool
    followed: bool | None  # None: it is the last

    @property
    def whole(self) -> bool:
        """Whether all three hold."""
        return self.fits and self.follows and self.followed is not False


def links(entry: Entry) -> Links:
    """Check an entry against its hash, and against its neighbours."""
    near = {row["number"]: row for row in rows.entries(entry.number - 1, entry.number + 1)}
    own, before, after = near[entry.number], near.get(entry.number - 1), near.get(entry.number + 1)
    follows = own["previous"] == (before["hash"] if before else "") and (
        before is not None or entry.number == 1
    )
    return Links(fits(own), follows, after["previous"] == own["hash"] if after else None)


def _shown(entry: Entry) -> Shown:
    found = changes(entry)
    about = labels.subject_name(entry.subject)
    return Shown(entry, labels.of(entry.action), about, found[:FEW], max(len(found) - FEW, 0))


def _fields(values: Any) -> dict[str, Any]:
    if values is None:
        return {}
    if isinstance(values, dict) and set(values) != {"digest"}:
        return values
    return {str(_("isi")): values}
