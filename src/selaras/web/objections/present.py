"""Objections as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.core.model import RowKey
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.objections.models import MENDING, Objection, State, Step
from selaras.web.people.models import RECORDS, Entry, Kind, Person
from selaras.web.people.names import names_for
from selaras.web.people.telling import tell
from selaras.web.standards.models import Version
from selaras.web.standards.present import address

TONES = {
    State.OPEN: "un",
    State.UPHELD: "ok",
    State.PARTLY: "ok",
    State.DISMISSED: "no",
    State.WITHDRAWN: "plain",
}
SOON = 3  # days before the last one that are pointed out
SHOWN = 5  # entries recorded since, named on the page


@dataclass(frozen=True, slots=True)
class Due:
    """When the answer is due, counted in days."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Way:
    """A screen where something is mended."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The entry a line rested on, in words; `url`: its document, for whoever may open it."""

    text: str
    since: date
    document: str
    url: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list."""

    objection: Objection
    tone: str
    due: Due | None


def due(objection: Objection, on: date) -> Due | None:
    """How many days are left, or since when it is late; None where nothing is due any more."""
    if not objection.open:
        return None
    left = (objection.due_on - on).days
    if left < 0:
        text = ngettext("lewat %(n)s hari", "lewat %(n)s hari", -left) % {"n": -left}
        return Due(text, "no")
    if left == 0:
        return Due(_("tenggat hari ini"), "warn")
    text = ngettext("%(n)s hari lagi", "%(n)s hari lagi", left) % {"n": left}
    return Due(text, "warn" if left <= SOON else "plain")


def listed(objections: list[Objection], on: date) -> list[Listed]:
    """Lines of the list."""
    return [Listed(each, TONES[State(each.state)], due(each, on)) for each in objections]


def address_of_verdict(objection: Objection) -> str:
    """The verdict's page, asked now."""
    said = {"banding": objection.compared, "keperluan": objection.purpose}
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{reverse('evaluations:person', args=[objection.person_id])}?{query}"


def ways(objection: Objection, asker: Asker) -> list[Way]:
    """Where the input of the line is recorded, corrected or judged; only what this asker may."""
    person = objection.person
    if person.user_id == asker.user.pk or objection.state == State.WITHDRAWN:
        return []
    path, found = person.unit.path, []
    if asker.reaches(Permission.EDIT_PEOPLE, path):
        kind, rubric = _kind(objection)
        if kind:
            query = f"?{urlencode({'rubric': rubric})}" if rubric else ""
            found.append(
                Way(_("Catat bukti baru"), f"{reverse('people:add', args=[person.pk, kind])}{query}")
            )
        found.append(Way(_("Perbaiki catatan yang ada"), reverse("people:tab", args=[person.pk, "bukti"])))
    if asker.reaches(Permission.DETERMINE, path) and objection.row in set(RowKey):
        found.append(Way(_("Tinjau penetapan di halaman kesesuaian"), address_of_verdict(objection)))
    return found


def _kind(objection: Objection) -> tuple[Kind | None, str]:
    line = objection.line()
    if objection.row.startswith("competency:"):
        return Kind.COMPETENCY, str(line["rubric"] or "") if line else ""
    return (RECORDS[RowKey(objection.row)], "") if objection.row in set(RowKey) else (None, "")


def recorded_since(objection: Objection) -> list[Entry]:
    """What was recorded about the person since the objection; nothing restricted."""
    entries = Entry.objects.filter(person=objection.person_id, recorded_at__gt=objection.raised_at)
    return list(entries.exclude(kind=Kind.DISCIPLINE).order_by("-pk")[:SHOWN])


def proof_of(objection: Objection, *, opens: bool) -> Proof | None:
    """What the line rested on when it was objected to. `opens`: whether its document may be opened."""
    used = (objection.line() or {}).get("used")
    pk = used["entry"] if isinstance(used, dict) else 0
    entry = Entry.objects.filter(pk=pk, person=objection.person_id).select_related("document").first()
    if entry is None:
        return None
    told = str(tell(entry.kind, entry.data, names_for([entry], objection.instansi)))
    url = reverse("people:document", args=[entry.person_id, entry.pk]) if opens and entry.document else ""
    return Proof(told, entry.since, entry.document_name, url)


def standards_of(verdict: dict[str, Any]) -> list[Way]:
    """The versions a kept verdict rested on, as an office calls them, each with its permanent address."""
    kept = {each["pk"]: each for each in verdict["versions"]}
    found = Version.objects.filter(pk__in=kept, act__isnull=False).select_related("act__instansi")
    said = _("%(act)s, versi %(n)s")
    return [
        Way(said % {"act": each.act.short, "n": each.number}, address(each)) for each in found if each.act
    ]


def steps_of(objection: Objection) -> list[Step]:
    """The history, oldest first."""
    return list(objection.steps.select_related("by").order_by("pk"))


def kept_after(steps: list[Step]) -> Step | None:
    """The newest verdict that was kept after the first."""
    return next((each for each in reversed(steps) if each.verdict and each.kind != Step.Kind.RAISED), None)


def earlier(person: Person, row: str, asker: Asker, but: int = 0) -> list[Objection]:
    """Other objections to the same line, newest first."""
    found = Objection.objects.visible_to(asker).filter(person=person, row=row).exclude(pk=but)
    return list(found.order_by("-pk")[:SHOWN])


def comparison(objection: Objection, other: dict[str, Any] | None) -> tuple[Any, Any]:
    """The line in the frozen verdict and in another; the whole sentence where the line is none."""
    first = objection.line()
    second = objection.line(other) if other else None
    return (
        first["text"] if first else objection.verdict["sentence"],
        (second["text"] if second else other["sentence"]) if other else None,
    )


def may_renew(objection: Objection) -> bool:
    """Whether a new verdict still has to be kept."""
    return objection.state in MENDING and not objection.mended
