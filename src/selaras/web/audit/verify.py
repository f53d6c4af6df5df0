"""Check the whole log, in the database or in a file taken from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from selaras.web.audit import chain, export, keys, rows, seals
from selaras.web.audit.findings import Finding
from selaras.web.audit.models import Check, Head, Seal
from selaras.web.audit.views_chain import BatchWalk

KEPT = 100  # findings kept with a check for the pages; the command prints them all
Told = Callable[[int, int], None]


@dataclass
class Tally:
    """How much a check went through."""

    entries: int = 0
    batches: int = 0
    seals: int = 0


def database(
    tally: Tally,
    *,
    files: Iterable[Path] = (),
    public: str = "",
    told: Told = lambda _done, _all: None,
) -> Iterator[Finding]:
    """Findings in the database, with the seals it holds and those of files. `told(done, all)`: the progress.

    Writers go on meanwhile: seals and heads are read before the rows, so that nothing newer is missed in them.
    """
    known = [seals.said(each) for each in Seal.objects.order_by("pk").iterator()]
    for path in files:
        known += seals.read(path)
    good, bad = chain.checked(known, public or keys.public_key())
    tally.seals = len(good)
    yield from bad
    before, batch_before = _head(Head.ENTRIES), _head(Head.BATCHES)
    everything = rows.count("audit_entry")
    walk = chain.Walk(good, before=rows.number_before, after=rows.number_after)
    yield from chain.joined(walk.along(_counted(rows.entries(), everything, told)))
    yield from _ends(walk, before, Head.ENTRIES)
    batches = BatchWalk(good)
    yield from batches.along()
    yield from _ends(batches, batch_before, Head.BATCHES)
    tally.entries, tally.batches = walk.seen, batches.seen


def file(
    path: Path,
    tally: Tally,
    *,
    files: Iterable[Path] = (),
    public: str = "",
    told: Told = lambda _done, _all: None,
) -> Iterator[Finding]:
    """Findings in an exported file, without a database. `public`: the key to trust; without one the file's own."""
    known: list[dict[str, Any]] = []
    for each in files:
        known += seals.read(each)
    good, bad = chain.checked(known, public)
    tally.seals = len(good)
    yield from bad
    taken = export.Taken(path, public)
    yield from taken.begin()
    inside = [each for each in good if taken.before < each["number"] <= taken.last]
    walk = chain.Walk(inside, taken.before, taken.previous)
    yield from chain.joined(walk.along(_counted(taken.rows(), taken.last - taken.before, told)))
    yield from taken.found
    yield from walk.end(taken.last, taken.hash)
    yield from taken.beyond(good)
    tally.entries = walk.seen


def check(*, at: datetime) -> Check:
    """Check the database and keep what was found, for the pages."""
    tally = Tally()
    kept = seals.kept()
    first: list[dict[str, Any]] = []
    found = 0
    for each in database(tally, files=[kept] if kept.exists() else []):
        found += 1
        if len(first) < KEPT:
            first.append(each.data())
    with transaction.atomic():
        return Check.objects.create(
            at=at,
            entries=tally.entries,
            batches=tally.batches,
            seals=tally.seals,
            found=found,
            findings=first,
        )


def _head(which: int) -> tuple[int, str]:
    return Head.objects.filter(pk=which).values_list("number", "hash").first() or (0, "")


def _ends(walk: Any, before: tuple[int, str], which: int) -> Iterator[Finding]:
    now = _head(which)
    if walk.last <= before[0]:
        yield from walk.end(*before)
    elif walk.last >= now[0]:
        yield from walk.end(*now)
    # Else others wrote while we walked, and go on: the rows we saw stand between both ends.


def _counted(found: Iterable[rows.Row], everything: int, told: Told) -> Iterator[rows.Row]:
    for done, row in enumerate(found, start=1):
        if done % rows.AT_ONCE == 0:
            told(done, everything)
        yield row
