"""Choosing a text from another class, another version or a dictionary, and taking it with its source."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.drafts import actions, sources
from selaras.web.drafts.contents import label_of
from selaras.web.drafts.entries import code_of
from selaras.web.drafts.errors import Refused, Stale
from selaras.web.drafts.holds import place_of
from selaras.web.drafts.models import Part, Row
from selaras.web.drafts.views.scope import WRITE, part_or_404, told
from selaras.web.drafts.writing import version_of
from selaras.web.whole import whole


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def take(request: AskedRequest, pk: int) -> HttpResponse:
    """The texts of a source; taken ones go to the end of their kind, or into `baris`."""
    part = part_or_404(request, pk, WRITE)
    given = request.POST if request.method == "POST" else request.GET
    into = _row(part, given.get("baris", ""))
    if request.method == "GET":
        return _page(request, part, into)
    instansi, by = part.instansi, request.user
    found = sources.text(instansi, given.get("sumber", ""), given.get("teks", ""), clock.today())
    if found is None or (into is not None and into.section != found.section):
        return _page(request, part, into, status=400)
    try:
        row = actions.take(
            part=part,
            section=found.section,
            data=found.data,
            origin=found.origin,
            into=into or _same(part, found),
            version=version_of(given) if into else (same.version if (same := _same(part, found)) else 0),
            by=by,
            at=clock.now(),
        )
    except Stale as error:
        return _page(request, part, error.row, problem=error, status=409)
    except Refused as error:
        return _page(request, part, into, problem=error, status=409)
    told(
        request,
        _("“%(name)s” diambil dari %(place)s.") % {"name": found.label, "place": found.origin["place"]},
    )
    if given.get("kembali"):
        return redirect(f"{reverse('drafts:detail', args=[part.draft_id])}#dasar")
    return redirect(place_of(row))


def _page(
    request: AskedRequest, part: Part, into: Row | None, problem: Refused | None = None, status: int = 200
) -> HttpResponse:
    instansi = part.instansi
    given = request.POST if request.method == "POST" else request.GET
    source, sought = given.get("sumber", ""), given.get("cari", "")
    offered = sources.standards(instansi, given.get("standar", ""))
    texts = sources.texts(instansi, source, clock.today(), sought) if source else []
    if into is not None:
        texts = [each for each in texts if each.section == into.section]
    rows = Row.objects.filter(part=part, removed=False, section=Row.Section.COMPETENCY)
    context = {
        "draft": part.draft,
        "part": part,
        "into": into,
        "into_label": label_of(into.section, into.data) if into else "",
        "offered": offered,
        "more": len(offered) == sources.SHOWN,
        "dictionary": sources.has_dictionary(instansi, clock.today()),
        "chosen": source,
        "sought": sought,
        "narrowed": given.get("standar", ""),
        "texts": texts[: sources.TEXTS],
        "rest": max(len(texts) - sources.TEXTS, 0),
        "have": {code_of(row.data) for row in rows},
        "problem": problem,
        "writable": part.draft.writable,
    }
    return render(request, "drafts/take.html", context, status=status)


def _row(part: Part, text: str) -> Row | None:
    """The row that a text goes into."""
    return Row.objects.filter(part=part, pk=whole(text), removed=False).first()


def _same(part: Part, found: sources.Text) -> Row | None:
    """The row of the same requirement while nothing is written in it: a part has each of them once."""
    if found.section != Row.Section.REQUIREMENT:
        return None
    rows = Row.objects.filter(part=part, section=found.section, removed=False)
    return next((row for row in rows if row.data["key"] == found.data["key"] and not row.data["value"]), None)
