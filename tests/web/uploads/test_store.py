"""A file is what is in it; it is kept wholly or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from selaras.errors import DataRefused
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.uploads import actions, contents
from selaras.web.uploads.actions import safe_name, store, store_bytes
from selaras.web.uploads.contents import TYPES, kind_of
from selaras.web.uploads.models import Upload
from selaras.web.uploads.orphans import remove_orphans
from selaras.web.uploads.serve import serve
from tests.web.cast import AT, Cast

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 20
CSV = "nip;nama\n1;Contoh é\n".encode()


def packed(*parts: tuple[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return kept.getvalue()


XLSX = packed(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"))
DOCX = packed(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
ZIP = packed(("a.csv", b"a;b\n"))


def files() -> list[Path]:
    folder = Path(settings.DATA) / "uploads"
    return [path for path in folder.rglob("*") if path.is_file()]


def keep(cast: Cast, content: bytes, *kinds: str, name: str = "a.xlsx") -> Upload:
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    return store(
        file=file, instansi=cast.dumai.instansi, kinds=kinds, by=cast.dumai.users[Role.ANALYST], at=AT
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (PNG, "png"),
        (JPG, "jpg"),
        (XLSX, "xlsx"),
        (DOCX, "docx"),
        (ZIP, "zip"),
        (CSV, "csv"),
        (CSV.decode().encode("cp1252"), "csv"),
        (b"MZ\x90\0\x03", ""),
        (b"\x7fELF", ""),
        (CSV.decode().encode("utf-16"), ""),
        (b"a;b\0c", ""),
    ],
)
def test_a_kind_is_told_by_the_content(content: bytes, kind: str) -> None:
    assert kind_of(io.BytesIO(content)) == kind


def test_a_file_is_kept_with_its_digest_under_a_name_of_ours(cast: Cast) -> None:
    upload = keep(cast, XLSX, "xlsx", name="../../etc/Pegawai <b>.xlsx")
    assert upload.name == "Pegawai <b>.xlsx"
    assert upload.sha256 == hashlib.sha256(XLSX).hexdigest()
    assert (upload.kind, upload.size) == ("xlsx", len(XLSX))
    path = Path(upload.file.path)
    assert path.is_relative_to(Path(settings.DATA) / "uploads" / str(cast.dumai.instansi.pk))
    assert path.name.isalnum()
    assert not path.stat().st_mode & 0o111, "nothing there can be executed"
    entry = Entry.objects.get(action="uploads.store")
    assert entry.after["sha256"] == upload.sha256


def test_what_a_file_is_called_does_not_make_it_a_workbook(cast: Cast) -> None:
    with pytest.raises(DataRefused) as refused:
        keep(cast, PDF, "xlsx", "csv", name="pegawai.xlsx")
    assert "Excel (.xlsx), CSV" in refused.value.remedy.id
    assert not Upload.objects.exists()


def test_an_old_or_locked_workbook_is_told_what_to_do(cast: Cast) -> None:
    with pytest.raises(DataRefused) as refused:
        keep(cast, contents.OLD_OFFICE + b"\0" * 600, "xlsx", name="pegawai.xls")
    assert "simpan sebagai .xlsx" in refused.value.remedy.id


def test_an_empty_file_is_refused(cast: Cast) -> None:
    with pytest.raises(DataRefused, match="empty"):
        keep(cast, b"", "csv")


@override_settings(SELARAS_UPLOAD_LIMIT=1024 * 1024)
def test_a_file_over_the_limit_is_refused_with_the_limit(cast: Cast) -> None:
    with pytest.raises(DataRefused, match="1 MB"):
        keep(cast, b"a;b\n" * 300_000, "csv")


def test_a_zip_bomb_is_refused_before_anything_is_unpacked() -> None:
    bomb = packed(("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"\0" * 60_000_000))
    with pytest.raises(DataRefused, match="grows far too large"):
        kind_of(io.BytesIO(bomb))


def test_a_workbook_of_many_equal_rows_is_no_bomb() -> None:
    row = b'<row r="%d"><c r="A1" t="inlineStr"><is><t>Pengadministrasi Perkantoran</t></is></c></row>'
    sheet = b"".join(row % number for number in range(50_000))
    file = packed(("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x"), ("xl/worksheets/s.xml", sheet))
    assert kind_of(io.BytesIO(file)) == "xlsx"


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "ENTRIES", 3)
    with pytest.raises(DataRefused):
        kind_of(io.BytesIO(packed(*((f"{number}", b"a") for number in range(4)))))


@pytest.mark.parametrize("name", ["../../a.csv", "/etc/passwd", "a\\..\\..\\b.csv"])
def test_a_zip_that_would_leave_its_folder_is_refused(name: str) -> None:
    with pytest.raises(DataRefused, match="unsafe file names"):
        kind_of(io.BytesIO(packed((name, b"a"))))


def test_a_zip_under_a_password_is_refused() -> None:
    locked = bytearray(ZIP)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.index(mark) + offset
        locked[at : at + 2] = struct.pack("<H", 1)
    with pytest.raises(DataRefused, match="password"):
        kind_of(io.BytesIO(bytes(locked)))


@pytest.mark.parametrize("cut", [10, 40, len(XLSX) - 3])
def test_half_a_workbook_is_refused_as_damaged(cut: int) -> None:
    with pytest.raises(DataRefused, match="damaged or incomplete"):
        kind_of(io.BytesIO(XLSX[:cut]))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b\\c.pdf", "c.pdf"),
        ("..", "berkas"),
        ("", "berkas"),
        ("x\r\nSet-Cookie: a=b.pdf", "xSet-Cookie: a=b.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_lose_folders_control_characters_and_excess(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_nothing_is_left_when_the_row_cannot_be_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError

    before = files()
    monkeypatch.setattr(actions, "record", fails)
    with pytest.raises(RuntimeError):
        keep(cast, CSV, "csv")
    assert not Upload.objects.exists()
    assert files() == before


def test_a_file_is_handed_out_as_a_download_that_nothing_runs(cast: Cast) -> None:
    upload = store_bytes(
        name='a"\r\nX: y <script>.pdf', content=PDF, kind="pdf", instansi=cast.dumai.instansi, by=None, at=AT
    )
    answer = serve(upload)
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    answer.close()
    assert answer["Content-Type"] == TYPES["pdf"]
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    default_storage.delete(upload.file.name)


def test_a_file_of_our_own_needs_a_known_kind(cast: Cast) -> None:
    with pytest.raises(ValueError, match="no kind"):
        store_bytes(name="a", content=b"a", kind="exe", instansi=cast.dumai.instansi, by=None, at=AT)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """An empty place for files."""
    place = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "files"},
    }
    settings.STORAGES = settings.STORAGES | {"default": place}
    return tmp_path / "files"


def test_what_a_killed_process_left_behind_is_removed_after_a_day(cast: Cast, folder: Path) -> None:
    assert remove_orphans(AT) == 0  # nothing was stored yet
    kept, folder = keep(cast, PDF, "pdf"), folder / str(cast.dumai.instansi.pk)
    old, young, foreign = folder / ("0" * 32), folder / ("1" * 32), folder / "catatan.txt"
    for path in (old, young, foreign):
        path.write_bytes(PDF)
    for path in (old, foreign, folder / Path(kept.file.name).name):
        os.utime(path, times=((AT - timedelta(days=2)).timestamp(),) * 2)
    os.utime(young, times=(AT.timestamp(),) * 2)
    assert remove_orphans(AT) == 1
    assert not old.exists()
    assert all(path.exists() for path in (young, foreign, Path(kept.file.path)))
    entry = Entry.objects.get(action="uploads.remove_orphans")
    assert entry.after == {"files": [f"{folder.name}/{old.name}"]}


@pytest.mark.django_db
def test_files_of_another_database_are_left_alone(folder: Path) -> None:
    folder = folder / "1"
    folder.mkdir(parents=True)
    for number in range(11):
        path = folder / f"{number:032x}"
        path.write_bytes(PDF)
        os.utime(path, times=(0, 0))
    assert remove_orphans(AT) == 0
    assert len(list(folder.iterdir())) == 11
