"""Peta jabatan, as a tree to open and as a table to print: today, or as it stood on a day."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.organisation.chart import Node, Tally, chart, positions_of
from selaras.web.organisation.forms.asking import AskingForm
from selaras.web.organisation.models import Position, Unit
from selaras.web.organisation.past import Past
from selaras.web.whole import whole

UNITS_A_PAGE = 150
POSITIONS_SHOWN = 100
DAYS = ("per", "diketahui")


@requires(Permission.VIEW_ORGANISATION)
@require_safe
def show(request: AskedRequest) -> HttpResponse:
    """The chart of the unit chosen, or of all the asker may see."""
    return render(request, "organisation/chart.html", _context(request))


@requires(Permission.VIEW_ORGANISATION)
@require_safe
def table(request: AskedRequest) -> HttpResponse:
    """The same figures unit by unit, page by page."""
    context = _context(request, positions=False)
    rows = [row for root in context["roots"] for row in _deep(root, 0)]
    context["page"] = Paginator(rows, UNITS_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "organisation/chart_table.html", context)


def _deep(node: Node, depth: int) -> list[tuple[Node, int]]:
    """A node and all below with how deep each stands, as far as there are styles for it."""
    return [(node, min(depth, 8)), *(row for child in node.children for row in _deep(child, depth + 1))]


@requires(Permission.VIEW_ORGANISATION)
@require_safe
def branch(request: AskedRequest, pk: int) -> HttpResponse:
    """What is inside one unit: a piece of the page, loaded when it is opened."""
    asked = _asked(request)
    past = asked["past"]
    units = Unit.objects.visible_to(request.asker)
    unit = get_object_or_404(units if past else units.filter(ended=False), pk=pk)
    node = next(iter(past.chart(unit) if past else chart(request.asker, unit)), Node(unit))
    positions = _shown(request, unit, past)
    return render(request, "organisation/_branch.html", {"node": node, "positions": positions} | asked)


def _context(request: AskedRequest, *, positions: bool = True) -> dict[str, Any]:
    asked = _asked(request)
    past = asked["past"]
    chosen = whole(request.GET.get("unit", ""))
    units = Unit.objects.visible_to(request.asker)
    units = units if past else units.filter(ended=False)
    top = get_object_or_404(units, pk=chosen) if chosen else None
    roots = past.chart(top) if past else chart(request.asker, top)
    total = Tally()
    for root in roots:
        total.add(root.whole)
    alone = roots[0] if len(roots) == 1 else None
    return {
        "roots": roots,
        "node": alone,
        "top": top,
        "total": total,
        "above": _above(request, alone),
        "positions": _shown(request, alone.unit, past) if alone and positions else (),
        **asked,
    }


def _asked(request: AskedRequest) -> dict[str, Any]:
    """The day asked about, and from which; `past` is None for today as known now. `days`: what links carry along."""
    form = AskingForm(request.GET if request.GET.keys() & DAYS else None)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    on, known = said.get("per") or clock.today(), said.get("diketahui")
    past = Past(request.asker, on, known) if known or on != clock.today() else None
    days = urlencode({name: f"{said[name]:%d-%m-%Y}" for name in DAYS if said.get(name)}) if past else ""
    return {"asking": form, "on": on, "known": known, "past": past, "days": days}


def _above(request: AskedRequest, node: Node | None) -> list[Unit]:
    """The units above, as far as they may be seen."""
    ids = [int(each) for each in node.unit.path.strip("/").split("/")[:-1]] if node else []
    return list(Unit.objects.visible_to(request.asker).filter(pk__in=ids).order_by("path")) if ids else []


def _shown(request: AskedRequest, unit: Unit, past: Past | None) -> list[Position]:
    found = past.positions_of(unit) if past else positions_of(request.asker, unit)
    return list(found[:POSITIONS_SHOWN])
