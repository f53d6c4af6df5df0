"""The list of what could not be read with certainty."""

from __future__ import annotations

from selaras.errors import Place
from selaras.law.document import Piece
from selaras.law.form.piece import Source, Uncertain
from selaras.law.reading.reasons import REASONS

QUOTE_LENGTH = 120


class Doubts:
    """Collects doubts while a document is read; `found` gives them in reading order, each once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Source, str], Uncertain] = {}

    def add(self, code: str, piece: Piece, *, blocking: bool = False, **values: object) -> None:
        """Note a doubt about `piece`. `values` fill the sentence; `blocking` as in `Uncertain`."""
        reason = REASONS[code].format(**values)
        source = source_of(piece)
        entry = Uncertain(
            code=code,
            source=source,
            reason=reason.id,
            reason_en=reason.en,
            quote=piece.text[:QUOTE_LENGTH],
            blocking=blocking,
        )
        self._found.setdefault((code, source, reason.id), entry)

    @property
    def found(self) -> tuple[Uncertain, ...]:
        """Doubts by place; those about the whole document first."""
        return tuple(
            sorted(self._found.values(), key=lambda each: (each.source.line or 0, each.source.character or 0))
        )


def source_of(piece: Piece) -> Source:
    """The place of a piece as the form records it."""
    return Source(line=piece.place.line, character=piece.place.character)


def piece_of(text: str, source: Source) -> Piece:
    """A text already in the form as a piece again, so that it can be doubted."""
    return Piece(text, Place(line=source.line, character=source.character))
