"""What a file says about one person against what is recorded: nothing is overwritten, everything is named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from selaras.core.model import normalise
from selaras.web.people.kinds import SEVERAL, Fact
from selaras.web.people.models import Kind

LOCAL = ("manual", "bulk:", "correction:")  # origins of what somebody here recorded by hand
UNDONE = "undo:"
ADD, CORRECT, OLDER, STATUS = "add", "correct", "older", "status"
FILE, KEEP = "file", "keep"

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A recorded entry, as far as comparing needs it."""

    pk: int
    kind: str
    since: date
    data: Mapping[str, Any]
    corrects: int | None
    withdrawn: bool
    origin: str

    @property
    def local(self) -> bool:
        """Whether somebody here recorded it by hand."""
        return self.origin.startswith(LOCAL)


@dataclass(slots=True)
class Change:
    """One thing in which the file and the record differ.

    `how`: `add` an entry, `correct` the entry `entry`, `older` than what is recorded, or `status`. `before`: what
    is recorded. `conflict`: it was put right here by hand; `decision` is then `file` or `keep`. `id` and `corrects`
    are the file's own names of its entries.
    """

    kind: str
    since: str
    after: dict[str, Any]
    how: str = ADD
    before: dict[str, Any] | None = None
    before_since: str = ""
    entry: int | None = None
    conflict: bool = False
    decision: str = ""
    position: str = ""
    known_on: str = ""
    id: str = ""
    corrects: str = ""
    withdrawn: bool = False
    label: str = ""  # the position's title, for the page
    was_label: str = ""

    def stored(self) -> dict[str, Any]:
        """As a row keeps it: what is empty is left out."""
        return {name: value for name, value in asdict(self).items() if value or name == "after"}

    @property
    def open(self) -> bool:
        """Whether somebody must decide first."""
        return self.conflict and not self.decision

    def wanted(self, older: bool) -> bool:
        """Whether a commit records it. `older`: whether what is older than the record is appended."""
        if self.how == OLDER:
            return older
        return not self.conflict or self.decision == FILE

    @property
    def told(self) -> Key:
        """What it says, to find a decision made before."""
        return self.kind, self.since, canonical(self.after)


def canonical(data: Mapping[str, Any]) -> str:
    """Equal for equal content: databases give the keys of JSON back in an order of their own."""
    return json.dumps(data, sort_keys=True, default=str)


def key_of(kind: str, since: date, data: Mapping[str, Any]) -> Key:
    """Equal for equal facts; spelling in capitals makes no difference where a text is only a name."""
    if kind == Kind.EDUCATION:
        return kind, since, data["level"], normalise(data["field"])
    if kind == Kind.TRAINING:
        return kind, since, data["kind"], normalise(data["name"]), data["passed"]
    return kind, since, canonical(data)


def identity(kind: str, since: date, data: Mapping[str, Any]) -> Key:
    """Equal for two accounts of one event: same day, other content means that one of them is wrong."""
    if kind == Kind.EDUCATION:
        return kind, since, data["level"]
    if kind == Kind.TRAINING:
        return kind, since, data["kind"], normalise(data["name"])
    if kind == Kind.COMPETENCY:
        return kind, since, data["rubric"].split("@")[0], data["source"]
    if kind == Kind.DETERMINATION:
        return kind, since, data["row"], data["position"]
    return kind, since


@dataclass(slots=True)
class Recorded:
    """Everything recorded about one person, in the order it was."""

    entries: list[Known] = field(default_factory=list)
    corrected_by: dict[int, Known] = field(default_factory=dict)
    by_key: dict[Key, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Known]) -> Recorded:
        """With its indexes."""
        found = cls(sorted(entries, key=lambda known: known.pk))
        for known in found.entries:
            if known.corrects:
                found.corrected_by[known.corrects] = known
            if not known.withdrawn:
                found.by_key[key_of(known.kind, known.since, known.data)] = known
        return found

    def standing(self, kind: str) -> list[Known]:
        """What stands of one kind, oldest day first."""
        found = [
            known
            for known in self.entries
            if known.kind == kind and not known.withdrawn and known.pk not in self.corrected_by
        ]
        return sorted(found, key=lambda known: (known.since, known.pk))

    def chain(self, known: Known) -> list[Known]:
        """What corrected it, one after the other."""
        found = []
        while known.pk in self.corrected_by:
            known = self.corrected_by[known.pk]
            found.append(known)
        return found

    @property
    def empty(self) -> bool:
        """Whether nothing stands."""
        return all(known.withdrawn or known.pk in self.corrected_by for known in self.entries)


