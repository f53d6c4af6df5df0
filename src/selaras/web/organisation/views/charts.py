"""Peta jabatan, as a tree to open and as a table to print."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.organisation.chart import Node, Tally, chart, positions_of
from selaras.web.organisation.models import Position, Unit

UNITS_A_PAGE = 150
POSITIONS_SHOWN = 100


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
    nodes = [node for root in context["roots"] for node in root.walk()]
    top = min((node.unit.depth for node in nodes), default=0)
    rows = [(node, min(node.unit.depth - top, 8)) for node in nodes]
    context["page"] = Paginator(rows, UNITS_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "organisation/chart_table.html", context)


@requires(Permission.VIEW_ORGANISATION)
@require_safe
def branch(request: AskedRequest, pk: int) -> HttpResponse:
    """What is inside one unit: a piece of the page, loaded when it is opened."""
    unit = get_object_or_404(Unit.objects.visible_to(request.asker), pk=pk, ended=False)
    node = next(iter(chart(request.asker, unit)), Node(unit))
    return render(request, "organisation/_branch.html", {"node": node, "positions": _shown(request, unit)})


def _context(request: AskedRequest, *, positions: bool = True) -> dict[str, Any]:
    chosen = request.GET.get("unit", "")
    units = Unit.objects.visible_to(request.asker).filter(ended=False)
    top = get_object_or_404(units, pk=chosen) if chosen.isdecimal() and len(chosen) < 19 else None
    roots = chart(request.asker, top)
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
        "positions": _shown(request, alone.unit) if alone and positions else (),
    }


def _above(request: AskedRequest, node: Node | None) -> list[Unit]:
    """The units above, as far as they may be seen."""
    ids = [int(each) for each in node.unit.path.strip("/").split("/")[:-1]] if node else []
    return list(Unit.objects.visible_to(request.asker).filter(pk__in=ids).order_by("path")) if ids else []


def _shown(request: AskedRequest, unit: Unit) -> list[Position]:
    return list(positions_of(request.asker, unit)[:POSITIONS_SHOWN])
