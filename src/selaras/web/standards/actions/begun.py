"""What every step of checking begins and ends with: the version locked, a reason, the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.standards.errors import refused
from selaras.web.standards.models import Piece, Version


def piece_checked(pk: int) -> Piece:
    """A part of a version that is being checked, with the version locked."""
    piece = Piece.objects.get(pk=pk)
    piece.version = version_checked(piece.version_id)
    return piece


def version_checked(pk: int) -> Version:
    """A version that is being checked, locked. Raises Refused when it is in another state."""
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


def needs_reason(reason: str) -> None:
    """Raises Refused without a reason."""
    if not reason.strip():
        raise refused(
            "Alasannya belum ditulis.",
            "The reason is missing.",
            "Tulis apa yang Anda lihat pada dokumen asli.",
            "Write what you see in the original.",
        )


def put_on_record(action: str, piece: Piece, by: User, at: datetime, **said: Any) -> None:
    """Keep in the audit trail what was done to a part."""
    record(action, piece.version, by=by, at=at, instansi=piece.version.instansi, **said)
