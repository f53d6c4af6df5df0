"""One person's profile as PDF: the question of the person's page, worked out now, to take along."""

from __future__ import annotations

from functools import cache
from threading import Lock

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from selaras.clock import now
from selaras.errors import LawRefused
from selaras.files.profile.press import Press
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.audit.access import looked
from selaras.web.evaluations.presenting.asking import asking
from selaras.web.evaluations.questions import question, verdict_of
from selaras.web.people.models import Person
from selaras.web.people.telling import language
from selaras.web.reports.forms import PAPERS
from selaras.web.reports.printing import content
from selaras.web.reports.prints import record_print

_lock = Lock()


@require_safe
@requires(Permission.VIEW_VERDICTS, Permission.VIEW_OWN)
def profile(request: AskedRequest, pk: int) -> HttpResponse:
    """The PDF, for whoever may see the page; wrong questions lead to that page, which says what is wrong."""
    visible = Person.objects.visible_to(request.asker, Permission.VIEW_VERDICTS)
    found = get_object_or_404(visible.select_related("unit", "position", "instansi"), pk=pk)
    paper = request.GET.get("kertas", "a4")
    if paper not in dict(PAPERS):
        raise Http404("no such paper")
    asked = asking(request.GET, found)
    put = question(found.instansi, asked.purpose, asked.on)
    try:
        verdict = None if asked.wrong else verdict_of(found, put, asked.position)
    except LawRefused:  # no policy in force on that day
        verdict = None
    if verdict is None:
        return redirect(f"{reverse('evaluations:person', args=[pk])}?{request.GET.urlencode()}")
    looked(asker=request.asker, person=found, what="profil")
    said = content(found, verdict, put, language(), what_if=asked.position is not None)
    with _lock:
        made = _press().pdf(said, paper)
    record_print(
        person=found,
        digest=said["digest"],
        on=asked.on,
        purpose=asked.purpose,
        position=asked.position.title if asked.position else "",
        language=language(),
        by=request.user,
        at=now(),
    )
    name = f"profil-{slugify(found.name)[:60] or 'pegawai'}-{found.pk}-{asked.on:%Y-%m-%d}.pdf"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@cache
def _press() -> Press:
    return Press("profile")
