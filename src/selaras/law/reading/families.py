"""What the articles say about job classes: which are named, and which job families each has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from selaras.law.document import Piece
from selaras.law.form.head import Article, Clause, JobFamily
from selaras.law.form.piece import Source
from selaras.law.reading.doubts import Doubts, piece_of
from selaras.law.reading.items import every
from selaras.law.reading.words import number_of_word

_NUMBER = r"[1-9]\d?(?!\d)(?:\s*\([^()]{1,30}\))?"
_NAMED = re.compile(
    rf"\bkelas(?:\s+jabatan)?\s+({_NUMBER}(?:(?:\s*,\s*(?:dan\s+)?|\s+dan\s+){_NUMBER})*)", re.IGNORECASE
)
_FAMILIES = re.compile(
    r"\bkelas(?:\s+jabatan)?\s+(?P<number>[1-9]\d?)\b\s*(?:\((?P<word>[^()]{1,30})\))?\s*,?\s*"
    r"(?:meliputi|terdiri\s+(?:dari|atas)|yaitu|adalah)\s*:?\s*(?P<list>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LIST_ENDS = re.compile(r"(?:;\s*(?:dan|atau)|;|\.)\s*\Z")
_LAST_AND = re.compile(r",?\s+dan\s+")


def classes_named(articles: Iterable[Article]) -> tuple[int, ...]:
    """Every job class the articles name, in printed order, each once."""
    found: dict[int, None] = {}
    for article in articles:
        for named in _NAMED.finditer(article.text):
            for number in re.findall(r"\d{1,2}", named[1]):
                found[int(number)] = None
    return tuple(found)


def families_of(articles: Iterable[Article], doubts: Doubts) -> tuple[JobFamily, ...]:
    """Families per class in printed order, doubles included."""
    return tuple(family for article in articles for family in _of_article(article, doubts))


def _of_article(article: Article, doubts: Doubts) -> Iterator[JobFamily]:
    texts: list[tuple[str, Source, tuple[Clause, ...], str]] = [
        (article.opening, article.source, article.clauses, article.place)
    ]
    texts += [
        (each.text, each.source, each.clauses, f"{article.place} {place}") for each, place in _placed(article)
    ]
    for text, source, inner, place in texts:
        match = _FAMILIES.search(text)
        if not match:
            continue
        piece = piece_of(text, source)
        word = match["word"]
        if word and number_of_word(word) != int(match["number"]):
            doubts.add("number_word", piece, number=match["number"], word=word)
        names = _names(match["list"], piece, doubts) or tuple(
            _LIST_ENDS.sub("", each.text) for each in every(inner)
        )
        if names:
            yield JobFamily(job_class=int(match["number"]), names=names, citation=place, source=source)


def _placed(article: Article) -> Iterator[tuple[Clause, str]]:
    """Clauses with how they are cited inside their article."""

    def walk(clauses: Sequence[Clause], above: str) -> Iterator[tuple[Clause, str]]:
        for clause in clauses:
            number = f"({clause.number})" if clause.kind == "ayat" else clause.number
            place = f"{above} {clause.kind} {number}".strip()
            yield clause, place
            yield from walk(clause.clauses, place)

    yield from walk(article.clauses, "")


def _names(listed: str, piece: Piece, doubts: Doubts) -> tuple[str, ...]:
    """`A, B dan C;` → names. Only the last "dan" joins; one inside another name is doubted."""
    parts = [part.strip() for part in _LIST_ENDS.sub("", listed.strip()).split(",")]
    last = _LAST_AND.split(parts[-1])
    if any(_LAST_AND.search(part) for part in parts[:-1]) or len(last) > 2:
        doubts.add("families", piece)
    if len(last) > 1:
        parts[-1:] = [parts[-1][: parts[-1].rfind(" dan ")], last[-1]] if len(last) > 2 else last
    return tuple(part for part in (p.removeprefix("dan ").strip() for p in parts) if part)
