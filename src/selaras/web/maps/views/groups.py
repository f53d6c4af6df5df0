"""Units, classes or families beside each other."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.evaluations.outcomes import outcomes_of
from selaras.web.maps.asked import FEW, SEE
from selaras.web.maps.groups import WAYS, compared
from selaras.web.maps.naming import competencies
from selaras.web.maps.views.frame import question, show

A_PAGE = 20


@require_safe
@requires(SEE)
def groups(request: AskedRequest) -> HttpResponse:
    """Verdicts and competencies by group."""
    about = question(request)
    way = request.GET.get("menurut", "")
    way = way if way in WAYS else "unit"
    if about.run is None:
        return show(request, about, "groups", {})
    named = competencies(about.run)
    found = compared(about, way, named)
    asked = [n for n in range(len(named)) if any(group.squares[n].asked for group in found.groups)]
    page = Paginator(found.groups, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": [(group, [group.squares[n] for n in asked]) for group in page.object_list],
        "named": [named[n] for n in asked],
        "hidden": found.hidden,
        "few_people": FEW,
        "ways": [(about.url("groups", menurut=key), label, key == way) for key, label in WAYS.items()],
        "way": WAYS[way],
        "outcomes": [(each.label, each.tone, each.sign) for each in outcomes_of(about.run)],
    }
    return show(request, about, "groups", context)
