"""A standard against the dictionary (kamus kompetensi) that it is taken from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from selaras.law.form.table import DictionaryEntry, DictionaryLevel
from selaras.law.lint.alike import folded
from selaras.law.lint.content import rows
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.units import CompetencyText


def pairs(draft: Draft) -> Iterable[tuple[CompetencyText, DictionaryEntry]]:
    """Competencies with the entry of the dictionary that has their code or name."""
    by_code = {entry.code.casefold(): entry for entry in draft.dictionary}
    by_name = {folded(entry.name): entry for entry in draft.dictionary}
    for _, row in rows(draft):
        entry = by_code.get(row.entry.code.casefold()) or by_name.get(folded(row.entry.name))
        if entry:
            yield row, entry


@rule("dictionary-name")
def dictionary_name(draft: Draft) -> Iterable[Hit]:
    """A competency's name differs from the dictionary's."""
    for row, entry in pairs(draft):
        if folded(row.entry.name) != folded(entry.name):
            yield hit(row.name, group=row.name.flat, theirs=entry.name, code=entry.code)


@rule("dictionary-level")
def dictionary_level(draft: Draft) -> Iterable[Hit]:
    """A level that the dictionary does not have."""
    for row, entry in pairs(draft):
        if row.entry.level and entry.levels and _level(row, entry) is None:
            group = f"{row.name.flat} {row.entry.level}"
            yield hit(row.name, group=group, level=row.entry.level, theirs=entry.name)


@rule("dictionary-description")
def dictionary_description(draft: Draft) -> Iterable[Hit]:
    """A description differs from the dictionary's for the same level."""
    for row, entry in pairs(draft):
        level = _level(row, entry)
        if level and row.description and folded(row.description.text) != folded(level.description):
            yield hit(
                row.description,
                group=row.description.flat,
                theirs=level.description,
                words=difference(level.description, row.description.text),
            )


@rule("dictionary-indicator")
def dictionary_indicator(draft: Draft) -> Iterable[Hit]:
    """An indicator differs from the dictionary's with the same number, or the dictionary has none such."""
    for row, entry in pairs(draft):
        level = _level(row, entry)
        if level is None:
            continue
        theirs = {_minor(each.number): each.text for each in level.indicators}
        texts = {folded(text) for text in theirs.values()}
        for each, span in row.indicators:
            if folded(each.text) not in texts:
                other = theirs.get(_minor(each.number), "")
                words = difference(other, each.text) if other else "–"
                yield hit(span, group=f"{row.name.flat} {span.flat}", theirs=other or "–", words=words)


@rule("dictionary-indicator-missing")
def dictionary_indicator_missing(draft: Draft) -> Iterable[Hit]:
    """The dictionary has an indicator that the standard lacks."""
    for row, entry in pairs(draft):
        level = _level(row, entry)
        if level and len(row.indicators) < len(level.indicators):
            here = {_minor(each.number) for each, _ in row.indicators}
            for theirs in level.indicators:
                if _minor(theirs.number) not in here:
                    yield hit(
                        row.name,
                        group=f"{row.name.flat} {theirs.text}",
                        number=theirs.number,
                        theirs=theirs.text,
                    )


def _level(row: CompetencyText, entry: DictionaryEntry) -> DictionaryLevel | None:
    return next((level for level in entry.levels if level.level == row.entry.level), None)


def _minor(number: str) -> str:
    return re.split(r"[.,]", number.rstrip("."))[-1]


def difference(theirs: str, ours: str) -> str:
    """Words that differ: `-lost +added`, in order."""
    a, b = theirs.split(), ours.split()
    found = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [f"-{word}" for word in a[i:j]] + [f"+{word}" for word in b[k:m]]
    return " ".join(found)
