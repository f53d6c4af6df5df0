"""What may be parsed at all: size of a file, expansion of its compressed parts, what a Word file carries with it.

Checked before any parser sees the file, by expanding in pieces that are thrown away, never by what a file declares.
Nothing is executed and nothing outside the file is fetched: a file that would ask for it is refused.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from selaras.errors import DocumentRefused, Place, Text
from selaras.files.container import ENCRYPTED, OLE_SIGNATURE, PARTS_LIMIT, PIECE, RATIO_FROM, RATIO_LIMIT
from selaras.law.document import refused

FILE_LIMIT = 200_000_000  # bytes; a decree of 1,000 scanned pages with a text layer fits
PART_LIMIT = (
    120_000_000  # bytes of one part of a Word file expanded; 1,000 position standards need half of it
)
TOTAL_LIMIT = 300_000_000  # bytes of all parts expanded
ROWS_LIMIT = 300_000  # table rows of a Word file; 1,000 position standards have 40,000
STREAM_LIMIT = 150_000_000  # bytes of one expanded stream of a PDF; a page scanned in colour at 600 dpi fits
STREAMS_LIMIT = 1_500_000_000  # bytes of all of them: they are expanded one by one and thrown away

_WORD = "word/document.xml"
_OTHERS = {
    "xl/workbook.xml": "Excel",
    "xl/workbook.bin": "Excel",
    "ppt/presentation.xml": "PowerPoint",
    "content.xml": "OpenDocument",
}
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 32  # bytes kept between pieces so that no sign is cut in two
_ROW = re.compile(rb"<w:tr[\s>/]")
_FETCHED = re.compile(
    rb"relationships/(?:attachedTemplate|oleObject|subDocument|frame|aFChunk|package|control|externalLinkPath)\b"
)
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_REMOTE = re.compile(rb"Target\s*=\s*[\"'](?:https?:|ftp:|\\\\|//|file://[^/])", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_STREAM = re.compile(rb"stream\r?\n")

_SAVE_DOCX = Text(
    "Buka di pengolah kata, simpan ulang sebagai .docx, lalu ulangi.",
    "Open it in a word processor, save it as .docx again and try again.",
)
_MAKE_PDF = Text("Buat ulang PDF dari berkas aslinya.", "Make the PDF again from its original.")
_LARGE = Text(
    "Pastikan ini berkas peraturan; jika ya, bagi menurut lampirannya dan baca satu per satu.",
    "Make sure that this is the regulation; if so, split it by annex and read the parts one by one.",
)


def check_size(path: Path) -> None:
    """Refuse a file larger than any regulation, before a byte of it is read."""
    try:
        size = path.stat().st_size
    except OSError:
        return  # the reader says in words that it cannot be opened
    if size > FILE_LIMIT:
        limit = FILE_LIMIT // 1_000_000
        what = Text(
            f"Berkas {size // 1_000_000} MB, lebih besar dari {limit} MB.",
            f"The file has {size // 1_000_000} MB, more than {limit} MB.",
        )
        raise refused("too_large", Place(file=str(path)), what, _LARGE)


def check_office(path: Path) -> None:
    """Refuse an office file under password, or of the format before .docx. Both come in the old container."""
    with path.open("rb") as stream:
        start = stream.read(PIECE)
        stream.seek(max(0, path.stat().st_size - PIECE))
        rest = start + stream.read(PIECE)
    if not start.startswith(OLE_SIGNATURE):
        return
    if ENCRYPTED in rest:
        what = Text(
            "Dokumen Word ini dilindungi kata sandi.", "This Word document is protected by a password."
        )
        remedy = Text(
            "Simpan salinan tanpa kata sandi lalu ulangi.", "Save a copy without password and try again."
        )
        raise refused("password", Place(file=str(path)), what, remedy)
    what = Text("Ini dokumen Word format lama (.doc).", "This is a Word document of the old format (.doc).")
    raise refused("old_word", Place(file=str(path)), what, _SAVE_DOCX)


def check_word(path: Path) -> None:
    """Expand every part of a .docx to nothing within the limits.

    Raises DocumentRefused for damage, another kind of file, a password, a bomb, macros, parts fetched from outside,
    or declared entities (the billion laughs, files read through XML).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_kind(path, archive)
            total = rows = 0
            for info in archive.infolist():
                size, more = _expand(path, archive, info, total)
                total, rows = total + size, rows + more
                if rows > ROWS_LIMIT:
                    what = Text(
                        f"Dokumen memuat lebih dari {ROWS_LIMIT} baris tabel.",
                        f"The document has more than {ROWS_LIMIT} table rows.",
                    )
                    raise refused("endless_table", Place(file=str(path), sheet=info.filename), what, _LARGE)
    except DocumentRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError) as error:
        what = Text("Berkas Word rusak atau terpotong.", "The Word file is damaged or cut off.")
        raise refused("damaged", Place(file=str(path)), what, _SAVE_DOCX) from error
    except (RuntimeError, NotImplementedError) as error:
        what = Text(
            "Isi berkas ini terenkripsi atau dimampatkan tidak lazim.",
            "The content of this file is encrypted or packed in an unusual way.",
        )
        raise refused("password", Place(file=str(path)), what, _SAVE_DOCX) from error


