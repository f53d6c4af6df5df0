"""The end of a published version: an appended row. Called by actions that hold the lock of its act."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Min

from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.standards.errors import refused
from selaras.web.standards.models import Ending, Version
from selaras.web.standards.reading import changed


def end(
    version: Version,
    on: date,
    cause: str,
    successor: Version | None,
    by: User,
    at: datetime,
    basis: str = "",
    reason: str = "",
) -> Ending:
    """Append the end of a version. Raises Refused for a day outside its time."""
    refuse_day(version, on, successor)
    ending = Ending.objects.create(
        version=version,
        on=on,
        cause=cause,
        successor=successor,
        basis=basis or str((successor and successor.act) or ""),
        reason=reason,
        by=by,
        at=at,
    )
    said: dict[str, Any] = {"on": on, "cause": cause, "basis": ending.basis}
    record("standards.end", version, by=by, at=at, instansi=version.instansi, after=said, why=reason)
    transaction.on_commit(changed)
    changed()
    return ending


def refuse_day(version: Version, on: date, successor: Version | None = None) -> None:
    """Raises Refused for a day that is outside the time in which a version holds."""
    ended = version.endings.aggregate(on=Min("on"))["on"]
    if (version.effective_from and on <= version.effective_from) or (
        ended and on >= ended and successor is None
    ):
        last = f" dan sebelum {ended:%d-%m-%Y}" if ended else ""
        until = f" and before {ended:%d-%m-%Y}" if ended else ""
        raise refused(
            f"Hari ini di luar masa berlaku {version.act} versi {version.number}.",
            f"This day is outside the time in which {version.act}, version {version.number}, holds.",
            f"Pilih hari sesudah {version.effective_from:%d-%m-%Y}{last}.",
            f"Choose a day after {version.effective_from:%d-%m-%Y}{until}.",
        )
