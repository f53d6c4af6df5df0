"""The values of a policy as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from selaras.core.model import Kind, Rank
from selaras.core.policy import AcceptedSource, BandSet, Effects, JpmRule, Variant
from selaras.core.words import Words, join
from selaras.errors import Text

_NONE = Text("tidak ada", "none")


def shown(value: object, words: Words) -> Text:
    """A value of a policy in words: bands with their limits, sources in their order, effects by row."""
    match value:
        case Effects():
            return _effects(value, words)
        case BandSet():
            parts = (f"{band.code} ≥ {band.start}" for band in reversed(value.bands))
            return _same(f"{value.code}: " + " · ".join(parts))
        case JpmRule():
            return _rule(value, words)
        case Mapping() if value:
            return join(*(_entry(key, item, words) for key, item in value.items()), separator="; ")
        case tuple() | frozenset() if value:
            items = ("; ".join(sorted(item)) if isinstance(item, frozenset) else str(item) for item in value)
            return _same(" | ".join(items))
        case bool():
            return Text("ya", "yes") if value else Text("tidak", "no")
        case int() | Fraction():
            return _same(str(value))
        case _:
            return _NONE


def _same(text: str) -> Text:
    return Text(text, text)


def _effects(effects: Effects, words: Words) -> Text:
    pairs = [
        (Text("kompetensi", "competency"), effects.competency),
        *((words.get("importance", mark), effect) for mark, effect in effects.importance.items()),
        *((words.get("row", key), effect) for key, effect in effects.unmarked.items()),
        (Text("pangkat di bawah rentang", "rank below the range"), effects.rank_below),
        (Text("pangkat di atas rentang", "rank above the range"), effects.rank_above),
    ]
    return join(
        *(join(name, words.get("effect", effect), separator=": ") for name, effect in pairs), separator="; "
    )


def _rule(rule: JpmRule, words: Words) -> Text:
    kinds = join(*(words.get("kind", kind) for kind in Kind if kind in rule.kinds), separator=", ")
    by_level = rule.variant is Variant.LEVEL
    variant = Text("per level", "by level") if by_level else Text("per indikator", "by indicator")
    capped = Text("dibatasi", "capped") if rule.capped else Text("tanpa batas", "uncapped")
    return join(kinds, variant, capped, separator="; ")


def _entry(key: object, item: object, words: Words) -> Text:
    if isinstance(key, Kind) and isinstance(item, tuple):
        ordered = sorted((s for s in item if isinstance(s, AcceptedSource)), key=lambda s: s.order)
        names = join(*(_source(source, words) for source in ordered), separator=" › ")
        return join(words.get("kind", key), names, separator=": ")
    return _same(f"{key} = {item.code if isinstance(item, Rank) else item}")


def _source(source: AcceptedSource, words: Words) -> Text:
    name = words.sources.get(source.source, _same(source.source))
    if not source.min_assessors:
        return name
    fewest = Text(f" (≥ {source.min_assessors} asesor)", f" (≥ {source.min_assessors} assessors)")
    return join(name, fewest)
