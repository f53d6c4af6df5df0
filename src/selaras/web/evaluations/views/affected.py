"""Who would be affected by a publication: asked for before it, read by who prepares it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from selaras.clock import now
from selaras.core.policy import Purpose
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.evaluations import figures, telling
from selaras.web.evaluations.actions import ask_affected
from selaras.web.evaluations.affected import Publication, of_policy, of_standard, publication_of
from selaras.web.evaluations.holding import fields_of
from selaras.web.evaluations.models import Comparison
from selaras.web.evaluations.moves import OF
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.evaluations.scopes import PREPARING, comparisons_for
from selaras.web.people.models import Entry
from selaras.web.policies import previews as policies
from selaras.web.standards.models import Act, Version
from selaras.web.whole import whole

ANY = tuple(dict.fromkeys(permission for each in PREPARING.values() for permission in each))
# Asking is part of preparing; who only audits reads.
ASKING = {kind: tuple(p for p in each if p != Permission.VIEW_AUDIT) for kind, each in PREPARING.items()}


@require_POST
@requires(*(permission for each in ASKING.values() for permission in each))
def start(request: AskedRequest) -> HttpResponse:
    """Have the report made of exactly one content, day and repeals."""
    made = ask_affected(publication=_publication(request), by=request.user, at=now())
    return redirect("jobs:detail", made.job_id)


@require_safe
@requires(*ANY)
def report(request: AskedRequest, pk: int) -> HttpResponse:
    """People by outcome before and after, by unit and reason."""
    found = get_object_or_404(comparisons_for(request.asker).exclude(kind=Comparison.Kind.RUNS), pk=pk)
    current = publication_of(found)
    newer = Entry.objects.filter(person__instansi=found.instansi, pk__gt=found.read_up_to)
    lists = request.asker.may(Permission.VIEW_VERDICTS)
    context = {
        "report": found,
        "parts": [_part(found, purpose) for purpose in found.purposes],
        "lists": lists,
        "url": figures.link("evaluations:moves", **{OF: found.pk}) if lists else "",
        "changed": newer.values("person").distinct().count(),
        "stale": current is None or current.key != found.key,
        "fields": fields_of(current) if current else (),
        "back": back(found),
        "crumbs": [
            (_("Kesesuaian"), reverse("evaluations:list") if lists else ""),
            (_("Siapa yang terdampak"), ""),
        ],
    }
    return render(request, "evaluations/affected.html", context)


def _part(found: Comparison, purpose: str) -> dict[str, Any]:
    """The figures of one purpose."""
    said = {"keperluan": purpose}
    return {
        "code": purpose,
        "name": PURPOSES[Purpose(purpose)],
        "matrix": figures.matrix(found.counts.get(purpose, []), **{OF: found.pk}, **said),
        "moved": telling.moved(found.moves.filter(purpose=purpose).order_by(), found, **said),
    }


def back(found: Comparison) -> str:
    """The page on which what is prepared is published or approved."""
    if found.kind == Comparison.Kind.POLICY:
        content = policies.content(found.subject or 0)
        return content.back if content else ""
    said = [("berlaku", f"{found.effective_from:%d-%m-%Y}"), *(("cabut", act) for act in found.repeals)]
    return f"{reverse('standards:publish', args=[found.subject])}?{urlencode(said)}"


def _publication(request: AskedRequest) -> Publication:
    """What was posted, if the asker prepares it and it may be published from that day."""
    kind = request.POST.get("jenis", "")
    subject, starts = _whole(request.POST.get("versi", "")), _day(request.POST.get("berlaku", ""))
    found: Publication | None = None
    if kind == Comparison.Kind.STANDARD:
        ended = [_whole(each) for each in request.POST.get("mencabut", "").split(",") if each]
        version = get_object_or_404(Version.objects.filter(_prepared(request, kind)), pk=subject)
        acts = list(Act.objects.filter(pk__in=ended, instansi=version.instansi))
        found = of_standard(version, starts, acts)
    elif kind == Comparison.Kind.POLICY:
        content = policies.content(subject)
        if (
            content
            and Instansi.objects.filter(_prepared(request, kind, "pk"), pk=content.instansi.pk).exists()
        ):
            found = of_policy(content)
    if found is None:
        raise Http404("nothing of this kind is prepared")
    return found


def _prepared(request: AskedRequest, kind: str, field: str = "instansi") -> Q:
    within = Q(pk__in=())
    for permission in ASKING[Comparison.Kind(kind)]:
        within |= request.asker.in_instansi(permission, field)
    return within


def _whole(said: str) -> int:
    if not (number := whole(said)):
        raise Http404("not a number")
    return number


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Http404("not a day") from None
