"""Part II: ranks against education and against each other, education spelt alike, demands that can be measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from selaras.core.citation import Trust
from selaras.core.model import Rank, RowKey, normalise
from selaras.law.form.table import ParsedEducation, ParsedExperience, ParsedField, ParsedTraining
from selaras.law.lint.catalogue import vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span
from selaras.law.lint.units import RequirementText, StandardText
from selaras.law.lists import data, education_by_name, ranks

_UNTIL = re.compile(r"^\s*(?:s\s*[./]?\s*d\.?|sampai\s+dengan|hingga)\s+", re.IGNORECASE)
_RANK = re.compile(
    r"(?:(?P<name>[A-Z][A-Za-z. ]+?)\s*)?\(?\b(?P<code>[IV]{1,3}\s*/\s*[a-e])\b\)?", re.IGNORECASE
)


def requirement(standard: StandardText, key: RowKey) -> RequirementText | None:
    """One row of a standard."""
    return next((row for row in standard.requirements if row.entry.key is key), None)


def printed_ranks(row: RequirementText) -> list[tuple[Rank, str, Span]]:
    """Ranks of a row as printed: the rank of the code, the name beside it, and where."""
    found = []
    for span, match in row.value.every(_RANK):
        roman, _, letter = re.sub(r"\s", "", match["code"]).partition("/")
        rank = ranks().get(f"{roman.upper()}/{letter.lower()}")
        if rank:
            found.append((rank, _UNTIL.sub("", match["name"] or "").strip(" .–-"), span))
    return found


def ranges(draft: Draft) -> Iterator[tuple[StandardText, RequirementText, list[tuple[Rank, str, Span]]]]:
    """Rank rows with both ends."""
    for standard in draft.standards:
        row = requirement(standard, RowKey.RANK)
        ends = printed_ranks(row) if row else []
        if row and len(ends) == 2 and ends[0][0].order <= ends[1][0].order:
            yield standard, row, ends


@rule("rank-name")
def rank_name(draft: Draft) -> Iterable[Hit]:
    """A rank's name belongs to another code."""
    for standard in draft.standards:
        row = requirement(standard, RowKey.RANK)
        for rank, name, span in printed_ranks(row) if row else ():
            if name and _plain(name) != _plain(rank.name):
                yield hit(span, group=span.flat, name=name, code=rank.code, right=rank.name)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", normalise(name).replace("tingkat", "tk"))


@rule("rank-reversed")
def rank_reversed(draft: Draft) -> Iterable[Hit]:
    """A range of ranks begins above its end."""
    for standard in draft.standards:
        row = requirement(standard, RowKey.RANK)
        ends = printed_ranks(row) if row else []
        if row and len(ends) == 2 and ends[0][0].order > ends[1][0].order:
            yield hit(row.value, group=row.value.flat, low=ends[0][0].code, high=ends[1][0].code)


@rule("rank-overlap")
def rank_overlap(draft: Draft) -> Iterable[Hit]:
    """The ranges of two classes share a rank."""
    classes = [each for each in ranges(draft) if each[0].job_class]
    for (one, _, a), (two, _, b) in combinations(classes, 2):
        (low, low_ends), (high, high_ends) = sorted(
            ((one.job_class or 0, a), (two.job_class or 0, b)), key=lambda pair: pair[0]
        )
        if low_ends[1][0].order >= high_ends[0][0].order:
            yield hit(
                low_ends[1][2],
                high_ends[0][2],
                rank=low_ends[1][0].code,
                low=low,
                high=high,
            )


def _against_education(
    draft: Draft, column: str
) -> Iterator[tuple[StandardText, list[tuple[Rank, str, Span]], Rank, str]]:
    """Rank rows with the rank that the table gives for the lowest education required."""
    for standard, _, ends in ranges(draft):
        row = requirement(standard, RowKey.EDUCATION_LEVEL)
        parsed = row.entry.parsed if row else None
        if row and isinstance(parsed, ParsedEducation):
            limit = data("lint/careers.yaml")["education"].get(parsed.minimum, {}).get(column)
            if limit:
                yield standard, ends, ranks()[limit], row.value.flat


