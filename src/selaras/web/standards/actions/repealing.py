"""The end of a published version without a successor here: proposed by one person, agreed to by a second one."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.standards.actions.ending import end, refuse_day
from selaras.web.standards.errors import refused
from selaras.web.standards.models import Act, Ending, Repealing, Version
from selaras.web.steps import reasoned


@transaction.atomic
def propose_repeal(
    *, version: Version, on: date, basis: str, reason: str, by: User, at: datetime
) -> Repealing:
    """Propose that a published version ends on a day. The basis is needed; a second person has to agree."""
    standing = _standing(version)
    if not basis.strip():
        raise refused(
            "Dasar pencabutan belum ditulis.",
            "The basis of the repeal is missing.",
            "Tulis peraturan yang mencabutnya.",
            "Write the act that repeals it.",
        )
    if standing.repealings.filter(state=Repealing.State.OPEN).exists():
        raise refused(
            "Sudah ada usul pencabutan yang menunggu.",
            "A proposal to repeal it is waiting already.",
            "Setujui atau tolak usul itu lebih dahulu.",
            "Agree to that proposal or refuse it first.",
        )
    refuse_day(standing, on)
    found = Repealing.objects.create(
        version=standing, on=on, basis=basis.strip(), reason=reason.strip(), by=by, at=at
    )
    said = {"on": on, "basis": found.basis}
    record(
        "standards.propose_repeal",
        standing,
        by=by,
        at=at,
        instansi=standing.instansi,
        after=said,
        why=found.reason,
    )
    return found


@transaction.atomic
def agree_repeal(*, repealing: Repealing, by: User, at: datetime) -> Ending:
    """Agree to a repeal that somebody else proposed: the version ends on its day."""
    standing = _standing(repealing.version)
    repealing = _open(repealing)
    if repealing.by_id == by.pk:
        raise refused(
            "Pencabutan yang Anda usulkan disetujui oleh orang lain.",
            "A repeal that you proposed is agreed to by somebody else.",
            "Minta pejabat lain yang berwenang menerbitkan standar.",
            "Ask another official who may publish standards.",
        )
    _decide(repealing, Repealing.State.AGREED, "", by, at)
    basis, reason = repealing.basis, repealing.reason
    return end(standing, repealing.on, Ending.Cause.REPEALED, None, by, at, basis=basis, reason=reason)


@transaction.atomic
def refuse_repeal(*, repealing: Repealing, why: str, by: User, at: datetime) -> Repealing:
    """Refuse a repeal, or take back one's own, with the reason."""
    standing = _standing(repealing.version)
    repealing = _open(repealing)
    why = reasoned(why)
    _decide(repealing, Repealing.State.REFUSED, why, by, at)
    said = {"state": repealing.state}
    record(
        "standards.refuse_repeal",
        standing,
        by=by,
        at=at,
        instansi=standing.instansi,
        after=said,
        why=why,
    )
    return repealing


def _standing(version: Version) -> Version:
    Act.objects.select_for_update(no_key=True).get(pk=version.act_id or 0)
    return Version.objects.published().select_related("instansi", "act").get(pk=version.pk)


def _open(repealing: Repealing) -> Repealing:
    found = Repealing.objects.select_for_update(no_key=True).get(pk=repealing.pk)
    if found.state != Repealing.State.OPEN:
        raise refused(
            "Usul pencabutan ini sudah diputus.",
            "This proposal has been decided.",
            "Muat ulang halaman.",
            "Load the page again.",
        )
    return found


def _decide(repealing: Repealing, state: str, note: str, by: User, at: datetime) -> None:
    repealing.state, repealing.note, repealing.decided_by, repealing.decided_at = state, note, by, at
    repealing.save(update_fields=["state", "note", "decided_by", "decided_at"])
