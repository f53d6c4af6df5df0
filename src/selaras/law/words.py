"""Loads the sentences of explanations from `data/texts`."""

from __future__ import annotations

from functools import cache

from selaras.core.words import Words
from selaras.errors import Text
from selaras.law.lists import data, sources


@cache
def words() -> Words:
    """The embedded texts in Bahasa Indonesia and English."""
    sections = data("texts/verdict.yaml")
    texts = {
        section: {code: Text(pair["id"], pair["en"]) for code, pair in codes.items()}
        for section, codes in sections.items()
    }
    return Words(texts, sources())
