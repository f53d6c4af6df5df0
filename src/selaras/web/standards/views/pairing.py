"""Rubrics of one competency that differ: side by side, with what a person says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras import clock
from selaras.law.reading.words import shown
from selaras.law.wording import Wording, wording
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.standards import actions
from selaras.web.standards.equivalents import Place, Suggestion, stale, suggested
from selaras.web.standards.errors import Refused
from selaras.web.standards.models import Piece, RubricPair, Version
from selaras.web.standards.uses import rubric_in
from selaras.web.standards.views import bringing
from selaras.web.standards.views.scope import CHECK, DECIDE, version_or_404, within

AT_ONCE = 10  # pairs on a page: each shows two lists of indicators

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A rubric as it is printed where it stands first."""

    rubric: str
    title: str
    act: str
    name: str
    asked: int
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rubrics side by side, and what was said of them; `words`: where both have as many indicators, each word by word."""

    suggestion: Suggestion
    first: Side
    second: Side
    said: RubricPair | None
    words: tuple[tuple[Words, ...], tuple[Words, ...]] | None


@require_http_methods(["GET", "POST"])
@requires(CHECK, DECIDE)
def pairs(request: AskedRequest, pk: int) -> HttpResponse:
    """Every pair of rubrics of a version, ten at once; posting one says what it is."""
    version = version_or_404(request, pk, CHECK, DECIDE)
    problem: Refused | None = None
    if request.method == "POST":
        said = {
            name: request.POST.get(name, "") for name in ("first", "second", "decision", "citation", "reason")
        }
        try:
            done = actions.decide_pair(version=version, by=request.user, at=clock.now(), **said)
        except Refused as error:
            problem = error
        else:
            bringing.told(request, _("Putusan tentang “%(name)s” dicatat.") % {"name": done.name})
            return redirect(request.get_full_path())
    found = suggested(version)
    decided = {each.both: each for each in version.pairs.select_related("by", "confirmed_by").order_by("pk")}
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("halaman"))
    context = {
        "standard": version,
        "page": page,
        "pairs": _shown(list(page.object_list), decided),
        "decided": sum(each.both in decided for each in found),
        "stale": stale(version) if version.state in Version.PREPARED else [],
        "decisions": RubricPair.Decision.choices,
        "may_decide": version.state in (Version.State.REVIEW, Version.State.PUBLISHED),
        "may_confirm": version.state == Version.State.PUBLISHED and request.asker.may(DECIDE),
        "problem": problem,
        "posted": request.POST if problem else {},
    }
    return render(request, "standards/publish/pairs.html", context, status=400 if problem else 200)


@require_POST
@requires(DECIDE)
def confirm_pair(request: AskedRequest, pk: int) -> HttpResponse:
    """Confirm what somebody else said of two rubrics of a published version."""
    pair = _pair(request, pk, DECIDE)
    try:
        actions.confirm_pair(pair=pair, by=request.user, at=clock.now())
    except Refused as error:
        return _refused(request, pair.version, error)
    bringing.told(request, _("Kesetaraan dikukuhkan dan berlaku mulai hari ini."))
    return redirect("standards:pairs", pair.version_id)


@require_POST
@requires(CHECK, DECIDE)
def withdraw_pair(request: AskedRequest, pk: int) -> HttpResponse:
    """Take back a decision that does not count yet."""
    pair = _pair(request, pk, CHECK, DECIDE)
    try:
        actions.withdraw_pair(pair=pair, why=request.POST.get("reason", ""), by=request.user, at=clock.now())
    except Refused as error:
        return _refused(request, pair.version, error)
    bringing.told(request, _("Putusan ditarik."))
    return redirect("standards:pairs", pair.version_id)


def _pair(request: AskedRequest, pk: int, *permissions: Any) -> RubricPair:
    rows = RubricPair.objects.filter(within(request, *permissions, prefix="version__"))
    return get_object_or_404(rows.select_related("version__act", "version__instansi"), pk=pk)


def _refused(request: AskedRequest, version: Version, error: Refused) -> HttpResponse:
    context = {"what": error.what, "remedy": error.remedy, "standard": version}
    context["back"] = reverse("standards:pairs", args=[version.pk])
    return render(request, "standards/publish/refused.html", context, status=409)


def _shown(found: Sequence[Suggestion], decided: Mapping[frozenset[str], RubricPair]) -> list[Pair]:
    sides = _sides([place for each in found for place in (each.first, each.second)])
    return [_together(each, sides, decided.get(each.both)) for each in found]


def _together(each: Suggestion, sides: Mapping[tuple[int, str], Side], said: RubricPair | None) -> Pair:
    first, second = (sides[place.version, place.stored] for place in (each.first, each.second))
    words = None
    if len(first.indicators) == len(second.indicators):
        compared = [wording(one, two) for one, two in zip(first.indicators, second.indicators, strict=True)]
        words = (_of(compared, "insert"), _of(compared, "delete"))
    return Pair(each, first, second, said, words)


def _of(compared: Sequence[Wording], other: str) -> tuple[Words, ...]:
    """The words of one side: all but those that stand on the other side only."""
    return tuple(tuple((how, text) for how, text in each if how != other) for each in compared)


def _sides(places: Iterable[Place]) -> dict[tuple[int, str], Side]:
    """The rubrics of some places as printed, by version and stored id. One query."""
    wanted = list(places)
    rows = Piece.objects.filter(
        version__in={place.version for place in wanted}, key__in={place.part for place in wanted}
    )
    parts = {
        (piece.version_id, piece.key): piece
        for piece in rows.select_related("version__act").defer("lines", "findings", "version__form")
    }
    return {(place.version, place.stored): _side(place, parts[place.version, place.part]) for place in wanted}


def _side(place: Place, piece: Piece) -> Side:
    row = next((row for row in piece.data["competencies"] if rubric_in(row) == place.stored), None)
    act = f"{piece.version.act}, {_('versi')} {piece.version.number}" if piece.version.number else ""
    if row is None:
        return Side(place.rubric, piece.title, act, place.rubric, place.asked, ())
    indicators = tuple(f"{each['number']} {shown(each['text'])}".strip() for each in row["indicators"])
    return Side(place.rubric, piece.title, act, shown(row["name"]), place.asked, indicators)
