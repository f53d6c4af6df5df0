"""The page on which one standard is written, and the one for the act's own text."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from selaras import clock
from selaras.core.model import TOP_OF_SCALE, RowKey
from selaras.errors import SelarasError
from selaras.files.annex.settings import row_labels
from selaras.files.regulation import body_of
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.drafts.composing import Content, content_of, form_of
from selaras.web.drafts.contents import MARKS
from selaras.web.drafts.findings import Found, by_row, findings_of
from selaras.web.drafts.models import Draft, Part
from selaras.web.drafts.presence import others
from selaras.web.drafts.present import comments_by_row, grouped, shown_rows, tally
from selaras.web.drafts.views.scope import DECIDE, WRITE, draft_or_404, part_or_404
from selaras.web.standards import reading

LEVELS = tuple(range(1, TOP_OF_SCALE + 1))


@require_GET
@requires(WRITE, DECIDE)
def part(request: AskedRequest, pk: int) -> HttpResponse:
    """Competencies and requirements with the linter beside; read only for who may not write."""
    return part_page(request, part_or_404(request, pk, WRITE, DECIDE))


@require_GET
@requires(WRITE, DECIDE)
def act(request: AskedRequest, pk: int) -> HttpResponse:
    """Title, reason and legal bases, beside the text that they make."""
    return act_page(request, draft_or_404(request, pk, WRITE, DECIDE))


def part_page(
    request: AskedRequest,
    part: Part,
    problem: SelarasError | None = None,
    clash: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of a part; with a clash the row that somebody else wrote stands open in it."""
    draft = part.draft
    content = content_of(draft)
    found = findings_of(content)
    _propose(content, clash)
    context = part_context(request, content, part, found)
    beside = list(draft.parts.all())
    at = next(i for i, each in enumerate(beside) if each.pk == part.pk)
    context |= {
        "problem": problem,
        "clash": clash,
        "previous": beside[at - 1] if at else None,
        "next": beside[at + 1] if at + 1 < len(beside) else None,
        "opened": request.GET.get("baris", ""),
    }
    return render(request, "drafts/part.html", context, status=409 if problem or clash else 200)


def part_context(
    request: AskedRequest, content: Content, part: Part, found: tuple[Found, ...]
) -> dict[str, Any]:
    """What the page of a part and its fragments show."""
    comments = comments_by_row(
        content.draft.comments.filter(row__part=part).select_related("by", "resolved_by")
    )
    beside = by_row(found)
    competencies = shown_rows(content.competencies(part), beside, comments)
    requirements = shown_rows(content.requirements(part), beside, comments)
    rows = [*competencies, *requirements]
    have = {row.data["key"] for row in requirements}
    return {
        "draft": content.draft,
        "part": part,
        "groups": grouped(competencies),
        "requirements": requirements,
        "rows": rows,
        "tally": tally(part, rows),
        "writable": content.draft.writable and request.asker.may(WRITE),
        "others": others(content.draft, request.user, clock.now()),
        "talking": content.draft.state not in (Draft.State.HANDED, Draft.State.DISCARDED),
        "keys": [(str(key), " – ".join(filter(None, row_labels(key)))) for key in RowKey if key not in have],
        "levels": LEVELS,
        "marks": list(MARKS.items()),
    }


def act_page(
    request: AskedRequest,
    draft: Draft,
    problem: SelarasError | None = None,
    clash: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of the act's own text."""
    content = content_of(draft)
    found = findings_of(content)
    _propose(content, clash)
    context = act_context(request, content, found) | {"problem": problem, "clash": clash}
    return render(request, "drafts/act.html", context, status=409 if problem or clash else 200)


def act_context(request: AskedRequest, content: Content, found: tuple[Found, ...]) -> dict[str, Any]:
    """What the page of the act's text and its fragments show."""
    draft = content.draft
    comments = comments_by_row(draft.comments.filter(row=content.head).select_related("by", "resolved_by"))
    base = reading.form_of(draft.base) if draft.base else None
    return {
        "draft": draft,
        "row": shown_rows([content.head], by_row(found), comments)[0],
        "writable": draft.writable and request.asker.may(WRITE),
        "others": others(draft, request.user, clock.now()),
        "talking": draft.state not in (Draft.State.HANDED, Draft.State.DISCARDED),
        "body": list(body_of(form_of(content), base, checked=bool(content.head.data.get("checked")))),
    }


def _propose(content: Content, clash: dict[str, Any] | None) -> None:
    """Put what merges the two texts into the row's form."""
    for row in content.every if clash else ():
        if clash and row.pk == clash["row"] and clash["fields"]:
            row.data = clash["proposal"]
