"""A published version → its passages and their stems: what the search looks in. Done in the background after publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction

from selaras.law.form import Form
from selaras.law.form.table import CompetencyEntry, DictionaryEntry
from selaras.law.reading.words import shown
from selaras.web.standards.indexed import Passage, Stem
from selaras.web.standards.models import Piece, Version
from selaras.web.standards.pieces import KEYS
from selaras.web.standards.reading import form_of
from selaras.web.standards.standing import Standing, indicator_key, standings
from selaras.web.standards.stemming import stems

AT_ONCE = 500  # rows to one INSERT
IN_TITLE, IN_SHORT, IN_LONG = 6, 3, 1
SHORT = 40  # words
WIDEST = 40  # letters of a stem that are kept


@transaction.atomic
def index(version: Version) -> None:
    """Write what is to be found of a version, all of it or nothing; what was written before is replaced."""
    Passage.objects.filter(version=version).delete()
    passages = Passage.objects.bulk_create(_once(version, form_of(version)), batch_size=AT_ONCE)
    Stem.objects.bulk_create(_stems(passages), batch_size=AT_ONCE)


def _once(version: Version, form: Form) -> list[Passage]:
    """Each text of a competency, an indicator or a requirement once, with how many standards more print it."""
    found: dict[tuple[str, ...], Passage] = {}
    for passage in _passages(form):
        single = passage.kind in (Passage.Kind.ARTICLE, Passage.Kind.STANDARD)
        alone = (passage.part, passage.number) if single else ()
        key = (passage.kind, passage.code, passage.title, passage.text, *alone)
        if key in found:
            found[key].others += 1
        else:
            passage.version, passage.order = version, len(found)
            found[key] = passage
    return list(found.values())


def _passages(form: Form) -> Iterator[Passage]:
    for article in form.articles:
        yield Passage(
            kind=Passage.Kind.ARTICLE,
            number=article.number[:60],
            title=f"{article.label} {article.number}".strip()[:400],
            text=shown(article.text),
            place=article.place[:300],
        )
    for standing in standings(form):
        yield Passage(
            kind=Passage.Kind.STANDARD,
            part=standing.key,
            title=standing.title[:400],
            text=standing.text,
            place=standing.citation[:300],
        )
        for row in standing.competencies:
            yield from _of_competency(standing, row)
        for need in standing.requirements:
            yield Passage(
                kind=Passage.Kind.REQUIREMENT,
                part=standing.key,
                code=need.key,
                title="",
                text=shown(need.value),
                place=need.citation[:300],
            )
    for number, entry in enumerate(form.dictionary, start=1):
        yield from _of_dictionary(f"{KEYS[Piece.Kind.DICTIONARY]}-{number}", entry)


def _of_competency(standing: Standing, row: CompetencyEntry) -> Iterator[Passage]:
    said = {"part": standing.key, "code": row.code[:200], "place": row.citation[:300]}
    yield Passage(
        kind=Passage.Kind.COMPETENCY, title=shown(row.name)[:400], text=shown(row.description), **said
    )
    for at, each in enumerate(row.indicators):
        yield Passage(
            kind=Passage.Kind.INDICATOR,
            number=indicator_key(row.indicators, at)[:60],
            title=shown(row.name)[:400],
            text=shown(each.text),
            **said,
        )


def _stems(passages: Sequence[Passage]) -> Iterator[Stem]:
    for passage in passages:
        inner = stems(passage.text)
        weights = dict.fromkeys(inner, IN_SHORT if len(inner) <= SHORT else IN_LONG)
        # The name of a competency leads to the competency; in its indicators it only helps.
        named = IN_LONG if passage.kind == Passage.Kind.INDICATOR else IN_TITLE
        for stem in stems(f"{passage.title} {passage.code.replace('-', ' ')}"):
            weights[stem] = max(weights.get(stem, 0), named)
        for stem, weight in weights.items():
            yield Stem(version_id=passage.version_id, passage=passage, stem=stem[:WIDEST], weight=weight)


def _of_dictionary(part: str, entry: DictionaryEntry) -> Iterator[Passage]:
    said = {"part": part, "code": entry.code[:200], "title": shown(entry.name)[:400]}
    yield Passage(kind=Passage.Kind.DICTIONARY, text=shown(entry.definition), **said)
    for level in entry.levels:
        yield Passage(kind=Passage.Kind.LEVEL, number=str(level.level), text=shown(level.description), **said)
        for at, each in enumerate(level.indicators):
            number = f"{level.level}/{indicator_key(level.indicators, at)}"
            yield Passage(kind=Passage.Kind.INDICATOR, number=number[:60], text=shown(each.text), **said)
