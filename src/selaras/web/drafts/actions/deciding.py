"""Submit, send back, approve, hand over, discard."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from selaras.law.form import Form
from selaras.law.reading.words import slug
from selaras.web.accounts.models import User
from selaras.web.drafts.actions.noting import locked, note
from selaras.web.drafts.composing import Content, amended, content_of, form_of
from selaras.web.drafts.errors import Refused, refused
from selaras.web.drafts.findings import findings_of
from selaras.web.drafts.holds import holds_of
from selaras.web.drafts.models import Change, Draft
from selaras.web.drafts.standing import moved, newest
from selaras.web.standards import reading
from selaras.web.standards.actions.from_draft import Drafted, from_draft
from selaras.web.standards.models import Version
from selaras.web.steps import reasoned

State = Draft.State


@transaction.atomic
def submit(*, draft: Draft, by: User, at: datetime) -> Draft:
    """Written: a second person may approve it. Raises Refused with the first reason that holds it."""
    draft = locked(draft.pk, State.OPEN)
    content = content_of(draft)
    held = holds_of(content, findings_of(content))
    if held:
        raise Refused(held[0].what, held[0].remedy)
    draft.state, draft.submitted_by, draft.submitted_at, draft.note = State.SUBMITTED, by, at, ""
    draft.noted_by = None
    draft.save(update_fields=["state", "submitted_by", "submitted_at", "note", "noted_by"])
    note(draft, Change.Verb.SUBMIT, by=by, at=at)
    return draft


@transaction.atomic
def send_back(*, draft: Draft, why: str, by: User, at: datetime) -> Draft:
    """Something is to be mended first: it is open again, with the reason on top."""
    draft = locked(draft.pk, State.SUBMITTED, State.APPROVED)
    why = reasoned(why)
    draft.state, draft.note, draft.noted_by = State.OPEN, why, by
    draft.submitted_by = draft.submitted_at = draft.approved_by = draft.approved_at = None
    draft.save()
    note(draft, Change.Verb.SEND_BACK, why=why, by=by, at=at)
    return draft


@transaction.atomic
def approve(*, draft: Draft, by: User, at: datetime) -> Draft:
    """A second person agrees to it as it stands. Raises Refused for whoever wrote or submitted it."""
    draft = locked(draft.pk, State.SUBMITTED)
    if by.pk in hands_of(draft):
        raise refused(
            "Yang menyusun atau mengajukan rancangan tidak dapat menyetujuinya.",
            "Whoever wrote or submitted a draft cannot approve it.",
            "Minta orang kedua yang berwenang menyetujuinya.",
            "Ask a second person who may to approve it.",
        )
    draft.state, draft.approved_by, draft.approved_at = State.APPROVED, by, at
    draft.save(update_fields=["state", "approved_by", "approved_at"])
    note(draft, Change.Verb.APPROVE, by=by, at=at)
    return draft


@transaction.atomic
def discard(*, draft: Draft, why: str, by: User, at: datetime) -> Draft:
    """Not wanted any more. Kept for reading; its classes are free for another draft."""
    draft = locked(draft.pk, State.OPEN, State.SUBMITTED, State.APPROVED)
    why = reasoned(why)
    draft.state, draft.note, draft.noted_by = State.DISCARDED, why, by
    draft.save(update_fields=["state", "note", "noted_by"])
    draft.parts.update(held=False)
    note(draft, Change.Verb.DISCARD, why=why, by=by, at=at)
    return draft


@transaction.atomic
def hand_over(
    *, draft: Draft, number: str, enacted_on: date, effective_from: date, by: User, at: datetime
) -> Version:
    """The act is signed: the draft becomes a version of its act that waits to be published by a second person.

    Also again, when that version was discarded. Raises Refused when the day is not after the predecessor's or before
    the signature, when the act moved on since, or when another version of it is in preparation.
    """
    draft = locked(draft.pk, State.APPROVED, State.HANDED)
    if draft.version and draft.version.state != Version.State.DISCARDED:
        raise refused(
            "Rancangan ini sudah diserahkan.",
            "This draft has been handed over already.",
            "Lihat versinya pada Kelola standar.",
            "See its version under Manage standards.",
        )
    if effective_from < enacted_on:
        raise refused(
            f"Peraturan tidak berlaku sebelum ditetapkan pada {enacted_on:%d-%m-%Y}.",
            f"An act does not hold before it was enacted on {enacted_on:%d-%m-%Y}.",
            "Pilih hari itu atau sesudahnya.",
            "Choose that day or a later one.",
        )
    draft.number, draft.enacted_on, draft.effective_from = number.strip(), enacted_on, effective_from
    content = content_of(draft)
    form = _form(draft, content, effective_from)
    submitter = draft.submitted_by or by
    drafted = Drafted(
        form=form,
        starts=effective_from,
        parts=frozenset(draft.parts.values_list("subject", flat=True)),
        hands=dict.fromkeys(sorted(hands_of(draft) | {by.pk}), draft.pk),
        standing=tuple(f"{e.message.id} {e.reason}" for e in findings_of(content) if e.accepted),
    )
    version = from_draft(instansi=draft.instansi, act=draft.act, drafted=drafted, by=submitter, at=at)
    draft.version, draft.state = version, State.HANDED
    draft.save(update_fields=["version", "state", "number", "enacted_on", "effective_from"])
    draft.parts.update(held=False)
    said = {"version": version.pk, "number": draft.number, "enacted_on": str(enacted_on)}
    note(draft, Change.Verb.HAND_OVER, what=cited(draft), after=said, by=by, at=at)
    return version


def hands_of(draft: Draft) -> set[int]:
    """Who wrote or submitted a draft: none of them may approve or publish it."""
    wrote = draft.changes.filter(verb__in=Change.WRITING).values_list("by", flat=True)
    return {draft.created_by_id, *wrote.distinct().order_by()} | (
        {draft.submitted_by_id} if draft.submitted_by_id else set()
    )


def cited(draft: Draft) -> str:
    """The signed act as others cite it: “Peraturan Wali Kota 12/2026”."""
    head = draft.rows.get(section="act").data
    year = draft.enacted_on.year if draft.enacted_on else ""
    return f"{head['type']} Nomor {draft.number} Tahun {year}"


def _form(draft: Draft, content: Content, starts: date) -> Form:
    """What is published: the whole act as amended, or the new act by itself."""
    if draft.act is None:
        form = form_of(content)
        head = form.instrument
        id_ = slug(f"{head.type} {head.region or ''} {draft.number} {head.year}")
        short = f"{head.type} {head.region or ''} {draft.number}/{head.year}"
        told = {"id": id_, "short": " ".join(short.split()), "in_force_from": starts, "signatures": ()}
        return form.model_copy(update={"instrument": head.model_copy(update=told)})
    standing = newest(draft.act)
    if standing is None or standing.effective_from is None:
        raise ValueError("an act without a published version is amended by nobody")
    if starts <= standing.effective_from:
        day = standing.effective_from
        raise refused(
            f"Versi {standing.number} peraturan ini berlaku mulai {day:%d-%m-%Y}; perubahannya harus sesudahnya.",
            f"Version {standing.number} of this act holds from {day:%d-%m-%Y}; its amendment must begin later.",
            "Pilih tanggal sesudah itu.",
            "Choose a later day.",
        )
    if parts := moved(draft):
        raise refused(
            f"{parts[0].title} sudah diubah oleh versi {standing.number} sejak rancangan ini dimulai.",
            f"{parts[0].title} was changed by version {standing.number} since this draft began.",
            "Kembalikan rancangan ke penyusun untuk disesuaikan.",
            "Send the draft back to be adapted.",
        )
    form = amended(reading.form_of(standing), content, cited(draft))
    head = form.instrument.model_copy(update={"in_force_from": starts})
    return form.model_copy(update={"instrument": head})
