"""Doubts of an annex in our own layout: those of the general reader, and blanks that nobody has filled in yet."""

from __future__ import annotations

from selaras.law.document import Piece
from selaras.law.form.piece import Uncertain
from selaras.law.reading.doubts import QUOTE_LENGTH, Doubts, source_of


class AnnexDoubts(Doubts):
    """Collects both; `found` gives them in reading order."""

    def __init__(self) -> None:
        super().__init__()
        self._blanks: list[Uncertain] = []

    def blank(self, piece: Piece) -> None:
        """Note a place that is still to be filled in; law cannot be made of it, so it blocks."""
        where = " ".join(
            filter(None, (piece.place.sheet, f"baris {piece.place.row}" if piece.place.row else ""))
        )
        at = f" ({where})" if where else ""
        self._blanks.append(
            Uncertain(
                code="blank",
                source=source_of(piece),
                reason=f"Belum diisi{at}. Isi, atau kosongkan bila tidak diperlukan.",
                reason_en=f"Not filled in yet{at}. Fill it in, or empty it if it is not needed.",
                quote=piece.text[:QUOTE_LENGTH],
                blocking=True,
            )
        )

    @property
    def found(self) -> tuple[Uncertain, ...]:
        """Doubts by place."""
        both = (*super().found, *self._blanks)
        return tuple(sorted(both, key=lambda each: (each.source.line or 0, each.source.character or 0)))
