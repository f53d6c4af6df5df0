"""Headings of kinds of competency: `A. Manajerial`, `KOMPETENSI SOSIAL KULTURAL`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selaras.core.model import Kind
from selaras.law.document import Piece
from selaras.law.reading.spelling import Spelt, is_marker, parted, spelt

KINDS = {
    "manajerial": Kind.MANAGERIAL,
    "sosial kultural": Kind.SOCIOCULTURAL,
    "sosial-kultural": Kind.SOCIOCULTURAL,
    "sosiokultural": Kind.SOCIOCULTURAL,
    "teknis": Kind.TECHNICAL,
}
_WORDS = (*KINDS, *(f"kompetensi {word}" for word in KINDS))


@dataclass(frozen=True, slots=True)
class KindHeading:
    """A heading of a kind: its letter if printed, and how it is spelt."""

    kind: Kind
    marker: str
    spelt: Spelt
    piece: Piece


def heading_of(cells: Sequence[Piece]) -> KindHeading | None:
    """The heading when the filled cells are nothing else; a misspelt one needs its letter or `Kompetensi`."""
    filled = [cell for cell in cells if cell.text]
    if not filled or len(filled) > 2 or (len(filled) == 2 and not is_marker(filled[0].text)):
        return None
    marker, name = parted(" ".join(cell.flat for cell in filled))
    found = spelt(name, _WORDS)
    if found is None or (not found.exact and not marker and not name.casefold().startswith("komp")):
        return None
    return KindHeading(KINDS[found.word.removeprefix("kompetensi ")], marker, found, filled[-1])
