"""Lines of a document while a reader gathers them, numbered as `Document.text` numbers them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from selaras.errors import Place, Text
from selaras.law.document import SIZE_LIMIT, Document, Line, Piece, refused


class Lines:
    """Paragraphs and table rows in reading order.

    A place has two halves: `sheet` and `row` say where it is for people ("hlm. 3, tabel 2", row 4); `line` and
    `character` say where it is in `Document.text`, so that every verbatim text can be found there again.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Line] = []
        self.computed: set[int] = set()
        self._next = 1

    @property
    def next(self) -> int:
        """The number that the next line will have."""
        return self._next

    def paragraph(self, text: str, sheet: str = "") -> None:
        """Add a line without cells; an empty text is an empty line."""
        self._add(text, (), Place(self.file, sheet, line=self._next, character=1))

    def row(
        self, cells: Sequence[str], sheet: str, row: int | None = None, spans: Sequence[int] = ()
    ) -> None:
        """Add a table row: every grid column a cell, the columns that a merged cell covers empty.

        `spans` as in `law.document.Line`, when the format knows them.
        """
        text = "\t".join(cells)
        place = Place(self.file, sheet, row, line=self._next, character=1)
        whole, pieces, start = Piece(text, place), [], 0
        for cell in cells:
            pieces.append(whole.part(start, start + len(cell)))
            start += len(cell) + 1
        self._add(text, tuple(pieces), place, tuple(spans))

    def _add(self, text: str, cells: tuple[Piece, ...], place: Place, spans: tuple[int, ...] = ()) -> None:
        self.found.append(Line(text, place, cells, spans))
        self._next += text.count("\n") + 1

    def document(self, sha256: str) -> Document:
        """All lines as a document."""
        return Document(self.file, sha256, tuple(self.found), frozenset(self.computed))


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes. Raises DocumentRefused when it is missing or larger than any regulation."""
    try:
        if path.stat().st_size > SIZE_LIMIT * 10:
            limit = SIZE_LIMIT * 10 // 1_000_000
            what = Text(f"Berkas lebih besar dari {limit} MB.", f"The file is larger than {limit} MB.")
            raise refused("too_large", Place(file=str(path)), what)
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        what = Text("Berkas tidak dapat dibuka.", "The file cannot be opened.")
        remedy = Text(
            "Periksa nama berkas dan hak membacanya.", "Check the file's name and your right to read it."
        )
        raise refused("unreadable", Place(file=str(path)), what, remedy) from error
