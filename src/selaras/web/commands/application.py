"""Django, started for a command; what is wrong with its settings or its database as a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from selaras.errors import Language, Text, UsageError

SETTINGS = "selaras.web.config.settings"


def language() -> Language:
    """Bahasa Indonesia unless SELARAS_LANG says `en`."""
    return "en" if os.environ.get("SELARAS_LANG", "").lower().startswith("en") else "id"


def say(id_: str, en: str) -> str:
    """A message in the language of this terminal."""
    return Text(id_, en)[language()]


def ready() -> None:
    """Start Django. Raises UsageError with the hint of a wrong setting."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        import django
    except ImportError as error:
        raise UsageError(
            Text("Aplikasi web belum terpasang.", "The web application is not installed."),
            Text("Pasang: pip install 'selaras[web]'", "Install it: pip install 'selaras[web]'"),
        ) from error
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        what, remedy = getattr(error, "what", None), getattr(error, "remedy", None)
        raise UsageError(
            what or Text(f"Pengaturan keliru: {error}", f"A setting is wrong: {error}"),
            remedy or Text("Lihat .env.example.", "See .env.example."),
        ) from error


@contextmanager
def database() -> Iterator[None]:
    """Turn an unreachable database, a file that is none, or one without tables into a sentence."""
    from django.db import DatabaseError, OperationalError, ProgrammingError

    try:
        yield
    except DatabaseError as error:
        if type(error) not in (DatabaseError, OperationalError, ProgrammingError):
            raise  # what it holds is wrong, not the database
        raise UsageError(
            Text(
                "Basis data tidak dapat dicapai atau belum disiapkan.",
                "The database cannot be reached or is not prepared.",
            ),
            Text(
                "Periksa DATABASE_URL atau SELARAS_DATA dan layanan basis data, lalu jalankan: selaras migrate",
                "Check DATABASE_URL or SELARAS_DATA and the database service, then run: selaras migrate",
            ),
        ) from error


def must_be_prepared() -> None:
    """Raises UsageError when the database is not at the state of this code."""
    from selaras.web.config.health import pending

    with database():
        if not pending():
            return
    raise UsageError(
        Text("Basis data belum disiapkan untuk versi ini.", "The database is not prepared for this version."),
        Text("Jalankan: selaras migrate", "Run: selaras migrate"),
    )
