"""Pages of determinations: one is recorded from its row, and decided by another person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from selaras.clock import now, today
from selaras.core.model import RowKey
from selaras.errors import SelarasError
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.audit.access import looked
from selaras.web.determinations import actions
from selaras.web.determinations.forms import ANY, DetermineForm, RejectForm, RevokeForm
from selaras.web.determinations.judged import judged
from selaras.web.determinations.reading import (
    AWAITING,
    CONFIRMED,
    NAMES,
    TONES,
    asked_of,
    chain,
    events,
    is_author,
    row_name,
    standing_on,
    state_of,
)
from selaras.web.organisation.models import Position
from selaras.web.people.models import Entry, Kind, Person
from selaras.web.people.telling import language
from selaras.web.uploads.actions import store
from selaras.web.whole import whole

DOCUMENTS = ("pdf", "jpg", "png")


@requires(Permission.DETERMINE)
def new(request: AskedRequest, pk: int, row: str) -> HttpResponse:
    """Record a judgement on a row of somebody's standard."""
    visible = Person.objects.visible_to(request.asker, Permission.DETERMINE)
    person = get_object_or_404(visible.select_related("unit", "position__unit", "instansi"), pk=pk)
    if person.user_id == request.user.pk:
        raise PermissionDenied
    if row not in set(RowKey):
        raise Http404
    looked(asker=request.asker, person=person, what="penetapan")
    places = _places(request, person)
    asked = asked_of(person.instansi, places[0] if places else None, row, today())
    if asked is not None and not judged(asked):
        raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {"since": today(), "position": places[0].code if places else ANY}
    form = DetermineForm(*posted, positions=places, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            made = _record(request, person, RowKey(row), form)
        except SelarasError as error:
            form.add_error(None, _told(error))
        else:
            messages.success(
                request, _("Penetapan tercatat. Pada baris yang menentukan, orang kedua mengonfirmasinya.")
            )
            return redirect("determinations:detail", made.pk)
    context = {
        "person": person,
        "form": form,
        "row": row_name(row),
        "asked": asked,
        "standing": [(each, state_of(each)) for each in standing_on(person, row)],
        "states": NAMES,
        "back": _comparison(request, person),
        "crumbs": _crumbs(person, _("Catat penetapan")),
    }
    return render(request, "determinations/new.html", context)


@require_safe
@requires(Permission.VIEW_PEOPLE, Permission.VIEW_OWN)
def detail(request: AskedRequest, pk: int) -> HttpResponse:
    """A determination: what it says, how it came about, and what may be done with it."""
    entry = _found(request, pk, Permission.VIEW_PEOPLE)
    looked(asker=request.asker, person=entry.person, what="penetapan")
    return render(request, "determinations/detail.html", _shown(request, entry))


@require_POST
@requires(Permission.CONFIRM_DETERMINATION)
def confirm(request: AskedRequest, pk: int) -> HttpResponse:
    """Confirm what somebody else determined."""
    entry = _found(request, pk, Permission.CONFIRM_DETERMINATION)
    note = request.POST.get("note", "").strip()[:500]
    return _act(request, entry, _("Penetapan dikonfirmasi."), actions.confirm, note=note)


@require_POST
@requires(Permission.CONFIRM_DETERMINATION, Permission.DETERMINE)
def reject(request: AskedRequest, pk: int) -> HttpResponse:
    """Turn down a determination that waits; its author takes it back."""
    entry = _found(request, pk, Permission.CONFIRM_DETERMINATION, Permission.DETERMINE)
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _again(request, entry, reject_form=form)
    said = form.cleaned_data["reason"]
    return _act(
        request, entry, _("Penetapan tidak dilanjutkan. Alasannya tercatat."), actions.reject, reason=said
    )


@require_POST
@requires(Permission.CONFIRM_DETERMINATION, Permission.DETERMINE)
def revoke(request: AskedRequest, pk: int) -> HttpResponse:
    """End a confirmed determination from a day on."""
    entry = _found(request, pk, Permission.CONFIRM_DETERMINATION, Permission.DETERMINE)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _again(request, entry, revoke_form=form)
    return _act(
        request,
        entry,
        _("Penetapan dicabut. Riwayatnya tetap dapat dibaca."),
        actions.revoke,
        **form.cleaned_data,
    )


def _found(request: AskedRequest, pk: int, *permissions: Permission) -> Entry:
    """The determination, for whoever holds any of the permissions for the person's unit."""
    visible = Person.objects.none()
    for permission in permissions:
        visible = visible | Person.objects.visible_to(request.asker, permission)
    entries = Entry.objects.filter(kind=Kind.DETERMINATION, person__in=visible)
    found = get_object_or_404(entries.select_related("person__unit", "person__instansi"), pk=pk)
    if not request.asker.national and found.person.instansi_id != getattr(request.asker.instansi, "pk", None):
        raise Http404
    return found


def _act(request: AskedRequest, entry: Entry, done: str, action: Any, **said: Any) -> HttpResponse:
    if entry.person.user_id == request.user.pk:
        raise PermissionDenied
    try:
        entry = action(entry=entry, by=request.user, at=now(), **said)
    except SelarasError as error:
        messages.error(request, _told(error))
        entry = chain(entry)[-1]
    else:
        messages.success(request, done)
    return redirect("determinations:detail", entry.pk)


def _again(request: AskedRequest, entry: Entry, **forms: Any) -> HttpResponse:
    looked(asker=request.asker, person=entry.person, what="penetapan")
    return render(request, "determinations/detail.html", _shown(request, entry) | forms, status=400)


def _shown(request: AskedRequest, entry: Entry) -> dict[str, Any]:
    entries = chain(entry)
    last, person = entries[-1], entry.person
    state = state_of(last)
    own = person.user_id == request.user.pk
    path = person.unit.path
    confirms = not own and request.asker.reaches(Permission.CONFIRM_DETERMINATION, path)
    determines = not own and request.asker.reaches(Permission.DETERMINE, path)
    author = is_author(entries, request.user.pk, request.user.name)
    place = Position.objects.filter(instansi=person.instansi, code=last.data["position"]).first()
    return {
        "entry": last,
        "person": person,
        "row": row_name(last.data["row"]),
        "place": place,
        "asked": asked_of(person.instansi, place or person.position, last.data["row"], today()),
        "state": NAMES[state],
        "tone": TONES[state],
        "events": list(events(entries)),
        "may_confirm": state == AWAITING and confirms and not author,
        "may_reject": state == AWAITING and (confirms or (determines and author)),
        "may_revoke": state == CONFIRMED and (confirms or determines),
        "author": author,
        "reject_form": RejectForm(),
        "revoke_form": RevokeForm(initial={"on": today()}),
        "comparison": _comparison(request, person),
        "crumbs": [(_("Penetapan"), "" if own else reverse("determinations:list")), (person.name, "")],
    }


def _record(request: AskedRequest, person: Person, row: RowKey, form: DetermineForm) -> Entry:
    said = form.cleaned_data
    file = said["document"]
    at = now()
    document = (
        store(file=file, instansi=person.instansi, kinds=DOCUMENTS, by=request.user, at=at) if file else None
    )
    return actions.determine(
        person=person,
        row=row,
        finding=said["finding"] == "1",
        position="" if said["position"] == ANY else said["position"],
        since=said["since"],
        reason=said["reason"],
        document_name=said["document_name"],
        document=document,
        by=request.user,
        at=at,
    )


def _places(request: AskedRequest, person: Person) -> list[Position]:
    """The position that is asked about, and the one held."""
    wanted = whole(request.GET.get("jabatan", ""))
    asked = Position.objects.filter(instansi=person.instansi, pk=wanted).select_related("unit").first()
    return [each for each in dict.fromkeys((asked, person.position)) if each is not None]


def _comparison(request: AskedRequest, person: Person) -> str:
    """Back to where the person meets the standard, for whoever may see that."""
    own = person.user_id == request.user.pk
    if not own and not request.asker.reaches(Permission.VIEW_VERDICTS, person.unit.path):
        return ""
    try:
        return reverse("evaluations:person", args=[person.pk])
    except NoReverseMatch:
        return ""


def _crumbs(person: Person, title: str) -> list[tuple[str, str]]:
    return [
        (_("Pegawai"), reverse("people:list")),
        (person.name, reverse("people:detail", args=[person.pk])),
        (title, ""),
    ]


def _told(error: SelarasError) -> str:
    return f"{error.what[language()]} {error.remedy[language()]}"
