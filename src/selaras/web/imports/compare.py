"""What a file says about one person against what is recorded: nothing is overwritten, everything is named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from selaras.core.model import normalise
from selaras.web.imports.change import ADD, CORRECT, OLDER, Change
from selaras.web.imports.known import Known, Recorded, identity, key_of
from selaras.web.people.facts import Fact
from selaras.web.people.kinds import SEVERAL
from selaras.web.people.models import Kind

UNDONE = "undo:"


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
