"""Where generated worlds take their choices from: a seeded generator, or hypothesis, which shrinks them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choices(Protocol):
    """A source of choices."""

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both inclusive."""

    def among(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.number(0, len(items) - 1)]

    def chance(self, percent: int) -> bool:
        """True about so often. Shrinks towards False."""
        return self.number(0, 99) >= 100 - percent

    def some(self, items: Sequence[T], percent: int = 50) -> tuple[T, ...]:
        """Some of the items, in their order."""
        return tuple(item for item in items if self.chance(percent))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in any order."""
        rest, found = list(items), []
        while rest:
            found.append(rest.pop(self.number(0, len(rest) - 1)))
        return found


class Seeded(Choices):
    """The same choices for the same seed: coverage does not depend on luck."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)


class Drawn(Choices):
    """Choices drawn by hypothesis."""

    def __init__(self, draw: st.DataObject) -> None:
        self._draw = draw

    def number(self, low: int, high: int) -> int:
        return self._draw.draw(st.integers(low, high)) if low < high else low
