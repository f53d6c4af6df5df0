"""Beginning a version, writing its parts, taking in a whole document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from selaras.errors import Text
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.policies.actions.locking import locked, touched
from selaras.web.policies.checks import predecessor
from selaras.web.policies.content import DAY, digest_of
from selaras.web.policies.models import Version
from selaras.web.policies.parts import part_of, seen, with_part
from selaras.web.policies.trust import settled
from selaras.web.steps import Refused, refused


@transaction.atomic
def begin(*, instansi: Instansi, subject: str, by: User, at: datetime) -> Version:
    """A version in preparation that says what the last one says. Raises Refused while there is another one."""
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    going = Version.objects.filter(instansi=instansi, subject=subject).in_preparation().first()
    if going:
        raise refused(
            "Sudah ada rancangan versi berikutnya.",
            "The next version is being prepared already.",
            "Lanjutkan atau batalkan rancangan itu.",
            "Go on with it, or discard it.",
        )
    blank = Version(instansi=instansi, subject=subject)
    before = predecessor(blank)
    version = Version.objects.create(
        instansi=instansi,
        subject=subject,
        content=before.content,
        digest=before.digest,
        confirmations=before.confirmations,
        began_with=None if before.is_base else before,
        hands=[by.pk],
        began_by=by,
        began_at=at,
        edited_by=by,
        edited_at=at,
    )
    said = {"subject": subject, "began_with": before.number}
    record("policies.begin", version, by=by, at=at, instansi=instansi, after=said)
    return version


@transaction.atomic
def describe(
    *,
    version: Version,
    title: Mapping[str, str] | None,
    effective_from: date | None,
    basis: str,
    reason: str,
    by: User,
    at: datetime,
) -> Version:
    """What it is called, from when on it would hold, by which decree and why. `title`: of policies alone."""
    version = locked(version, Version.State.DRAFT)
    before: dict[str, Any] = {DAY: version.effective_from, "basis": version.basis, "reason": version.reason}
    version.effective_from, version.basis, version.reason = effective_from, basis.strip(), reason.strip()
    after: dict[str, Any] = {DAY: effective_from, "basis": version.basis, "reason": version.reason}
    content = dict(version.content)
    if version.topic.is_policy:
        if title:
            before["title"], after["title"] = content["title"], dict(title)
            content["title"] = dict(title)
        if effective_from:
            content[DAY] = effective_from.isoformat()
    return _kept(version, content, version.confirmations, by, at, before, after)


@transaction.atomic
def write(*, version: Version, part: str, value: Any, was: str, by: User, at: datetime) -> Version:
    """One part of the content. `was`: `parts.seen` of the part as its form showed it.

    The trust marks of what changed fall back. Raises Refused when somebody wrote the part in the meantime.
    """
    version = locked(version, Version.State.DRAFT)
    if seen(version.content, part) != was:
        raise _stale(version)
    content, confirmations, _ = settled(
        str(version.subject), with_part(version.content, part, value), *_known(version)
    )
    before, after = {part: part_of(version.content, part)}, {part: part_of(content, part)}
    return _kept(version, content, confirmations, by, at, before, after)


@transaction.atomic
def replace_whole(
    *, version: Version, content: Mapping[str, Any], by: User, at: datetime
) -> tuple[Version, tuple[str, ...]]:
    """The whole content, from a document. Gives the keys of the values whose claimed trust mark was not taken over."""
    version = locked(version, Version.State.DRAFT)
    made, confirmations, lowered = settled(str(version.subject), content, *_known(version))
    before, after = {"digest": version.digest}, {"digest": digest_of(made), "lowered": list(lowered)}
    if version.topic.is_policy and isinstance(day := made.get(DAY), str):
        version.effective_from = date.fromisoformat(day)
    return _kept(version, made, confirmations, by, at, before, after, "policies.replace"), lowered


def _known(version: Version) -> tuple[tuple[dict[str, Any], dict[str, Any]], ...]:
    """The contents whose trust marks may be carried on: its own as it stands, and that which it would follow."""
    before = predecessor(version)
    return ((version.content, version.confirmations), (before.content, before.confirmations))


def _kept(
    version: Version,
    content: dict[str, Any],
    confirmations: dict[str, Any],
    by: User,
    at: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
    action: str = "policies.write",
) -> Version:
    version.content, version.digest, version.confirmations = content, digest_of(content), confirmations
    version.edited_by, version.edited_at, version.hands = by, at, touched(version, by)
    version.save()
    record(action, version, by=by, at=at, instansi=version.instansi, before=before, after=after)
    return version


def _stale(version: Version) -> Refused:
    who = version.edited_by.name if version.edited_by else "Selaras"
    return Refused(
        Text(
            f"{who} sudah mengubah bagian ini sejak Anda membukanya.",
            f"{who} changed this part since you opened it.",
        ),
        Text(
            "Isian Anda masih ada di bawah. Bandingkan dengan yang tersimpan, lalu simpan lagi bila tetap perlu.",
            "What you wrote is still below. Compare it with what is kept, then save again if it is still needed.",
        ),
    )
