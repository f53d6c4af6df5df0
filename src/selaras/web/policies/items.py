"""The values of a version one by one: each with its legal basis, its day and its trust mark."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from selaras.core.citation import Trust
from selaras.core.model import Employment, RowKey, normalise
from selaras.core.policy import Policy
from selaras.errors import Text
from selaras.law.words import words
from selaras.web.policies.subjects import Subject

# In the order in which a policy lists them; the trainings have a list of their own.
VALUES = tuple(
    each.name
    for each in fields(Policy)
    if str(each.type).startswith("Cited[") and each.name != "training_equivalents"
)
ROWS, GROUPS, FRAME, ABOUT = "not_applicable", "equivalents", "frame", "about"
EVERYBODY = frozenset(Employment)


@dataclass(frozen=True, slots=True)
class Item:
    """One value. `key` names it in every version alike; `section` is the part of the forms that holds it."""

    key: str
    section: str
    name: Text
    value: Any
    unit: Text
    basis: Text
    effective_from: str
    trust: Trust

    @property
    def verified(self) -> bool:
        """Whether its legal basis was read or verified."""
        return self.trust.verified

    @property
    def ground(self) -> tuple[Any, ...]:
        """What a trust mark is about: changed, the mark falls back until somebody confirms it anew."""
        return (self.value, self.basis, self.effective_from)


def items(subject: str, content: Mapping[str, Any]) -> tuple[Item, ...]:
    """Every value of a content, in order. What is not of the right shape is left out: the check says so."""
    found = []
    for key, cited, section, name in _cited(subject, content):
        try:
            found.append(_item(key, section, name, cited))
        except (KeyError, TypeError, ValueError):
            continue
    return tuple(found)


def marked(subject: str, content: Mapping[str, Any], key: str, trust: Trust) -> dict[str, Any]:
    """The content with another trust mark for one value. Raises KeyError when there is no such value."""
    made = copy.deepcopy(dict(content))
    if key.startswith(ROWS):
        exempt = exemptions(made)
        if not any(each.key == key for each in exempt):
            raise KeyError(key)
        return with_exemptions(
            made,
            [
                replace(each, cited={**each.cited, "trust": str(trust)}) if each.key == key else each
                for each in exempt
            ],
        )
    for found, cited, _, _ in _cited(subject, made):
        if found == key:
            cited["trust"] = str(trust)
            return made
    raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Exempt:
    """A row that does not apply to some types of employment, with the basis of that."""

    row: str
    employment: frozenset[str]
    cited: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Its name in every version."""
        return f"{ROWS}:{self.row}@{'-'.join(sorted(self.employment))}"


def exemptions(content: Mapping[str, Any]) -> list[Exempt]:
    """The rows that do not apply, with whom each is for: what a variant says goes before what is said for all."""
    found: list[tuple[str, Mapping[str, Any], set[str]]] = []
    for variant in content.get("variants", ()):
        rows = {**content.get(ROWS, {}), **variant.get(ROWS, {})}
        for row, cited in rows.items():
            if not _is(cited):
                continue
            same = next((each for each in found if each[0] == row and each[1] == cited), None)
            if same is None:
                found.append(same := (row, cited, set()))
            same[2].update(map(str, variant.get("employment", ())))
    return [Exempt(row, frozenset(employment), cited) for row, cited, employment in found]


def with_exemptions(content: Mapping[str, Any], exempt: list[Exempt]) -> dict[str, Any]:
    """The content with these rows not applying: types of employment with the same rows share a variant."""
    made = dict(content)
    made[ROWS] = {each.row: dict(each.cited) for each in exempt if each.employment == EVERYBODY}
    groups: dict[tuple[str, ...], list[str]] = {}
    for employment in Employment:
        mine = [each for each in exempt if each.employment != EVERYBODY and employment in each.employment]
        groups.setdefault(tuple(sorted(each.key for each in mine)), []).append(str(employment))
    by_key = {each.key: each for each in exempt}
    made["variants"] = [
        {
            "employment": employment,
            **({ROWS: {by_key[key].row: dict(by_key[key].cited) for key in keys}} if keys else {}),
        }
        for keys, employment in groups.items()
    ]
    return made


def group_key(group: Mapping[str, Any]) -> str:
    """The name of a group of trainings in every version: by the names in it."""
    names = "\n".join(sorted({normalise(str(name)) for name in group.get("names", ())}))
    return f"{GROUPS}:{hashlib.sha256(names.encode()).hexdigest()[:10]}"


def _cited(subject: str, content: Mapping[str, Any]) -> Iterator[tuple[str, Any, str, Text]]:
    if Subject(subject).is_policy:
        values = content.get("values", {})
        for name in VALUES:
            if isinstance(values, Mapping) and isinstance(cited := values.get(name), dict):
                yield name, cited, name, words().get("unverified", name)
        for each in exemptions(content):
            yield each.key, each.cited, ROWS, words().get("row", RowKey(each.row))
    elif subject == Subject.TRAININGS:
        for group in content.get(GROUPS, ()):
            yield group_key(group), group, GROUPS, _named(group["names"][0] if group.get("names") else "")
    else:
        yield FRAME, content, FRAME, Text("isi daftar", "what the list says")


def _item(key: str, section: str, name: Text, cited: Mapping[str, Any]) -> Item:
    value = cited["value"] if "value" in cited else cited.get("names", key)
    return Item(
        key,
        section,
        name,
        value,
        _text(cited.get("unit", "")),
        _text(cited["basis"]),
        str(cited["effective_from"]),
        Trust(str(cited["trust"])),
    )


def _is(cited: object) -> bool:
    return isinstance(cited, dict) and cited.get("value") is True


def _text(said: Any) -> Text:
    return Text(str(said["id"]), str(said["en"])) if isinstance(said, Mapping) else _named(str(said))


def _named(text: str) -> Text:
    return Text(text, text)
