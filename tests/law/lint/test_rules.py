"""Every rule sees its bad examples, exactly there, and is silent on its good ones."""

from __future__ import annotations

import pytest

from selaras.law.lint.catalogue import Example, RuleText, rule_texts
from selaras.law.lint.registry import RULES
from tests.law.lint.frame import linted

TEXTS = rule_texts()
CASES = [(rule, example) for rule in TEXTS.values() for example in rule.bad]
SOUND = [(rule, example) for rule in TEXTS.values() for example in rule.good]


def _names(cases: list[tuple[RuleText, Example]]) -> list[str]:
    return [rule.id for rule, _ in cases]


def test_every_rule_has_its_texts_and_its_function() -> None:
    assert set(RULES) == {id for id, rule in TEXTS.items() if rule.family != "linter"}


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    without = [id for id, rule in TEXTS.items() if rule.family != "linter" and not (rule.bad and rule.good)]
    assert without == []


def test_rules_yield_to_rules_that_exist() -> None:
    assert {id for rule in TEXTS.values() for id in rule.yields_to} <= set(TEXTS)


@pytest.mark.parametrize(("rule", "example"), CASES, ids=_names(CASES))
def test_a_bad_example_is_found_where_it_is(rule: RuleText, example: Example) -> None:
    document, report = linted(example.parts)
    found = [finding for finding in report.findings if finding.rule == rule.id]
    assert report.failed == ()
    assert [finding.spot.quote for finding in found] == list(example.quotes)
    for finding in found:
        for spot in (finding.spot, *finding.related):
            line = document.lines[(spot.place.line or 0) - 1].text
            assert line[(spot.place.character or 1) - 1 :].startswith(spot.quote.split("\n")[0])
        assert "{" not in finding.message.id + finding.message.en + finding.advice.id + finding.advice.en


@pytest.mark.parametrize(("rule", "example"), SOUND, ids=_names(SOUND))
def test_a_good_example_is_not_found(rule: RuleText, example: Example) -> None:
    _, report = linted(example.parts)
    assert report.failed == ()
    assert [finding.spot.quote for finding in report.findings if finding.rule == rule.id] == []


def test_a_sound_regulation_has_no_findings() -> None:
    _, report = linted({})
    assert [(finding.rule, finding.spot.quote) for finding in report.findings] == []
