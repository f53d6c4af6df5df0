"""What competencies say: names, descriptions, levels, numbers of indicators."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from selaras.core.model import Kind
from selaras.law.lint.catalogue import vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span
from selaras.law.lint.units import CompetencyText, StandardText

_SHARE = 0.6  # of all competencies must have the usual number of indicators before another is off pattern
_ENOUGH = 5
_HALF = 0.5
_AFFIXES = re.compile(
    r"^(?:peng|peny|pem|pen|per|pe|meng|meny|mem|men|me|ber|di|ke)(?=\w{4})|(?<=\w{4})(?:annya|kan|an|nya|i)$"
)
_JOINED = re.compile(r"\b(?:dan|atau|serta)\b")
_VERB = re.compile(
    r"(?:meng|meny|mem|men)\w{3,}(?:kan|i)\b|(?:menyusun|mengelola|membuat|melayani|memelihara|menjaga)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:,|\b(?:dan|atau|serta|yang|untuk|dengan|dalam|di|ke|dari|pada|terhadap|sesuai))\s*\Z"
)


def rows(draft: Draft) -> Iterator[tuple[StandardText, CompetencyText]]:
    """Every competency with its standard."""
    for standard in draft.standards:
        for row in standard.competencies:
            yield standard, row


def stem(word: str) -> str:
    """A word without its commonest affixes: enough to see that `perencanaan` and `rencana` are kin."""
    word = word.casefold()
    for _ in range(2):
        word = _AFFIXES.sub("", word)
    return word


def content_words(text: str) -> list[str]:
    """Words that carry meaning, in order."""
    return [
        w
        for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())
        if w not in vocabulary("empty_words")
    ]


@rule("indicator-count")
def indicator_count(draft: Draft) -> Iterable[Hit]:
    """A competency has more or fewer indicators than the others."""
    counts = Counter(len(row.indicators) for _, row in rows(draft) if row.indicators)
    if not counts:
        return
    usual, times = counts.most_common(1)[0]
    total = sum(counts.values())
    if total < _ENOUGH or times < _SHARE * total:
        return
    for standard, row in rows(draft):
        size = len(row.indicators)
        if size and size != usual:
            group = f"{row.name.flat} {size}"
            yield hit(
                row.name, group=group, name=row.name.flat, size=size, usual=usual, standard=standard.name
            )


@rule("indicator-level")
def indicator_level(draft: Draft) -> Iterable[Hit]:
    """An indicator's number belongs to another level than its competency requires."""
    for _, row in rows(draft):
        for entry, span in row.indicators:
            major = re.split(r"[.,]", entry.number)[0]
            if row.entry.level and major and major not in (str(row.entry.level), row.entry.number):
                yield hit(span, number=entry.number, level=row.entry.level, name=row.name.flat)


@rule("description-cut")
def description_cut(draft: Draft) -> Iterable[Hit]:
    """A description breaks off: it only repeats the name, hangs, or lists without a conjunction."""
    for _, row in rows(draft):
        if row.description and _is_cut(row.description, row.name):
            yield hit(row.description, group=row.description.flat, name=row.name.flat)


def _is_cut(description: Span, name: Span) -> bool:
    text = description.flat
    only_name = set(content_words(text)) <= set(content_words(name.flat)) and len(text) < len(name.flat)
    unjoined = (
        text.count(",") > 1 and not _JOINED.search(text.rpartition(",")[2]) and not _JOINED.search(text)
    )
    return only_name or unjoined or bool(_HANGING.search(text))


@rule("name-description")
def name_description(draft: Draft) -> Iterable[Hit]:
    """A technical competency's description speaks of something else than its name, or drops part of it."""
    for _, row in rows(draft):
        if row.entry.kind is Kind.TECHNICAL and row.description:
            lost = _lost(row.name.flat, row.description.flat)
            if lost:
                yield hit(
                    row.name,
                    row.description,
                    group=f"{row.name.flat}|{row.description.flat}",
                    lost=", ".join(lost),
                )


def _lost(name: str, description: str) -> list[str]:
    """Words of the name that its description lacks, when they matter: the head, or most of them, or a swapped one."""
    words = [w for w in content_words(name) if w not in vocabulary("general_heads")]
    said = content_words(description)
    stems = {stem(word) for word in said}
    lost = [word for word in words if stem(word) not in stems]
    first = content_words(name)[:1]
    head_lost = bool(first) and first[0] in lost
    swapped = [b for a, b in _pairs(content_words(name)) if _follows(a, said) and b not in said]
    if words and (head_lost or len(lost) > _HALF * len(words)):
        return lost
    return swapped


def _pairs(words: list[str]) -> list[tuple[str, str]]:
    return list(pairwise(words))


def _follows(word: str, said: list[str]) -> bool:
    return word in said[:-1]


@rule("level-wording")
def level_wording(draft: Draft) -> Iterable[Hit]:
    """Words of a higher level under a lower one."""
    for standard, row in rows(draft):
        for level, patterns in vocabulary("level_words").items():
            if row.entry.level is None or row.entry.level >= level:
                continue
            for span in (
                *((row.description,) if row.description else ()),
                *(span for _, span in row.indicators),
            ):
                for pattern in patterns:
                    for at, _ in span.every(re.compile(rf"\b{pattern}\b", re.IGNORECASE)):
                        yield hit(
                            at, group=span.flat, level=row.entry.level, usual=level, standard=standard.name
                        )


@rule("competency-name-verb")
def competency_name_verb(draft: Draft) -> Iterable[Hit]:
    """A technical competency is named by a verb where most are named by nouns."""
    names = [row.name for _, row in rows(draft) if row.entry.kind is Kind.TECHNICAL and row.name.text]
    nouns = [name for name in names if not _VERB.match(name.text)]
    if len(nouns) * 2 <= len(names):
        return
    for name in names:
        if _VERB.match(name.text):
            yield hit(name, group=name.flat, other=nouns[0].flat)
