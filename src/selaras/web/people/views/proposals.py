"""Proposals of employees, and the answers."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from selaras.clock import now, today
from selaras.errors import SelarasError
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.audit.access import looked
from selaras.web.people.corrections import accept, refuse, withdraw
from selaras.web.people.models import Correction, Entry
from selaras.web.people.names import names_for
from selaras.web.people.record import lines_of
from selaras.web.people.telling import language, tell
from selaras.web.uploads.serve import serve

A_PAGE = 25


def proposals_for(request: AskedRequest) -> QuerySet[Correction]:
    """Proposals about people for whom the asker may decide."""
    within = request.asker.within(Permission.DECIDE_CORRECTIONS, "person__unit__path")
    return Correction.objects.filter(within).select_related(
        "person__unit", "person__instansi", "proposed_by", "corrects"
    )


@require_safe
@requires(Permission.DECIDE_CORRECTIONS)
def proposals(request: AskedRequest) -> HttpResponse:
    """Open proposals first, oldest first; answered ones on request."""
    state = request.GET.get("keadaan", Correction.State.OPEN)
    found = proposals_for(request)
    if state in Correction.State.values:
        found = found.filter(state=state)
    page = Paginator(found.order_by("pk"), A_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request, "people/proposals.html", {"page": page, "state": state, "states": Correction.State.choices}
    )


@requires(Permission.DECIDE_CORRECTIONS)
def proposal(request: AskedRequest, pk: int) -> HttpResponse:
    """A proposal beside what is recorded; accept it, or refuse it with a reason."""
    found = get_object_or_404(proposals_for(request), pk=pk)
    looked(asker=request.asker, person=found.person, what="proposal")
    if request.method == "POST":
        answer = request.POST.get("answer", "").strip()[:500]
        act = accept if request.POST.get("putusan") == "terima" else refuse
        try:
            act(proposal=found, answer=answer, by=request.user, at=now())
        except SelarasError as error:
            messages.error(request, f"{error.what[language()]} {error.remedy[language()]}")
            return redirect("people:proposal", pk)
        messages.success(request, _("Putusan tersimpan dan dapat dibaca pegawai."))
        return redirect("people:proposals")
    proposed = tell(found.kind, found.data, names_for([], found.person.instansi))
    standing = Entry.objects.filter(
        person=found.person, kind=found.kind, withdrawn=False, corrected_by__isnull=True
    )
    standing = standing.select_related("corrected_by")
    context = {
        "proposal": found,
        "proposed": proposed,
        "lines": lines_of(list(standing), found.person, today()),
    }
    return render(request, "people/proposal.html", context)


@require_POST
@requires(Permission.PROPOSE_CORRECTION)
def take_back(request: AskedRequest, pk: int) -> HttpResponse:
    """Withdraw one's own open proposal."""
    found = get_object_or_404(Correction, pk=pk, proposed_by=request.user)
    try:
        withdraw(proposal=found, by=request.user, at=now())
    except SelarasError as error:
        messages.error(request, f"{error.what[language()]} {error.remedy[language()]}")
    return redirect("people:tab", found.person_id, "riwayat")


@require_safe
@requires(Permission.DECIDE_CORRECTIONS, Permission.PROPOSE_CORRECTION)
def proposal_document(request: AskedRequest, pk: int) -> HttpResponse:
    """The document of a proposal, to whoever decides it and to who made it."""
    own = Correction.objects.filter(proposed_by=request.user)
    found = proposals_for(request).filter(pk=pk).first() or own.filter(pk=pk).first()
    if found is None or found.document is None:
        raise Http404
    return cast("HttpResponse", serve(found.document))
