"""The figures of runs and comparisons: counted within what the asker may see, each with the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.web.evaluations.lists import NO_CATEGORY, RUN
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.outcomes import OUTCOMES, outcomes_of
from selaras.web.organisation.models import Unit

WIDTH = 600  # of the drawing, in its own units
LEAST = 26  # a part narrower than this has no room for its sign


@dataclass(frozen=True, slots=True)
class Share:
    """How many people have an outcome, where they are, and the part of the drawing that shows it."""

    code: str
    label: str
    count: int
    total: int
    tone: str
    sign: str
    url: str
    start: float = 0
    width: float = 0

    @property
    def middle(self) -> float:
        """Where the sign stands; 0: there is no room."""
        return self.start + self.width / 2 if self.width >= LEAST else 0


@dataclass(frozen=True, slots=True)
class Line:
    """People of a unit or a class by outcome; each count leads to its people."""

    name: str
    url: str
    counts: tuple[tuple[int, str], ...]
    total: int


def link(page: str, **said: Any) -> str:
    """The address of a list with filters."""
    return f"{reverse(page)}?{urlencode({name: value for name, value in said.items() if value not in (None, '')})}"


def shares(run: Run, visible: QuerySet[Answer]) -> list[Share]:
    """People by outcome, and where each part of the drawing begins."""
    counted = dict(visible.order_by().values_list("outcome").annotate(people=Count("pk")))
    total, start = sum(counted.values()), 0.0
    found = []
    for outcome in outcomes_of(run):
        count = counted.get(outcome.code, 0)
        width = WIDTH * count / total if total else 0
        url = link("evaluations:answers", **{RUN: run.pk, "hasil": outcome.code})
        found.append(
            Share(
                outcome.code,
                str(outcome.label),
                count,
                total,
                outcome.tone,
                outcome.sign,
                url,
                round(start, 2),
                round(width, 2),
            )
        )
        start += width
    return found


def by_class(run: Run, visible: QuerySet[Answer], nameless: str) -> list[Line]:
    """Classes, the highest first; those without one last."""
    counted = visible.order_by().values_list("job_class", "outcome").annotate(people=Count("pk"))
    table: dict[int, Counter[str]] = {}
    for job_class, outcome, people in counted:
        table.setdefault(job_class or 0, Counter())[outcome] += people
    return [
        _line(run, str(job_class) if job_class else nameless, counts, kelas=job_class or None)
        for job_class, counts in sorted(table.items(), reverse=True)
    ]


def by_unit(run: Run, visible: QuerySet[Answer]) -> list[Line]:
    """The units right below the run's, each with all below it, as people belonged to them when they were evaluated."""
    counted = visible.order_by().values_list("unit__path", "outcome").annotate(people=Count("pk"))
    depth = run.unit.path.count("/")
    table: dict[int, Counter[str]] = {}
    for path, outcome, people in counted:
        parts = path.split("/")
        below = int(parts[depth]) if len(parts) > depth + 1 else run.unit_id
        table.setdefault(below, Counter())[outcome] += people
    names = dict(Unit.objects.filter(pk__in=table).values_list("pk", "name"))
    lines = [(names.get(pk, ""), pk, counts) for pk, counts in table.items()]
    # Whoever stands in the unit itself: the filter by unit would find everybody below it too.
    return [
        _line(run, name, counts, unit_dinilai=pk) if pk != run.unit_id else _plain(name, counts)
        for name, pk, counts in sorted(lines, key=lambda line: (line[1] != run.unit_id, line[0]))
    ]


def by_category(run: Run, visible: QuerySet[Answer], labels: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """Categories of the match by name, the highest first; who has none last. `labels`: of the run's policies, in order.

    Empty where nobody has a category.
    """
    counted = dict(visible.order_by().values_list("category").annotate(people=Count("pk")))
    nobody = counted.pop("", 0)
    if not counted:
        return []
    known = {code: f"{code}: {labels[code]}" if code in labels else code for code in (*labels, *counted)}
    said = [*known.items(), (NO_CATEGORY, str(_("tanpa kategori")))]
    return [
        (name, people, link("evaluations:answers", **{RUN: run.pk, "kategori": code}))
        for code, name in said
        for people in [nobody if code == NO_CATEGORY else counted.get(code, 0)]
    ]


def _line(run: Run, name: str, counts: Counter[str], **filters: Any) -> Line:
    said = {RUN: run.pk, **filters}
    known = next(iter(filters.values())) is not None
    cells = tuple(
        (counts[code], link("evaluations:answers", **said, hasil=code) if known and counts[code] else "")
        for code, _label in OUTCOMES
    )
    return Line(name, link("evaluations:answers", **said) if known else "", cells, sum(counts.values()))


def _plain(name: str, counts: Counter[str]) -> Line:
    return Line(name, "", tuple((counts[code], "") for code, _label in OUTCOMES), sum(counts.values()))


@dataclass(frozen=True, slots=True)
class Matrix:
    """From outcome to outcome. A cell: people, the list behind it, whether nothing moved."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, str, bool], ...]], ...]
    moved: int
    total: int


def matrix(counts: Iterable[Sequence[Any]], **filters: Any) -> Matrix:
    """The table of `[was, now, people]`; those who are only in one of the two stand apart and not in it."""
    people: Counter[tuple[str, str]] = Counter()
    for was, now, number in counts:
        if was and now:
            people[was, now] += number
    used = [code for code, _label in OUTCOMES if any(code in pair for pair in people)]
    labels = dict(OUTCOMES)
    rows = tuple(
        (
            str(labels[was]),
            tuple(
                (
                    people[was, now],
                    link("evaluations:moves", **filters, semula=was, menjadi=now)
                    if was != now and people[was, now]
                    else "",
                    was == now,
                )
                for now in used
            ),
        )
        for was in used
    )
    moved = sum(number for (was, now), number in people.items() if was != now)
    return Matrix(tuple(str(labels[code]) for code in used), rows, moved, sum(people.values()))
