"""Numbers that look random and are the same everywhere: integer mixing of (seed, index, question), no generator.

Every draw depends on the seed, the person's index and the question only, so that people can be made in any order
and in pieces of any size, on any version of any library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import polars as pl

_GOLDEN = 0x9E3779B97F4A7C15
_MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # the constants of splitmix64
_HALF = 1 << 32


class Noise:
    """Draws for the rows of one index (unsigned 64-bit)."""

    def __init__(self, seed: int, index: pl.Series) -> None:
        self.seed, self.index = seed, index

    def bits(self, question: str) -> pl.Series:
        """64 mixed bits per row."""
        start = (self.seed * 0x632BE59BD9B4E019 + crc32(question.encode()) * 0xD6E8FEB86659FD93) % (1 << 64)
        x = (self.index + _u64(1)) * _u64(_GOLDEN) + _u64(start)
        for shift, factor in zip((30, 27), _MIX, strict=True):
            x = (x ^ (x // _u64(1 << shift))) * _u64(factor)
        return x ^ (x // _u64(1 << 31))

    def below(self, question: str, limit: int | pl.Series) -> pl.Series:
        """A whole number from 0 to `limit` - 1 per row (`limit` may differ by row)."""
        high = self.bits(question) // _u64(_HALF)
        bound = _u64(limit) if isinstance(limit, int) else limit.cast(pl.UInt64)
        return (high * bound // _u64(_HALF)).cast(pl.Int64)

    def chance(self, question: str, percent: int, of: int = 100) -> pl.Series:
        """True for `percent` of `of` rows."""
        return self.below(question, of) < percent

    def pick(self, question: str, weights: Sequence[int]) -> pl.Series:
        """A position in `weights` per row, in their proportion."""
        ends = pl.Series([sum(weights[: at + 1]) for at in range(len(weights))], dtype=pl.Int64)
        return ends.search_sorted(self.below(question, sum(weights)), side="right").cast(pl.Int64)

    def choose(self, question: str, weights: Mapping[str, int]) -> pl.Series:
        """A key of `weights` per row, in their proportion."""
        return pl.Series(list(weights), dtype=pl.String).gather(self.pick(question, list(weights.values())))


def _u64(value: int) -> pl.Series:
    return pl.Series([value], dtype=pl.UInt64)
