"""Reports taken along are put on record: which, of what, how many people it names."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.evaluations.models import Run
from selaras.web.organisation.models import Unit


@transaction.atomic
def record_report(
    *,
    kind: str,
    form: str,
    unit: Unit,
    run: Run | None,
    people: int,
    instansi: Instansi,
    by: User,
    at: datetime,
) -> None:
    """Note that a report is taken along. `kind`: “unit” or “merit”; `form`: “pdf” or “xlsx”."""
    said = {"report": kind, "form": form, "run": run.pk if run else None, "people": people}
    record("reports.take", unit, by=by, at=at, instansi=instansi, after=said)
