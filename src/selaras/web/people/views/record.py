"""One person's record: what stands, the evidence, and everything that happened to it."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.audit import present
from selaras.web.audit.access import looked, of
from selaras.web.lists.neighbours import neighbours
from selaras.web.lists.state import FROM
from selaras.web.people.corrections import OPEN_KINDS
from selaras.web.people.models import RESTRICTED, Kind, Person
from selaras.web.people.record import (
    EVIDENCE,
    PROFILE,
    entries_of,
    holes,
    lines_of,
    may_read_restricted,
    sections,
)
from selaras.web.uploads.serve import serve

A_PAGE = 50
_UNRESTRICTED = tuple(kind for kind in EVIDENCE if kind not in RESTRICTED)
TABS = ("profil", "bukti", "riwayat", "akses")


def people_for(request: AskedRequest, permission: Permission = Permission.VIEW_PEOPLE) -> QuerySet[Person]:
    """The people this request may see."""
    return Person.objects.visible_to(request.asker, permission).select_related("unit", "position", "instansi")


@require_safe
@requires(Permission.VIEW_OWN)
def own(request: AskedRequest) -> HttpResponse:
    """To one's own record."""
    person = Person.objects.filter(user=request.user, instansi=request.asker.instansi).first()
    if person is None:
        raise Http404
    return redirect("people:detail", person.pk)


@require_safe
@requires(Permission.VIEW_PEOPLE, Permission.VIEW_OWN)
def detail(request: AskedRequest, pk: int, tab: str = "profil") -> HttpResponse:
    """A record page with its tabs."""
    person = get_object_or_404(people_for(request), pk=pk)
    if tab not in TABS or (tab == "akses" and not _may_see_access(request, person)):
        raise Http404
    looked(asker=request.asker, person=person, what=tab)
    kinds = {"profil": PROFILE, "bukti": EVIDENCE, "akses": ()}.get(tab, tuple(Kind))
    lines = lines_of(entries_of(person, request.asker, kinds), person, today())
    own_record = person.user_id == request.user.pk
    may_edit = not own_record and request.asker.reaches(Permission.EDIT_PEOPLE, person.unit.path)
    context: dict[str, Any] = {
        "person": person,
        "tab": tab,
        "tabs": tabs_of(request, person, tab),
        "crumbs": [(_("Pegawai"), reverse("people:list") if not own_record else ""), (person.name, "")],
        "own": own_record,
        "may_edit": may_edit,
        "kinds": [
            k
            for k in Kind
            if may_edit and (k not in RESTRICTED or may_read_restricted(person, request.asker))
        ],
        "open_kinds": OPEN_KINDS if own_record else (),
        "beside": neighbours(request, "people", pk),
    }
    match tab:
        case "profil":
            context |= {"sections": sections(lines, PROFILE), "holes": holes(person, lines)}
        case "bukti":
            open_kinds = EVIDENCE if may_read_restricted(person, request.asker) else _UNRESTRICTED
            context["sections"] = sections(lines, open_kinds)
        case "riwayat":
            context["lines"] = sorted(
                lines, key=lambda line: (line.entry.recorded_at, line.entry.pk), reverse=True
            )
            context["proposals"] = person.corrections.select_related("proposed_by", "decided_by")
        case _:
            page = Paginator(of(person), A_PAGE).get_page(request.GET.get("halaman"))
            context |= {"page": page, "looks": present.looks(page.object_list)}
    return render(request, f"people/{tab}.html", context)


def _may_see_access(request: AskedRequest, person: Person) -> bool:
    return person.user_id == request.user.pk or request.asker.reaches(
        Permission.VIEW_ACCESS, person.unit.path
    )


def tabs_of(request: AskedRequest, person: Person, current: str) -> list[dict[str, Any]]:
    """The tabs of a record, “kesesuaian” among them; each keeps the list that somebody came from."""
    labels = {
        "profil": _("Profil"),
        "bukti": _("Bukti"),
        "riwayat": _("Riwayat"),
        "akses": _("Siapa yang melihat"),
    }
    shown = [tab for tab in TABS if tab != "akses" or _may_see_access(request, person)]
    origin = f"?{urlencode({FROM: request.GET[FROM]})}" if FROM in request.GET else ""
    # Verdicts are the room above: known here by name only.
    verdict = {
        "label": _("Kesesuaian"),
        "url": reverse("evaluations:person", args=[person.pk]) + origin,
        "current": current == "kesesuaian",
        "count": None,
    }
    tabs = [
        {
            "label": labels[tab],
            "url": (
                reverse("people:detail", args=[person.pk])
                if tab == "profil"
                else reverse("people:tab", args=[person.pk, tab])
            )
            + origin,
            "current": tab == current,
            "count": None,
        }
        for tab in shown
    ]
    may = person.user_id == request.user.pk or request.asker.reaches(
        Permission.VIEW_VERDICTS, person.unit.path
    )
    return [*tabs[:2], verdict, *tabs[2:]] if may else tabs


@require_safe
@requires(Permission.VIEW_PEOPLE, Permission.VIEW_OWN)
def document(request: AskedRequest, pk: int, entry_pk: int) -> HttpResponse:
    """The document filed with an entry, to whoever may read that entry."""
    person = get_object_or_404(people_for(request), pk=pk)
    found = next((e for e in entries_of(person, request.asker) if e.pk == entry_pk and e.document), None)
    if found is None or found.document is None:
        raise Http404
    looked(asker=request.asker, person=person, what="document")
    return cast("HttpResponse", serve(found.document))
