"""The same words where other words should stand, and other words where the same should."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz

from selaras.core.model import Kind
from selaras.law.lint.content import rows
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span
from selaras.law.lint.units import CompetencyText

_ALIKE = 75.0  # percent of alike words from which two indicators differ in a noun only
_MOST = 2 / 3
_LONG = 20  # letters; shorter indicators are alike by chance


@cache
def folded(text: str) -> str:
    """A text for comparison: letters and figures only, letter case aside."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"</?\w+>", " ", text).casefold()))


@rule("indicator-repeated")
def indicator_repeated(draft: Draft) -> Iterable[Hit]:
    """An indicator stands word for word under another competency of the same standard."""
    for standard in draft.standards:
        first: dict[str, tuple[CompetencyText, str, Span]] = {}
        for row in standard.competencies:
            for entry, span in row.indicators:
                known = first.setdefault(folded(entry.text), (row, entry.number, span))
                if known[0] is not row and len(entry.text) >= _LONG:
                    yield hit(
                        span,
                        known[2],
                        group=f"{row.name.flat} {span.flat}",
                        name=row.name.flat,
                        other=f"{known[0].name.flat} {known[1]}".strip(),
                    )


@rule("rubric-differs")
def rubric_differs(draft: Draft) -> Iterable[Hit]:
    """One competency and level has different indicators in two standards."""
    first: dict[tuple[str, int], tuple[str, CompetencyText, set[tuple[str, ...]]]] = {}
    for standard, row in rows(draft):
        if row.entry.level is None or not row.indicators:
            continue
        rubric = tuple(folded(entry.text) for entry, _ in row.indicators)
        name, known, seen = first.setdefault(
            (row.entry.code, row.entry.level), (standard.name, row, {rubric})
        )
        if rubric not in seen:
            seen.add(rubric)
            yield hit(
                row.name,
                known.name,
                *(span for _, span in row.indicators[:1]),
                group=f"{row.entry.code} {row.entry.level}",
                name=row.name.flat,
                level=row.entry.level,
                here=standard.name,
                there=name,
            )


@rule("indicators-alike")
def indicators_alike(draft: Draft) -> Iterable[Hit]:
    """Two technical competencies of one standard have the same indicators but for a noun."""
    for standard in draft.standards:
        technical = [
            row
            for row in standard.competencies
            if row.entry.kind is Kind.TECHNICAL and len(row.indicators) > 1
        ]
        for i, row in enumerate(technical):
            for other in technical[:i]:
                pairs = list(zip(row.indicators, other.indicators, strict=False))
                same = [(a[1], b[1]) for a, b in pairs if _swapped(a[0].text, b[0].text)]
                if len(same) > 1 and len(same) >= _MOST * len(pairs):
                    yield hit(
                        row.name,
                        other.name,
                        *(span for pair in same for span in pair),
                        group=f"{row.name.flat} {other.name.flat}",
                        name=row.name.flat,
                        other=other.name.flat,
                        count=len(same),
                    )
                    break


def _swapped(one: str, two: str) -> bool:
    a, b = folded(one), folded(two)
    return a != b and fuzz.token_sort_ratio(a, b) >= _ALIKE
