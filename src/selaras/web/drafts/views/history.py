"""What became of a draft, write by write; rows that were taken out can be brought back."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.drafts.contents import label_of
from selaras.web.drafts.models import Change
from selaras.web.drafts.present import differences
from selaras.web.drafts.views.scope import DECIDE, WRITE, draft_or_404
from selaras.web.whole import whole

PAGE = 30
TOLD = (Change.Verb.EDIT, Change.Verb.TAKE)  # whose fields are shown word by word


@require_GET
@requires(WRITE, DECIDE)
def history(request: AskedRequest, pk: int) -> HttpResponse:
    """Newest first; of one row alone with `baris`."""
    draft = draft_or_404(request, pk, WRITE, DECIDE)
    changes = draft.changes.select_related("by", "row")
    if named := whole(request.GET.get("baris", "")):
        changes = changes.filter(row=named)
    page = Paginator(changes, PAGE).get_page(request.GET.get("halaman"))
    removed = draft.rows.filter(removed=True).select_related("by", "part").order_by("-at")[:PAGE]
    context = {
        "draft": draft,
        "page": page,
        "events": [
            (each, differences(each.before, each.after) if each.verb in TOLD else [])
            for each in page.object_list
        ],
        "removed": [(row, label_of(row.section, row.data)) for row in removed],
        "one": named,
        "writable": draft.writable and request.asker.may(WRITE),
    }
    return render(request, "drafts/history.html", context)
