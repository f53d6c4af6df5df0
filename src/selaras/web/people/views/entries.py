"""Recording, correcting and withdrawing entries."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from selaras.clock import now, today
from selaras.errors import DataRefused, SelarasError
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.organisation.forms.fields import told
from selaras.web.organisation.models import Position
from selaras.web.people.actions import keep_rubrics, record_entry
from selaras.web.people.corrections import OPEN_KINDS, propose
from selaras.web.people.errors import NothingChanged, Stale
from selaras.web.people.forms import FORMS, CompetencyForm, EntryForm
from selaras.web.people.kinds import check
from selaras.web.people.models import RESTRICTED, Entry, Kind, Person
from selaras.web.people.record import lines_of, may_read_restricted
from selaras.web.people.telling import language
from selaras.web.people.views.record import people_for
from selaras.web.uploads.actions import store
from selaras.web.uploads.models import Upload
from selaras.web.whole import whole

DOCUMENTS = ("pdf", "jpg", "png")
SUGGESTED = 12


@requires(Permission.EDIT_PEOPLE)
def add(request: AskedRequest, pk: int, kind: str) -> HttpResponse:
    """Record a new entry of a kind."""
    person = _editable(request, pk)
    return _edit(request, person, _kind(request, person, kind), None)


@requires(Permission.EDIT_PEOPLE)
def correct(request: AskedRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Replace an entry by a corrected one. Replaced meanwhile by somebody else, what they wrote is what is corrected."""
    person = _editable(request, pk)
    entry = get_object_or_404(Entry, pk=entry_pk, person=person)
    kind, standing = _kind(request, person, entry.kind), latest(entry)
    if request.method != "POST" and standing != entry:
        return _overtaken(request, person, standing)
    return _edit(request, person, kind, standing)


@requires(Permission.EDIT_PEOPLE)
def withdraw(request: AskedRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Take an entry back with a reason; it stays readable in the history."""
    person = _editable(request, pk)
    entry = get_object_or_404(Entry, pk=entry_pk, person=person)
    _kind(request, person, entry.kind)
    standing = latest(entry)
    if standing != entry:
        return _overtaken(request, person, standing)
    (line,) = lines_of([entry], person, today())
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and reason:
        try:
            record_entry(
                person=person,
                kind=Kind(entry.kind),
                since=entry.since,
                data=entry.data,
                position=entry.position,
                corrects=entry,
                withdrawn=True,
                reason=reason[:500],
                by=request.user,
                at=now(),
            )
        except SelarasError as error:
            messages.error(request, _told(error))
        else:
            messages.success(request, _("Catatan ditarik. Riwayatnya tetap dapat dibaca."))
        return redirect("people:detail", person.pk)
    context = {"person": person, "line": line, "missing": request.method == "POST"}
    return render(request, "people/withdraw.html", context | _crumbs(person, _("Tarik catatan")))


@requires(Permission.PROPOSE_CORRECTION)
def propose_entry(request: AskedRequest, pk: int, kind: str) -> HttpResponse:
    """Propose an entry for one's own record."""
    person = get_object_or_404(Person, pk=pk, user=request.user, instansi=request.asker.instansi)
    if kind not in OPEN_KINDS:
        raise Http404
    wanted = whole(request.GET.get("catatan", ""))
    corrects = standing_entries(person).filter(kind=kind, pk=wanted).first()
    form = _form(request, person, Kind(kind), corrects)
    form.fields["reason"].required = True
    if request.method == "POST" and form.is_valid():
        try:
            propose(
                person=person,
                kind=Kind(kind),
                since=form.cleaned_data["since"],
                data=form.data_of(),
                reason=form.cleaned_data["reason"],
                corrects=corrects,
                document=_document(form, person, request),
                by=request.user,
                at=now(),
            )
        except SelarasError as error:
            _explain(form, error)
        else:
            messages.success(request, _("Usulan terkirim. Analis SDM akan menjawab dengan alasan."))
            return redirect("people:tab", person.pk, "riwayat")
    context = {"person": person, "form": form, "kind": Kind(kind), "proposal": True}
    return render(request, "people/entry.html", context | _crumbs(person, _("Usulkan perbaikan")))


def _editable(request: AskedRequest, pk: int) -> Person:
    """Somebody whose record the asker may edit: not their own, for which they propose as everybody does."""
    person = get_object_or_404(people_for(request, Permission.EDIT_PEOPLE), pk=pk)
    if person.user_id == request.user.pk:
        raise PermissionDenied
    return person


@require_safe
@requires(Permission.EDIT_PEOPLE)
def suggest_positions(request: AskedRequest) -> HttpResponse:
    """Positions of the scope whose title holds what is being typed, as options."""
    text = str(next(iter(request.GET.values()), "")).strip()[:100]
    within = Position.objects.visible_to(request.asker, Permission.EDIT_PEOPLE)
    found = within.filter(instansi=request.asker.instansi, ended=False, title__icontains=text)
    options = [told(each) for each in found.order_by("title", "pk")[:SUGGESTED]] if text else []
    return render(request, "organisation/_suggestions.html", {"found": options})


def standing_entries(person: Person) -> Any:
    """Entries that were neither corrected nor withdrawn."""
    return Entry.objects.filter(person=person, corrected_by__isnull=True, withdrawn=False)


def latest(entry: Entry) -> Entry | None:
    """What stands in the place of an entry: itself, what corrected it last, or nothing when that was withdrawn."""
    while later := Entry.objects.filter(corrects=entry).first():
        entry = later
    return None if entry.withdrawn else entry


def _overtaken(request: AskedRequest, person: Person, standing: Entry | None) -> HttpResponse:
    """To what stands in the place of an entry, for somebody who came to it from an older page."""
    if standing is None:
        messages.warning(request, _("Catatan ini sudah ditarik. Riwayatnya tetap dapat dibaca."))
        return redirect("people:tab", person.pk, "riwayat")
    messages.warning(request, _("Catatan ini sudah diperbaiki. Inilah isinya sekarang."))
    return redirect("people:correct", person.pk, standing.pk)


def _edit(request: AskedRequest, person: Person, kind: Kind, corrects: Entry | None) -> HttpResponse:
    form = _form(request, person, kind, corrects)
    newer: list[Any] = []
    if request.method == "POST" and "pilih" not in request.POST and form.is_valid():
        try:
            if corrects and _unchanged(form, corrects):
                raise NothingChanged
            _record(request, person, kind, form, corrects)
        except Stale as error:
            # What the other person recorded is shown; saving again is then a decision, not an accident.
            newer = lines_of(_since_version(person, request), person, today())
            form.add_error(None, _told(error))
        except SelarasError as error:
            _explain(form, error)
        else:
            messages.success(request, _("Catatan tersimpan."))
            again = request.get_full_path() if request.POST.get("lagi") else _back(request)
            return redirect(again or reverse("people:detail", args=[person.pk]))
    title = _("Perbaiki catatan") if corrects else _("Catat: %(kind)s") % {"kind": kind.label}
    person.refresh_from_db(fields=["version"])
    context = {
        "person": person,
        "form": form,
        "kind": kind,
        "corrects": corrects,
        "newer": newer,
        "seen": Entry.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True).first() or 0,
    }
    return render(request, "people/entry.html", context | _crumbs(person, title))


