"""Walk along the log and name every row that is not as it was recorded. Memory does not grow with the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from selaras.web.audit import findings, seals
from selaras.web.audit.canonical import sha256
from selaras.web.audit.findings import Finding, Kind
from selaras.web.audit.record import COVERED
from selaras.web.audit.rows import Row


def nowhere(_hash: str) -> int | None:
    """For a file: rows cannot be looked up by their hash."""
    return None


@dataclass
class Walk:
    """One walk. After it, `last` and `hash` are of the last row in its place; `seen` counts rows.

    `sealed`: seals in the order of their numbers, signatures checked. `before`, `after`: finds the number of the row
    with a hash, or of the row chained to a hash.
    """

    sealed: list[dict[str, Any]] = field(default_factory=list)
    last: int = 0
    hash: str = ""
    before: Callable[[str], int | None] = nowhere
    after: Callable[[str], int | None] = nowhere
    seen: int = 0

    def __post_init__(self) -> None:
        self._doubt = False  # whether the row before is known to be wrong: its link proves nothing
        self._good = self.last  # the last number that a seal confirmed
        self._shift = 0  # by how much rows stand too high, after an insertion
        self._seals = [each for each in self.sealed if each["number"] > self.last]
        self._broken_seal = False
        self._passed = False  # whether a row stands behind us

    def along(self, rows: Iterable[Row]) -> Iterator[Finding]:
        """Findings in the order of the rows; reads one row ahead."""
        waiting: Row | None = None
        for row in rows:
            if waiting is not None:
                yield from self._step(waiting, row)
            waiting = row
        if waiting is not None:
            yield from self._step(waiting, None)

    def end(self, number: int | None, own: str) -> Iterator[Finding]:
        """What the chain's head and the seals know of rows beyond the last one. `number` None: there is no head."""
        known = max([each["number"] for each in self._seals], default=0)
        if number is not None and max(number, known) > self.last:
            known = max(number, known)
        if known > self.last:
            yield findings.cut(self.last + 1, known)
        elif number is not None and number < self.last:
            # Either rows were appended past the application, or the head was set back.
            yield findings.head(number, self.last)
        elif number is not None and own != self.hash and not self._doubt:
            yield findings.rewritten(self.last, self.last)
        elif number is not None and own != self.hash:
            yield findings.head(number, self.last)

    def _step(self, row: Row, following: Row | None) -> Iterator[Finding]:
        self.seen += 1
        number = row["number"]
        if self._stray(row):
            recorded = self._recorded_as(row)
            astray = findings.inserted(number, number)
            yield findings.moved(number, number, recorded) if recorded else astray
            return
        gap = number > self.last + 1
        if gap:
            yield findings.removed(self.last + 1, number - 1)
        found = list(self._examine(row, following, gap))
        yield from found
        self.last, self.hash, self._passed = number, row["hash"], True
        self._doubt = any(each.kind in (Kind.CHANGED, Kind.MOVED, Kind.INSERTED) for each in found)
        yield from self._compare(number, row["hash"], bool(found))

    def _stray(self, row: Row) -> bool:
        """A row outside the order: before the first number, no number at all, or thrown beyond a gap."""
        number = row["number"]
        if not isinstance(number, int) or number <= self.last:
            return True
        recorded = self._recorded_as(row) if number > self.last + 1 and not fits(row) else None
        return recorded is not None and recorded <= self.last

    def _examine(self, row: Row, following: Row | None, gap: bool) -> Iterator[Finding]:
        number = row["number"]
        if fits(row):
            if row["previous"] != self.hash and not gap and not self._doubt:
                # The row before was sound in itself, yet is not the one that this row was chained to.
                suspect = self.last if self._passed else number
                yield findings.rewritten(suspect, suspect)
            return
        recorded = self._recorded_as(row)
        if recorded is not None:
            self._shift = number - recorded
            yield findings.moved(number, number, recorded)
        elif not gap and not self._doubt and fits(row | {"previous": self.hash}):
            yield findings.changed(number, "previous")
        elif following is not None and following["previous"] == fingerprint_of(row):
            yield findings.changed(number, "hash")
        else:
            yield findings.changed(number)

    def _recorded_as(self, row: Row) -> int | None:
        previous, following = self.before(str(row["previous"])), self.after(str(row["hash"]))
        number = row["number"]
        tried = [self.last + 1]
        tried += [number - self._shift, number - 1, number + 1] if isinstance(number, int) else []
        tried += [previous + 1] if previous is not None else [1]
        tried += [following - 1] if following is not None else []
        return next((each for each in tried if each != number and fits(row | {"number": each})), None)

    def _compare(self, number: int, own: str, named: bool) -> Iterator[Finding]:
        while self._seals and self._seals[0]["number"] <= number:
            seal = self._seals.pop(0)
            if seal["number"] < number or named:
                continue  # the row is missing or wrong, and was named
            if seal["hash"] == own:
                self._good = number
            elif not self._broken_seal:
                self._broken_seal = True  # every later seal would say the same again
                yield findings.sealed_otherwise(self._good + 1, number, seal["at"])


def fits(row: Row) -> bool:
    """Whether a row says what its hash says."""
    return bool(fingerprint_of(row) == row["hash"])


def fingerprint_of(row: Row) -> str:
    """The hash that a row ought to have."""
    return sha256({name: row[name] for name in COVERED})


def checked(values: Iterable[dict[str, Any]], public: str) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Seals that the key signed, in order; and a finding for each other one."""
    good, bad = [], []
    for each in seals.in_order(values):
        if seals.genuine(each, public):
            good.append(each)
        else:
            bad.append(findings.bad_seal(each["at"]))
    return good, bad


def joined(found: Iterable[Finding]) -> Iterator[Finding]:
    """Rows moved by the same distance as one finding: an insertion moves everything after it."""
    held: Finding | None = None
    for each in found:
        if held is not None and _continues(held, each):
            held = findings.moved(held.first, each.last, held.first - held.shift)
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def _continues(held: Finding, each: Finding) -> bool:
    both = held.kind is Kind.MOVED and each.kind is Kind.MOVED
    return both and held.last + 1 == each.first and held.shift == each.shift