class Comparison:
    """One person's facts in the file beside one person's record."""

    def __init__(self, facts: Iterable[Fact], recorded: Recorded, *, present_only: bool) -> None:
        self.facts, self.recorded, self.present_only = list(facts), recorded, present_only
        self.keys = {id(fact): key_of(fact.kind, fact.since, fact.data) for fact in self.facts}
        self.claimed = set(self.keys.values())
        self.superseded = {fact.corrects for fact in self.facts if fact.corrects}
        self.placed: dict[str, Known] = {}
        self.used: set[int] = set()
        self.left: set[str] = set()

    def changes(self) -> list[Change]:
        """All differences, in the order of the file."""
        found = [self._fact(fact) for fact in self.facts if not fact.corrects]
        found += [self._correction(fact) for fact in self.facts if fact.corrects]
        changes = [change for change in found if change]
        for change in changes:
            if change.id not in self.superseded:
                change.id = ""
        return changes

    def _same(self, fact: Fact) -> Known | None:
        same = self.recorded.by_key.get(self.keys[id(fact)])
        if same is None and self.present_only and fact.kind == Kind.EDUCATION:
            # an export knows only the year; a day of that year is the same diploma, better known
            alike = [
                known
                for known in self.recorded.standing(fact.kind)
                if known.since.year == fact.since.year
                and known.data["level"] == fact.data["level"]
                and normalise(known.data["field"]) == normalise(fact.data["field"])
            ]
            same = alike[-1] if alike else None
        return same

    def _fact(self, fact: Fact) -> Change | None:
        same = self._same(fact)
        if same is None:
            return self._unknown(fact)
        chain = self.recorded.chain(same)
        last = chain[-1] if chain else same
        if last.withdrawn and last.origin.startswith(UNDONE):
            return self._unknown(fact)
        if fact.id:
            self.placed[fact.id] = same
        if not chain or fact.id in self.superseded:
            return None
        conflict = any(known.local for known in chain)
        if last.withdrawn:
            return _change(fact, ADD, None, conflict=conflict)
        return _change(fact, CORRECT, last, conflict=conflict)

    def _unknown(self, fact: Fact) -> Change:
        """A fact that is not recorded: another account of one that is, older than what is, or new."""
        standing = self.recorded.standing(fact.kind)
        named = identity(fact.kind, fact.since, fact.data)
        for known in reversed(standing):
            told = key_of(known.kind, known.since, known.data)
            if (
                identity(known.kind, known.since, known.data) == named
                and told not in self.claimed
                and known.pk not in self.used
            ):
                self.used.add(known.pk)
                return _change(fact, CORRECT, known, conflict=known.local)
        newest = standing[-1] if standing else None
        single = fact.kind not in SEVERAL
        if newest and fact.since < newest.since and (single or self.present_only):
            self.left.add(fact.id)
            return _change(fact, OLDER, newest)
        return _change(fact, ADD, newest if single or self.present_only else None)

    def _correction(self, fact: Fact) -> Change | None:
        """An entry of the file that corrects another one of it."""
        target = self.placed.get(fact.corrects)
        if target is None:  # what it corrects is itself new
            return _change(fact, OLDER if fact.corrects in self.left else ADD, None)
        chain = self.recorded.chain(target)
        key = self.keys[id(fact)]
        for known in chain:
            same = known.withdrawn if fact.withdrawn else key_of(known.kind, known.since, known.data) == key
            if same:
                if fact.id:
                    self.placed[fact.id] = known
                return None
        last = chain[-1] if chain else target
        if last.withdrawn:
            return None if fact.withdrawn else _change(fact, ADD, None)
        return _change(fact, CORRECT, last, conflict=last.local)


def _change(fact: Fact, how: str, known: Known | None, *, conflict: bool = False) -> Change:
    return Change(
        kind=str(fact.kind),
        since=fact.since.isoformat(),
        after=fact.data,
        how=how,
        before=dict(known.data) if known else None,
        before_since=known.since.isoformat() if known else "",
        entry=known.pk if known and how == CORRECT else None,
        conflict=conflict,
        position=fact.position,
        known_on=fact.known_on.isoformat() if fact.known_on else "",
        id=fact.id,
        corrects=fact.corrects if how != CORRECT else "",
        withdrawn=fact.withdrawn,
    )


def profile_change(name: str, entered_on: date | None, recorded: Recorded, today: date) -> Change | None:
    """How somebody is called and since when they serve, where the file says it otherwise than the record."""
    standing = recorded.standing(Kind.PROFILE)
    known = standing[-1] if standing else None
    before = known.data if known else {}
    entered = entered_on.isoformat() if entered_on else before.get("entered_on")
    same_name = known is not None and normalise(before["name"]) == normalise(name)
    after = {
        "name": before["name"] if same_name else name,
        "entered_on": entered,
        "unit": before.get("unit", ""),
    }
    if known and after == {"unit": "", "entered_on": None, **before}:
        return None
    how = CORRECT if known and known.since >= today else ADD
    since = known.since if known and how == CORRECT else today
    return Change(
        kind=str(Kind.PROFILE),
        since=since.isoformat(),
        after=after,
        how=how,
        before=dict(before) if known else None,
        before_since=known.since.isoformat() if known else "",
        entry=known.pk if known and how == CORRECT else None,
        conflict=bool(known and known.local),
    )


def again(changes: Iterable[Change], recorded: Recorded, *, present_only: bool, today: date) -> list[Change]:
    """The same changes against a record that moved on meanwhile; decisions about the same content are kept."""
    decided = {change.told: change.decision for change in changes if change.decision}
    facts, found = [], []
    for change in changes:
        if change.kind == Kind.PROFILE:
            entered = change.after.get("entered_on")
            profile = profile_change(
                change.after["name"], date.fromisoformat(entered) if entered else None, recorded, today
            )
            found += [profile] if profile else []
        elif change.how == STATUS:
            found.append(change)
        elif change.withdrawn and change.entry:
            if change.entry not in recorded.corrected_by:
                found.append(change)
        else:
            facts.append(fact_again(change))
    found += Comparison(facts, recorded, present_only=present_only).changes()
    for change in found:
        change.decision = change.decision or decided.get(change.told, "")
    return found


def fact_again(change: Change) -> Fact:
    """The fact of the file that a change was made from."""
    known_on = date.fromisoformat(change.known_on) if change.known_on else None
    return Fact(
        Kind(change.kind),
        date.fromisoformat(change.since),
        change.after,
        change.position,
        known_on,
        change.id,
        change.corrects,
        change.withdrawn,
    )
