"""The dry run of one import, from the stored file to its rows: what the background work and the loader call."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.db.models import Count, Q

from selaras import clock
from selaras.errors import DataRefused, PeopleRefused, Text
from selaras.files.people import PeopleFile, read_people, recognise
from selaras.files.rejects import write_rejects
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.record import record
from selaras.web.imports.complaints import grouped, refusal_of, stored
from selaras.web.imports.local import guide_of, laws, local
from selaras.web.imports.memory import remember
from selaras.web.imports.models import Import, Row
from selaras.web.imports.places import titles_without_class
from selaras.web.imports.plan import Plan, stored_equivalence
from selaras.web.imports.reconcile import Reconciliation, Step
from selaras.web.uploads.actions import store_bytes

READING = Text("Membaca berkas", "Reading the file")
BATCH = 500
GROUPS = 30  # kinds of complaints kept; a file with more has other troubles


def run(batch: Import, step: Step) -> None:
    """Check the file of an import that is being checked; it ends as checked, or refused. Safe to run again."""
    try:
        with local(batch.upload) as path:
            people = _read(batch, path, step)
            _reconcile(batch, people, step)
            _keep_rejects(batch, people)
    except PeopleRefused as error:
        refuse(batch, error)


def refuse(batch: Import, error: DataRefused) -> None:
    """Keep why a file cannot be used."""
    with transaction.atomic():
        batch.rows.all().delete()
        batch.refusal = refusal_of(error)
        batch.state = Import.State.REFUSED
        batch.save(update_fields=["refusal", "state"])
        after = {"state": batch.state, "problems": len(error.problems)}
        record("imports.refuse", batch, by=batch.by, at=clock.now(), instansi=batch.instansi, after=after)


def _read(batch: Import, path: Path, step: Step) -> PeopleFile:
    done = 0

    def count(_sheet: str, rows: int) -> None:
        nonlocal done
        done += rows
        step(done, None, READING)

    return read_people(
        path,
        laws(batch.instansi),
        region=batch.instansi.region,
        step=count,
        guide=guide_of(batch.layout, batch.columns),
    )


def _reconcile(batch: Import, people: PeopleFile, step: Step) -> None:
    batch.rows.all().delete()
    asker = asker_of(batch.by, batch.instansi_id, clock.today())
    work = Reconciliation(batch, people, asker, clock.today())
    for rows in work.rows(step):
        Row.objects.bulk_create(rows, batch_size=BATCH)
    missing = work.missing()
    while some := list(islice(missing, BATCH)):
        Row.objects.bulk_create(some, batch_size=BATCH)
    units, positions = work.brings()
    # An equivalence counts for everybody of the instansi: who imports for a part of it does not decide it.
    equivalences = people.equivalences if work.everywhere else ()
    plan = Plan(
        units=units,
        above=work.places.above if units else {},
        positions=positions,
        equivalences=[stored_equivalence(one) for one in equivalences],
        titles=titles_without_class(people, batch.instansi),
        notes=[stored(problem) for problem in work.complaints.whole],
        scope=work.places.scope,
        groups=grouped([stored(one) for one in people.problems if one.place.row is not None])[:GROUPS],
    )
    with transaction.atomic():
        batch.plan = plan.stored()
        batch.counts = count(batch)
        batch.state = Import.State.CHECKED
        batch.refusal = None
        batch.save(update_fields=["plan", "counts", "state", "refusal"])
        record(
            "imports.checked", batch, by=batch.by, at=clock.now(), instansi=batch.instansi, after=batch.counts
        )


def count(batch: Import) -> dict[str, int]:
    """How many rows would do what."""
    rows = batch.rows.all()
    found = dict.fromkeys(Row.State.values, 0)
    found |= {row["state"]: row["n"] for row in rows.order_by().values("state").annotate(n=Count("pk"))}
    told = rows.aggregate(
        conflicts=Count("pk", filter=Q(conflict=True)),
        undecided=Count("pk", filter=Q(conflict=True, decision="")),
    )
    older = rows.filter(older=True).count()
    return found | told | {"older": older}


def _keep_rejects(batch: Import, people: PeopleFile) -> None:
    """Their own rows with what is wrong beside them, to be mended and sent again."""
    if not people.failed:
        Import.objects.filter(pk=batch.pk).update(rejects=None)
        return
    with TemporaryDirectory(prefix="selaras-galat-") as folder:
        path = Path(folder, "galat.xlsx")
        write_rejects(path, people, "en" if batch.by.language == "en" else "id")
        if batch.columns:  # its headers are their own, too: they need not be mapped again
            remember(batch.instansi, recognise(path, guide_of(batch.layout, {})), batch.layout, batch.columns)
        name = f"galat-{Path(batch.upload.name).stem}.xlsx"
        batch.rejects = store_bytes(
            name=name,
            content=path.read_bytes(),
            kind="xlsx",
            instansi=batch.instansi,
            by=batch.by,
            at=clock.now(),
        )
    batch.save(update_fields=["rejects"])
