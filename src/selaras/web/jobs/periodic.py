"""Regular chores. Of several workers one does each: it is claimed by writing down that it was begun."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import IntegrityError, transaction

from selaras.clock import now
from selaras.web.jobs.models import Chore

PERIODS = {"often": timedelta(minutes=5), "hourly": timedelta(hours=1), "daily": timedelta(days=1)}
CHORES: dict[str, Regular] = {}
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Regular:
    """A chore and how often it is due."""

    name: str
    period: timedelta
    function: Callable[[datetime], object]


def every(
    period: Literal["often", "hourly", "daily"], function: Callable[[datetime], object], name: str = ""
) -> None:
    """Have `function(at)` called every five minutes, every hour or every day. It must be quick (for long work let it start a job)."""
    name = name or f"{function.__module__}.{function.__qualname__}"
    CHORES[name] = Regular(name, PERIODS[period], function)


def do_what_is_due() -> list[str]:
    """Do the chores that are due; the names of those done. One that fails is logged; it is due again after its period."""
    done = []
    for chore in list(CHORES.values()):
        if not claim(chore):
            continue
        try:
            chore.function(now())
        except Exception:
            logger.exception("chore broke", extra={"chore": chore.name})
        else:
            done.append(chore.name)
    return done


def claim(chore: Regular) -> bool:
    """Whether it is due and nobody else has just begun it."""
    at = now()
    row = Chore.objects.filter(name=chore.name)
    if row.exists():
        return bool(row.filter(ran_at__lte=at - chore.period).update(ran_at=at))
    try:
        with transaction.atomic():
            Chore.objects.create(name=chore.name, ran_at=at)
    except IntegrityError:
        return False
    return True
