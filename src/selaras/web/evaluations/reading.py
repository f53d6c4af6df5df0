"""What other apps ask of runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from selaras.core.policy import Purpose
from selaras.files.profile.rows import State
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.scopes import answers_for
from selaras.web.organisation.models import Unit


def latest_for(asker: Asker, purpose: Purpose | str, unit: Unit | None = None) -> Run | None:
    """The newest finished run for a purpose that covers a unit; without one: all that the asker may see.

    A run covers the unit it was made for and everything below it. Whose answers of it are shown is a matter of
    `answers_of`: somebody may read their unit's part of a run of the whole agency.
    """
    instansi = unit.instansi_id if unit else asker.instansi and asker.instansi.pk
    if instansi is None:
        return None
    paths = [unit.path] if unit else list(asker.paths(Permission.VIEW_VERDICTS))
    found = Run.objects.filter(instansi=instansi, purpose=str(purpose), finished=True)
    if not paths:
        return None if not asker.may(Permission.VIEW_OWN) else found.first()
    above = set.intersection(*({int(part) for part in path.split("/") if part} for path in paths))
    return found.filter(unit__in=above).select_related("unit", "instansi").first()


def answers_of(asker: Asker, run: Run, unit: Unit | None = None) -> QuerySet[Answer]:
    """The answers of a run that the asker may see; of a unit and everything below it, as people belong to it today."""
    visible = answers_for(asker, Permission.VIEW_VERDICTS).filter(run=run)
    return visible.filter(person__unit__path__startswith=unit.path) if unit else visible


def states_of(answers: Iterable[list[list[Any]]] | QuerySet[Any]) -> Counter[tuple[str, State]]:
    """People by competency and state. `answers`: the `cells` column of answers, flat."""
    return Counter((cell[0], cell[1]) for cells in answers for cell in cells)
