"""Put a write on record. Called by actions, inside their transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

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


class Actor(Protocol):
    """Whoever writes: a user."""

    pk: Any
    nip: Any
    name: Any


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
    """Append one entry to the chain.

    `action`: app and verb, as "people.record_entry". `before` and `after`: the fields concerned, as JSON can hold
    them (dates and decimals included). Raises TransactionManagementError outside a transaction: a write and its
    entry stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(f"{action} is recorded outside a transaction")
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    entry = Entry(
        number=head.number + 1,
        at=at.astimezone(UTC),
        by_id=by.pk if by else None,
        by_name=f"{by.name} ({by.nip})" if by else "Selaras",
        instansi_id=getattr(instansi, "pk", instansi),
        action=action,
        subject=subject if isinstance(subject, str) else name_of(subject),
        before=plain(before),
        after=plain(after),
        why=why,
        previous=head.hash,
    )
    entry.hash = fingerprint(entry)
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save(update_fields=["number", "hash"])
    return entry


def name_of(subject: models.Model) -> str:
    """How the log names a row: `people.person:12`."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def plain(values: Mapping[str, Any] | None) -> Any:
    """Values as JSON will give them back, so that the fingerprint of what is stored can be made again."""
    return None if values is None else json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))


def fingerprint(entry: Entry) -> str:
    """SHA-256 over everything an entry says and the hash before it."""
    said = {name: getattr(entry, name) for name in COVERED}
    said["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(values: Mapping[str, Any]) -> dict[str, str]:
    """Restricted content as the log keeps it: a fingerprint that proves it later and tells nothing."""
    text = json.dumps(plain(values), sort_keys=True, ensure_ascii=False)
    return {"digest": hashlib.sha256(text.encode()).hexdigest()}
