"""Which rubrics are equivalent: said by one person, confirmed by a second one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from selaras.clock import WESTERN_INDONESIA
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.standards.equivalents import suggested
from selaras.web.standards.errors import Refused, refused
from selaras.web.standards.models import RubricPair, Version
from selaras.web.standards.reading import changed
from selaras.web.steps import locked

MAY_PAIR = (Version.State.REVIEW, Version.State.PUBLISHED)


@transaction.atomic
def decide_pair(
    *,
    version: Version,
    first: str,
    second: str,
    decision: str,
    citation: str,
    reason: str,
    by: User,
    at: datetime,
) -> RubricPair:
    """Say whether results of two rubrics count for one another, with the basis and the reason.

    It counts from the day on which the version does; for a published version once a second person confirms it.
    Raises Refused without basis or reason, and for rubrics that are no pair of this version.
    """
    version = _locked(version)
    if decision not in RubricPair.Decision.values:
        raise refused(
            "Putusan ini tidak dikenal.",
            "This decision is not known.",
            "Pilih salah satu putusan.",
            "Choose one of the decisions.",
        )
    if not citation.strip() or not reason.strip():
        raise refused(
            "Kesetaraan rubrik memerlukan dasar dan alasan.",
            "Equivalent rubrics need a basis and a reason.",
            "Tulis dasarnya (pasal, berita acara) dan mengapa keduanya mengukur hal yang sama atau tidak.",
            "Write the basis (article, minutes) and why both measure the same or not.",
        )
    both = frozenset((first, second))
    found = next((each for each in suggested(version) if each.both == both), None)
    if found is None:
        raise refused(
            "Kedua rubrik ini bukan pasangan pada versi ini.",
            "These two rubrics are no pair of this version.",
            "Muat ulang halaman; barisnya mungkin baru diperbaiki.",
            "Load the page again; a row may have been corrected just now.",
        )
    version.pairs.filter(since__isnull=True, first__in=both, second__in=both).delete()
    pair = RubricPair.objects.create(
        version=version,
        code=found.code[:200],
        name=name_of(version, found.second.part, found.code)[:300],
        first=first,
        second=second,
        decision=decision,
        citation=citation.strip()[:300],
        reason=reason.strip(),
        by=by,
        at=at,
    )
    _record("standards.decide_pair", pair, by, at, after=_said(pair), why=pair.reason)
    return pair


@transaction.atomic
def confirm_pair(*, pair: RubricPair, by: User, at: datetime) -> RubricPair:
    """Confirm a decision about rubrics of a published version: it counts from this day on. By a second person."""
    pair = _waiting(pair)
    if pair.by_id == by.pk:
        raise _second()
    pair.since, pair.confirmed_by = at.astimezone(WESTERN_INDONESIA).date(), by
    pair.save(update_fields=["since", "confirmed_by"])
    _record("standards.confirm_pair", pair, by, at, after=_said(pair) | {"since": pair.since})
    transaction.on_commit(changed)
    changed()
    return pair


@transaction.atomic
def withdraw_pair(*, pair: RubricPair, why: str, by: User, at: datetime) -> None:
    """Take back a decision that does not count yet; the reason is kept in the audit trail."""
    version = _locked(pair.version)
    pair = RubricPair.objects.select_for_update(no_key=True).get(pk=pair.pk, version=version)
    if pair.since is not None:
        raise _counts()
    _record("standards.withdraw_pair", pair, by, at, before=_said(pair), why=why.strip())
    pair.delete()


def confirm_with(version: Version, since: date, by: User) -> int:
    """Let the decisions of a version count from its first day: called by the action that publishes it."""
    return version.pairs.filter(since__isnull=True).update(since=since, confirmed_by=by)


def name_of(version: Version, part: str, code: str) -> str:
    """What a competency is called in a part of a version; its code where it has another one there."""
    rows = version.pieces.filter(key=part).values_list("data__competencies", flat=True).first() or []
    return next((" ".join(row["name"].split()) for row in rows if row["code"] == code), code)


def _waiting(pair: RubricPair) -> RubricPair:
    version = _locked(pair.version)
    pair = RubricPair.objects.select_for_update(no_key=True).get(pk=pair.pk, version=version)
    if version.state != Version.State.PUBLISHED or pair.since is not None:
        raise _counts()
    return pair


def _locked(version: Version) -> Version:
    found = locked(Version.objects.select_related("instansi", "act"), version.pk)
    if found.state not in MAY_PAIR:
        raise refused(
            "Kesetaraan rubrik diputuskan selagi versi diperiksa, atau sesudah terbit.",
            "Equivalent rubrics are decided while a version is checked, or once it is published.",
            "Bila versi ini menunggu penerbitan, mintalah dikembalikan.",
            "If this version waits for publication, ask to have it sent back.",
        )
    return found


def _second() -> Refused:
    return refused(
        "Putusan Anda sendiri harus dikukuhkan orang lain.",
        "Your own decision must be confirmed by somebody else.",
        "Minta pejabat lain yang berwenang menerbitkan standar.",
        "Ask another official who may publish standards.",
    )


def _counts() -> Refused:
    return refused(
        "Putusan ini tidak sedang menunggu pengukuhan.",
        "This decision does not wait to be confirmed.",
        "Muat ulang halaman. Yang sudah berlaku diganti dengan putusan baru.",
        "Load the page again. What counts already is overridden by a new decision.",
    )


def _said(pair: RubricPair) -> dict[str, Any]:
    return {
        "code": pair.code,
        "first": pair.first,
        "second": pair.second,
        "decision": pair.decision,
        "citation": pair.citation,
    }


def _record(action: str, pair: RubricPair, by: User, at: datetime, **said: Any) -> None:
    record(action, pair.version, by=by, at=at, instansi=pair.version.instansi, **said)
