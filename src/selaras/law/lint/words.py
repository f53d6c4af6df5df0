"""Words: spelling, abbreviations, foreign words, trade names, and small faults of grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from selaras.law.lint.catalogue import any_of, vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.marks import texts
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span

_UPPER = re.compile(r"(?<![\w/.-])[A-Z]{2,6}(?:/[A-Z]{2,6})*(?![\w/-])")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_ITALIC = re.compile(r"<i>.{0,300}?</i>|\*[^*]+\*", re.DOTALL)
_LIST_OF_THREE = re.compile(r"\b([a-z]\w+), ([a-z]\w+)(?P<comma>,)?\s+(?:dan|atau|serta)\s+([a-z]\w+)")
_BARE_THREE = re.compile(r"\b([a-z]\w+), ([a-z]\w+), ([a-z]\w+)\b(?!\s*,)")
_SERIES = re.compile(r"\b[^\W\d_]+, [^\W\d_]+(?P<comma>,)?\s+(?:dan|atau|serta)\s+[^\W\d_]+")
_NOUNS_THEN_VERB = re.compile(r"\b(?:pe\w{3,}an,\s+){1,9}pe\w{3,}an,?\s+(?:dan|serta|atau)\s+me\w{4,}")
_PURPOSE = re.compile(
    r"\b(?:diperlukan|dibutuhkan|digunakan|dimaksudkan)\s+(?!mengenai|menurut|melalui|mendatang)me(?:ng|ny|n|m)[a-z]{3,}"
)
_COLON = re.compile(r"\b(?:yang\s+)?(?:meliputi|adalah|yaitu|ialah|mencakup|seperti)\s*:[ \t]+[a-z]\w*")
_FULL_FORM = 200  # characters before an abbreviation in which its full form stands


def _in_table(draft: Draft, table: str) -> Iterator[tuple[Span, re.Match[str], str, str]]:
    """Words of a table of the vocabulary, each with what is better."""
    better: Mapping[str, str] = {key.casefold(): value for key, value in vocabulary(table).items()}
    for span, area in texts(draft):
        for at, match in span.every(any_of(table)):
            key = " ".join(match[0].casefold().split())
            yield at, match, better[key], f"{area} {key}" if area else ""


@rule("spelling")
def spelling(draft: Draft) -> Iterable[Hit]:
    """A spelling that the dictionary of Bahasa Indonesia does not have."""
    for at, _, better, group in _in_table(draft, "spelling"):
        yield hit(at, group=group, better=better)


@rule("trade-name-spelling")
def trade_name_spelling(draft: Draft) -> Iterable[Hit]:
    """A product is named: the standard then depends on one vendor."""
    for span, _ in texts(draft):
        found = [at for at, _ in span.every(any_of("trade_names"))]
        if found:
            yield hit(found[0], *found[1:], group=span.flat, names=", ".join(at.flat for at in found))


@rule("abbreviation-informal")
def abbreviation_informal(draft: Draft) -> Iterable[Hit]:
    """An abbreviation of notes and letters, not of law."""
    for at, _, better, group in _in_table(draft, "informal"):
        yield hit(at, group=group, better=better)


@rule("abbreviation-unexpanded")
def abbreviation_unexpanded(draft: Draft) -> Iterable[Hit]:
    """An abbreviation that the document never writes in full."""
    first: dict[str, list[Span]] = {}
    for span, _ in texts(draft):
        if span.text.isupper() or _is_header(span):
            continue
        found = [at for at, match in span.every(_UPPER) if not _known(draft, match[0])]
        found += [at for at, match in span.every(any_of("acronyms")) if not _known(draft, match[0])]
        for at in found:
            first.setdefault(at.text.casefold(), []).append(at)
    for spans in first.values():
        yield hit(spans[0], *spans[1:], count=len(spans))


def _is_header(span: Span) -> bool:
    """Lines mostly in capitals, where any word would look like an abbreviation."""
    letters = [c for c in span.text if c.isalpha()]
    return sum(c.isupper() for c in letters) * 2 > len(letters)


def _known(draft: Draft, word: str) -> bool:
    parts = word.split("/")
    return all(
        part in vocabulary("known_abbreviations") or _ROMAN.match(part) or _expanded(draft, part)
        for part in parts
    )


def _expanded(draft: Draft, word: str) -> bool:
    """Whether the full words stand before the abbreviation in brackets, or a definition introduces it."""
    if any(word == definition.abbreviation for definition in draft.form.definitions):
        return True
    for match in re.finditer(rf"\(\s*{re.escape(word)}\s*\)", draft.text):
        before = draft.text[max(0, match.start() - _FULL_FORM) : match.start()].casefold().split()
        initials = "".join(part[0] for part in before[-2 * len(word) :])
        if any(_subsequence(word.casefold(), initials[start:]) for start in (-len(word), -len(word) - 1)):
            return True
    return bool(re.search(rf"disingkat\s+(?:dengan\s+|menjadi\s+)?{re.escape(word)}\b", draft.text))


def _subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


@rule("foreign-word")
def foreign_word(draft: Draft) -> Iterable[Hit]:
    """A foreign word in upright letters where Bahasa Indonesia has its own."""
    better = {key.casefold(): value for key, value in vocabulary("foreign").items()}
    for span, area in texts(draft):
        italic = [match.span() for match in _ITALIC.finditer(span.text)]
        for at, match in span.every(any_of("foreign")):
            if not any(start <= match.start() < stop for start, stop in italic):
                key = " ".join(match[0].casefold().split())
                yield hit(at, group=f"{area} {key}" if area else "", better=better[key])


@rule("pleonasm")
def pleonasm(draft: Draft) -> Iterable[Hit]:
    """Two words that say the same thing side by side."""
    for row in vocabulary("pleonasms"):
        pattern = re.compile(row["pattern"], re.IGNORECASE)
        for span, area in texts(draft):
            for at, _ in span.every(pattern):
                yield hit(at, group=f"{area} {at.flat}" if area else "", better=row["better"])


@rule("usage")
def usage(draft: Draft) -> Iterable[Hit]:
    """A wording of speech where the written language has a word."""
    for at, _, better, group in _in_table(draft, "usage"):
        yield hit(at, group=group, better=better)


@rule("serial-comma")
def serial_comma(draft: Draft) -> Iterable[Hit]:
    """Lists of three have the comma before `dan` in some places and not in others."""
    found: dict[bool, list[Span]] = {True: [], False: []}
    for span, _ in texts(draft):
        for at, match in span.every(_SERIES):
            found[bool(match["comma"])].append(at)
    if found[True] and found[False]:
        yield hit(
            found[False][0],
            found[True][0],
            *found[False][1:],
            with_=len(found[True]),
            without=len(found[False]),
        )


@rule("conjunction-missing")
def conjunction_missing(draft: Draft) -> Iterable[Hit]:
    """A list of three lacks the conjunction that the same list has elsewhere."""
    joined = {
        match.group(1, 2, 4): span.of(match)
        for span, _ in texts(draft)
        for match in _LIST_OF_THREE.finditer(span.text)
    }
    for span, _ in texts(draft):
        for at, match in span.every(_BARE_THREE):
            if other := joined.get(match.group(1, 2, 3)):
                yield hit(at, other, other=other.flat)


@rule("list-not-parallel")
def list_not_parallel(draft: Draft) -> Iterable[Hit]:
    """A list of nouns ends in a verb."""
    for span, area in texts(draft):
        for at, _ in span.every(_NOUNS_THEN_VERB):
            yield hit(at, group=f"{area} {at.flat}" if area else "")


@rule("purpose-word-missing")
def purpose_word_missing(draft: Draft) -> Iterable[Hit]:
    """`diperlukan menyusun`: the word `untuk` between the two is missing."""
    for span, area in texts(draft):
        for at, match in span.every(_PURPOSE):
            first, verb = match[0].split()
            yield hit(at, group=f"{area} {at.flat}" if area else "", better=f"{first} untuk {verb}")


@rule("colon-in-sentence")
def colon_in_sentence(draft: Draft) -> Iterable[Hit]:
    """A colon cuts a verb from the list that completes its sentence."""
    for span, _ in texts(draft):
        found = [at for at, _ in span.every(_COLON)]
        if found:
            yield hit(found[0], *found[1:], group=span.flat)
