"""Full-text search in the standards: by stems, ranked, within the versions given; the same on every database."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FloatField,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Sum,
    Value,
    When,
)

from selaras.web.standards.indexed import Passage, Stem
from selaras.web.standards.models import Version
from selaras.web.standards.stemming import STOP, stem, words

MOST_WORDS = 8
MOST_STEMS = 40  # that the beginning of the last word may stand for
MOST_HITS = 500
BEGINNING = 3  # letters from which a last word may be unfinished
AROUND = 120  # letters shown before and after what was found in a long text


@dataclass(frozen=True, slots=True)
class Found:
    """The passages found, best first. `whole`: each holds every word. `stems`: what is to be marked in them."""

    passages: tuple[int, ...]
    whole: bool
    stems: frozenset[str]

    @property
    def more(self) -> bool:
        """Whether there are others than those counted."""
        return len(self.passages) >= MOST_HITS


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text; `hit`: one of the words sought."""

    text: str
    hit: bool


def find(versions: Collection[int], text: str) -> Found:
    """Passages of these versions with every word of a text in any of its forms; else those with some. Two queries."""
    sought = _sought(text)
    if not sought or not versions:
        return Found((), True, frozenset())
    meant = _meant(versions, sought)
    if not meant:
        return Found((), True, frozenset())
    rows = list(_ranked(versions, meant))
    whole = [pk for pk, matched in rows if matched == len(sought)]
    return Found(tuple(whole or (pk for pk, _ in rows)), bool(whole), frozenset(meant))


def load(passages: Sequence[int]) -> list[Passage]:
    """Passages in the order given, with their act. One query."""
    rows = Passage.objects.select_related("version__act__instansi").defer("version__form")
    found = rows.in_bulk(list(passages))
    return [found[pk] for pk in passages if pk in found]


def waiting(versions: Collection[int]) -> list[Version]:
    """Versions published a moment ago, which the search cannot look in yet. One query."""
    there = Passage.objects.filter(version=OuterRef("pk"))
    rows = Version.objects.filter(pk__in=versions).exclude(Exists(there))
    return list(rows.select_related("act").order_by("pk"))


def newest() -> tuple[object, ...]:
    """What changes when the search looks in more than before."""
    return (Passage.objects.aggregate(newest=Max("pk"))["newest"],)


def marked(text: str, stems: Collection[str]) -> list[Stretch]:
    """A text with the words sought marked; of a long one, what stands around the first of them."""
    spots = [(start, end) for word, start, end in words(text) if stem(word) in stems]
    first, last = 0, len(text)
    if len(text) > 4 * AROUND:
        middle = spots[0][0] if spots else 0
        first, last = _at_space(text, middle - AROUND), _at_space(text, middle + 2 * AROUND)
    shown, at = [Stretch("… ", False)] if first else [], first
    for start, end in spots:
        if start >= first and end <= last:
            shown += [Stretch(text[at:start], False), Stretch(text[start:end], True)]
            at = end
    return [*shown, Stretch(text[at:last], False), *([Stretch(" …", False)] if last < len(text) else [])]


def _sought(text: str) -> list[str]:
    said = [word for word, _, _ in words(text)]
    kept = [word for word in said if word not in STOP] or said
    return list(dict.fromkeys(kept))[:MOST_WORDS]


def _meant(versions: Collection[int], sought: Sequence[str]) -> Mapping[str, tuple[frozenset[int], float]]:
    """Each stem there is → which of the words it may be a form of, and how much it tells apart."""
    wanted = [stem(word) for word in sought]
    last = sought[-1]
    asked = Q(stem__in=wanted)
    # A last word without affixes may be one that is still being typed.
    unfinished = len(last) >= BEGINNING and wanted[-1] == last
    if unfinished:
        asked |= Q(stem__startswith=last)
    rows = (
        Stem.objects.filter(asked, version__in=versions)
        .values_list("stem")
        .annotate(n=Count("pk"))
        .order_by("-n")[:MOST_STEMS]
    )
    meant = {}
    for found, number in rows:
        exact = {at for at, each in enumerate(wanted) if each == found}
        begun = {len(wanted) - 1} if unfinished and found.startswith(last) else set()
        meant[found] = (frozenset(exact | begun), (1 if exact else 0.5) / (1 + math.log(number)))
    return meant


def _ranked(
    versions: Collection[int], meant: Mapping[str, tuple[frozenset[int], float]]
) -> Sequence[tuple[int, int]]:
    words_of = [When(stem=each, then=Value(min(at))) for each, (at, _) in meant.items()]
    telling = [When(stem=each, then=F("weight") * Value(rare)) for each, (_, rare) in meant.items()]
    rows = (
        Stem.objects.filter(version__in=versions, stem__in=list(meant))
        .values("passage")
        .annotate(
            matched=Count(Case(*words_of, output_field=IntegerField()), distinct=True),
            score=Sum(Case(*telling, output_field=FloatField()), output_field=FloatField()),
        )
        .order_by("-matched", "-score", "passage")
    )
    return list(rows.values_list("passage", "matched")[:MOST_HITS])


def _at_space(text: str, at: int) -> int:
    if at <= 0:
        return 0
    found = text.find(" ", at)
    return len(text) if found < 0 or at >= len(text) else found + 1
