"""Bars: what is drawn, with the numbers it is drawn from. Widths are shares of the drawing, in percent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from selaras.web.ui.shares import share
from selaras.web.ui.templatetags.ui import number

Label = str | Promise
ROOM_FOR_A_NUMBER = 9.0  # percent of a wide bar


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar before it is drawn. `tone` names its colour and its pattern."""

    tone: str
    label: Label
    count: int
    url: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part as drawn: from `start` so wide."""

    part: Part
    start: str
    width: str
    middle: str
    share: int  # whole percent
    roomy: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A stacked bar with its segments. `scale`: the number that fills its whole width."""

    label: Label
    segments: tuple[Segment, ...]
    total: int
    url: str = ""

    @property
    def told(self) -> str:
        """The figures in words: the drawing's description."""
        return "; ".join(f"{each.part.label} {number(each.part.count)}" for each in self.segments)


def bar(label: Label, parts: Iterable[Part], scale: int | None = None, url: str = "") -> Bar:
    """A bar of parts. `scale`: what its whole width stands for; without one, the sum of its parts."""
    listed = tuple(parts)
    total = sum(part.count for part in listed)
    whole = max(total if scale is None else scale, 1)
    segments, before = [], 0
    for part in listed:
        start, width = 100 * before / whole, 100 * part.count / whole
        segments.append(
            Segment(
                part,
                f"{start:.2f}",
                f"{width:.2f}",
                f"{start + width / 2:.2f}",
                share(part.count, total),
                width >= ROOM_FOR_A_NUMBER,
            )
        )
        before += part.count
    return Bar(label, tuple(segments), total, url)