def _unchanged(form: EntryForm, corrects: Entry) -> bool:
    """Whether a correction says what already stands, without a document that would be new."""
    said = form.cleaned_data
    if said["document"] or said["document_name"] or said["since"] != corrects.since:
        return False
    return bool(check(Kind(corrects.kind), form.data_of()) == corrects.data)


def _back(request: AskedRequest) -> str:
    """The page of this site that somebody came from to record something, where the address says it."""
    said = request.GET.get("kembali", "")
    return said if url_has_allowed_host_and_scheme(said, allowed_hosts=None) else ""


def _record(
    request: AskedRequest, person: Person, kind: Kind, form: EntryForm, corrects: Entry | None
) -> None:
    if isinstance(form, CompetencyForm) and (rubric := form.chosen()):
        keep_rubrics([rubric])
    record_entry(
        person=person,
        kind=kind,
        since=form.cleaned_data["since"],
        data=form.data_of(),
        position=form.cleaned_data.get("code") if kind == Kind.POSITION else None,
        corrects=corrects,
        reason=form.cleaned_data["reason"],
        document=_document(form, person, request),
        document_name=form.cleaned_data["document_name"],
        expected_version=whole(request.POST.get("version", "")) or None,
        by=request.user,
        at=now(),
    )


def _since_version(person: Person, request: AskedRequest) -> list[Entry]:
    seen = whole(request.POST.get("seen", ""))
    return list(
        Entry.objects.filter(person=person, pk__gt=seen)
        .exclude(kind__in=() if may_read_restricted(person, request.asker) else RESTRICTED)
        .select_related("recorded_by", "corrected_by")
    )


def _form(request: AskedRequest, person: Person, kind: Kind, corrects: Entry | None) -> EntryForm:
    form = FORMS[kind]
    initial = form.initial_of(corrects.data) | {"since": corrects.since} if corrects else {}
    if kind == Kind.POSITION and corrects:
        initial["code"] = corrects.position
    if kind == Kind.COMPETENCY and "rubric" in request.GET:
        initial["rubric"] = request.GET["rubric"]
    if kind == Kind.DETERMINATION and not corrects:
        initial["by"] = request.user.name
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return form(*posted, person=person, asker=request.asker, initial=initial)


def _kind(request: AskedRequest, person: Person, kind: str) -> Kind:
    if kind not in Kind.values or (kind in RESTRICTED and not may_read_restricted(person, request.asker)):
        raise Http404
    return Kind(kind)


def _document(form: EntryForm, person: Person, request: AskedRequest) -> Upload | None:
    file = form.cleaned_data.get("document")
    if not file:
        return None
    return store(file=file, instansi=person.instansi, kinds=DOCUMENTS, by=request.user, at=now())


def _explain(form: EntryForm, error: SelarasError) -> None:
    form.add_error(None, _told(error))
    for problem in error.problems if isinstance(error, DataRefused) else ():
        field = problem.place.column.split(".")[0]
        form.add_error(field if field in form.fields else None, problem.what[language()])


def _told(error: SelarasError) -> str:
    return f"{error.what[language()]} {error.remedy[language()]}"


def _crumbs(person: Person, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "crumbs": [
            (_("Pegawai"), reverse("people:list")),
            (person.name, reverse("people:detail", args=[person.pk])),
            (title, ""),
        ],
    }
