"""Settings come from the environment; what cannot be used stops the start with a hint that says what to write."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from environ import Env

from selaras.web.config import env as settings_env
from selaras.web.config.env import LARGEST_UPLOAD, LEVELS, PATH, Reader, WrongSetting, secret_key

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / ".env.example"
NAME = re.compile(r"\"(SELARAS_[A-Z_]+|DATABASE_URL)\"")
# Django's settings of our own, which are no variables of the environment.
NOT_VARIABLES = {"SELARAS_UPLOAD_LIMIT"}


def example() -> dict[str, str]:
    lines = [line for line in EXAMPLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def read_in_code() -> set[str]:
    found = {name for path in (ROOT / "src").rglob("*.py") for name in NAME.findall(path.read_text("utf-8"))}
    return found - NOT_VARIABLES


def test_the_example_has_every_variable_that_the_code_reads_and_no_other() -> None:
    assert set(example()) == read_in_code()


def test_the_example_shows_the_defaults() -> None:
    assert {
        name: value for name, value in example().items() if name != "SELARAS_LANG"
    } == settings_env.DEFAULTS


def start(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SELARAS_", "DATABASE_URL", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "selaras", "check"],
        env={**clean, "SELARAS_DATA": str(tmp_path), "SELARAS_LANG": "en", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_application_starts_with_the_values_of_the_example(tmp_path: Path) -> None:
    done = start(tmp_path, **example() | {"SELARAS_DATA": str(tmp_path), "SELARAS_LANG": "en"})
    assert "The SQLite database answers." in done.stdout, done.stderr
    assert done.returncode == 1, "its tables are missing"
    assert "selaras migrate" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("SELARAS_DEBUG", "maybe", "Write 1 or 0."),
        ("SELARAS_HTTPS", "2", "Write 1 or 0."),
        ("SELARAS_BEHIND_PROXY", "ya", "Write 1 or 0."),
        ("SELARAS_TOTP_REQUIRED", "x", "Write 1 or 0."),
        ("SELARAS_UPLOAD_MEGABYTES", "0", "from 1 to 1024"),
        ("SELARAS_UPLOAD_MEGABYTES", "1.5", "from 1 to 1024"),
        ("SELARAS_UPLOAD_MEGABYTES", "99999", "from 1 to 1024"),
        ("SELARAS_HOSTS", "*", "without *"),
        ("SELARAS_HOSTS", "https://selaras.example.go.id", "without https://"),
        ("SELARAS_HOSTS", " , ", "names of servers"),
        ("SELARAS_ORIGINS", "selaras.example.go.id", "https://selaras.example.go.id"),
        ("SELARAS_ADMIN_PATH", "../x", "small letters"),
        ("SELARAS_ADMIN_PATH", "", "small letters"),
        ("SELARAS_LOG", "loud", "debug, info"),
        ("SELARAS_SECRET_KEY", "short", "fewer than 32"),
        ("SELARAS_OLD_SECRET_KEYS", "short", "fewer than 32"),
        ("DATABASE_URL", "mysql://a:verysecret@b/c", "postgresql://"),
        ("DATABASE_URL", "postgresql://a:verysecret@b:port/c", "postgresql://"),
        ("DATABASE_URL", "postgresql://a:verysecret@b", "postgresql://"),
    ],
)
def test_a_wrong_variable_is_refused_with_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, hint: str
) -> None:
    monkeypatch.setenv(name, value)
    reader = Reader(Env())
    read = {
        "SELARAS_UPLOAD_MEGABYTES": lambda: reader.number(name, LARGEST_UPLOAD),
        "SELARAS_HOSTS": lambda: reader.hosts(name),
        "SELARAS_ORIGINS": lambda: reader.origins(name),
        "SELARAS_ADMIN_PATH": lambda: reader.word(name, PATH, "huruf kecil", "small letters"),
        "SELARAS_LOG": lambda: reader.word(name, LEVELS, "debug, info", "debug, info"),
        "SELARAS_SECRET_KEY": lambda: secret_key(tmp_path),
        "SELARAS_OLD_SECRET_KEYS": lambda: reader.secrets(name),
        "DATABASE_URL": lambda: reader.database(name, tmp_path),
    }.get(name, lambda: reader.flag(name))
    with pytest.raises(WrongSetting) as refused:
        read()
    assert name in refused.value.what.en
    assert hint in refused.value.remedy.en
    assert "verysecret" not in str(refused.value)


def test_a_wrong_variable_stops_the_command_with_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    done = start(tmp_path, SELARAS_DEBUG="maybe")
    assert done.returncode == 2
    assert "SELARAS_DEBUG" in done.stderr
    assert "Write 1 or 0." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = start(tmp_path, SELARAS_DATA=str(tmp_path / "file"))
    assert done.returncode == 2
    assert "SELARAS_DATA" in done.stderr


def test_a_database_out_of_reach_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = start(tmp_path, DATABASE_URL=f"postgresql://a:verysecret@/x?host={tmp_path}")
    assert done.returncode == 1
    assert "cannot be reached" in done.stdout
    assert "verysecret" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_secret_is_made_once_kept_for_oneself_and_used_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SELARAS_SECRET_KEY")
    first = secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    assert len(first) >= 64
    assert (tmp_path / "keys" / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["secret"]
