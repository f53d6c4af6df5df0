"""The list of drafts, and one draft as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from selaras import clock
from selaras.errors import SelarasError
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.drafts.actions import hands_of
from selaras.web.drafts.composing import Content, content_of
from selaras.web.drafts.findings import Found, by_row, findings_of
from selaras.web.drafts.forms import HandOverForm, ReasonForm
from selaras.web.drafts.holds import holds_of, place_of
from selaras.web.drafts.models import Change, Draft
from selaras.web.drafts.presence import others
from selaras.web.drafts.present import Tally, comments_by_row, rows_of, shown_rows, tally
from selaras.web.drafts.rebasing import newer
from selaras.web.drafts.standing import newest
from selaras.web.drafts.views.scope import DECIDE, WRITE, draft_or_404, drafts
from selaras.web.standards.models import Version

PAGE = 25
LATEST = 6  # changes shown on the draft's own page
CLOSED = (Draft.State.HANDED, Draft.State.DISCARDED)


@require_GET
@requires(WRITE, DECIDE)
def index(request: AskedRequest) -> HttpResponse:
    """Drafts of the instansi: those in work first, on request also the closed ones."""
    rows = drafts(request, WRITE, DECIDE).select_related("act", "created_by", "version")
    rows = rows.defer("version__form").prefetch_related("parts")
    rows = rows.annotate(
        open_comments=Count("comments", filter=Q(comments__resolved_at__isnull=True), distinct=True)
    )
    all_ = request.GET.get("tampil") == "semua"
    shown = rows if all_ else rows.exclude(state__in=CLOSED)
    page = Paginator(shown.order_by("-changed_at", "-pk"), PAGE).get_page(request.GET.get("halaman"))
    context = {"page": page, "all": all_, "may_write": request.asker.may(WRITE)}
    return render(request, "drafts/index.html", context)


@require_GET
@requires(WRITE, DECIDE)
def detail(request: AskedRequest, pk: int) -> HttpResponse:
    """How far it has come, what holds it, what is to be decided."""
    return page_of(request, draft_or_404(request, pk, WRITE, DECIDE))


def page_of(
    request: AskedRequest, draft: Draft, problem: SelarasError | None = None, hand_over: Any = None
) -> HttpResponse:
    """The draft's page; with a problem the answer to a step that was refused."""
    content = content_of(draft)
    found = findings_of(content)
    asker, writable = request.asker, draft.writable and request.asker.may(WRITE)
    hands = hands_of(draft)
    rows = {row.pk: row for row in content.every}
    comments = comments_by_row(draft.comments.select_related("by", "resolved_by"))
    approving = draft.state == Draft.State.SUBMITTED and asker.may(DECIDE)
    again = (
        draft.state == Draft.State.HANDED and draft.version and draft.version.state == Version.State.DISCARDED
    )
    handing = (draft.state == Draft.State.APPROVED or bool(again)) and asker.may(WRITE)
    context = {
        "draft": draft,
        "problem": problem,
        "head": shown_rows([content.head], by_row(found), comments)[0],
        "tallies": tallies(content, found, comments),
        "accepted": [(each, place_of(rows[each.row])) for each in found if each.accepted],
        "held": holds_of(content, found) if draft.writable else [],
        "writable": writable,
        "approving": approving,
        "own": request.user.pk in hands,
        "handing": handing,
        "hand_over": (hand_over or HandOverForm(draft=draft)) if handing else None,
        "returnable": draft.state in (Draft.State.SUBMITTED, Draft.State.APPROVED),
        "discardable": draft.state not in CLOSED and asker.may(WRITE),
        "moved": newer(draft, content) if writable else [],
        "newest": newest(draft.act) if writable and draft.act else None,
        "comments": comments.get(0, []),
        "talking": draft.state not in CLOSED,
        "changes": draft.changes.select_related("by")[:LATEST],
        "writers": writers(draft),
        "others": others(draft, request.user, clock.now()),
        "reason": ReasonForm(),
        "today": clock.today(),
    }
    return render(request, "drafts/detail.html", context, status=409 if problem else 200)


def tallies(content: Content, found: Sequence[Found], comments: Any) -> list[Tally]:
    """Figures of every part."""
    return [
        tally(part, shown_rows(rows_of(content, part), by_row(found), comments)) for part in content.parts
    ]


def writers(draft: Draft) -> list[str]:
    """The names of who wrote in it."""
    names = draft.changes.filter(verb__in=Change.WRITING).values_list("by__name", flat=True)
    return sorted(set(names.order_by()))
