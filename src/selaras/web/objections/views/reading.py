"""Reading objections: the list, one with its history, a verdict as it was kept."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.core.policy import Purpose
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.audit.access import looked
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.objections import present
from selaras.web.objections.forms import AnswerForm
from selaras.web.objections.freezing import as_of, same
from selaras.web.objections.models import ANSWERS, Objection, ObjectionQuerySet, State, Step
from selaras.web.uploads.serve import serve

A_PAGE = 25
READERS = (Permission.ANSWER_OBJECTION, Permission.VIEW_RESTRICTED, Permission.OBJECT)
FILTERS = (
    ("open", gettext_lazy("menunggu jawaban")),
    ("lewat", gettext_lazy("lewat tenggat")),
    ("perbaiki", gettext_lazy("perlu perbaikan data")),
    ("dijawab", gettext_lazy("sudah dijawab")),
    ("semua", gettext_lazy("semua")),
)


@require_safe
@requires(*READERS)
def index(request: AskedRequest) -> HttpResponse:
    """Those within reach, the most urgent first."""
    visible = Objection.objects.visible_to(request.asker)
    judges = request.asker.may(Permission.ANSWER_OBJECTION) or request.asker.may(Permission.VIEW_RESTRICTED)
    wanted = request.GET.get("keadaan", "open" if judges else "semua")
    found = _filtered(visible, wanted).select_related("person__unit")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "listed": present.listed(list(page.object_list), today()),
        "wanted": wanted,
        "filters": FILTERS,
        "judges": judges,
    }
    return render(request, "objections/list.html", context)


def _filtered(found: ObjectionQuerySet, wanted: str) -> ObjectionQuerySet:
    match wanted:
        case "open":
            return found.filter(state=State.OPEN)
        case "lewat":
            return found.overdue(today())
        case "perbaiki":
            return found.to_mend()
        case "dijawab":
            return found.filter(state__in=ANSWERS).order_by("-answered_at", "-pk")
        case _:
            return found.order_by("-pk")


@require_safe
@requires(*READERS)
def detail(request: AskedRequest, pk: int) -> HttpResponse:
    """One objection: what was objected to, why, what was answered, the verdict then and now, the history."""
    return page_of(request, objection_for(request, pk))


def page_of(
    request: AskedRequest, found: Objection, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    """The page, with an answer form that was not in order."""
    looked(asker=request.asker, person=found.person, what="keberatan")
    own = request.user.pk in (found.person.user_id, found.raised_by_id)
    answers = not own and request.asker.reaches(Permission.ANSWER_OBJECTION, found.person.unit.path)
    steps = present.steps_of(found)
    kept, now = present.kept_after(steps), as_of(found)
    unchanged = same(found.verdict, now, found.row)
    mends = answers and (found.open or present.may_renew(found))
    before, after = present.comparison(found, now)
    context: dict[str, Any] = {
        "objection": found,
        "line": found.line(),
        "proof": present.proof_of(found, opens=_opens_record(request, found)),
        "standards": present.standards_of(found.verdict),
        "purpose": PURPOSES[Purpose(found.purpose)],
        "tone": present.TONES[State(found.state)],
        "due": present.due(found, today()),
        "own": own,
        "form": (form or AnswerForm()) if answers and found.open else None,
        "ways": present.ways(found, request.asker) if mends else [],
        "since": present.recorded_since(found) if mends else [],
        "renews": mends and not found.open,
        "steps": steps,
        "first": steps[0] if steps else None,
        "kept": kept,
        "now": now if kept is None or not same(kept.verdict, now, found.row) else None,
        "before": before,
        "after": after,
        "on": today(),
        "unchanged": unchanged,
        "live": present.address_of_verdict(found) if _sees_verdict(request, found) else "",
        "earlier": present.earlier(found.person, found.row, request.asker, found.pk),
        "crumbs": [(_("Keberatan"), reverse("objections:list")), (f"#{found.pk}", "")],
    }
    return render(request, "objections/detail.html", context, status=status)


@require_safe
@requires(*READERS)
def verdict(request: AskedRequest, pk: int, step: int) -> HttpResponse:
    """A whole verdict as it was kept at a step."""
    found = objection_for(request, pk)
    at = get_object_or_404(Step.objects.filter(objection=found, verdict__isnull=False), pk=step)
    looked(asker=request.asker, person=found.person, what="keberatan")
    kept = at.verdict or {}
    context = {
        "objection": found,
        "step": at,
        "verdict": kept,
        "standards": present.standards_of(kept),
        "purpose": PURPOSES[Purpose(kept["purpose"])],
        "crumbs": [
            (_("Keberatan"), reverse("objections:list")),
            (f"#{found.pk}", reverse("objections:detail", args=[found.pk])),
            (_("Putusan yang disimpan"), ""),
        ],
    }
    return render(request, "objections/verdict.html", context)


@require_safe
@requires(*READERS)
def document(request: AskedRequest, pk: int) -> HttpResponse:
    """The document of an objection."""
    found = objection_for(request, pk)
    if found.document is None:
        raise Http404
    looked(asker=request.asker, person=found.person, what="keberatan")
    return cast("HttpResponse", serve(found.document))


def objection_for(request: AskedRequest, pk: int) -> Objection:
    """An objection within the asker's reach; any other is as one that does not exist."""
    visible = Objection.objects.visible_to(request.asker)
    joined = visible.select_related("person__unit", "person__instansi", "instansi", "document", "answered_by")
    return get_object_or_404(joined, pk=pk)


def _sees_verdict(request: AskedRequest, found: Objection) -> bool:
    own = found.person.user_id == request.user.pk
    return own or request.asker.reaches(Permission.VIEW_VERDICTS, found.person.unit.path)


def _opens_record(request: AskedRequest, found: Objection) -> bool:
    own = found.person.user_id == request.user.pk
    return own or request.asker.reaches(Permission.VIEW_PEOPLE, found.person.unit.path)
