"""Previous and next: within the list of people or of results that somebody came from, staying on this page."""

from __future__ import annotations

from dataclasses import replace

from django.urls import resolve, reverse

from selaras.web.accounts.gate import AskedRequest
from selaras.web.lists.neighbours import Neighbours, neighbours
from selaras.web.lists.state import FROM
from selaras.web.people.models import Person
from selaras.web.whole import whole

__all__ = ["ANSWER", "FROM", "of"]

ANSWER = "jawaban"  # the row of a run from which somebody came
ASKED = ("banding", "keperluan", "per")


def of(request: AskedRequest, person: Person) -> Neighbours | None:
    """The people beside this one in the list named by the address; None when it names none."""
    if row := whole(request.GET.get(ANSWER, "")):
        return neighbours(request, "answers", row)
    found = neighbours(request, "people", person.pk)
    if found is None:
        return None
    return replace(found, previous=_here(request, found.previous), next=_here(request, found.next))


def _here(request: AskedRequest, address: str) -> str:
    """The address of a record as that of its comparison, with the same question."""
    if not address:
        return ""
    path, _, query = address.partition("?")
    kept = request.GET.copy()
    for name in set(kept) - set(ASKED):
        del kept[name]
    told = "&".join(filter(None, (query, kept.urlencode())))
    return f"{reverse('evaluations:person', args=[resolve(path).kwargs['pk']])}?{told}"
