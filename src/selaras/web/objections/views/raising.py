"""The employee's part: object, withdraw, take note of the answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras.clock import now, today
from selaras.core.policy import Purpose
from selaras.errors import DataRefused, SelarasError
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.words import told
from selaras.web.evaluations.presenting.asking import asking
from selaras.web.evaluations.questions import PURPOSES
from selaras.web.objections import actions
from selaras.web.objections.actions import days_of
from selaras.web.objections.errors import StandsAlready
from selaras.web.objections.forms import ObjectionForm
from selaras.web.objections.freezing import frozen, line_of, mark, names
from selaras.web.objections.models import Objection, State
from selaras.web.people.models import Person
from selaras.web.uploads.actions import store

DOCUMENTS = ("pdf", "jpg", "png")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.OBJECT)
def new(request: AskedRequest, pk: int, key: str) -> HttpResponse:
    """Object to a line of one's own verdict. The question stands in the address, as on the verdict's page."""
    own = Person.objects.filter(user=request.user, instansi=request.asker.instansi)
    person = get_object_or_404(own.select_related("unit", "instansi"), pk=pk)
    asked = asking(request.GET, person)
    verdict = None if asked.wrong else frozen(asked, person)
    name = names(verdict, key) if verdict else None
    if verdict is None or name is None:
        raise Http404
    standing = Objection.objects.filter(person=person, row=key, state=State.OPEN).first()
    form = ObjectionForm(request.POST or None, request.FILES or None, initial={"mark": mark(verdict)})
    context: dict[str, Any] = {
        "person": person,
        "form": form,
        "asked": asked,
        "verdict": verdict,
        "name": name,
        "line": line_of(verdict, key),
        "purpose": PURPOSES[Purpose(verdict["purpose"])],
        "standing": standing,
        "future": asked.on > today(),
        "days": days_of(person.instansi),
        "back": f"{reverse('evaluations:person', args=[person.pk])}?{asked.query()}",
        "crumbs": [
            (_("Kesesuaian"), f"{reverse('evaluations:person', args=[person.pk])}?{asked.query()}"),
            (_("Ajukan keberatan"), ""),
        ],
    }
    if request.method == "POST" and not standing and not context["future"] and form.is_valid():
        if form.cleaned_data["mark"] != mark(verdict):
            # What was read is not what would be kept: shown anew, and sent again by a person who has read it.
            said = request.POST.copy()
            said["mark"] = mark(verdict)
            form.data = said
            context["changed"] = True
        elif made := _raise(request, form, person, key, asked, verdict):
            messages.success(request, _("Keberatan terkirim. Analis SDM menjawabnya sebelum tenggat."))
            return redirect("objections:detail", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "objections/new.html", context, status=status)


def _raise(
    request: AskedRequest, form: ObjectionForm, person: Person, key: str, asked: Any, verdict: dict[str, Any]
) -> Objection | None:
    file, at = form.cleaned_data["document"], now()
    try:
        with transaction.atomic():
            kept = (
                store(file=file, instansi=person.instansi, kinds=DOCUMENTS, by=request.user, at=at)
                if file
                else None
            )
            return actions.object_to(
                person=person,
                row=key,
                asked=asked,
                verdict=verdict,
                reason=form.cleaned_data["reason"],
                document=kept,
                by=request.user,
                at=at,
            )
    except StandsAlready as error:
        form.add_error(None, told(error))
    except DataRefused as error:
        form.add_error("document", told(error))
    except SelarasError as error:
        form.add_error(None, told(error))
    return None


@require_POST
@requires(Permission.OBJECT)
def take_back(request: AskedRequest, pk: int) -> HttpResponse:
    """Withdraw one's own open objection."""
    found = get_object_or_404(Objection, pk=pk, raised_by=request.user)
    try:
        actions.withdraw(objection=found, by=request.user, at=now())
    except SelarasError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Keberatan ditarik. Riwayatnya tetap dapat dibaca."))
    return redirect("objections:detail", pk)


@require_POST
@requires(Permission.OBJECT)
def take_note(request: AskedRequest, pk: int) -> HttpResponse:
    """The answer was read: it no longer stands among the tasks."""
    found = get_object_or_404(Objection, pk=pk, raised_by=request.user)
    actions.acknowledge(objection=found, by=request.user, at=now())
    return redirect("objections:detail", pk)
