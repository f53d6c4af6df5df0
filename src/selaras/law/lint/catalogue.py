"""What rules say to people, from `law/data/lint`: texts, norms, examples, vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from selaras.core.citation import Trust
from selaras.errors import Text
from selaras.law.lint.finding import Weight
from selaras.law.lists import data

FAMILIES = (
    "body",
    "lists",
    "text",
    "definitions",
    "references",
    "content",
    "requirements",
    "linter",
)


@dataclass(frozen=True, slots=True)
class Norm:
    """The drafting norm that rules rest on, and how well it is known."""

    text: Text
    trust: Trust


@dataclass(frozen=True, slots=True)
class Example:
    """Parts of a small regulation; the parts not given are those of a sound one. `quotes` are what is found."""

    parts: Mapping[str, str]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule for people. `yields_to` names rules whose finding at the same place says more."""

    id: str
    family: str
    severity: Weight
    heuristic: bool
    norm: Norm
    title: Text
    why: Text
    message: Text
    advice: Text
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    yields_to: tuple[str, ...]


@cache
def rule_texts() -> Mapping[str, RuleText]:
    """Every rule by its id, family after family."""
    rows = ((family, row) for family in FAMILIES for row in data(f"lint/rules/{family}.yaml"))
    return {row["id"]: _rule(family, row) for family, row in rows}


def _rule(family: str, row: Mapping[str, Any]) -> RuleText:
    norm = data("lint/norms.yaml")[row["norm"]]
    return RuleText(
        id=row["id"],
        family=family,
        severity=Weight(row["severity"]),
        heuristic=row.get("heuristic", False),
        norm=Norm(_text(norm), Trust(str(norm["trust"]))),
        title=_text(row["title"]),
        why=_text(row["why"]),
        message=_text(row["message"]),
        advice=_text(row["advice"]),
        bad=tuple(_example(each) for each in row.get("bad", ())),
        good=tuple(_example(each) for each in row.get("good", ())),
        yields_to=tuple(row.get("yields_to", ())),
    )


def _text(pair: Mapping[str, str]) -> Text:
    return Text(pair["id"].strip(), pair["en"].strip())


def _example(row: Mapping[str, Any]) -> Example:
    parts = {key: value for key, value in row.items() if key != "quotes"}
    return Example(parts, tuple(row.get("quotes", ())))


def vocabulary(name: str) -> Any:
    """One list or table of `lint/vocabulary.yaml`."""
    return data("lint/vocabulary.yaml")[name]


@cache
def any_of(name: str) -> re.Pattern[str]:
    """A pattern that finds every word or phrase of a vocabulary list, longest first, letter case aside."""
    words = sorted(vocabulary(name), key=len, reverse=True)
    spaced = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<![\w-])(?:{spaced})(?![\w-])", re.IGNORECASE)
