"""A stretch of the document's text, found by its offset; what rules quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAIL = 3  # words that show how a text ends


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `stop` of the document's text."""

    start: int
    text: str

    @property
    def stop(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)

    @property
    def flat(self) -> str:
        """The text on one line, spacing folded."""
        return " ".join(self.text.split())

    @property
    def tail(self) -> Span:
        """The last words, for quoting how a text ends."""
        line = self.text.rstrip().rpartition("\n")[2]
        last = line.split(" ")[-_TAIL:]
        stop = len(self.text.rstrip())
        return self.part(stop - len(" ".join(last)), stop)

    def part(self, start: int, stop: int | None = None) -> Span:
        """Characters `start` to `stop` of this span, without spacing around them."""
        inner = self.text[start:stop]
        return Span(self.start + start + len(inner) - len(inner.lstrip()), inner.strip())

    def of(self, match: re.Match[str], group: int | str = 0) -> Span:
        """What a pattern matched in this span."""
        return self.part(match.start(group), match.end(group))

    def every(self, pattern: re.Pattern[str]) -> Iterator[tuple[Span, re.Match[str]]]:
        """Every match with its span."""
        for match in pattern.finditer(self.text):
            yield self.of(match), match

    def meets(self, other: Span) -> bool:
        """Whether this shares a character with another span."""
        return self.start < other.stop and other.start < self.stop
