"""Starting a run."""

from __future__ import annotations

from datetime import date, datetime
from importlib.metadata import version

from django.db import transaction
from django.db.models import Max

from selaras.core.policy import Purpose
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.evaluations.models import Run
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import start
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Entry
from selaras.web.standards.reading import in_force, version_ids

WORK = "evaluations.run"


@transaction.atomic
def start_run(*, unit: Unit, purpose: Purpose, on: date, by: User, at: datetime) -> Run:
    """Evaluate everybody in service of a unit and all below it, in the background.

    The same question that is being answered just now (a button pressed twice) is not asked again: its run is returned.
    """
    Instansi.objects.select_for_update(no_key=True).get(pk=unit.instansi_id)
    going = Run.objects.filter(unit=unit, purpose=purpose, on=on, by=by, finished=False)
    if same := going.filter(job__state__in=(Job.State.QUEUED, Job.State.RUNNING)).first():
        return same
    versions = version_ids(unit.instansi, on)
    newest = Entry.objects.filter(person__instansi=unit.instansi).aggregate(newest=Max("pk"))["newest"]
    run = Run.objects.create(
        instansi=unit.instansi,
        unit=unit,
        on=on,
        purpose=purpose,
        regulations=sorted(law.instrument.id for law in in_force(unit.instansi, on)),
        versions=versions,
        engine=version("selaras"),
        read_up_to=newest or 0,
        by=by,
        at=at,
    )
    said = {
        "unit": unit.pk,
        "on": on,
        "purpose": str(purpose),
        "regulations": run.regulations,
        "versions": versions,
    }
    record("evaluations.run", run, by=by, at=at, instansi=unit.instansi, after=said)
    run.job = start(WORK, by=by, instansi=unit.instansi, at=at, run=run.pk)
    run.save(update_fields=["job"])
    return run
