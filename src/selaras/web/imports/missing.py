"""People in service whom a file does not name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.imports.models import Import, Row
from selaras.web.people.models import Person


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody recorded, as far as reconciling needs them."""

    pk: int
    name: str
    version: int
    status: str
    path: str
    code: str


def people_here(instansi: int) -> dict[str, Here]:
    """NIP → everybody of an instansi."""
    columns = ("nip", "pk", "name", "version", "status", "unit__path", "unit__code")
    rows = Person.objects.filter(instansi=instansi).order_by().values_list(*columns)
    return {nip: Here(*said) for nip, *said in rows.iterator(chunk_size=5000)}


def missing_rows(
    batch: Import, here: dict[str, Here], seen: set[str], scope: set[str] | None, asker: Asker
) -> Iterator[Row]:
    """People in service whom the file does not name. `scope`: codes of the units looked at; None: all."""
    for nip, person in here.items():
        if nip in seen or person.status != Person.Status.ACTIVE:
            continue
        if (scope is None or person.code in scope) and asker.reaches(Permission.IMPORT, person.path):
            yield Row(
                batch=batch,
                nip=nip,
                name=person.name,
                person_id=person.pk,
                person_version=person.version,
                state=Row.State.MISSING,
            )
