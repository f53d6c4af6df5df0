"""Why a PDF is not read, with the place and the way out."""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from selaras.errors import DocumentRefused, Place, Text
from selaras.files.documents.pdf.page import Pages
from selaras.law.document import refused

SHARE_UNKNOWN = 0.2  # of the characters without a known meaning: the text layer cannot be trusted
LEAST_CHARACTERS = 25  # a page with a picture; fewer are a stamp on a scan

_LOST = ("Data-loss", "Cannot render", "Not adding object")
_REMAKE = Text("Buat ulang PDF dari berkas aslinya.", "Make the PDF again from its original.")
_SCAN = Text(
    "Minta berkas aslinya (Word atau PDF dari pengolah kata), atau jalankan OCR lalu periksa hasilnya.",
    "Ask for the original (Word, or a PDF made from it), or run OCR and check the result.",
)
_BY_RANGE = Text(
    "Baca sebagian dengan --pages, atau bagi berkas menurut lampirannya.",
    "Read a part with --pages, or split the file by annex.",
)


@contextmanager
def of_damage(path: Path) -> Iterator[None]:
    """Whatever a damaged or hostile file makes the parser raise becomes a refusal; so does text it lost on the way."""
    losses = _Losses()
    parser = logging.getLogger("pdfminer")
    parser.addHandler(losses)
    try:
        yield
        if losses.found:
            raise ValueError(losses.found)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        what = Text("PDF ini dilindungi kata sandi.", "This PDF is protected by a password.")
        remedy = Text(
            "Simpan salinan tanpa kata sandi lalu ulangi.", "Save a copy without password and try again."
        )
        raise refused("password", Place(file=str(path)), what, remedy) from error
    except (
        PDFException,
        PSException,
        ArithmeticError,
        AssertionError,
        AttributeError,
        EOFError,
        LookupError,
        MemoryError,
        NotImplementedError,
        OSError,
        RecursionError,
        TypeError,
        ValueError,
        struct.error,
    ) as error:
        if isinstance(error, DocumentRefused):
            raise
        what = Text("Berkas PDF rusak.", "The PDF file is damaged.")
        raise refused("damaged", Place(file=str(path)), what, _REMAKE) from error
    finally:
        parser.removeHandler(losses)


class _Losses(logging.Handler):
    """Hears where the parser goes on without a part of the file: a line of law lost in silence is worse than none."""

    found = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Note a loss; other remarks of the parser are about looks, and are not printed."""
        if str(record.msg).startswith(_LOST):
            self.found = str(record.msg)


def too_many_pages(path: Path, limit: int) -> DocumentRefused:
    """More pages than any regulation has."""
    what = Text(f"PDF ini lebih dari {limit} halaman.", f"This PDF has more than {limit} pages.")
    return refused("too_large", Place(file=str(path)), what, _BY_RANGE)


def too_much(path: Path, number: int) -> DocumentRefused:
    """A page that draws without end."""
    what = Text(
        "Halaman ini menggambar jauh lebih banyak dari halaman peraturan mana pun.",
        "This page draws far more than any page of a regulation.",
    )
    return refused("bomb", Place(file=str(path), sheet=f"hlm. {number}"), what, _REMAKE)


def check_text(path: Path, pages: Pages) -> None:
    """Refuse a scan, and a text layer whose characters have no meaning."""
    if pages.characters <= LEAST_CHARACTERS * pages.pictures or not pages.characters:
        what = Text(
            "PDF ini tidak berisi teks; mungkin hasil pindai.", "This PDF holds no text; it may be a scan."
        )
        raise refused("no_text", Place(file=str(path), sheet="hlm. 1"), what, _SCAN)
    if pages.unknown > SHARE_UNKNOWN * pages.characters:
        what = Text(
            "Huruf PDF ini tidak dapat dipetakan ke teks.",
            "The characters of this PDF cannot be mapped to text.",
        )
        raise refused("no_text", Place(file=str(path), sheet="hlm. 1"), what, _SCAN)
