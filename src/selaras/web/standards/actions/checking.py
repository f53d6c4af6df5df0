"""Checking what was read: doubts, rows, parts, links, findings. Each with who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.standards.actions.embedded import act_of
from selaras.web.standards.actions.receive import refuse_second
from selaras.web.standards.errors import refused
from selaras.web.standards.models import Act, Correction, Doubt, Link, Piece, Version
from selaras.web.standards.pieces import faults_of
from selaras.web.standards.rows import corrected, placed, row_of


@transaction.atomic
def confirm_doubt(*, doubt: Doubt, note: str, by: User, at: datetime) -> Doubt:
    """An uncertain place is as it was read; the reason is kept. Raises Refused without one."""
    piece = _piece(doubt.piece_id)
    doubt = Doubt.objects.get(pk=doubt.pk)
    _needs(note)
    if doubt.state == Doubt.State.OPEN:
        doubt.state, doubt.note, doubt.by, doubt.at = Doubt.State.CONFIRMED, note.strip(), by, at
        doubt.save()
        said = {"piece": piece.key, "line": doubt.line, "state": doubt.state}
        _record("standards.confirm_doubt", piece, by, at, after=said, why=note)
    return doubt


@transaction.atomic
def correct_row(
    *, piece: Piece, row: str, said: Mapping[str, Any], reason: str, by: User, at: datetime
) -> Correction:
    """Set a row to what the original says. The part has then to be confirmed anew.

    Doubts about that line are settled by it. Raises Refused without a reason, for values that fit no standard, and when
    the act becomes one that another version is prepared for.
    """
    piece = _piece(piece.pk)
    found = row_of(piece, row)
    _needs(reason)
    if found is None:
        raise refused(
            "Baris ini tidak ada.", "There is no such row.", "Muat ulang halaman.", "Load the page again."
        )
    entry = corrected(found, said)
    correction = Correction.objects.create(
        piece=piece, row=row, before=found.entry, after=entry, reason=reason.strip(), by=by, at=at
    )
    piece.data = placed(piece.data, row, entry)
    piece.faults = len(faults_of(piece.kind, piece.data))
    piece.confirmed_by, piece.confirmed_at = None, None
    piece.save()
    if found.line is not None:
        piece.doubts.filter(line=found.line, state=Doubt.State.OPEN).update(
            state=Doubt.State.CORRECTED, note=reason.strip(), by=by, at=at
        )
    if found.kind == "instrument":
        _move(piece)
    change = {"row": row, **{name: entry[name] for name in entry if entry[name] != found.entry.get(name)}}
    old = {name: found.entry.get(name) for name in change if name != "row"}
    _record("standards.correct", piece, by, at, before={"piece": piece.key, **old}, after=change, why=reason)
    return correction


@transaction.atomic
def confirm_piece(*, piece: Piece, by: User, at: datetime) -> Piece:
    """A part is read as it stands in the source. Raises Refused while anything in it is uncertain."""
    piece = _piece(piece.pk)
    open_doubts = piece.doubts.filter(state=Doubt.State.OPEN).count()
    if open_doubts or piece.faults:
        raise refused(
            f"Bagian ini masih memuat {open_doubts + piece.faults} hal yang belum pasti.",
            f"This part still holds {open_doubts + piece.faults} uncertain things.",
            "Tetapkan atau perbaiki masing-masing dengan alasan, lalu sahkan bagian ini.",
            "Confirm or correct each with a reason, then confirm this part.",
        )
    if piece.confirmed_at is None:
        piece.confirmed_by, piece.confirmed_at = by, at
        piece.save(update_fields=["confirmed_by", "confirmed_at"])
        _record("standards.confirm_piece", piece, by, at, after={"piece": piece.key, "title": piece.title})
    return piece


@transaction.atomic
def decide_link(*, link: Link, decision: str, citation: str, by: User, at: datetime) -> Link:
    """Say whether a new competency is an earlier one under another name, and where that is laid down."""
    version = _version(link.version_id)
    link = Link.objects.get(pk=link.pk)
    if decision not in (Link.Decision.SAME, Link.Decision.OTHER):
        raise refused(
            "Putusan ini tidak dikenal.",
            "This decision is not known.",
            "Pilih sama atau lain.",
            "Choose same or another.",
        )
    if decision == Link.Decision.SAME and not citation.strip():
        raise refused(
            "Kaitan kompetensi memerlukan dasarnya.",
            "Linking competencies needs its basis.",
            "Tulis pasal, lampiran, atau berita acara yang menyatakannya.",
            "Write the article, annex or minutes that say so.",
        )
    before = link.decision
    link.decision, link.citation, link.by, link.at = decision, citation.strip()[:300], by, at
    link.save()
    said = {"code": link.code, "earlier_code": link.earlier_code, "decision": decision}
    record(
        "standards.decide_link",
        version,
        by=by,
        at=at,
        instansi=version.instansi,
        before={"decision": before},
        after=said,
        why=link.citation,
    )
    return link


@transaction.atomic
def accept_findings(*, version: Version, reason: str, by: User, at: datetime) -> Version:
    """Why a document is published although the linter finds errors in it."""
    version = _version(version.pk)
    _needs(reason)
    version.lint_reason = reason.strip()
    version.save(update_fields=["lint_reason"])
    said = {"errors": version.lint_errors}
    record(
        "standards.accept_findings", version, by=by, at=at, instansi=version.instansi, after=said, why=reason
    )
    return version


def _move(piece: Piece) -> None:
    """The act as its corrected head names it."""
    version = piece.version
    act = act_of(piece.data, version.instansi)
    if act.pk != version.act_id:
        Act.objects.select_for_update(no_key=True).get(pk=act.pk)
        refuse_second(act, version)
        version.act = act
    instrument = piece.data["instrument"]
    starts = instrument["in_force_from"]
    version.effective_from = date.fromisoformat(starts) if starts else None
    version.save(update_fields=["act", "effective_from"])
    piece.title = (
        instrument["short"] or f"{instrument['type']} {instrument['number']}/{instrument['year']}"
    )[:400]
    piece.save(update_fields=["title"])


def _piece(pk: int) -> Piece:
    """A part of a version that is being checked, with the version locked."""
    piece = Piece.objects.get(pk=pk)
    piece.version = _version(piece.version_id)
    return piece


def _version(pk: int) -> Version:
    version = (
        Version.objects.select_for_update(no_key=True, of=("self",))
        .select_related("instansi", "act")
        .get(pk=pk)
    )
    if version.state != Version.State.REVIEW:
        raise refused(
            "Versi ini tidak sedang diperiksa, jadi tidak dapat diubah.",
            "This version is not being checked, so it cannot be changed.",
            "Bila menunggu penerbitan, mintalah dikembalikan; bila sudah terbit, unggah dokumen baru.",
            "If it waits for publication, ask to have it sent back; if it is published, upload a new document.",
        )
    return version


def _needs(reason: str) -> None:
    if not reason.strip():
        raise refused(
            "Alasannya belum ditulis.",
            "The reason is missing.",
            "Tulis apa yang Anda lihat pada dokumen asli.",
            "Write what you see in the original.",
        )


def _record(action: str, piece: Piece, by: User, at: datetime, **said: Any) -> None:
    record(action, piece.version, by=by, at=at, instansi=piece.version.instansi, **said)
