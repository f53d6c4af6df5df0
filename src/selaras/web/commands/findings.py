"""What `selaras check` looks at. Each function looks at one thing and never raises."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from selaras.errors import Text
from selaras.web.config.health import pending, worker_alive

ROOM = 1024**3  # bytes that should be free
NOTHING = Text("", "")
# Django's advice that our own lines give, or that does not fit: HTTPS has one switch here.
OWN = {"security.W004", "security.W008", "security.W012", "security.W016", "security.W018", "security.W021"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    state: Literal["fine", "warn", "wrong"]
    what: Text
    remedy: Text = NOTHING


def all_findings() -> Iterator[Finding]:
    """Everything, in the order of importance."""
    looks: tuple[Callable[[], Finding], ...] = (database, migrations, writing, keys, disk, worker)
    for look in (*looks, https, second_factor, debug):
        yield look()
    yield from framework()


def database() -> Finding:
    """Reachable; SQLite with its write-ahead log."""
    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1" if connection.vendor == "postgresql" else "PRAGMA journal_mode")
            found = cursor.fetchone()
    except (DatabaseError, OSError):
        return Finding(
            "wrong",
            Text(f"Basis data {name} tidak dapat dicapai.", f"The {name} database cannot be reached."),
            Text("Periksa DATABASE_URL dan layanannya.", "Check DATABASE_URL and its service."),
        )
    if connection.vendor == "sqlite" and found != ("wal",):
        return Finding(
            "wrong",
            Text("SQLite tidak memakai WAL.", "SQLite does not use its write-ahead log."),
            Text(
                "Pindahkan SELARAS_DATA ke cakram lokal, bukan folder jaringan.",
                "Move SELARAS_DATA to a local disk, not a network folder.",
            ),
        )
    return Finding("fine", Text(f"Basis data {name} dapat dicapai.", f"The {name} database answers."))


def migrations() -> Finding:
    """The tables are those of this version."""
    try:
        missing = pending()
    except (DatabaseError, OSError):
        missing = True
    if missing:
        return Finding(
            "wrong",
            Text("Tabel basis data belum sesuai versi ini.", "The tables are not those of this version."),
            Text("Jalankan: selaras migrate", "Run: selaras migrate"),
        )
    return Finding(
        "fine", Text("Tabel basis data sesuai versi ini.", "The tables are those of this version.")
    )


def writing() -> Finding:
    """The data folder can be written."""
    probe = Path(settings.DATA) / ".selaras-check"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        return Finding(
            "wrong",
            Text(
                f"Folder data {settings.DATA} tidak dapat ditulis.",
                f"The data folder {settings.DATA} cannot be written.",
            ),
            Text(f"Perbaiki hak aksesnya ({error.strerror}).", f"Mend its permissions ({error.strerror})."),
        )
    return Finding("fine", Text(f"Folder data: {settings.DATA}", f"Data folder: {settings.DATA}"))


def keys() -> Finding:
    """Nobody but the installation reads its keys."""
    folder = Path(settings.DATA) / "keys"
    files = list(folder.iterdir()) if folder.is_dir() else []
    # A folder closed to others protects what is in it.
    shut = not folder.is_dir() or not folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    open_to_others = [path.name for path in files if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if open_to_others and not shut:
        return Finding(
            "wrong",
            Text("Kunci dapat dibaca pengguna lain.", "The keys can be read by other users."),
            Text(f"Jalankan: chmod -R go= {folder}", f"Run: chmod -R go= {folder}"),
        )
    return Finding(
        "fine", Text("Kunci hanya terbaca oleh Selaras.", "The keys are readable by Selaras alone.")
    )


def disk() -> Finding:
    """Room for uploads and the database."""
    free = shutil.disk_usage(settings.DATA).free
    shown = f"{free / ROOM:.1f} GB"
    if free < ROOM:
        return Finding(
            "wrong",
            Text(f"Ruang cakram tinggal {shown}.", f"Only {shown} of disk space are left."),
            Text("Kosongkan sedikitnya 1 GB.", "Free at least 1 GB."),
        )
    return Finding("fine", Text(f"Ruang cakram bebas: {shown}", f"Free disk space: {shown}"))


def worker() -> Finding:
    """A worker beats."""
    try:
        alive = worker_alive()
    except (DatabaseError, OSError):
        alive = False
    if alive:
        return Finding("fine", Text("Pekerja latar hidup.", "A background worker is alive."))
    return Finding(
        "warn",
        Text("Tidak ada pekerja latar yang hidup.", "No background worker is alive."),
        Text(
            "Jalankan selaras serve, atau selaras worker sebagai layanan.",
            "Run selaras serve, or selaras worker as a service.",
        ),
    )


def https() -> Finding:
    """Passwords travel encrypted, unless only this machine is served."""
    if settings.HTTPS:
        return Finding("fine", Text("HTTPS diwajibkan.", "HTTPS is required."))
    local = {"localhost", "127.0.0.1", "[::1]"}
    return Finding(
        "warn" if set(settings.ALLOWED_HOSTS) <= local else "wrong",
        Text("HTTPS tidak diwajibkan.", "HTTPS is not required."),
        Text(
            "Pasang sertifikat di proksi, lalu SELARAS_HTTPS=1 dan SELARAS_BEHIND_PROXY=1. Tanpa itu hanya untuk mencoba.",
            "Put a certificate into the proxy, then SELARAS_HTTPS=1 and SELARAS_BEHIND_PROXY=1. Without it, only for a try.",
        ),
    )


def second_factor() -> Finding:
    """Those who decide need it."""
    if settings.SELARAS_TOTP_REQUIRED:
        return Finding(
            "fine", Text("Faktor kedua diwajibkan bagi pemutus.", "Deciding roles need a second factor.")
        )
    return Finding(
        "warn",
        Text("Faktor kedua tidak diwajibkan.", "No second factor is required."),
        Text("Setel SELARAS_TOTP_REQUIRED=1.", "Set SELARAS_TOTP_REQUIRED=1."),
    )


def debug() -> Finding:
    """Pages of errors must not show the program's inside."""
    if settings.DEBUG:
        return Finding(
            "wrong",
            Text("Mode pengembangan menyala.", "The development mode is on."),
            Text("Setel SELARAS_DEBUG=0.", "Set SELARAS_DEBUG=0."),
        )
    return Finding("fine", Text("Mode pengembangan mati.", "The development mode is off."))


def framework() -> Iterator[Finding]:
    """Django's own checks for a deployment, and those that apps registered."""
    try:
        messages = checks.run_checks(include_deployment_checks=True, databases=["default"])
    except (DatabaseError, OSError):
        return
    for message in messages:
        if message.id in OWN or message.is_silenced():
            continue
        state: Literal["warn", "wrong"] = "wrong" if message.level >= checks.ERROR else "warn"
        hint = str(message.hint or f"({message.id})")
        yield Finding(state, Text(str(message.msg), str(message.msg)), Text(hint, hint))
