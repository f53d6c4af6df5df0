"""People × competency."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.evaluations.lists import rows
from selaras.web.evaluations.outcomes import outcomes_of
from selaras.web.maps.asked import SEE
from selaras.web.maps.counting import tally
from selaras.web.maps.figures import asked_for
from selaras.web.maps.heat import COLUMNS, LETTERS, body, sums
from selaras.web.maps.naming import KINDS, SHORT, STATES, competencies
from selaras.web.maps.views.frame import question, show

SIZES = (50, 100, 500)  # the first unless somebody chooses; the last is for print and fast links
ORDERS = {
    "nama": (_("nama"), ("person__name", "pk")),
    "kesenjangan": (_("kesenjangan terbanyak"), ("-not_met", "-undetermined", "person__name", "pk")),
    "bukti": (_("bukti kurang terbanyak"), ("-undetermined", "-not_met", "person__name", "pk")),
}


@require_safe
@requires(SEE)
def people(request: AskedRequest) -> HttpResponse:
    """Every person a row, every competency a column. Not for who may see figures only."""
    about = question(request)
    if not about.names_people:
        raise Http404
    if about.run is None:
        return show(request, about, "people", {})
    counted = tally(about)
    everything = competencies(about.run)
    named = asked_for(everything, counted)
    size = request.GET.get("baris", "")
    a_page = int(size) if size in {str(each) for each in SIZES} else SIZES[0]
    order = request.GET.get("urut", "")
    order = order if order in ORDERS else "nama"
    listed = about.answers.order_by(*ORDERS[order][1]).values_list(*COLUMNS)
    pages = Paginator(listed, a_page)
    pages.count = counted.people  # counted already
    page = pages.get_page(request.GET.get("halaman"))
    context = {
        "tally": counted,
        "named": named,
        "kinds": [
            (KINDS[kind], SHORT.get(kind, ""), len(list(each)))
            for kind, each in groupby(named, lambda each: each.kind)
        ],
        "sums": sums(about, counted, named),
        "page": page,
        "body": body(
            page.object_list, [(everything.index(each), each) for each in named], outcomes_of(about.run)
        ),
        "states": [(code, words, sign, LETTERS[code]) for code, words, sign in STATES],
        "sizes": [(each, each == a_page) for each in SIZES],
        "orders": [(key, label, key == order) for key, (label, _fields) in ORDERS.items()],
    }
    return show(request, about, "people", context)


@require_safe
@requires(SEE)
def cell(request: AskedRequest, pk: int, row: int | None = None) -> HttpResponse:
    """From a cell to that row of the person's verdict, for the purpose and the day of the run; from a name to its head."""
    if request.asker.national:
        raise Http404
    found = get_object_or_404(rows(request.asker, SEE).select_related("run", "run__instansi"), pk=pk)
    address = reverse("evaluations:answer", args=[found.pk])
    if row is None:
        return redirect(address)
    named = competencies(found.run)
    if row >= len(named):
        raise Http404
    return redirect(f"{address}#baris-{named[row].code}")  # as the page of a verdict names its rows
