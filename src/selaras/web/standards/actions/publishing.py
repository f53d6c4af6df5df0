"""Handing over, publishing, sending back, discarding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from selaras.law.form import Form
from selaras.web import steps
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.jobs.work import start
from selaras.web.standards.actions.ending import end
from selaras.web.standards.actions.pairing import confirm_with
from selaras.web.standards.downloads import too_large
from selaras.web.standards.errors import Refused, refused
from selaras.web.standards.holds import Held, holds_of, regulation_or_held
from selaras.web.standards.models import Act, Correction, Doubt, Ending, Piece, Version
from selaras.web.standards.pieces import form_from
from selaras.web.standards.previews import AFFECTED
from selaras.web.standards.reading import changed, digest_of
from selaras.web.standards.renamed import codes_of
from selaras.web.standards.rows import coded
from selaras.web.standards.uses import keep_all_uses, keep_uses

INDEX, TYPESET = "standards.index", "standards.typeset"


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
    why = steps.reasoned(why)
    version.state, version.confirmed_by, version.confirmed_at = Version.State.REVIEW, None, None
    version.note = why
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
    why = steps.reasoned(why)
    version.state, version.note = Version.State.DISCARDED, why
    version.save(update_fields=["state", "note"])
    version.uses.all().delete()
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
    awaited = AFFECTED.held(version, effective_from, repeals)
    if awaited:
        raise Refused(awaited.what, awaited.remedy)
    number = (act.versions.aggregate(n=Max("number"))["n"] or 0) + 1
    version.form = form.model_dump(mode="json")
    version.digest = digest_of(version.form)
    version.number, version.effective_from, version.state = number, effective_from, Version.State.PUBLISHED
    version.published_by, version.published_at = by, at
    _rename_pieces(version)
    confirm_with(version, effective_from, by)
    version.save()
    if predecessor and (predecessor.ended_on is None or predecessor.ended_on > effective_from):  # type: ignore[attr-defined]
        end(predecessor, effective_from, Ending.Cause.SUPERSEDED, version, by, at)
    for other in _repealed(version, repeals):
        end(other, effective_from, Ending.Cause.REPEALED, version, by, at)
    start(INDEX, by=by, instansi=version.instansi, at=at, version=version.pk)
    if too_large(version):
        start(TYPESET, by=by, instansi=version.instansi, at=at, version=version.pk)
    said = {"act": str(act), "number": number, "effective_from": effective_from, "digest": version.digest}
    record("standards.publish", version, by=by, at=at, instansi=version.instansi, after=said)
    transaction.on_commit(changed)
    changed()
    return version


def confirmed_form(version: Version, starts: date) -> Form:
    """The form from its confirmed parts: links applied, nothing uncertain in it, in force from a day."""
    codes = codes_of(version)
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
            *version.pairs.values_list("by", flat=True),
        )
        if pk is not None
    }


def locked(version: Version, *states: str) -> Version:
    """The version as it is now, ours until the transaction ends. Raises Refused when its state is another."""
    return steps.locked(Version.objects.select_related("instansi", "act"), version.pk, states)


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


def _renamed(data: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    if data.get("code") in codes:  # an entry of a dictionary
        return {**data, "code": codes[data["code"]]}
    rows = data.get("competencies")
    if not rows or not codes:
        return data
    return {
        **data,
        "competencies": [coded(row, codes[row["code"]]) if row["code"] in codes else row for row in rows],
    }


def _rename_pieces(version: Version) -> None:
    """The parts as the published form has them, with the rubrics that they ask."""
    codes = codes_of(version)
    renamed = []
    for piece in version.pieces.all() if codes else ():
        data = _renamed(piece.data, codes)
        if data is not piece.data:
            piece.data = data
            piece.save(update_fields=["data"])
            renamed.append(piece)
    if version.uses.exists():
        keep_uses(version, renamed)
    else:  # prepared before uses were kept from the reading on
        keep_all_uses(version)
