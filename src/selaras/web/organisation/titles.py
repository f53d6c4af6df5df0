"""Pemetaan jabatan: the distinct titles of executor positions, how many hold them, and what is decided of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum

from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.organisation.chart import with_filled
from selaras.web.organisation.law import candidates
from selaras.web.organisation.models import Position, TitleDecision


class Show(StrEnum):
    """Which titles are shown."""

    OPEN = "belum"
    CONFIRMED = "sudah"
    ALL = "semua"


@dataclass(frozen=True, slots=True)
class Title:
    """A distinct title. `pk`: one of its positions, by which pages and forms name it."""

    pk: int
    key: str
    title: str
    code: str  # of its nomenclature, where one is recorded
    positions: int
    units: int
    heads: int
    classes: tuple[int, ...]  # recorded today, lowest and highest
    without_class: int
    candidates: Sequence[int]
    decision: TitleDecision | None

    @property
    def confirmed(self) -> bool:
        """Whether somebody decided its class, and did not take that back."""
        return self.decision is not None and self.decision.job_class is not None


def distinct(asker: Asker, show: Show = Show.ALL, search: str = "") -> QuerySet[Any, dict[str, Any]]:
    """Groups of positions of one title that the asker may confirm, commonest first."""
    rows: QuerySet[Any] = Position.objects.visible_to(asker, Permission.CONFIRM_MAPPING).filter(
        instansi=asker.instansi, type=Position.Type.EXECUTOR, ended=False
    )
    decisions = TitleDecision.objects.filter(instansi=OuterRef("instansi"), title_key=OuterRef("title_key"))
    rows = rows.annotate(decided=Subquery(decisions.order_by("-pk").values("job_class")[:1]))
    for word in search.split()[:6]:
        rows = rows.filter(title_key__contains=word.casefold())
    if show is Show.OPEN:
        rows = rows.filter(decided__isnull=True)
    elif show is Show.CONFIRMED:
        rows = rows.filter(decided__isnull=False)
    groups: Any = with_filled(rows)
    found: QuerySet[Any, dict[str, Any]] = (
        groups.order_by()
        .values("title_key")
        .annotate(
            first=Min("pk"),
            name=Min("title"),
            code=Max("official_code"),
            number=Count("pk"),
            places=Count("unit", distinct=True),
            heads=Sum("filled"),
            lowest=Min("job_class"),
            highest=Max("job_class"),
            without=Count("pk", filter=Q(job_class__isnull=True)),
        )
        .order_by("-heads", "name", "first")
    )
    return found


def titles(rows: Iterable[dict[str, Any]], instansi: Instansi) -> list[Title]:
    """The groups with candidates and newest decisions. One query."""
    rows = list(rows)
    newest: dict[str, TitleDecision] = {}
    keys = [row["title_key"] for row in rows]
    for decision in (
        TitleDecision.objects.filter(instansi=instansi, title_key__in=keys)
        .select_related("by")
        .order_by("pk")
    ):
        newest[decision.title_key] = decision
    return [
        Title(
            pk=row["first"],
            key=row["title_key"],
            title=row["name"],
            code=row["code"],
            positions=row["number"],
            units=row["places"],
            heads=row["heads"] or 0,
            classes=tuple(sorted({row["lowest"], row["highest"]} - {None})),
            without_class=row["without"],
            candidates=candidates(row["name"], instansi),
            decision=newest.get(row["title_key"]),
        )
        for row in rows
    ]
