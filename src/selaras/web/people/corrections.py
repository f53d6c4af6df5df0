"""An employee proposes a change to their own record; an analyst answers with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from selaras.errors import Text, UsageError
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.organisation.models import Position
from selaras.web.people.actions import record_entry
from selaras.web.people.kinds import check
from selaras.web.people.models import Correction, Entry, Kind, Person
from selaras.web.uploads.models import Upload

# What somebody may say of themselves. The rest comes from panels, superiors and sanctions.
OPEN_KINDS = (Kind.EDUCATION, Kind.TRAINING, Kind.RANK, Kind.PROFILE)


@transaction.atomic
def propose(
    *,
    person: Person,
    kind: Kind,
    since: date,
    data: Mapping[str, Any],
    reason: str,
    by: User,
    at: datetime,
    corrects: Entry | None = None,
    document: Upload | None = None,
) -> Correction:
    """Propose an entry for one's own record. Raises UsageError for a record of somebody else."""
    if person.user_id != by.pk or kind not in OPEN_KINDS:
        raise UsageError(
            Text("Usulan hanya untuk data sendiri.", "Proposals are for one's own record."),
            Text("Minta analis SDM mencatatnya.", "Ask an HR analyst to record it."),
        )
    proposal = Correction.objects.create(
        person=person,
        kind=kind,
        since=since,
        data=check(kind, data),
        corrects=corrects,
        reason=reason,
        document=document,
        proposed_by=by,
        proposed_at=at,
    )
    record(
        "people.propose",
        proposal,
        by=by,
        at=at,
        instansi=person.instansi_id,
        after=_told(proposal),
        why=reason,
    )
    return proposal


@transaction.atomic
def accept(
    *, proposal: Correction, answer: str, by: User, at: datetime, position: Position | None = None
) -> Entry:
    """Record what was proposed. Raises UsageError without a reason, when it was answered already, or for one's own."""
    _need_reason(answer)
    standing = _open(proposal, by)
    entry = record_entry(
        person=standing.person,
        kind=Kind(standing.kind),
        since=standing.since,
        data=standing.data,
        position=position,
        corrects=standing.corrects,
        reason=standing.reason,
        document=standing.document,
        origin=f"correction:{standing.pk}",
        by=by,
        at=at,
    )
    _decide(standing, Correction.State.ACCEPTED, answer, by, at, entry)
    return entry


@transaction.atomic
def refuse(*, proposal: Correction, answer: str, by: User, at: datetime) -> None:
    """Leave the record as it is, and say why."""
    _need_reason(answer)
    _decide(_open(proposal, by), Correction.State.REFUSED, answer, by, at, None)


@transaction.atomic
def withdraw(*, proposal: Correction, by: User, at: datetime) -> None:
    """Take one's own open proposal back."""
    standing = Correction.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if standing.proposed_by_id != by.pk or standing.state != Correction.State.OPEN:
        raise _answered()
    _decide(standing, Correction.State.WITHDRAWN, "", by, at, None)


def _need_reason(answer: str) -> None:
    if not answer.strip():
        raise UsageError(
            Text("Putusan perlu alasan.", "A decision needs a reason."),
            Text(
                "Tulis alasan yang dapat dipahami pegawai.", "Write a reason that the employee understands."
            ),
        )


def _open(proposal: Correction, by: User) -> Correction:
    standing = (
        Correction.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person")
        .get(pk=proposal.pk)
    )
    if standing.state != Correction.State.OPEN:
        raise _answered()
    if standing.proposed_by_id == by.pk:
        raise UsageError(
            Text("Usulan sendiri tidak dapat diputus sendiri.", "One cannot decide one's own proposal."),
            Text("Minta analis lain memutusnya.", "Ask another analyst to decide it."),
        )
    return standing


def _answered() -> UsageError:
    return UsageError(
        Text("Usulan ini sudah dijawab atau ditarik.", "This proposal was answered or taken back already."),
        Text("Muat ulang halaman untuk melihat jawabannya.", "Load the page again to see the answer."),
    )


def _decide(
    proposal: Correction, state: str, answer: str, by: User, at: datetime, entry: Entry | None
) -> None:
    proposal.state, proposal.answer = state, answer
    proposal.decided_by, proposal.decided_at, proposal.entry = by, at, entry
    proposal.save(update_fields=["state", "answer", "decided_by", "decided_at", "entry"])
    record(
        f"people.proposal_{state}",
        proposal,
        by=by,
        at=at,
        instansi=proposal.person.instansi_id,
        before={"state": "open"},
        after={"state": state, "entry": entry.pk if entry else None},
        why=answer,
    )


def _told(proposal: Correction) -> dict[str, Any]:
    return {
        "kind": proposal.kind,
        "since": proposal.since,
        "data": proposal.data,
        "corrects": proposal.corrects_id,
    }
