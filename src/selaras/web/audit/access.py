"""Who looked at whom: one row a look, chained in batches afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from selaras import clock
from selaras.web.audit.canonical import sha256
from selaras.web.audit.models import Access, AccessBatch, Head
from selaras.web.audit.record import keepable, locked, moment, name_of_actor
from selaras.web.audit.scopes import Asks

# Turning pages in one record is one look: seen again by the same account within this time, nothing is added.
AGAIN_AFTER = timedelta(minutes=15)
BATCH = 1000  # views: so many rows a check holds at once
COVERED = ("at", "by_id", "by_name", "by_role", "instansi_id", "person_id", "what")


def looked(*, asker: Asks, person: Any, what: str) -> None:
    """Note that somebody sees another person's record. Own records are not noted.

    `what`: a code registered with `labels.register`, as "people.record". One SELECT, and one INSERT for a first
    look. Called by views, outside the transaction of a write.
    """
    user = asker.user
    if person.user_id == user.pk:
        return
    at = clock.now().astimezone(UTC)
    if Access.objects.filter(person=person, by=user, what=what, at__gt=at - AGAIN_AFTER).exists():
        return
    _seen(asker, person, what, at).save(force_insert=True)


def looked_many(*, asker: Asks, people: Iterable[Any], what: str) -> None:
    """The same for the people of one page or answer, in two queries however many."""
    at = clock.now().astimezone(UTC)
    listed = {person.pk: person for person in people if person.user_id != asker.user.pk}
    lately = Access.objects.filter(person__in=listed, by=asker.user, what=what, at__gt=at - AGAIN_AFTER)
    known = set(lately.values_list("person_id", flat=True)) if listed else set()
    Access.objects.bulk_create(
        _seen(asker, person, what, at) for pk, person in listed.items() if pk not in known
    )


def _seen(asker: Asks, person: Any, what: str, at: datetime) -> Access:
    """A look, not yet saved."""
    seen = Access(
        at=at,
        by=asker.user,
        by_name=name_of_actor(asker.user),
        by_role=",".join(sorted(str(role.value) for role in asker.roles))[:120],
        instansi_id=person.instansi_id,
        person=person,
        what=keepable(what)[:80],
    )
    seen.hash = fingerprint(seen)
    return seen


def of(person: Any) -> QuerySet[Access]:
    """Who looked at a person's record, newest first: what that person may read."""
    return Access.objects.filter(person=person)


def chain_batch(at: datetime) -> int:
    """Chain the views not yet chained, oldest first, in batches of 1,000. Returns how many."""
    chained = 0
    while views := _chain_one(at):
        chained += views
    return chained


@transaction.atomic
def _chain_one(at: datetime) -> int:
    head = locked(Head.BATCHES)
    # The head is ours, so that no other worker takes these; a view whose transaction is open comes next time.
    rows = list(Access.objects.filter(batch=None).order_by("pk")[:BATCH])
    if not rows:
        return 0
    batch = AccessBatch(
        number=head.number + 1,
        at=at.astimezone(UTC),
        views=len(rows),
        members=",".join(str(row.pk) for row in rows),
        previous=head.hash,
    )
    said = {"number": batch.number, "at": moment(batch.at), "views": batch.views, "members": batch.members}
    batch.hash = batch_fingerprint(said | {"previous": batch.previous}, (row.hash for row in rows))
    batch.save(force_insert=True)
    Access.objects.filter(pk__in=[row.pk for row in rows], batch=None).update(batch=batch)
    head.number, head.hash = batch.number, batch.hash
    head.save(update_fields=["number", "hash"])
    return len(rows)


def fingerprint(seen: Access) -> str:
    """SHA-256 over everything a view says."""
    return sha256({name: getattr(seen, name) for name in COVERED} | {"at": moment(seen.at)})


def batch_fingerprint(said: Mapping[str, Any], views: Iterable[str]) -> str:
    """SHA-256 over what a batch says, the batch before it, and the fingerprints of its views in their order."""
    return sha256({**said, "rows": list(views)})
