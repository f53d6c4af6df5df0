"""Profiles of many people: ordering them, and fetching what was made."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime

from django.db import transaction

from selaras.core.policy import Purpose
from selaras.errors import DataRefused, Language, Text
from selaras.web.accounts.models import Instansi, User
from selaras.web.accounts.scopes import Asker
from selaras.web.audit.access import AGAIN_AFTER, fingerprint
from selaras.web.audit.models import Access
from selaras.web.audit.record import name_of_actor, record
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import start
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Person
from selaras.web.reports.bundling import WORK
from selaras.web.reports.guard import printable
from selaras.web.reports.models import Bundle

MOST = 10_000  # profiles in one zip: about half a gigabyte
LOOK = "profil"
AT_ONCE = 500


@transaction.atomic
def order_bundle(
    *,
    people: Collection[int],
    unit: Unit | None,
    on: date,
    purpose: Purpose,
    language: Language,
    paper: str,
    instansi: Instansi,
    by: User,
    at: datetime,
) -> Bundle:
    """Have the profiles of people printed in the background. `people`: keys within the scope of who asks.

    The same order given twice while it is worked on is one. Raises DataRefused for nobody, or for too many.
    """
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    wanted = sorted(set(people))
    if not wanted:
        raise DataRefused(
            Text("Tidak ada pegawai dalam pilihan ini.", "There is nobody in this choice."),
            Text("Pilih unit lain.", "Choose another unit."),
        )
    if len(wanted) > MOST:
        raise DataRefused(
            Text(f"Paling banyak {MOST} profil dalam satu berkas.", f"At most {MOST} profiles in one file."),
            Text("Pilih unit yang lebih kecil.", "Choose a smaller unit."),
        )
    question = {"unit": unit, "on": on, "purpose": str(purpose), "language": language, "paper": paper}
    open_ones = Bundle.objects.filter(by=by, instansi=instansi, **question, job__state__in=Job.OPEN)
    for same in open_ones:
        if same.wanted == wanted:
            return same
    bundle = Bundle.objects.create(instansi=instansi, by=by, at=at, wanted=wanted, **question)
    said = {"unit": unit.pk if unit else None, "on": on, "purpose": str(purpose), "people": len(wanted)}
    record("reports.order_bundle", bundle, by=by, at=at, instansi=instansi, after=said)
    bundle.job = start(WORK, by=by, instansi=instansi, at=at, bundle=bundle.pk)
    bundle.save(update_fields=["job"])
    return bundle


@transaction.atomic
def fetch_bundle(*, bundle: Bundle, asker: Asker, by: User, at: datetime) -> int:
    """Put on record that the zip is taken, and for everybody inside who looked. Returns how many people that are."""
    people = Person.objects.filter(pk__in=bundle.contents).exclude(user=by)
    seen_before = set(
        Access.objects.filter(
            by=by, what=LOOK, at__gt=at.astimezone(UTC) - AGAIN_AFTER, person__in=people.values("pk")
        ).values_list("person_id", flat=True)
    )
    looks = [
        _look(person, asker, by, at)
        for person in people.order_by("pk").only("pk", "instansi_id")
        if person.pk not in seen_before
    ]
    Access.objects.bulk_create(looks, batch_size=AT_ONCE)
    digest = bundle.export.upload.sha256 if bundle.export else ""
    said = {"people": len(bundle.contents), "sha256": digest}
    record("reports.fetch_bundle", bundle, by=by, at=at, instansi=bundle.instansi_id, after=said)
    return len(looks)


def _look(person: Person, asker: Asker, by: User, at: datetime) -> Access:
    roles = ",".join(sorted(str(role.value) for role in asker.roles))[:120]
    seen = Access(
        at=at.astimezone(UTC),
        by=by,
        by_name=name_of_actor(by),
        by_role=roles,
        instansi_id=person.instansi_id,
        person=person,
        what=LOOK,
    )
    seen.hash = fingerprint(seen)
    return seen


def people_of_unit(asker: Asker, unit: Unit) -> list[int]:
    """Everybody in service of a unit and all below it, whose profile the asker may take along."""
    found = printable(asker).filter(unit__path__startswith=unit.path, status=Person.Status.ACTIVE)
    return list(found.order_by("pk").values_list("pk", flat=True))