def _unsure() -> bool:
    return Trust(str(data("lint/careers.yaml")["trust"])) is Trust.UNVERIFIED


@rule("rank-below-entry")
def rank_below_entry(draft: Draft) -> Iterable[Hit]:
    """A range begins below the rank at which people with the required education enter."""
    for standard, ends, limit, education in _against_education(draft, "entry"):
        if ends[0][0].order < limit.order:
            yield hit(
                ends[0][2],
                heuristic=_unsure(),
                rank=ends[0][0].code,
                limit=limit.code,
                education=education,
                standard=standard.name,
            )


@rule("rank-above-ceiling")
def rank_above_ceiling(draft: Draft) -> Iterable[Hit]:
    """A range ends above what regular promotion reaches with the required education."""
    for standard, ends, limit, education in _against_education(draft, "ceiling"):
        if ends[1][0].order > limit.order:
            yield hit(
                ends[1][2],
                rank=ends[1][0].code,
                limit=limit.code,
                education=education,
                standard=standard.name,
            )


@rule("rank-below-ceiling")
def rank_below_ceiling(draft: Draft) -> Iterable[Hit]:
    """A range ends below what its holders reach by regular promotion."""
    for standard, ends, limit, education in _against_education(draft, "ceiling"):
        if ends[1][0].order < limit.order:
            yield hit(
                ends[1][2],
                rank=ends[1][0].code,
                limit=limit.code,
                education=education,
                standard=standard.name,
            )


# --- education and the rest --------------------------------------------------------------------------------


@rule("education-forms")
def education_forms(draft: Draft) -> Iterable[Hit]:
    """Levels of education are written in different ways."""
    found: dict[frozenset[str], Span] = {}
    for standard in draft.standards:
        row = requirement(standard, RowKey.EDUCATION_LEVEL)
        if row and isinstance(row.entry.parsed, ParsedEducation):
            found.setdefault(
                frozenset(_form(part) for part in re.split(r"\s*/\s*|\s+atau\s+", row.value.flat)), row.value
            )
    if len(found) > 1:
        first, *others = found.values()
        yield hit(first, *others, count=len(found), all="; ".join(span.flat for span in found.values()))


def _form(name: str) -> str:
    if re.search(r"\b(?:setara|sederajat)\b", name, re.IGNORECASE):
        return "equal"
    if re.fullmatch(r"[SD]\W?(?:\d|I{1,3}|IV)", name):
        return "code"
    return "abbreviation" if name.isupper() else "word"


@rule("education-twice")
def education_twice(draft: Draft) -> Iterable[Hit]:
    """One level of education is named twice, in words and by its code."""
    for standard in draft.standards:
        row = requirement(standard, RowKey.EDUCATION_LEVEL)
        parts = re.split(r"\s*/\s*", row.value.flat) if row else []
        levels = [(education_by_name().get(normalise(part)), _form(part)) for part in parts]
        twice = any(
            a and b and a.code == b.code and {fa, fb} == {"word", "code"}
            for (a, fa), (b, fb) in combinations(levels, 2)
        )
        if row and twice:
            yield hit(row.value, group=row.value.flat)


@rule("requirement-unmeasured")
def requirement_unmeasured(draft: Draft) -> Iterable[Hit]:
    """A demand without a measure: nobody can say when it is met."""
    for standard in draft.standards:
        for row in standard.requirements:
            parsed = row.entry.parsed
            open_ = (
                (isinstance(parsed, ParsedExperience) and parsed.months is None)
                or (isinstance(parsed, ParsedField) and not parsed.fields)
                or (isinstance(parsed, ParsedTraining) and not parsed.trainings)
            )
            if open_ and row.value.text:
                yield hit(row.value, group=row.value.flat)


@rule("training-words")
def training_words(draft: Draft) -> Iterable[Hit]:
    """The table demands `diklat` in a row that is called `pelatihan`."""
    old = re.compile(rf"\b(?:{'|'.join(vocabulary('old_training_words'))})\b", re.IGNORECASE)
    for standard in draft.standards:
        for row in standard.requirements:
            if str(row.entry.key).startswith("training"):
                for at, _ in row.value.every(old):
                    yield hit(at, group=at.flat)
