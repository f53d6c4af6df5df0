"""People of the cast, and what is recorded and proposed about them."""

from __future__ import annotations

from datetime import date

from django.core.files.base import ContentFile

from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.lists.models import Export, View
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Correction, Entry, Kind, Person
from selaras.web.uploads.models import Upload
from tests.web.cast import AT, DAY
from tests.web.matrix.makers import FOREIGN_UNIT, Place, maker

SINCE = date(2024, 4, 1)


@maker("person")
def make_person(place: Place) -> Person:
    """The employee of the section, or somebody of the other office or instansi."""
    return place.house.stranger if place.name == FOREIGN_UNIT else place.house.person


@maker("entry")
def make_entry(place: Place) -> dict[str, int]:
    """A rank recorded about them."""
    person = make_person(place)
    entry = record_entry(person=person, kind=Kind.RANK, since=SINCE, data={"rank": "II/b"}, by=None, at=AT)
    return {"pk": person.pk, "entry_pk": entry.pk}


@maker("entry_with_document")
def make_entry_with_document(place: Place) -> dict[str, int]:
    """A rank with its document."""
    person = make_person(place)
    entry: Entry = record_entry(
        person=person,
        kind=Kind.RANK,
        since=SINCE,
        data={"rank": "II/b"},
        document=_document(place),
        by=None,
        at=AT,
    )
    return {"pk": person.pk, "entry_pk": entry.pk}


@maker("proposal")
def make_proposal(place: Place) -> Correction:
    """A proposal of whoever is the owner."""
    return _proposal(place, None)


@maker("proposal_with_document")
def make_proposal_with_document(place: Place) -> Correction:
    """A proposal with a document."""
    return _proposal(place, _document(place))


@maker("people_view")
def make_people_view(place: Place) -> View:
    """A saved view of the list of people."""
    return view_of("people", place)


@maker("people_file")
def make_people_file(place: Place) -> Export:
    """An export of the list of people."""
    return export_of("people", Permission.VIEW_PEOPLE, place)


@maker("slips_file")
def make_slips_file(place: Place) -> Export:
    """Activation slips that somebody made."""
    return export_of("slips", Permission.MANAGE_ACCOUNTS, place)


def view_of(key: str, place: Place) -> View:
    """A saved view of a list."""
    return View.objects.create(
        key=key, instansi=place.house.instansi, by=place.owner, name="Contoh tampilan", at=AT
    )


def export_of(key: str, permission: Permission, place: Place) -> Export:
    """A file made of a list, within what its owner reaches."""
    paths = list(asker_of(place.owner, place.house.instansi.pk, DAY).paths(permission))
    return Export.objects.create(
        key=key,
        instansi=place.house.instansi,
        by=place.owner,
        at=AT,
        upload=_document(place),
        rows=1,
        paths=paths,
    )


def _proposal(place: Place, document: Upload | None) -> Correction:
    person = make_person(place)
    proposer = (
        place.house.users[Role.EMPLOYEE] if place.owner not in place.house.users.values() else place.owner
    )
    return Correction.objects.create(
        person=person,
        kind=Kind.EDUCATION,
        since=SINCE,
        data={"level": "D-III", "field": ""},
        reason="contoh",
        document=document,
        proposed_by=proposer,
        proposed_at=AT,
    )


def _document(place: Place) -> Upload:
    upload = Upload(
        instansi=place.house.instansi,
        name="contoh.pdf",
        kind="pdf",
        size=4,
        sha256="0" * 64,
        by=place.owner,
        at=AT,
    )
    upload.file.save("contoh.pdf", ContentFile(b"%PDF"), save=True)
    return upload
