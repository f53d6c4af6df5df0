"""Submitting a version, sending it back, discarding and approving it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.policies.actions.locking import locked, touched
from selaras.web.policies.affecting import content_of
from selaras.web.policies.checks import findings
from selaras.web.policies.models import Version
from selaras.web.policies.previews import AFFECTED
from selaras.web.policies.reading import changed
from selaras.web.steps import Refused, reasoned, refused

State = Version.State


@transaction.atomic
def submit(*, version: Version, by: User, at: datetime) -> Version:
    """It is ready: a second person may approve it. Raises Refused with the first thing that holds it."""
    version = locked(version, State.DRAFT)
    _nothing_holds(version)
    version.state, version.submitted_by, version.submitted_at = State.SUBMITTED, by, at
    version.note, version.hands = "", touched(version, by)
    version.save()
    said = {"state": version.state, "digest": version.digest}
    record("policies.submit", version, by=by, at=at, instansi=version.instansi, after=said)
    return version


@transaction.atomic
def send_back(*, version: Version, why: str, by: User, at: datetime) -> Version:
    """Whoever would approve sees something to mend."""
    return _given_up(version, State.SUBMITTED, State.DRAFT, why, "policies.send_back", by, at)


@transaction.atomic
def discard(*, version: Version, why: str, by: User, at: datetime) -> Version:
    """It is not wanted. Kept, never used; another one may be begun."""
    return _given_up(version, State.DRAFT, State.DISCARDED, why, "policies.discard", by, at)


@transaction.atomic
def approve(*, version: Version, digest: str, by: User, at: datetime) -> Version:
    """Let it hold from its day on, in the place of the version before. `digest`: of the content that was read.

    Raises Refused: by somebody who had a hand in it, for other content than was read, for whatever holds it, and
    until it is known who would be affected.
    """
    instansi = Instansi.objects.select_for_update(no_key=True).get(pk=version.instansi_id or 0)
    version = locked(version, State.SUBMITTED)
    if by.pk in had_a_hand(version):
        raise refused(
            "Yang menyusun atau mengajukan versi ini tidak dapat menyetujuinya.",
            "Whoever prepared or submitted this version cannot approve it.",
            "Minta orang kedua yang berwenang menyetujuinya.",
            "Ask a second person who may to approve it.",
        )
    if digest != version.digest:
        raise refused(
            "Isinya sudah lain dari yang Anda baca.",
            "It says something else by now than what you read.",
            "Baca lagi isinya, lalu setujui.",
            "Read it again, then approve.",
        )
    _nothing_holds(version)
    prepared = content_of(version)
    if prepared and (waiting := AFFECTED.held(prepared)):
        raise Refused(waiting.what, waiting.remedy)
    rows = Version.objects.filter(instansi=instansi, subject=version.subject)
    version.number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    version.state, version.approved_by, version.approved_at = State.APPROVED, by, at
    version.save()
    said = {
        "subject": version.subject,
        "number": version.number,
        "effective_from": version.effective_from,
        "digest": version.digest,
    }
    record("policies.approve", version, by=by, at=at, instansi=instansi, after=said, why=version.reason)
    transaction.on_commit(changed)
    changed()
    return version


def had_a_hand(version: Version) -> set[int]:
    """Who wrote in it or submitted it: none of them may approve it."""
    named = (version.began_by_id, version.edited_by_id, version.submitted_by_id)
    return {*version.hands, *(pk for pk in named if pk is not None)}


def _nothing_holds(version: Version) -> None:
    if held := findings(version):
        raise Refused(held[0].what, held[0].remedy)


def _given_up(
    version: Version, state: str, new: str, why: str, action: str, by: User, at: datetime
) -> Version:
    version = locked(version, state)
    version.state, version.note = new, reasoned(why)
    version.submitted_by, version.submitted_at = None, None
    version.save()
    record(action, version, by=by, at=at, instansi=version.instansi, after={"state": new}, why=version.note)
    return version
