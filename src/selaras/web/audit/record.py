"""Put a write on record. Called by actions, inside their transaction, after they took their own locks."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import models, transaction

from selaras.web.audit import keys
from selaras.web.audit.canonical import dumps, plain, sha256
from selaras.web.audit.models import Entry, Head

COVERED = (
    "number",
    "at",
    "by_id",
    "by_name",
    "instansi_id",
    "action",
    "subject",
    "before",
    "after",
    "why",
    "previous",
)
AT_ONCE = 500  # rows to one INSERT; SQLite takes fewer, and Django sees to that


class Actor(Protocol):
    """Whoever writes: a user."""

    pk: Any
    nip: Any
    name: Any


@dataclass(frozen=True, slots=True)
class Written:
    """One write among many, for `record_many`."""

    action: str
    subject: models.Model | str
    instansi: models.Model | int | None = None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    why: str = ""


def record(
    action: str,
    subject: models.Model | str,
    *,
    by: Actor | None,
    at: datetime,
    instansi: models.Model | int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
) -> Entry:
    """Append one entry to the chain, in three queries.

    `action`: app and verb, as "people.record_entry". `before` and `after`: the fields concerned, as JSON can hold
    them (dates and decimals included); what not every reader of the log may see goes through `sealed`. Raises
    TransactionManagementError outside a transaction: a write and its entry stand or fall together.

    From here to the end of the transaction every other writer waits: take your own locks before.
    """
    return record_many([Written(action, subject, instansi, before, after, why)], by=by, at=at)[0]


def record_many(rows: Iterable[Written], *, by: Actor | None, at: datetime) -> list[Entry]:
    """Append entries in their order, in two queries and one for every 500 (SQLite: 80): for imports."""
    head = locked(Head.ENTRIES)
    entries = []
    for row in rows:
        entries.append(entry_of(row, head, by, at))
        head.number, head.hash = entries[-1].number, entries[-1].hash
    if len(entries) == 1:
        entries[0].save(force_insert=True)
    else:
        Entry.objects.bulk_create(entries, batch_size=AT_ONCE)
    head.save(update_fields=["number", "hash"])
    return entries


def entry_of(row: Written, head: Head, by: Actor | None, at: datetime) -> Entry:
    """The entry that follows `head`. Its texts lose what databases cannot keep (NUL); names too long are refused."""
    subject = row.subject if isinstance(row.subject, str) else name_of(row.subject)
    if len(row.action) > 80 or len(subject) > 80:  # what the columns hold: SQLite would not say it
        raise ValueError("an action or a subject is longer than 80 characters")
    entry = Entry(
        number=head.number + 1,
        at=at.astimezone(UTC),
        by_id=by.pk if by else None,
        by_name=name_of_actor(by),
        instansi_id=getattr(row.instansi, "pk", row.instansi),
        action=row.action,
        subject=subject,
        before=plain(row.before),
        after=plain(row.after),
        why=keepable(row.why),
        previous=head.hash,
    )
    entry.hash = fingerprint(entry)
    return entry


def locked(chain: int) -> Head:
    """The end of a chain, ours until the transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit entry outside a transaction")
    head = Head.objects.select_for_update(no_key=True).filter(pk=chain).first()
    return head or Head.objects.select_for_update(no_key=True).get_or_create(pk=chain)[0]


def sealed(values: Mapping[str, Any] | None) -> dict[str, str] | None:
    """Values as a digest that only this installation can make again: the log proves them without telling them.

    For restricted kinds (discipline). Keyed, since a plain hash of so few possibilities is guessed in no time.
    """
    if values is None:
        return None
    content = dumps(plain(values)).encode("ascii")
    return {"digest": hmac.new(keys.digest_key(), content, hashlib.sha256).hexdigest()}


def name_of(subject: models.Model) -> str:
    """How the log names a row: `people.person:12`."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def name_of_actor(by: Actor | None) -> str:
    """Name and NIP as they are now; the program itself where nobody acts."""
    return keepable(f"{by.name} ({by.nip})")[:240] if by else "Selaras"


def keepable(text: str) -> str:
    """Text that every database keeps as it is: without NUL and broken characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def fingerprint(entry: Entry) -> str:
    """SHA-256 over everything an entry says and the hash before it."""
    said = {name: getattr(entry, name) for name in COVERED}
    said |= {"at": moment(entry.at), "before": text(entry.before), "after": text(entry.after)}
    return sha256(said)


def text(values: Any) -> str | None:
    """What was before or after, as the column holds it."""
    return None if values is None else dumps(values)


def moment(at: datetime) -> str:
    """A moment as it is hashed and exported: UTC, with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
