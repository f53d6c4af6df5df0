"""Asking: a run, a comparison of two, who would be affected by a publication. Each is answered in the background."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from importlib.metadata import version

from django.db import transaction
from django.db.models import Max

from selaras.core.policy import Purpose
from selaras.errors import Text, UsageError
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.evaluations.affected import Publication
from selaras.web.evaluations.models import Comparison, Run
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import start
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Entry
from selaras.web.policies.reading import keys
from selaras.web.standards.reading import in_force, version_ids

WORK = "evaluations.run"
COMPARE = "evaluations.compare"


@transaction.atomic
def start_run(*, unit: Unit, purpose: Purpose, on: date, by: User, at: datetime) -> Run:
    """Evaluate everybody in service of a unit and all below it, in the background.

    The same question that is being answered just now (a button pressed twice) is not asked again: its run is returned.
    """
    Instansi.objects.select_for_update(no_key=True).get(pk=unit.instansi_id)
    going = Run.objects.filter(unit=unit, purpose=purpose, on=on, by=by, finished=False)
    if same := going.filter(job__state__in=Job.OPEN).first():
        return same
    run = Run.objects.create(
        instansi=unit.instansi,
        unit=unit,
        unit_name=unit.name,
        on=on,
        purpose=purpose,
        policies=keys(unit.instansi, purpose, on),
        regulations=sorted(law.instrument.id for law in in_force(unit.instansi, on)),
        versions=version_ids(unit.instansi, on),
        engine=version("selaras"),
        read_up_to=_newest_entry(unit.instansi),
        by=by,
        at=at,
    )
    said = {
        "unit": unit.pk,
        "on": on,
        "purpose": str(purpose),
        "regulations": run.regulations,
        "versions": run.versions,
        "policies": run.policies,
    }
    record("evaluations.run", run, by=by, at=at, instansi=unit.instansi, after=said)
    run.job = start(WORK, by=by, instansi=unit.instansi, at=at, run=run.pk)
    run.save(update_fields=["job"])
    return run


@transaction.atomic
def resume_run(*, run: Run, by: User, at: datetime) -> Run:
    """Go on with a run that was cancelled or failed: who has an answer keeps it. Raises UsageError when it is finished."""
    run = (
        Run.objects.select_for_update(no_key=True, of=("self",))
        .select_related("job", "instansi")
        .get(pk=run.pk)
    )
    if run.finished:
        raise UsageError(
            Text("Penilaian ini sudah selesai.", "This run is finished."),
            Text("Jalankan lagi sebagai penilaian baru.", "Run it again as a new one."),
        )
    if run.job and run.job.open:
        return run
    run.job = start(WORK, by=by, instansi=run.instansi, at=at, run=run.pk)
    run.save(update_fields=["job"])
    record("evaluations.resume", run, by=by, at=at, instansi=run.instansi, after={"job": run.job.pk})
    return run


@transaction.atomic
def compare_runs(*, before: Run, after: Run, by: User, at: datetime) -> Comparison:
    """Who moved from one finished run to another, and why. Made once for each pair: neither ever changes.

    Raises UsageError for the same run twice, one that is not finished, or runs of two instansi.
    """
    Instansi.objects.select_for_update(no_key=True).get(pk=after.instansi_id)
    if before == after or not (before.finished and after.finished) or before.instansi_id != after.instansi_id:
        raise UsageError(
            Text("Kedua penilaian ini tidak dapat dibandingkan.", "These two runs cannot be compared."),
            Text(
                "Pilih dua penilaian yang berbeda dan sudah selesai, dari instansi yang sama.",
                "Choose two different finished runs of the same instansi.",
            ),
        )
    comparison, _new = Comparison.objects.get_or_create(
        instansi=after.instansi,
        kind=Comparison.Kind.RUNS,
        before=before,
        after=after,
        key=f"{before.pk}:{after.pk}",
        defaults={"on": after.on, "purposes": [after.purpose], "by": by, "at": at},
    )
    said = {"before": before.pk, "after": after.pk}
    return _begun(comparison, "evaluations.compare", said, by, at)


@transaction.atomic
def ask_affected(*, publication: Publication, by: User, at: datetime) -> Comparison:
    """Evaluate everybody twice: with what holds, and with what would hold after a publication.

    The report of the same content is made anew each time it is asked for, unless it is being made just now.
    """
    instansi = publication.instansi
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    made = Comparison.objects.filter(instansi=instansi, key=publication.key, finished=False).first()
    comparison = made or Comparison.objects.create(
        instansi=instansi,
        kind=publication.kind,
        subject=publication.subject,
        title=publication.title,
        key=publication.key,
        effective_from=publication.effective_from,
        repeals=list(publication.repeals),
        on=publication.on,
        purposes=[str(purpose) for purpose in publication.purposes],
        read_up_to=_newest_entry(instansi),
        by=by,
        at=at,
    )
    said = {
        "kind": comparison.kind,
        "subject": comparison.subject,
        "effective_from": comparison.effective_from,
        "content": comparison.key,
    }
    return _begun(comparison, "evaluations.affected", said, by, at)


def _begun(
    comparison: Comparison, verb: str, said: Mapping[str, object], by: User, at: datetime
) -> Comparison:
    """With its work under way, unless it is done."""
    if not comparison.finished and not (comparison.job and comparison.job.open):
        record(verb, comparison, by=by, at=at, instansi=comparison.instansi, after=said)
        comparison.job = start(COMPARE, by=by, instansi=comparison.instansi, at=at, comparison=comparison.pk)
        comparison.save(update_fields=["job"])
    return comparison


def _newest_entry(instansi: Instansi) -> int:
    newest: int | None = Entry.objects.filter(person__instansi=instansi).aggregate(newest=Max("pk"))["newest"]
    return newest or 0
