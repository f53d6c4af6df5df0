"""Take in a file: checked, under a name of ours, wholly or not at all."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Collection
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from selaras.errors import DataRefused, Text
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.uploads.contents import TYPES, is_old_office, kind_of
from selaras.web.uploads.models import Upload

LONGEST = 200
NAMES = {
    "xlsx": "Excel (.xlsx)",
    "docx": "Word (.docx)",
    "pdf": "PDF",
    "csv": "CSV",
    "zip": "ZIP",
    "jpg": "JPG",
    "png": "PNG",
}


def store(
    *, file: UploadedFile[Any], instansi: Instansi, kinds: Collection[str], by: User | None, at: datetime
) -> Upload:
    """Keep a file that somebody brought. `kinds`: those of `contents.TYPES` that are wanted.

    Raises DataRefused when it is empty, too big, of another kind by its content, damaged or hostile.
    """
    if not file.size:
        raise DataRefused(
            Text("Berkas ini kosong.", "This file is empty."),
            Text("Pilih berkas yang berisi data.", "Choose a file that holds something."),
        )
    if file.size > settings.SELARAS_UPLOAD_LIMIT:
        raise too_big()
    kind = kind_of(cast("BinaryIO", file.file))
    if kind not in kinds:
        if is_old_office(cast("BinaryIO", file.file)):
            raise DataRefused(
                Text(
                    "Berkas ini berformat Office lama (.xls, .doc), atau dikunci kata sandi.",
                    "This file is in an old Office format (.xls, .doc), or locked with a password.",
                ),
                Text(
                    "Buka di Excel, Word atau LibreOffice, hapus kata sandinya, lalu simpan sebagai .xlsx atau .docx.",
                    "Open it in Excel, Word or LibreOffice, remove the password, and save it as .xlsx or .docx.",
                ),
            )
        wanted = ", ".join(NAMES[each] for each in NAMES if each in kinds)
        raise DataRefused(
            Text(
                "Isi berkas ini bukan jenis yang diterima di sini, apa pun nama akhirannya.",
                "What is in this file is not of a kind accepted here, whatever its name ends with.",
            ),
            Text(f"Unggah berkas {wanted}.", f"Upload a file of one of these kinds: {wanted}."),
        )
    return _keep(file, file.name or "", kind, instansi, by, at)


def store_bytes(
    *,
    name: str,
    content: bytes | File[bytes],
    kind: str,
    instansi: Instansi,
    by: User | None,
    at: datetime,
) -> Upload:
    """Keep a file that the application itself made; a large one is given as an open file, not in memory."""
    if kind not in TYPES:
        raise ValueError(f"{kind} is no kind of file")
    file = ContentFile(content) if isinstance(content, bytes) else content
    return _keep(file, name, kind, instansi, by, at)


def too_big() -> DataRefused:
    """The refusal that names the limit."""
    limit = settings.SELARAS_UPLOAD_LIMIT // (1024 * 1024)
    return DataRefused(
        Text(f"Berkas ini melebihi batas {limit} MB.", f"This file is larger than the limit of {limit} MB."),
        Text(
            "Perkecil atau bagi menjadi beberapa berkas, lalu unggah lagi.",
            "Make it smaller or divide it into several files, then upload again.",
        ),
    )


def safe_name(name: str) -> str:
    """What its owner called it, without folders, control characters and what turns text around."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    printable = "".join(each for each in last if unicodedata.category(each)[0] != "C").strip(" .")
    if len(printable) > LONGEST:
        stem, dot, ending = printable.rpartition(".")
        tail = dot + ending if stem and len(ending) < 10 else ""
        printable = printable[: LONGEST - len(tail)] + tail
    return printable or "berkas"


def _keep(
    file: File[bytes], name: str, kind: str, instansi: Instansi, by: User | None, at: datetime
) -> Upload:
    """The file first, then its row: a row never lacks its file, and a file whose row fails is removed."""
    digest = hashlib.sha256()
    file.seek(0)
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    path = default_storage.save(f"{instansi.pk}/{secrets.token_hex(16)}", file)
    try:
        with transaction.atomic():
            upload = Upload.objects.create(
                instansi=instansi,
                name=safe_name(name),
                kind=kind,
                size=file.size,
                sha256=digest.hexdigest(),
                file=path,
                by=by,
                at=at,
            )
            said = {"name": upload.name, "kind": kind, "size": upload.size, "sha256": upload.sha256}
            record("uploads.store", upload, by=by, at=at, instansi=instansi, after=said)
    except BaseException:
        default_storage.delete(path)
        raise
    return upload
