"""Whose profiles somebody may take along: within reach both for verdicts and for taking lists away, at this moment."""

from __future__ import annotations

from collections.abc import Collection

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.people.models import Person, PersonQuerySet

AT_ONCE = 500  # keys in one query


def printable(asker: Asker) -> PersonQuerySet:
    """People whose profile the asker may print in bulk."""
    seen = Person.objects.visible_to(asker, Permission.VIEW_VERDICTS).filter(asker.within(Permission.EXPORT))
    return seen if asker.national else seen.filter(instansi=asker.instansi)


def reaches(asker: Asker, people: Collection[int]) -> bool:
    """Whether every one of these people is within reach now."""
    ordered = sorted(people)
    return all(
        printable(asker).filter(pk__in=lot).count() == len(lot)
        for lot in (ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE))
    )
