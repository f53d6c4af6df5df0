"""A version as its pages show it: its values with what they say, who confirmed them, and what differs between two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.errors import Text
from selaras.web.accounts.models import Instansi
from selaras.web.policies.bands import Row, Segment, picture, rows_of, short, ticks
from selaras.web.policies.items import ROWS, Item, items
from selaras.web.policies.models import Version
from selaras.web.policies.telling import Lines, told
from selaras.web.ui.templatetags.ui import language

BASE = "bawaan"  # the part of an address that stands for what comes with the program


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture of bands: its pieces, and the numbers below it."""

    segments: tuple[Segment, ...]
    ticks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value on a page."""

    item: Item
    lines: Lines
    drawing: Drawing | None = None
    confirmed: Mapping[str, Any] = field(default_factory=dict)
    later: bool = False  # its basis began after the version

    @property
    def title(self) -> Text:
        """Its name, with a capital letter."""
        name = self.item.name
        return Text(name.id[:1].upper() + name.id[1:], name.en[:1].upper() + name.en[1:])


@dataclass(frozen=True, slots=True)
class Pair:
    """A value in two versions."""

    left: Shown | None
    right: Shown | None

    @property
    def one(self) -> Shown:
        """Whichever is there."""
        found = self.right or self.left
        if found is None:
            raise ValueError("a pair of nothing")
        return found

    @property
    def same_value(self) -> bool:
        """Whether both say the same."""
        return bool(self.left and self.right and self.left.item.value == self.right.item.value)

    @property
    def same(self) -> bool:
        """Whether nothing differs: value, basis, day and mark."""
        return bool(
            self.left
            and self.right
            and self.left.item.ground == self.right.item.ground
            and self.left.item.trust == self.right.item.trust
        )


def shown(version: Version) -> list[Shown]:
    """The values of a version."""
    subject = str(version.subject)
    return [
        Shown(
            item,
            told(subject, version.content, item),
            drawing(rows_of(item.value)) if item.key == "bands" else None,
            _confirmed(version.confirmations.get(item.key) or {}),
            bool(version.effective_from and _after(item.effective_from, version.effective_from)),
        )
        for item in items(subject, version.content)
    ]


def unverified(version: Version) -> int:
    """How many of its values have a legal basis that nobody has verified."""
    return sum(not item.verified for item in items(str(version.subject), version.content))


def drawing(rows: list[Row]) -> Drawing | None:
    """The picture of bands; None when there are none to draw."""
    if not rows:
        return None
    numbers = tuple((x, short(edge, language())) for x, edge in ticks(rows))
    return Drawing(tuple(picture(rows)), numbers)


def compared(left: Version, right: Version) -> list[Pair]:
    """Two versions value by value, in the order of the second."""
    a, b = ({each.item.key: each for each in shown(version)} for version in (left, right))
    keys = [*b, *(key for key in a if key not in b)]
    # A row that does not apply to others than before is the same matter.
    pairs = [Pair(a.get(key), b.get(key)) for key in keys]
    return _joined(pairs)


def address(version: Version, owner: Instansi | None = None) -> str:
    """The permanent address of an approved version. `owner`: for whom what comes with the program is shown."""
    instansi = version.instansi or owner
    code = instansi.code if instansi else BASE
    return reverse("policies:version", args=[code, version.subject, version.number])


def name(version: Version) -> str:
    """How a version is called beside its subject: “2026-02”, or what comes with the program."""
    return _("bawaan program") if version.is_base else version.label


def _joined(pairs: list[Pair]) -> list[Pair]:
    lone_left = {
        pair.left.item.name: pair
        for pair in pairs
        if pair.left and not pair.right and pair.left.item.section == ROWS
    }
    found, used = [], set()
    for pair in pairs:
        mate = (
            lone_left.get(pair.right.item.name)
            if pair.right and not pair.left and pair.right.item.section == ROWS
            else None
        )
        if mate and mate.left and mate.left.item.key not in used:
            used.add(mate.left.item.key)
            found.append(Pair(mate.left, pair.right))
        else:
            found.append(pair)
    return [pair for pair in found if not (pair.left and not pair.right and pair.left.item.key in used)]


def _confirmed(said: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**said, "at": datetime.fromisoformat(said["at"])} if said else {}


def _after(day: str, start: date) -> bool:
    try:
        return date.fromisoformat(day) > start
    except ValueError:
        return False
