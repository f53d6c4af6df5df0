"""What a file is, by its content. What it is called, and what the browser says of it, count for nothing."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from selaras.errors import DataRefused, Text

ENTRIES = 5_000  # of a zip file
UNPACKED = 512 * 1024 * 1024  # bytes, all entries together
RATIO = 200  # unpacked bytes to one packed byte; a sheet of equal rows reaches about 60
HEAD = 16  # bytes that tell the kinds apart
PIECE = 64 * 1024

MAGIC = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"PK\x03\x04": "zip"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, .doc; and what Office locks with a password
PARTS = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Characters that no text has: a file with one of them is not text.
BINARY = bytes({*range(32), 127} - set(b"\t\n\r\f\x1a"))


def kind_of(file: BinaryIO) -> str:
    """The kind of a file (a key of TYPES), or "" when it is none of them. Raises DataRefused for a hostile zip."""
    file.seek(0)
    head = file.read(HEAD)
    for magic, kind in MAGIC.items():
        if head.startswith(magic):
            return kind_of_zip(file) if kind == "zip" else kind
    return "csv" if is_text(file) else ""


def is_old_office(file: BinaryIO) -> bool:
    """Whether it is of the formats before 2007, or locked by Office."""
    file.seek(0)
    return file.read(len(OLD_OFFICE)) == OLD_OFFICE


def kind_of_zip(file: BinaryIO) -> str:
    """Workbook, Word document or plain zip; refused when opening it would be dangerous."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise DataRefused(
            Text("Berkas rusak atau tidak lengkap.", "The file is damaged or incomplete."),
            Text(
                "Buka di aplikasinya, simpan ulang, lalu unggah lagi.",
                "Open it in its program, save it again and upload it once more.",
            ),
        ) from error
    refuse_bomb(infos)
    refuse_tricks(infos)
    names = {info.filename for info in infos}
    found = [kind for part, kind in PARTS.items() if part in names and "[Content_Types].xml" in names]
    return found[0] if found else "zip"


def refuse_bomb(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse what would unpack to far more than it is."""
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > ENTRIES or unpacked > UNPACKED or unpacked > max(packed, 1) * RATIO + PIECE:
        raise DataRefused(
            Text(
                "Berkas ini mengembang terlalu besar saat dibuka, sehingga tidak aman diproses.",
                "This file grows far too large when opened, so it is not safe to process.",
            ),
            Text(
                "Hapus lembar, gambar, dan baris kosong yang tidak perlu, atau bagi menjadi beberapa berkas.",
                "Remove sheets, pictures and empty rows that are not needed, or divide it into several files.",
            ),
        )


def refuse_tricks(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse encrypted entries and names that would leave the folder they are unpacked in."""
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if info.flag_bits & 0x1 or path.is_absolute() or ".." in path.parts:
            raise DataRefused(
                Text(
                    "Berkas berkata sandi atau berisi nama berkas yang tidak aman.",
                    "The file is protected by a password or holds unsafe file names.",
                ),
                Text("Simpan ulang tanpa kata sandi.", "Save it again without a password."),
            )


def is_text(file: BinaryIO) -> bool:
    """Whether it can be read as UTF-8 or as Windows text, without the bytes that no text has."""
    file.seek(0)
    empty = True
    while piece := file.read(PIECE):
        empty = False
        if piece.translate(None, BINARY) != piece:
            return False
    return not empty
