"""What people do to jobs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.jobs.models import Job


@transaction.atomic
def cancel(*, job: Job, by: User, at: datetime) -> Job:
    """Take a waiting job from the queue; ask a running one to end. One that has ended stays as it is."""
    job = Job.objects.select_for_update(no_key=True).get(pk=job.pk)
    if not job.open or job.cancel_requested:
        return job
    before = {"state": job.state}
    job.cancel_requested = True
    if job.state == Job.State.QUEUED:
        job.state, job.finished_at = Job.State.CANCELLED, at
    job.save(update_fields=["cancel_requested", "state", "finished_at"])
    after = {"state": job.state, "cancel_requested": True}
    record("jobs.cancel", job, by=by, at=at, instansi=job.instansi_id, before=before, after=after)
    return job