def _check_kind(path: Path, archive: zipfile.ZipFile) -> None:
    names = {name.lower() for name in archive.namelist()}
    place = Place(file=str(path))
    if len(names) != len(archive.namelist()):
        raise zipfile.BadZipFile("a part stands there twice, and readers would differ on which counts")
    if len(names) > PARTS_LIMIT:
        what = Text(f"Berkas memuat {len(names)} bagian.", f"The file has {len(names)} parts.")
        raise refused("bomb", place, what, _SAVE_DOCX)
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        what = Text(
            "Dokumen ini memuat makro; tidak dijalankan dan tidak dibaca.",
            "This document carries macros; they are not run and the file is not read.",
        )
        remedy = Text(
            "Simpan sebagai .docx tanpa makro, lalu ulangi.",
            "Save it as .docx without macros and try again.",
        )
        raise refused("macros", place, what, remedy)
    if _WORD not in names:
        kind = next((kind for part, kind in _OTHERS.items() if part in names), "ZIP")
        what = Text(f"Ini berkas {kind}, bukan dokumen Word.", f"This is a {kind} file, not a Word document.")
        raise refused("not_word", place, what, _SAVE_DOCX)


def _expand(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, total: int) -> tuple[int, int]:
    """Size and table rows of one part. `total` is the size of the parts before."""
    is_xml = info.filename.lower().endswith((".xml", ".rels"))
    relations = b""
    size, rows, tail = 0, 0, b""
    with archive.open(info) as part:
        while piece := part.read(PIECE):
            size += len(piece)
            dense = size > RATIO_FROM and size > RATIO_LIMIT * max(info.compress_size, 1)
            if dense or size > PART_LIMIT or total + size > TOTAL_LIMIT:
                what = Text(
                    f"Isi berkas mengembang lebih dari {size >> 20} MB.",
                    f"The file's content expands beyond {size >> 20} MB.",
                )
                raise refused("bomb", Place(file=str(path), sheet=info.filename), what, _LARGE)
            if is_xml:
                seen = tail + piece.replace(b"\x00", b"")  # UTF-16 hides nothing
                if _DECLARES.search(seen):
                    raise _entities(path, info.filename)
                rows += len(_ROW.findall(piece))
                tail = seen[-_OVERLAP:]
                relations += piece if info.filename.lower().endswith(".rels") else b""
    _check_relations(path, info.filename, relations)
    return size, rows


def _entities(path: Path, part: str) -> DocumentRefused:
    what = Text(
        "Berkas mendeklarasikan entitas XML, yang tidak pernah ada di dokumen Word biasa.",
        "The file declares XML entities, which no ordinary Word document does.",
    )
    return refused("entities", Place(file=str(path), sheet=part), what, _SAVE_DOCX)


def _check_relations(path: Path, part: str, relations: bytes) -> None:
    """A link in the text is an ordinary thing; a template, object or part that lies outside the file is not."""
    for relation in _RELATION.findall(relations):
        if _EXTERNAL.search(relation) and _FETCHED.search(relation) and _REMOTE.search(relation):
            what = Text(
                "Dokumen mengambil bagian dari luar berkas (templat atau objek tertaut).",
                "The document takes parts from outside the file (a linked template or object).",
            )
            remedy = Text(
                "Putuskan tautannya di Word (Berkas > Info > Edit tautan), simpan, lalu ulangi.",
                "Break the links in Word (File > Info > Edit links), save it and try again.",
            )
            raise refused("external", Place(file=str(path), sheet=part), what, remedy)


def check_pdf(path: Path) -> None:
    """Expand every compressed stream of a PDF to nothing; refuse a file with one that expands beyond reason."""
    data = path.read_bytes()
    total = 0
    for match in _STREAM.finditer(data):
        total += _stream_size(path, data, match.end())
        if total > STREAMS_LIMIT:
            raise _pdf_bomb(path, total)


def _stream_size(path: Path, data: bytes, start: int) -> int:
    """Bytes that a deflated stream expands to, also one deflated twice; 0 for any other stream."""
    if data[start : start + 1] not in (
        b"\x78",
        b"\x68",
        b"\x58",
        b"\x48",
        b"\x38",
        b"\x28",
        b"\x18",
        b"\x08",
    ):
        return 0
    outer, inner, size = zlib.decompressobj(), None, 0
    block = data[start : start + PIECE]
    at = start + len(block)
    try:
        while block:
            piece = outer.decompress(block, PIECE)
            if not size and piece[:1] == b"\x78":
                inner = zlib.decompressobj()
            size += len(piece)
            if inner is not None:
                again = inner.decompress(piece, STREAM_LIMIT + 1)
                size += len(again)
                inner = None if inner.eof or not again else inner
            if size > STREAM_LIMIT:
                raise _pdf_bomb(path, size)
            if outer.eof:
                break
            block = outer.unconsumed_tail
            if not block:
                block = data[at : at + PIECE]
                at += len(block)
    except zlib.error:
        pass  # no deflated stream, or a damaged one: the parser meets no more of it than was counted here
    return size


def _pdf_bomb(path: Path, size: int) -> DocumentRefused:
    what = Text(
        f"Isi PDF mengembang lebih dari {size >> 20} MB.",
        f"The PDF's content expands beyond {size >> 20} MB.",
    )
    return refused("bomb", Place(file=str(path)), what, _MAKE_PDF)
