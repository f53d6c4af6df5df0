"""The texts an explanation is made of, and how values are written in each language. Texts come from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from selaras.errors import Language, Text

LANGUAGES: tuple[Language, Language] = ("id", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """Texts by section and code, such as `reason` and `expired`; and the names of sources of results by code."""

    texts: Mapping[str, Mapping[str, Text]]
    sources: Mapping[str, Text]

    def get(self, section: str, code: str) -> Text:
        """The text of a code, placeholders unfilled."""
        return self.texts[section][code]

    def fill(self, section: str, code: str, /, **values: object) -> Text:
        """The text with its placeholders filled; dates, fractions and texts as each language writes them."""
        return fill(self.get(section, code), **values)


def fill(template: Text, /, **values: object) -> Text:
    """Fill a template in both languages."""
    return Text(
        *(template[lang].format(**{k: written(v, lang) for k, v in values.items()}) for lang in LANGUAGES)
    )


def written(value: object, language: Language) -> str:
    """A value as a language writes it: 14-03-2026 and 77,78 in Bahasa, 2026-03-14 and 77.78 in English."""
    match value:
        case Text():
            return value[language]
        case date():
            return f"{value:%d-%m-%Y}" if language == "id" else value.isoformat()
        case Fraction():
            return percent(value, language)
        case tuple() | list():
            return ", ".join(written(item, language) for item in value)
        case _:
            return str(value)


def percent(value: Fraction, language: Language = "id") -> str:
    """Two decimals, rounded half up. For display only: nothing is ever compared after rounding."""
    hundredths = int(value * 100 + Fraction(1, 2))
    mark = "," if language == "id" else "."
    return f"{hundredths // 100}{mark}{hundredths % 100:02d}"


def join(*parts: Text, separator: str = "") -> Text:
    """Texts one after the other, in both languages."""
    return Text(*(separator.join(part[lang] for part in parts) for lang in LANGUAGES))
