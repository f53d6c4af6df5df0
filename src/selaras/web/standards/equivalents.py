"""Rubrics of one competency and level that differ: pairs to be decided by a person, and those that count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Count, Min, Q

from selaras.core.model import Equivalence, normalise
from selaras.web.accounts.models import Instansi
from selaras.web.standards.models import RubricPair, Use, Version
from selaras.web.standards.reading import history, holds
from selaras.web.standards.renamed import codes_of

MOST_CROSSED = 4  # rubrics of one competency that are all paired; beyond, each with the most used one


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rubric stands first: its id with the code it will have, the id it is stored under, and how often it is asked."""

    rubric: str
    stored: str
    version: int
    part: str
    asked: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two rubrics of one competency and level. `first` is the earlier or the more used one."""

    code: str
    level: int
    first: Place
    second: Place

    @property
    def both(self) -> frozenset[str]:
        """The two, whichever is named first."""
        return frozenset((self.first.rubric, self.second.rubric))


def suggested(version: Version) -> list[Suggestion]:
    """Pairs of a version with itself and with what it follows, by competency. Few queries, however many standards."""
    codes = codes_of(version) if version.state != Version.State.PUBLISHED else {}
    own = _by_competency(_places([version.pk], codes))
    earlier = _by_competency(_places(_followed(version), {}))
    found = []
    for (code, level), places in sorted(own.items()):
        here = {each.rubric for each in places}
        there = [each for each in earlier.get((code, level), ()) if each.rubric not in here]
        known = {each.rubric for each in earlier.get((code, level), ())}
        new = [each for each in places if each.rubric not in known] or places[:1]
        pairs = [*_crossed(places), *((old, each) for old in there for each in new)]
        found += [Suggestion(code, level, first, second) for first, second in pairs]
    return found


def stale(version: Version) -> list[RubricPair]:
    """Decisions of a version in preparation about rubrics that are no pair any more: a row was corrected since."""
    pairs = list(version.pairs.filter(since__isnull=True))
    if not pairs:
        return []
    there = {each.both for each in suggested(version)}
    return [pair for pair in pairs if pair.both not in there]


def counted(instansi: Instansi) -> tuple[Equivalence, ...]:
    """The equivalences published for an instansi, as the engine takes them. One query.

    Each counts from its day; a later decision about the same two rubrics ends it.
    """
    nation = Q(version__act__instansi__isnull=True)
    rows = (
        RubricPair.objects.filter(Q(version__act__instansi=instansi) | nation, since__isnull=False)
        .select_related("by", "confirmed_by")
        .order_by("since", "pk")
    )
    pairs = list(rows)
    return tuple(_equivalence(each, way, pairs) for each in pairs for way in each.directions())


def _equivalence(pair: RubricPair, way: tuple[str, str], pairs: Sequence[RubricPair]) -> Equivalence:
    if pair.since is None or pair.confirmed_by is None:
        raise ValueError("a pair that nobody confirmed does not count")
    author, confirmer = pair.by.name, pair.confirmed_by.name
    if normalise(author) == normalise(confirmer):  # two people of one name
        confirmer = f"{confirmer} ({pair.confirmed_by.pk})"
    measured, required = way
    return Equivalence(
        id=f"s{pair.pk:012d}{'b' if measured == pair.second else 'a'}",
        since=pair.since,
        recorded_on=None,
        measured=measured,
        required=required,
        by=author,
        reason=pair.reason,
        document=pair.citation,
        confirmed_by=confirmer,
        confirmed_on=pair.since,
        revoked_on=_ended(pair, pairs),
    )


def _ended(pair: RubricPair, pairs: Sequence[RubricPair]) -> date | None:
    """The day from which a later decision about the same two rubrics holds."""
    later = pairs[pairs.index(pair) + 1 :]
    return next((each.since for each in later if each.both == pair.both), None)


def _followed(version: Version) -> list[int]:
    """The version of the same act before it; for a first one, what holds beside it on its first day or today."""
    if version.instansi is None or version.act is None:
        return []
    published = [each for each in history(version.instansi) if each.pk != version.pk]
    same = [each for each in published if each.act_id == version.act_id and _before(each, version)]
    if same:
        return [same[-1].pk]
    if version.effective_from is None:
        return []
    return [each.pk for each in published if holds(each, version.effective_from)]


def _before(each: Version, version: Version) -> bool:
    return version.number is None or (each.number or 0) < version.number


def _places(versions: Iterable[int], codes: Mapping[str, str]) -> list[Place]:
    uses = Use.objects.filter(version__in=list(versions)).order_by()
    rows = list(uses.values("version", "rubric").annotate(asked=Count("pk"), first=Min("order")))
    firsts = uses.filter(order__in={row["first"] for row in rows})
    parts = {(of, order): part for of, order, part in firsts.values_list("version", "order", "part")}
    found = []
    for row in rows:
        code, rest = row["rubric"].rsplit("@", 1)
        part = parts[row["version"], row["first"]]
        rubric = f"{codes.get(code, code)}@{rest}"
        found.append(Place(rubric, row["rubric"], row["version"], part, row["asked"]))
    return found


def _by_competency(places: Iterable[Place]) -> dict[tuple[str, int], list[Place]]:
    """By code and level, the most used first, each rubric once."""
    found: dict[tuple[str, int], list[Place]] = {}
    once: set[str] = set()
    for place in sorted(places, key=lambda each: (-each.asked, each.part, each.rubric)):
        if place.rubric not in once:
            once.add(place.rubric)
            code, rest = place.rubric.rsplit("@", 1)
            found.setdefault((code, int(rest.partition(":")[0])), []).append(place)
    return found


def _crossed(places: Sequence[Place]) -> list[tuple[Place, Place]]:
    if len(places) <= MOST_CROSSED:
        return list(combinations(places, 2))
    return [(places[0], each) for each in places[1:]]
