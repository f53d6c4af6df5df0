"""The environment, read once, with a hint for everything that is missing or wrong."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env
from environ import ImproperlyConfigured as EnvError

from selaras.errors import Text

DEFAULTS = {
    "SELARAS_DATA": "var",
    "SELARAS_SECRET_KEY": "",
    "SELARAS_DEBUG": "0",
    "SELARAS_HOSTS": "localhost,127.0.0.1,[::1]",
    "SELARAS_ORIGINS": "",
    "SELARAS_HTTPS": "0",
    "SELARAS_BEHIND_PROXY": "0",
    "SELARAS_TOTP_REQUIRED": "1",
    "SELARAS_OLD_SECRET_KEYS": "",
    "SELARAS_ADMIN_PATH": "pengelola",
    "SELARAS_UPLOAD_MEGABYTES": "50",
    "SELARAS_LOG": "info",
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
LARGEST_UPLOAD = 1024  # megabytes
HOST = re.compile(r"\.?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]")
ORIGIN = re.compile(r"https?://[^/\s*]+")
PATH = re.compile(r"[a-z0-9][a-z0-9-]{2,60}")
LEVELS = re.compile("debug|info|warning|error")
POSTGRES = {"postgres", "postgresql", "psql", "pgsql"}


class WrongSetting(ImproperlyConfigured):
    """A variable that cannot be used. `what` and `remedy` are for whoever starts the application."""

    def __init__(self, what: Text, remedy: Text) -> None:
        super().__init__(f"{what.en} {remedy.en}")
        self.what = what
        self.remedy = remedy


def wrong(name: str, said: str, id_: str, en: str) -> WrongSetting:
    """The error for a variable with the value `said`; the hint in both languages."""
    return WrongSetting(
        Text(
            f"Variabel {name} berisi “{said}”, dan itu tidak dapat dipakai.",
            f"The variable {name} is “{said}”, which cannot be used.",
        ),
        Text(id_, en),
    )


@dataclass(frozen=True)
class Reader:
    """Typed access to the environment."""

    source: Env

    def text(self, name: str) -> str:
        """A variable, or its default."""
        return str(self.source.str(name, default=DEFAULTS[name])).strip()

    def flag(self, name: str) -> bool:
        """A switch: 1 or 0, true or false, yes or no, on or off."""
        word = self.text(name).casefold()
        if word not in WORDS:
            raise wrong(name, word, "Tulis 1 atau 0.", "Write 1 or 0.")
        return WORDS[word]

    def number(self, name: str, most: int) -> int:
        """A whole number above zero, at most `most`."""
        word = self.text(name)
        if not word.isdecimal() or not 0 < int(word) <= most:
            raise wrong(
                name,
                word,
                f"Tulis bilangan bulat 1 sampai {most}.",
                f"Write a whole number from 1 to {most}.",
            )
        return int(word)

    def parts(self, name: str) -> list[str]:
        """Names divided by commas."""
        return [part for each in self.text(name).split(",") if (part := each.strip())]

    def hosts(self, name: str) -> list[str]:
        """The names under which the application is reached. Never all: a forged name would get into its links."""
        hosts = self.parts(name)
        for host in hosts or [""]:
            if not HOST.fullmatch(host):
                raise wrong(
                    name,
                    host,
                    "Tulis nama server saja, tanpa https:// dan tanpa *, dipisah koma: selaras.contoh.go.id",
                    "Write names of servers only, without https:// and without *, divided by commas: selaras.example.go.id",
                )
        return hosts

    def origins(self, name: str) -> list[str]:
        """Addresses from which forms may come, with their scheme."""
        origins = self.parts(name)
        for origin in origins:
            if not ORIGIN.fullmatch(origin):
                raise wrong(
                    name,
                    origin,
                    "Tulis alamat lengkap tanpa garis miring di ujung: https://selaras.contoh.go.id",
                    "Write whole addresses without a slash at the end: https://selaras.example.go.id",
                )
        return origins

    def word(self, name: str, pattern: re.Pattern[str], id_: str, en: str) -> str:
        """A text of a fixed shape."""
        text = self.text(name).strip("/")
        if not pattern.fullmatch(text):
            raise wrong(name, text, id_, en)
        return text

    def secrets(self, name: str) -> list[str]:
        """Secrets divided by commas, each long enough."""
        found = self.parts(name)
        for each in found:
            long_enough(name, each)
        return found

    def folder(self, name: str) -> Path:
        """A folder, absolute, made when it is not there."""
        path = Path(self.text(name)).expanduser().resolve()
        try:
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise unusable_folder(name, path, error) from error
        return path

    def database(self, name: str, data: Path) -> dict[str, Any]:
        """Django's settings of the database: PostgreSQL by address, else SQLite in the data folder."""
        url = self.text(name)
        if not url:
            return sqlite(data / "selaras.sqlite3")
        scheme = url.partition(":")[0]
        # The address holds a password: it is never repeated.
        refusal = wrong(
            name,
            f"{scheme[:20]}:…",
            "Tulis postgresql://pengguna:sandi@server:5432/nama, atau kosongkan untuk SQLite. Tanda khusus dalam sandi "
            "ditulis dengan persen (%40 untuk @).",
            "Write postgresql://user:password@server:5432/name, or leave it empty for SQLite. Special characters of the "
            "password are written with per cent (%40 for @).",
        )
        try:
            if urlsplit(url).scheme not in POSTGRES:
                raise refusal
            found: dict[str, Any] = dict(self.source.db_url_config(url))
        except (EnvError, ValueError) as error:
            raise refusal from error
        if not found.get("NAME"):
            raise refusal
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


def long_enough(name: str, secret: str) -> str:
    """The secret, refused when it is short. It is never repeated."""
    if len(secret) < SHORTEST_SECRET:
        raise wrong(
            name,
            "…",
            f"Rahasia ini lebih pendek dari {SHORTEST_SECRET} huruf. Kosongkan agar dibuatkan, atau buat yang acak dan panjang.",
            f"This secret has fewer than {SHORTEST_SECRET} characters. Leave it empty to have one made, or make a long random one.",
        )
    return secret


def secret_key(data: Path) -> str:
    """SELARAS_SECRET_KEY, else the key kept in the data folder, made at the first start."""
    given = env.text("SELARAS_SECRET_KEY")
    if given:
        return long_enough("SELARAS_SECRET_KEY", given)
    kept = data / "keys" / "secret"
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not kept.exists():
            _make_once(kept)
        return kept.read_text("utf-8")
    except OSError as error:
        raise unusable_folder("SELARAS_DATA", data, error) from error


def unusable_folder(name: str, path: Path, error: OSError) -> WrongSetting:
    """The error for a folder that cannot be used."""
    return wrong(
        name,
        str(path),
        f"Folder itu tidak dapat dipakai ({error.strerror}). Sebutkan folder yang dapat ditulis.",
        f"That folder cannot be used ({error.strerror}). Name one that can be written.",
    )


def _make_once(path: Path) -> None:
    """Write a new secret; of several processes that start together, one wins and all use its secret."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(64), "utf-8")
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


env = Reader(Env())
