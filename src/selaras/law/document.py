"""A regulation as read: bytes become pieces, every piece with its place. What the pieces mean comes later.

A reader of another format (a word processor's file, a PDF) makes the same `Document`: paragraphs as lines without
cells, table rows as lines with cells, empty lines where the page breaks. Nothing is corrected or trimmed here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from selaras.errors import DocumentRefused, Place, Problem, Text

SIZE_LIMIT = 20_000_000  # bytes; the longest decrees met are a tenth of it as text

_FOREIGN = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")

_REMEDY = Text(
    "Simpan peraturan sebagai teks UTF-8 (.txt) lalu ulangi.",
    "Save the regulation as UTF-8 text (.txt) and try again.",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source, verbatim, with the place of its first character."""

    text: str
    place: Place

    def part(self, start: int, stop: int | None = None) -> Piece:
        """The stretch from `start` to `stop`, without the spacing around it, at its own place."""
        inner = self.text[start:stop]
        start += len(inner) - len(inner.lstrip())
        before = self.text[:start]
        breaks = before.count("\n")
        character = start - before.rfind("\n") if breaks else (self.place.character or 1) + start
        line = None if self.place.line is None else self.place.line + breaks
        return Piece(inner.strip(), replace(self.place, line=line, character=character))

    @property
    def flat(self) -> str:
        """The text on one line, spacing folded; for values, never for verbatim texts."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line, paragraph or table row. `cells` is empty unless it is a row.

    `spans`, where the format knows it, says for each cell how many grid columns it covers: 0 for a column covered
    by the cell before it. It is what tells in which column a tick of a merged cell stands.
    """

    text: str
    place: Place
    cells: tuple[Piece, ...] = ()
    spans: tuple[int, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text.strip()

    @property
    def piece(self) -> Piece:
        """The whole line as a piece."""
        return Piece(self.text, self.place)


@dataclass(frozen=True, slots=True)
class Document:
    """Lines in reading order, with the file's name and the sha256 of its bytes.

    `computed` holds the numbers of lines whose leading number is not in the file's text: a word processor counts it.
    """

    file: str
    sha256: str
    lines: tuple[Line, ...]
    computed: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """All lines; what verbatim texts are substrings of."""
        return "\n".join(line.text for line in self.lines)


def passage(lines: Sequence[Line], start: int = 0) -> Piece:
    """Consecutive lines as one piece, from character `start` of the first; exactly as they stand in the source."""
    if not lines:
        return Piece("", Place())
    whole = Piece("\n".join(line.text for line in lines), lines[0].place)
    return whole.part(start)


def of_text(text: str, file: str = "", sha256: str = "") -> Document:
    """Plain text → Document. A line with tabs is a table row. Line ends may be of any system."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Document(file, sha256, tuple(_lines(text.split("\n"), file)))


def _lines(texts: Iterable[str], file: str) -> Iterable[Line]:
    for number, text in enumerate(texts, start=1):
        place = Place(file=file, line=number, character=1)
        yield Line(text, place, tuple(_cells(text, place)) if "\t" in text else ())


def _cells(text: str, place: Place) -> Iterable[Piece]:
    start = 0
    for cell in text.split("\t"):
        inner = cell.strip()
        lead = len(cell) - len(cell.lstrip()) if inner else 0
        yield Piece(inner, replace(place, character=1 + start + lead))
        start += len(cell) + 1


def of_bytes(data: bytes, file: str = "") -> Document:
    """Bytes of a text file → Document.

    Raises DocumentRefused with the place and a remedy when they are empty, too many, binary or not UTF-8.
    """
    if len(data) > SIZE_LIMIT:
        raise refused(
            "too_large",
            Place(file=file),
            Text(
                f"Berkas lebih besar dari {SIZE_LIMIT // 1_000_000} MB.",
                f"The file is larger than {SIZE_LIMIT // 1_000_000} MB.",
            ),
        )
    if not data.strip(b" \t\r\n\f\xef\xbb\xbf"):
        raise refused("empty", Place(file=file), Text("Berkas kosong.", "The file is empty."))
    if data.startswith(_FOREIGN) or b"\x00" in data:
        raise refused(
            "not_text",
            Place(file=file, line=1),
            Text("Berkas ini bukan teks biasa.", "This file is not plain text."),
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        character = error.start - data.rfind(b"\n", 0, error.start)
        raise refused(
            "not_utf8",
            Place(file=file, line=line, character=character),
            Text("Berkas bukan teks UTF-8.", "The file is not UTF-8 text."),
        ) from error
    return of_text(text, file, hashlib.sha256(data).hexdigest())


def of_file(path: Path) -> Document:
    """A text file → Document. Raises DocumentRefused when it cannot be read as text."""
    if path.is_dir():
        raise refused(
            "directory",
            Place(file=str(path)),
            Text("Ini folder, bukan berkas.", "This is a folder, not a file."),
            Text("Tunjuk satu berkas peraturan di dalamnya.", "Name one regulation file inside it."),
        )
    try:
        with path.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)  # never more than what could be accepted
    except OSError as error:
        raise refused(
            "unreadable",
            Place(file=str(path)),
            Text("Berkas tidak dapat dibuka.", "The file cannot be opened."),
            Text(
                "Periksa nama berkas dan hak membacanya.", "Check the file's name and your right to read it."
            ),
        ) from error
    return of_bytes(data, str(path))


def refused(code: str, place: Place, what: Text, remedy: Text = _REMEDY) -> DocumentRefused:
    """The refusal of a whole document, with one problem at its place."""
    whole = Text(
        "Dokumen tidak dapat dibaca sebagai peraturan.", "The document cannot be read as a regulation."
    )
    advice = Text(
        "Tidak ada yang disimpan. Perbaiki lalu ulangi.", "Nothing was written. Mend it and try again."
    )
    return DocumentRefused(whole, advice, (Problem(code, place, what, remedy),))
