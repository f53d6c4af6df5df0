"""Within how many days objections are answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.objections.errors import refused
from selaras.web.objections.models import DAYS, AnswerTime

MOST = 365


def days_of(instansi: Instansi) -> int:
    """Within how many days an instansi answers."""
    found = AnswerTime.objects.filter(instansi=instansi).values_list("days", flat=True).first()
    return found or DAYS


@transaction.atomic
def set_days(*, instansi: Instansi, days: int, by: User, at: datetime) -> None:
    """Change it for objections raised from now on. Raises UsageError outside 1–365 days."""
    if not 1 <= days <= MOST:
        raise refused(f"Tenggat harus 1–{MOST} hari.", f"The time must be 1 to {MOST} days.")
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    before = days_of(instansi)
    row, _made = AnswerTime.objects.update_or_create(instansi=instansi, defaults={"days": days, "at": at})
    record(
        "objections.set_days",
        row,
        by=by,
        at=at,
        instansi=instansi,
        before={"days": before},
        after={"days": days},
    )
