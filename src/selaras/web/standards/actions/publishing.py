"""Handing over, publishing, sending back, discarding, repealing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Min

from selaras.law.form import Form
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.standards.errors import Refused, refused
from selaras.web.standards.holds import Held, holds_of, regulation_or_held
from selaras.web.standards.indexing import index
from selaras.web.standards.models import Act, Correction, Doubt, Ending, Link, Piece, Version
from selaras.web.standards.pieces import form_from
from selaras.web.standards.reading import changed, digest_of
from selaras.web.standards.rows import coded


@transaction.atomic
def submit(*, version: Version, by: User, at: datetime) -> Version:
    """Everything is confirmed: a second person may publish. Raises Refused with the first reason that holds it."""
    version = locked(version, Version.State.REVIEW)
    held = holds_of(version)
    if held:
        raise Refused(held[0].what, held[0].remedy)
    starts = version.effective_from or date(2000, 1, 1)  # the publisher names the day where the act does not
    found = regulation_or_held(confirmed_form(version, starts))
    if isinstance(found, Held):
        raise Refused(found.what, found.remedy)
    version.state, version.confirmed_by, version.confirmed_at = Version.State.CONFIRMED, by, at
    version.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    record(
        "standards.submit", version, by=by, at=at, instansi=version.instansi, after={"state": version.state}
    )
    return version


@transaction.atomic
def send_back(*, version: Version, why: str, by: User, at: datetime) -> Version:
    """Whoever would publish sees something to mend: the checking goes on."""
    version = locked(version, Version.State.CONFIRMED)
    if not why.strip():
        raise no_reason()
    version.state, version.confirmed_by, version.confirmed_at = Version.State.REVIEW, None, None
    version.note = why.strip()
    version.save(update_fields=["state", "confirmed_by", "confirmed_at", "note"])
    record(
        "standards.send_back",
        version,
        by=by,
        at=at,
        instansi=version.instansi,
        after={"state": version.state},
        why=why,
    )
    return version


@transaction.atomic
def discard(*, version: Version, why: str, by: User, at: datetime) -> Version:
    """What was read is not wanted. Kept, never shown as a standard; the act is free for another document."""
    version = locked(version, *Version.PREPARED)
    if not why.strip():
        raise no_reason()
    version.state, version.note = Version.State.DISCARDED, why.strip()
    version.save(update_fields=["state", "note"])
    record(
        "standards.discard",
        version,
        by=by,
        at=at,
        instansi=version.instansi,
        after={"state": version.state},
        why=why,
    )
    return version


@transaction.atomic
def publish(
    *, version: Version, effective_from: date, repeals: Sequence[Act] = (), by: User, at: datetime
) -> Version:
    """Make a confirmed version the standard from a day on. It ends its predecessor, and the acts that it repeals.

    Raises Refused: by somebody who had a hand in reading it, for a day before the act's own or not after the
    predecessor's, and for whatever still holds it.
    """
    act = Act.objects.select_for_update(no_key=True).get(pk=version.act_id or 0)
    version = locked(version, Version.State.CONFIRMED)
    _second_person(version, by)
    held = holds_of(version)
    if held:
        raise Refused(held[0].what, held[0].remedy)
    predecessor = act.versions.published().order_by("-number").first()
    _day(version, effective_from, predecessor)
    form = confirmed_form(version, effective_from)
    found = regulation_or_held(form)
    if isinstance(found, Held):
        raise Refused(found.what, found.remedy)
    number = (act.versions.aggregate(n=Max("number"))["n"] or 0) + 1
    version.form = form.model_dump(mode="json")
    version.digest = digest_of(version.form)
    version.number, version.effective_from, version.state = number, effective_from, Version.State.PUBLISHED
    version.published_by, version.published_at = by, at
    _rename_pieces(version)
    version.save()
    if predecessor and (predecessor.ended_on is None or predecessor.ended_on > effective_from):  # type: ignore[attr-defined]
        _end(predecessor, effective_from, Ending.Cause.SUPERSEDED, version, by, at)
    for other in _repealed(version, repeals):
        _end(other, effective_from, Ending.Cause.REPEALED, version, by, at)
    index(version)
    said = {"act": act.act_id, "number": number, "effective_from": effective_from, "digest": version.digest}
    record("standards.publish", version, by=by, at=at, instansi=version.instansi, after=said)
    transaction.on_commit(changed)
    changed()
    return version


@transaction.atomic
def repeal(*, version: Version, on: date, basis: str, reason: str, by: User, at: datetime) -> Ending:
    """A published version no longer holds from a day on, without a successor here. The basis is needed."""
    Act.objects.select_for_update(no_key=True).get(pk=version.act_id or 0)
    standing = Version.objects.published().select_related("instansi").get(pk=version.pk)
    if not basis.strip():
        raise refused(
            "Dasar pencabutan belum ditulis.",
            "The basis of the repeal is missing.",
            "Tulis peraturan yang mencabutnya.",
            "Write the act that repeals it.",
        )
    return _end(standing, on, Ending.Cause.REPEALED, None, by, at, basis=basis.strip(), reason=reason.strip())


def confirmed_form(version: Version, starts: date) -> Form:
    """The form from its confirmed parts: links applied, nothing uncertain in it, in force from a day."""
    codes = _codes(version)
    rows = version.pieces.order_by("order").values_list("kind", "data")
    form = form_from((kind, _renamed(data, codes)) for kind, data in rows)
    # The act's own day stays; a version that holds from a later day says so itself.
    head = form["instrument"]
    form["instrument"] = {**head, "in_force_from": head["in_force_from"] or starts.isoformat()}
    return Form.model_validate(form)


def had_a_hand(version: Version) -> set[int]:
    """Who uploaded, corrected or confirmed anything of a version: none of them may publish it."""
    return {
        pk
        for pk in (
            version.uploaded_by_id,
            version.confirmed_by_id,
            *version.pieces.values_list("confirmed_by", flat=True).distinct().order_by(),
            *Doubt.objects.filter(piece__version=version).values_list("by", flat=True),
            *Correction.objects.filter(piece__version=version).values_list("by", flat=True),
            *version.links.values_list("by", flat=True),
        )
        if pk is not None
    }


def locked(version: Version, *states: str) -> Version:
    """The version as it is now, ours until the transaction ends. Raises Refused when its state is another."""
    found = (
        Version.objects.select_for_update(no_key=True, of=("self",))
        .select_related("instansi", "act")
        .get(pk=version.pk)
    )
    if found.state not in states:
        raise refused(
            f"Versi ini kini berkeadaan “{found.get_state_display()}”, jadi langkah ini tidak dapat dilakukan.",
            "The state of this version is another by now, so this step cannot be done.",
            "Muat ulang halaman dan lihat keadaannya.",
            "Load the page again and look at its state.",
        )
    return found


def no_reason() -> Refused:
    """The refusal of a step without its reason."""
    return refused(
        "Alasannya belum ditulis.", "The reason is missing.", "Tulis alasannya.", "Write the reason."
    )


def _second_person(version: Version, by: User) -> None:
    if by.pk in had_a_hand(version):
        raise refused(
            "Yang mengunggah, memperbaiki, atau mengesahkan bacaan tidak dapat menerbitkannya.",
            "Whoever uploaded, corrected or confirmed the reading cannot publish it.",
            "Minta pejabat lain yang berwenang menerbitkannya.",
            "Ask another official who may to publish it.",
        )


def _day(version: Version, starts: date, predecessor: Version | None) -> None:
    own = (
        version.pieces.filter(kind=Piece.Kind.ACT)
        .values_list("data__instrument__in_force_from", flat=True)
        .first()
    )
    if own and starts < date.fromisoformat(own):
        day = date.fromisoformat(own)
        raise refused(
            f"Peraturan ini baru berlaku mulai {day:%d-%m-%Y}.",
            f"This act is in force only from {day:%d-%m-%Y}.",
            f"Pilih {day:%d-%m-%Y} atau sesudahnya.",
            f"Choose {day:%d-%m-%Y} or later.",
        )
    if predecessor and predecessor.effective_from and starts <= predecessor.effective_from:
        day = predecessor.effective_from
        raise refused(
            f"Versi {predecessor.number} peraturan ini berlaku mulai {day:%d-%m-%Y}; versi berikutnya harus sesudahnya.",
            f"Version {predecessor.number} of this act holds from {day:%d-%m-%Y}; the next one must begin later.",
            "Pilih tanggal sesudah itu.",
            "Choose a later day.",
        )


def _repealed(version: Version, acts: Sequence[Act]) -> list[Version]:
    """What stands of the acts that a version repeals; those of the same instansi alone."""
    found = Version.objects.published().filter(act__in=[act.pk for act in acts], instansi=version.instansi)
    return [each for each in found.exclude(act=version.act) if each.ended_on is None]  # type: ignore[attr-defined]


def _end(
    version: Version,
    on: date,
    cause: str,
    successor: Version | None,
    by: User,
    at: datetime,
    basis: str = "",
    reason: str = "",
) -> Ending:
    ended = version.endings.aggregate(on=Min("on"))["on"]
    if (version.effective_from and on <= version.effective_from) or (
        ended and on >= ended and successor is None
    ):
        last = f" dan sebelum {ended:%d-%m-%Y}" if ended else ""
        until = f" and before {ended:%d-%m-%Y}" if ended else ""
        raise refused(
            f"Hari ini di luar masa berlaku {version.act} versi {version.number}.",
            f"This day is outside the time in which {version.act}, version {version.number}, holds.",
            f"Pilih hari sesudah {version.effective_from:%d-%m-%Y}{last}.",
            f"Choose a day after {version.effective_from:%d-%m-%Y}{until}.",
        )
    ending = Ending.objects.create(
        version=version,
        on=on,
        cause=cause,
        successor=successor,
        basis=basis or str((successor and successor.act) or ""),
        reason=reason,
        by=by,
        at=at,
    )
    said: dict[str, Any] = {"on": on, "cause": cause, "basis": ending.basis}
    record("standards.end", version, by=by, at=at, instansi=version.instansi, after=said, why=reason)
    transaction.on_commit(changed)
    changed()
    return ending


def _codes(version: Version) -> dict[str, str]:
    same = version.links.filter(decision=Link.Decision.SAME)
    return dict(same.values_list("code", "earlier_code"))


def _renamed(data: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    rows = data.get("competencies")
    if not rows or not codes:
        return data
    return {
        **data,
        "competencies": [coded(row, codes[row["code"]]) if row["code"] in codes else row for row in rows],
    }


def _rename_pieces(version: Version) -> None:
    """The parts as the published form has them."""
    codes = _codes(version)
    for piece in version.pieces.all() if codes else ():
        data = _renamed(piece.data, codes)
        if data is not piece.data:
            piece.data = data
            piece.save(update_fields=["data"])
