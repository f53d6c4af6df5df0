"""Parts of a form as rows. Called by actions inside their transaction."""

from __future__ import annotations

from collections.abc import Sequence

from selaras.web.standards.models import Doubt, Piece, Version
from selaras.web.standards.pieces import Part, faults_of, rows_in
from selaras.web.standards.uses import keep_uses

AT_ONCE = 200  # pieces to one INSERT: each carries its text


def store_parts(version: Version, parts: Sequence[Part]) -> None:
    """Write every part with its doubts; what was stored of this version before is replaced."""
    version.pieces.all().delete()
    pieces = Piece.objects.bulk_create(
        (piece_of(version, order, part) for order, part in enumerate(parts)), batch_size=AT_ONCE
    )
    keep_uses(version, pieces)
    Doubt.objects.bulk_create(
        [
            Doubt(
                piece=piece,
                code=doubt["code"][:80],
                blocking=doubt["blocking"],
                reason_id=doubt["reason"],
                reason_en=doubt["reason_en"],
                quote=doubt["quote"],
                line=doubt["source"]["line"],
            )
            for piece, part in zip(pieces, parts, strict=True)
            for doubt in part.doubts
        ],
        batch_size=AT_ONCE,
    )


def piece_of(version: Version, order: int, part: Part) -> Piece:
    """A part as a row, not saved."""
    return Piece(
        version=version,
        order=order,
        kind=part.kind,
        key=part.key,
        title=part.title,
        group=part.group,
        rows=rows_in(part.data),
        data=part.data,
        lines=part.lines,
        findings=part.findings,
        findings_count=len(part.findings),
        faults=len(faults_of(part.kind, part.data)),
    )
