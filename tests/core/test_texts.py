"""Every code of the engine has its words in two languages, and every sentence is filled completely."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.core.explain import Section, explain
from selaras.core.model import Importance, Kind, PositionType, RowKey
from selaras.core.policy import Effect
from selaras.core.remedy import Remedy
from selaras.core.verdict import Outcome, Reason, Status
from selaras.core.words import LANGUAGES, Words, percent
from selaras.errors import Text
from selaras.law.lists import sources
from selaras.law.policies import embedded_policies, policies
from selaras.law.words import words
from tests.spec.cases import sections
from tests.spec.world import ask

CODES: dict[str, type[StrEnum]] = {
    "outcome": Outcome,
    "status": Status,
    "effect": Effect,
    "importance": Importance,
    "kind": Kind,
    "row": RowKey,
    "section": Section,
    "reason": Reason,
    "position_type": PositionType,
    "remedy": Remedy,
}
# Beside the codes of their list: what explains a result that is none of its own.
BESIDE = {"outcome": {"nothing_gates"}, "reason": {"partly_rated"}}
# Parts of a sentence that may rightly be empty.
MAY_BE_EMPTY = {("summary", "verdict", "parts"), ("summary", "nothing_gates", "parts")}


@pytest.mark.parametrize("section", CODES)
def test_every_code_has_a_text_and_every_text_a_code(section: str) -> None:
    assert set(words().texts[section]) == set(CODES[section]) | BESIDE.get(section, set())


def test_every_value_of_a_policy_can_be_named_as_unverified() -> None:
    named = {
        name.partition(":")[0] for p in embedded_policies() for q in policies(p) for name, _ in q.cited()
    }
    assert named <= set(words().texts["unverified"])


def every_text() -> list[tuple[str, str, Text]]:
    found = [
        (section, code, text) for section, codes in words().texts.items() for code, text in codes.items()
    ]
    return found + [("source", code, text) for code, text in sources().items()]


@pytest.mark.parametrize(("section", "code", "text"), every_text(), ids=lambda part: str(part)[:40])
def test_text_says_the_same_in_two_languages(section: str, code: str, text: Text) -> None:
    assert text.id.strip()
    assert text.en.strip()
    assert placeholders(text.id) == placeholders(text.en)
    says_anything = any(character.isalpha() for character in bare(text.id))
    assert not says_anything or text.id != text.en


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def bare(template: str) -> str:
    return "".join(literal for literal, _, _, _ in string.Formatter().parse(template))


class Watched(Words):
    """Texts that note which of them were asked for, and which placeholder got nothing to say."""

    asked: defaultdict[str, set[str]]
    empty: set[tuple[str, str, str]]

    def get(self, section: str, code: str) -> Text:
        self.asked[section].add(str(code))
        return super().get(section, code)

    def fill(self, section: str, code: str, /, **values: object) -> Text:
        template = self.texts[section][code]
        for name in placeholders(template.id):
            if values[name] in ("", None, [], (), Text("", "")):
                self.empty.add((section, str(code), name))
        return super().fill(section, code, **values)


def watched() -> Watched:
    watch = Watched(words().texts, words().sources)
    object.__setattr__(watch, "asked", defaultdict(set))
    object.__setattr__(watch, "empty", set())
    return watch


def explained(watch: Words) -> Iterator[Text]:
    """Every sentence that the cases of the specification bring about."""
    for section in sections():
        for case in section.cases:
            for difference, expected in case.checks:
                if "ditolak" in expected:
                    continue
                told = explain(ask({**case.facts, **difference}, str(case)), watch)
                yield told.verdict
                yield from (line.text for line in told.lines)
                yield from (text for line in told.lines for text in line.not_chosen)
                yield from (*told.arithmetic, *(step.text for step in told.steps), *told.unverified)
                if told.then:
                    yield told.then


def test_engine_fills_every_placeholder_with_something_and_leaves_none() -> None:
    watch = watched()
    for text in explained(watch):
        for language in LANGUAGES:
            assert not set("{}") & set(text[language]), text
            assert "()" not in text[language], text
    assert watch.empty - MAY_BE_EMPTY == set()
    for section in ("reason", "remedy", "outcome", "status", "summary", "jpm"):
        never = set(words().texts[section]) - watch.asked[section]
        assert never == set(), f"no case makes the engine say {section} {never}"


@given(st.fractions(0, 500))
def test_percent_is_within_half_a_hundredth_of_the_exact_value(value: Fraction) -> None:
    shown = Fraction(percent(value, "en"))
    assert -Fraction(1, 200) < shown - value <= Fraction(1, 200)
    assert percent(value, "id") == percent(value, "en").replace(".", ",")
    assert len(percent(value).partition(",")[2]) == 2
