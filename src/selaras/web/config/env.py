"""The environment, read once, with a hint for everything that is missing or wrong."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env
from environ import ImproperlyConfigured as EnvError

DEFAULTS = {
    "SELARAS_DATA": "var",
    "SELARAS_DEBUG": "0",
    "SELARAS_HOSTS": "localhost,127.0.0.1,[::1]",
    "SELARAS_ORIGINS": "",
    "SELARAS_HTTPS": "0",
    "SELARAS_BEHIND_PROXY": "0",
    "SELARAS_TOTP_REQUIRED": "1",
    "SELARAS_UPLOAD_MEGABYTES": "25",
    "DATABASE_URL": "",
}
WORDS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
    "": False,
}
SHORTEST_SECRET = 32
POSTGRES = {"postgres", "postgresql", "psql", "pgsql"}


@dataclass(frozen=True)
class Reader:
    """Typed access to the environment."""

    source: Env

    def text(self, name: str) -> str:
        """A variable, or its default."""
        return str(self.source.str(name, default=DEFAULTS.get(name, ""))).strip()

    def flag(self, name: str) -> bool:
        """A switch: 1 or 0, true or false, yes or no, on or off."""
        word = self.text(name).casefold()
        if word not in WORDS:
            raise ImproperlyConfigured(f"{name} is “{word}”. Write 1 or 0.")
        return WORDS[word]

    def int(self, name: str) -> int:
        """A whole number above zero."""
        word = self.text(name)
        if not word.isdecimal() or not int(word):
            raise ImproperlyConfigured(f"{name} is “{word}”. Write a whole number above zero.")
        return int(word)

    def list(self, name: str) -> list[str]:
        """Names divided by commas."""
        return [part for each in self.text(name).split(",") if (part := each.strip())]

    def path(self, name: str) -> Path:
        """A folder, absolute."""
        return Path(self.text(name)).expanduser().resolve()

    def database(self, name: str, data: Path) -> dict[str, Any]:
        """Django's settings of the database: PostgreSQL by address, else SQLite in the data folder."""
        url = self.text(name)
        if not url:
            data.mkdir(parents=True, exist_ok=True)
            return sqlite(data / "selaras.sqlite3")
        if urlsplit(url).scheme not in POSTGRES:
            raise ImproperlyConfigured(f"{name} must begin with postgresql:// (leave it empty for SQLite).")
        try:
            found: dict[str, Any] = dict(self.source.db_url_config(url))
        except (EnvError, ValueError) as error:
            raise ImproperlyConfigured(f"{name} is not an address of a PostgreSQL database.") from error
        # Persistent connections; checked, since a database may restart under the server.
        return found | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite for many writers: a write takes its lock at once and waits for it, so that none fails half-way."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def secret_key(data: Path) -> str:
    """SELARAS_SECRET_KEY, else the key kept in the data folder, made at the first start."""
    given = env.text("SELARAS_SECRET_KEY")
    if given:
        if len(given) < SHORTEST_SECRET:
            raise ImproperlyConfigured(f"SELARAS_SECRET_KEY has fewer than {SHORTEST_SECRET} characters.")
        return given
    kept = data / "keys" / "secret"
    try:
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(64))
        return kept.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder SELARAS_DATA={data} cannot be written ({error.strerror}). Name one that can."
        ) from error


env = Reader(Env())
