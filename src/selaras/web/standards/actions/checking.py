"""Checking what was read: doubts, parts, findings. Each with who, when and why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.standards.actions.begun import needs_reason, piece_checked, put_on_record, version_checked
from selaras.web.standards.errors import refused
from selaras.web.standards.models import Doubt, Piece, Version


@transaction.atomic
def confirm_doubt(*, doubt: Doubt, note: str, by: User, at: datetime) -> Doubt:
    """An uncertain place is as it was read; the reason is kept. Raises Refused without one."""
    piece = piece_checked(doubt.piece_id)
    doubt = Doubt.objects.get(pk=doubt.pk)
    needs_reason(note)
    if doubt.state == Doubt.State.OPEN:
        doubt.state, doubt.note, doubt.by, doubt.at = Doubt.State.CONFIRMED, note.strip(), by, at
        doubt.save()
        said = {"piece": piece.key, "line": doubt.line, "state": doubt.state}
        put_on_record("standards.confirm_doubt", piece, by, at, after=said, why=note)
    return doubt


@transaction.atomic
def confirm_piece(*, piece: Piece, by: User, at: datetime) -> Piece:
    """A part is read as it stands in the source. Raises Refused while anything in it is uncertain."""
    piece = piece_checked(piece.pk)
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
        put_on_record(
            "standards.confirm_piece", piece, by, at, after={"piece": piece.key, "title": piece.title}
        )
    return piece


@transaction.atomic
def accept_findings(*, version: Version, reason: str, by: User, at: datetime) -> Version:
    """Why a document is published although the linter finds errors in it."""
    version = version_checked(version.pk)
    needs_reason(reason)
    version.lint_reason = reason.strip()
    version.save(update_fields=["lint_reason"])
    said = {"errors": version.lint_errors}
    record(
        "standards.accept_findings", version, by=by, at=at, instansi=version.instansi, after=said, why=reason
    )
    return version
