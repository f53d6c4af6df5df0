"""What a rule says: which words, where, why, and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from selaras.errors import Place, Text
from selaras.law.lint.span import Span


class Weight(StrEnum):
    """ERROR must be mended before signing, WARNING should be, INFO is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def at_least(self, other: Weight) -> bool:
        """Whether this weighs as much as `other` or more."""
        order = list(Weight)
        return order.index(self) <= order.index(other)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of the source with the place of their first character."""

    quote: str
    place: Place

    def as_json(self) -> dict[str, Any]:
        """Quote and place; the place without what is unknown."""
        place = {key: value for key, value in asdict(self.place).items() if value and key != "file"}
        return {"quote": self.quote, "source": {"line": None, "character": None, **place}}


@dataclass(frozen=True, slots=True)
class Finding:
    """One slip: the rule that saw it, the words, and two sentences. `heuristic`: a person must judge."""

    rule: str
    severity: Weight
    heuristic: bool
    spot: Spot
    message: Text
    advice: Text
    related: tuple[Spot, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The published shape; `message` and `advice` in Bahasa Indonesia, `…_en` in English."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "heuristic": self.heuristic,
            **self.spot.as_json(),
            "message": self.message.id,
            "message_en": self.message.en,
            "advice": self.advice.id,
            "advice_en": self.advice.en,
            "related": [_related(spot) for spot in self.related],
        }


def _related(spot: Spot) -> dict[str, Any]:
    """A related place; its line also by itself, because most readers need no more."""
    return {"line": spot.place.line, **spot.as_json()}


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields. Hits of one rule with the same `group` become one finding with related places.

    `values` fill the rule's sentences. `heuristic` marks a hit less certain than its rule.
    """

    at: Span
    related: tuple[Span, ...] = ()
    group: str = ""
    heuristic: bool = False
    values: Mapping[str, object] = field(default_factory=dict)


def hit(at: Span, *related: Span | None, group: str = "", heuristic: bool = False, **values: object) -> Hit:
    """A hit at a span; related spans that could not be located are left out."""
    return Hit(at, tuple(span for span in related if span is not None), group, heuristic, values)
